"""Every field and every code is told once, in Chinese, and no two alike."""

from collections import Counter
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from borrower_guide.schema import acts, vocabulary
from borrower_guide.schema.acts import GOOD_CONDUCT, GROUPS, Act
from borrower_guide.schema.case import Case
from borrower_guide.schema.model import Payload, field_label
from borrower_guide.schema.vocabulary import Vocabulary


def _all(base: type) -> Iterator[type]:
    for kind in base.__subclasses__():
        yield kind
        yield from _all(kind)


TYPES = [kind for kind in _all(Payload) if kind.__module__.startswith("borrower_guide.schema")]
VOCABULARIES = [
    kind for kind in _all(Vocabulary) if kind.__module__ in (vocabulary.__name__, acts.__name__)
]
FIELDS = [(kind, name) for kind in TYPES for name in kind.model_fields]


def test_all_types_and_vocabularies_are_looked_at() -> None:
    assert {"Case", "Visit", "Visitor", "Police", "Complaint"} <= {kind.__name__ for kind in TYPES}
    assert {"Act", "YesNo", "Shown", "Direction"} <= {kind.__name__ for kind in VOCABULARIES}
    assert Case in TYPES


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=[f"{k.__name__}.{n}" for k, n in FIELDS])
def test_a_field_has_a_label_in_plain_chinese(kind: type[BaseModel], name: str) -> None:
    label, hint = field_label(kind, name), kind.model_fields[name].description or ""
    assert _is_plain_chinese(label)
    assert len(label) <= 15
    assert not label.endswith("。")
    assert hint == "" or (hint.endswith("。") and len(hint) <= 25 and _is_plain_chinese(hint))


@pytest.mark.parametrize("kind", TYPES, ids=[kind.__name__ for kind in TYPES])
def test_no_two_fields_of_a_thing_share_a_label(kind: type[BaseModel]) -> None:
    labels = Counter(field_label(kind, name) for name in kind.model_fields)
    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("kind", VOCABULARIES, ids=[kind.__name__ for kind in VOCABULARIES])
def test_each_code_has_a_label_of_its_own(kind: type[Vocabulary]) -> None:
    labels = [code.label for code in kind]
    assert all(map(_is_plain_chinese, labels))
    assert len(set(labels)) == len(labels)
    assert [kind(code.value) for code in kind] == list(kind)


def test_every_act_stands_in_one_group() -> None:
    grouped = [act for _, members in GROUPS for act in members]
    assert sorted(grouped) == sorted(Act)
    assert len({heading for heading, _ in GROUPS}) == len(GROUPS)
    assert GROUPS[0][1] == GOOD_CONDUCT, "good conduct first, so that it is recorded too"


def test_a_field_that_is_not_there_has_no_label() -> None:
    with pytest.raises(KeyError):
        field_label(Case, "sender")


def _is_plain_chinese(text: str) -> bool:
    return any("一" <= letter <= "龥" for letter in text) and not set(text) & set("您！!")
