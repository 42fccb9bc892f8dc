"""The measure of reading: what it counts, what it lets stand, and that our texts pass it."""

import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from borrower_guide.guide import shelves
from borrower_guide.guide.management.commands.check_reading import all_texts
from borrower_guide.guide.reading_level import Measure, load_allowed, measure, sentences
from borrower_guide.guide.reading_texts import Text, content_texts, template_texts
from borrower_guide.schema.faults import ContentFaults

LIST = settings.BASE_DIR / "fixtures" / "guide" / "reading.yaml"
COUNTS = {"邻居": 613, "抗辩": 25, "敲门": 308, "钱": 9000, "付": 1500, "声": 5000, "取证": 300}


def cut(text: str) -> list[str]:
    return text.split("/")


SMALL = Measure(COUNTS, cut, known=frozenset({"追认", "派出所"}), hard=frozenset({"取证"}))


@pytest.mark.parametrize(
    ("word", "common"),
    [
        ("邻居", True),
        ("抗辩", False),
        ("敲门声", True),  # 敲门 and 声
        ("付钱", False),  # 付 alone is not common enough
        ("第五声", True),  # numerals
        ("钱", True),
        ("付", True),  # a word by itself needs less
        ("讹", False),
        ("取证", False),  # often counted, and hard
        ("取证声", False),
        ("邻居敲门", True),
        ("邻居抗辩", False),
    ],
)
def test_what_is_common(word: str, common: bool) -> None:
    assert SMALL.common(word) is common


def test_what_is_explained_and_titles_and_numbers_are_left_aside() -> None:
    assert list(SMALL.words("《抗辩法》/邻居/追认/12378/App/派出所/钱")) == ["邻居", "钱"]


@pytest.mark.parametrize(("length", "faults"), [(36, 0), (37, 1)])
def test_a_long_sentence_is_a_fault(length: int, faults: int) -> None:
    text = Text("a.yaml", "x", "钱。" + "钱" * length + "。")
    found = [one for one in SMALL.faults([text]) if "个字" in one.message]
    assert len(found) == faults


def test_a_fault_says_where_and_what_to_do() -> None:
    [fault] = SMALL.faults([Text("a.yaml", "x", "抗辩/抗辩")])
    assert str(fault) == "a.yaml: x: “抗辩”少见，请换个词，或在 words.yaml 里解释"


def test_sentences_end_where_one_breathes() -> None:
    assert sentences("一句。两句？三句：四句；五句\n六句，还是六句") == [
        "一句",
        "两句",
        "三句",
        "四句",
        "五句",
        "六句，还是六句",
    ]


def test_content_is_read_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "guide" / "visit").mkdir(parents=True)
    (tmp_path / "law").mkdir()
    (tmp_path / "guide" / "visit" / "a.yaml").write_text(
        "steps:\n  - {id: who, ask: 你是谁, options: [{id: me, label: 我}]}\n", "utf-8"
    )
    (tmp_path / "law" / "provisions.yaml").write_text(
        "- {id: cc-1, title: 某法, gist: 要讲理。, source: 某处}\n", "utf-8"
    )
    assert list(content_texts(tmp_path)) == [
        Text("visit/a.yaml", "who", "你是谁"),
        Text("visit/a.yaml", "me", "我"),
        Text("provisions.yaml", "cc-1", "要讲理。"),
    ]


def test_a_template_is_read_without_its_tags(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.html").write_text(
        "{% comment %}不算{% endcomment %}<h1>先<wbr>顾安全</h1><p>打 {{ n }} 吧</p>\n"
        '<p class="字">{% include "x" with text="我的记录" %}</p>\n',
        "utf-8",
    )
    read = list(template_texts(tmp_path))
    assert [(text.where, "".join(text.words.split())) for text in read] == [
        ("1", "先顾安全打吧"),
        ("2", "我的记录"),
    ]


def test_every_text_of_ours_reads_well() -> None:
    measured = measure(shelves.book().glossary, load_allowed(LIST))
    assert sorted(set(map(str, measured.faults(all_texts())))) == []


def test_no_exception_is_idle() -> None:
    """An allowed word that no text has any more goes; so does one that is common anyway."""
    allowed = load_allowed(LIST)
    texts = "\n".join(text.words for text in all_texts())
    words = [word for group in allowed.allowed for word in group.words]
    assert [word for word in words if word not in texts] == []
    assert len(set(words)) == len(words)
    bare = Measure(measure(shelves.book().glossary, allowed).counts, cut, frozenset(), frozenset())
    assert [word for word in words if bare.common(word)] == []


def test_most_sentences_are_as_short_as_we_aim_at() -> None:
    lengths = [len(one) for text in all_texts() for one in sentences(text.words)]
    assert sum(length <= 25 for length in lengths) / len(lengths) > 0.95


def run() -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("check_reading", stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_the_command_tells_figures_and_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    command = "borrower_guide.guide.management.commands.check_reading"
    monkeypatch.setattr(f"{command}.all_texts", lambda: [Text("a.yaml", "x", "有人敲门。")])
    assert run() == (0, run()[1], "")
    assert "读起来没有问题" in run()[1]
    monkeypatch.setattr(f"{command}.all_texts", lambda: [Text("a.yaml", "x", "他提出惝恍之词。")])
    code, out, _ = run()
    assert code == 1
    assert "句子 1 句" in out
    assert "a.yaml: x: “惝恍”少见" in out


def test_without_the_segmenter_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jieba3", None)
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "没有装 jieba3" in err


def test_a_list_that_cannot_be_read_says_where(tmp_path: Path) -> None:
    (tmp_path / "reading.yaml").write_text("allowed: [{words: [甲]}]\n", "utf-8")
    with pytest.raises(ContentFaults) as caught:
        load_allowed(tmp_path / "reading.yaml")
    assert "reading.yaml: allowed.0.reason" in str(caught.value.faults[0])
