"""Records sealed anew over a changed `record.json`: by our key, as it never would, or another."""

import json
from itertools import pairwise
from typing import Any

from borrower_guide.record.chain import NO_DIGEST
from borrower_guide.schema.canonical import canonical, entry_digest
from tests.record.vectors.cases import Change, Content

# name: (base, change of its content, sealed by our key?, status, fault, why)
FORGERIES: dict[str, tuple[str, Change, bool, str, str, str]] = {}


def forgery(base: str, own: bool, status: str, fault: str, why: str) -> Any:
    def add(change: Change) -> Change:
        name = change.__name__.strip("_").replace("_", "-")
        FORGERIES[name] = (base, change, own, status, fault, why)
        return change

    return add


ALTERED, UNKNOWN = "altered", "unknown_signer"
OWN, FOREIGN = True, False


@forgery("whole", FOREIGN, UNKNOWN, "unknown_signer", "the same entries, another key")
def same_by_another_key(content: Content) -> None:
    pass


@forgery("whole", OWN, ALTERED, "entry_digest", "a word changed under its old digest")
def word_changed(content: Content) -> None:
    content["entries"][0]["payload"]["reporter_role"] = "family"


@forgery("whole", FOREIGN, UNKNOWN, "entry_digest", "the same by a forger")
def word_changed_by_another_key(content: Content) -> None:
    word_changed(content)


@forgery("whole", OWN, ALTERED, "entry_link", "the change and its digest, not those after it")
def word_and_digest_changed(content: Content) -> None:
    word_changed(content)
    content["entries"][0]["digest"] = entry_digest(content["entries"][0])


@forgery("whole", OWN, ALTERED, "entry_order", "entry 2 taken out")
def entry_dropped(content: Content) -> None:
    del content["entries"][1]


@forgery("whole", FOREIGN, UNKNOWN, "entry_link", "the same by a forger")
def entry_dropped_by_another_key(content: Content) -> None:
    del content["entries"][1]


@forgery("whole", FOREIGN, UNKNOWN, "entry_order", "entries 2 and 3 changed places")
def entries_swapped_by_another_key(content: Content) -> None:
    entries = content["entries"]
    entries[1], entries[2] = entries[2], entries[1]


@forgery("whole", FOREIGN, UNKNOWN, "entry_order", "entry 2 stands twice")
def entry_doubled_by_another_key(content: Content) -> None:
    content["entries"].insert(1, content["entries"][1])


@forgery("whole", FOREIGN, UNKNOWN, "unknown_signer", "entry 2 gone, the whole chain made anew")
def chain_made_anew_by_another_key(content: Content) -> None:
    del content["entries"][1]
    relink(content["entries"])


def relink(entries: list[Any]) -> None:
    previous = NO_DIGEST
    for number, entry in enumerate(entries, start=1):
        entry |= {"seq": number, "previous_digest": previous}
        entry["digest"] = previous = entry_digest(entry)


@forgery("whole", OWN, ALTERED, "entry_link", "the first entry names one before it")
def first_entry_names_another(content: Content) -> None:
    first = content["entries"][0]
    first["previous_digest"] = "ab" * 32
    first["digest"] = entry_digest(first)


@forgery("whole", OWN, ALTERED, "entry_digest", "a digest in capitals")
def digest_in_capitals(content: Content) -> None:
    content["entries"][-1]["digest"] = content["entries"][-1]["digest"].upper()


@forgery("whole", OWN, ALTERED, "no_manifest", "a stub where version 1 allows none")
def stub_in_version_1(content: Content) -> None:
    entry = content["entries"][3]
    content["entries"][3] = {"seq": entry["seq"], "digest": entry["digest"]}


@forgery("whole", OWN, ALTERED, "no_manifest", "a version that nobody has described")
def version_4(content: Content) -> None:
    content["version"] = 4


@forgery("part", OWN, ALTERED, "no_manifest", "a part that calls itself version 2")
def part_called_version_2(content: Content) -> None:
    content["version"] = 2


@forgery("part", OWN, ALTERED, "entry_order", "the first stub taken out")
def stub_dropped(content: Content) -> None:
    content["entries"].pop(first_stub(content))


def first_stub(content: Content) -> int:
    return next(at for at, one in enumerate(content["entries"]) if len(one) == 2)


def stub_before_a_whole(content: Content) -> Any:
    pairs = pairwise(content["entries"])
    return next(one for one, after in pairs if len(one) == 2 and len(after) > 2)


@forgery("part", OWN, ALTERED, "entry_link", "a stub's digest changed, a whole entry follows it")
def stub_changed(content: Content) -> None:
    stub_before_a_whole(content)["digest"] = "ab" * 32


@forgery("part", FOREIGN, UNKNOWN, "entry_link", "the same by a forger")
def stub_changed_by_another_key(content: Content) -> None:
    stub_changed(content)


@forgery("part", OWN, ALTERED, "entry_digest", "a stub's digest in capitals")
def stub_in_capitals(content: Content) -> None:
    content["entries"][first_stub(content)]["digest"] = "AB" * 32


@forgery("part", OWN, ALTERED, "no_manifest", "a stub with more in it than place and digest")
def stub_with_more(content: Content) -> None:
    content["entries"][first_stub(content)]["kind"] = "visit"


@forgery("part", OWN, ALTERED, "entry_order", "a stub that says another place")
def stub_renumbered(content: Content) -> None:
    content["entries"][first_stub(content)]["seq"] = 99


@forgery("part", OWN, ALTERED, "entry_digest", "a whole entry without what it said")
def payload_dropped(content: Content) -> None:
    del content["entries"][0]["payload"]


@forgery("whole", OWN, ALTERED, "picture", "a picture is named and is not there")
def picture_missing(content: Content) -> None:
    content |= {"version": 3, "pictures": {content["entries"][2]["subject"]: "cd" * 32}}


@forgery("whole", OWN, ALTERED, "manifest_form", "a picture named by what is no digest")
def picture_by_no_digest(content: Content) -> None:
    content |= {"version": 3, "pictures": {content["entries"][2]["subject"]: "cd"}}


def _dumped(content: Content, **form: Any) -> bytes:
    plain = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    return json.dumps(content, **(plain | form)).encode("utf-8")


def texts(content: Content) -> dict[str, tuple[bytes, str]]:
    """The same content, written as we never write it: by name, its bytes and why."""
    right = canonical(content)
    versions = content["versions"]
    return {
        "form-spaces": (_dumped(content, separators=(", ", ": ")), "spaces between the values"),
        "form-order": (_dumped(dict(reversed(content.items())), sort_keys=False), "keys unsorted"),
        "form-escapes": (_dumped(content, ensure_ascii=True), "Chinese written as \\u escapes"),
        "form-newline": (right + b"\n", "a line end after the object"),
        "form-key-twice": (b'{"entries":[],' + right[1:], "a key that stands twice"),
        "form-float": (_dumped(content | {"versions": versions | {"x": 1.5}}), "a float"),
        "form-surrogate": (
            _dumped(content | {"versions": versions | {"x": "\ud800"}}, ensure_ascii=True),
            "half a character",
        ),
    }
