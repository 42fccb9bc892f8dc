"""Blank forms: every field of a visit has a place, on one side of A4, with room for a pen."""

import re
import types
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import pikepdf
import pytest
from django.template.loader import get_template
from django.test import Client

from borrower_guide.letters.blank import printing as blank_printing
from borrower_guide.letters.blank.composing import LOG, blank_forms, blank_paper
from borrower_guide.letters.blank.visit_log import paths
from borrower_guide.letters.form import load_papers
from borrower_guide.letters.paper import Origin
from borrower_guide.printing.faults import CannotRender
from borrower_guide.schema.acts import Act
from borrower_guide.schema.model import Payload, paper_label
from borrower_guide.schema.people import Visitor
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import (
    ClaimedRole,
    EnteredHome,
    Knowledge,
    PayeeType,
    PlaceType,
    Relation,
    ReporterRole,
    Shown,
    Vocabulary,
    YesNo,
)
from tests.letters.papers import flat, tool

NAMES = tuple(blank_forms())
MM = 72 / 25.4  # points


def fields(model: type[Payload], before: str = "") -> Iterator[str]:
    """Each field that a value may stand in, as `visitors.phone`."""
    for name, field in model.model_fields.items():
        inner = [one for one in leaf_types(field.annotation) if isinstance(one, type)]
        [kind] = [one for one in inner if one is not type(None)]
        if issubclass(kind, Payload):
            yield from fields(kind, f"{before}{name}.")
        else:
            yield before + name


def leaf_types(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return leaf_types(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType, tuple):
        return [leaf for one in get_args(annotation) for leaf in leaf_types(one)]
    return [annotation]


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("blank")

    def write(form: str) -> Path:
        path = folder / f"{form}.pdf"
        path.write_bytes(blank_printing.form_pdf(form).data)
        return path

    return write


def page_text(path: Path, number: int) -> str:
    return flat(tool("pdftotext", "-raw", "-f", str(number), "-l", str(number), path, "-"))


def sentences(template: str) -> list[str]:
    """What stands in a part of a page, piece by piece."""
    words = re.sub(r"<wbr>|</?strong>", "", get_template(template).render())
    return [flat(one) for one in re.findall(r">([^<>]+)<", words) if flat(one)]


def test_every_field_that_a_person_can_write_has_a_place() -> None:
    assert {*fields(Visit), "reporter_role"} - {"id"} == paths()


def test_the_log_is_one_side_and_its_card_the_other(file: Callable[[str], Path]) -> None:
    front, back = page_text(file(LOG), 1), page_text(file(LOG), 2)
    assert blank_printing.form_pdf(LOG).pages == 2
    assert front.startswith("走访记录")
    assert "以上是我所知道的情况。签名（按指印）" in front
    for one in (*sentences("site/_door_card.html"), *sentences("site/_card_words.html")):
        assert one in back, one
        assert one not in front
    assert len(sentences("site/_door_card.html")) >= 7


@pytest.mark.parametrize(
    ("choices", "times"),
    [
        (Act, 1), (ReporterRole, 1), (PlaceType, 1), (ClaimedRole, 1), (EnteredHome, 1),
        (PayeeType, 1), (Relation, 1), (Knowledge, 2), (Shown, 2), (YesNo, 7),
    ],
)  # fmt: skip
def test_every_choice_can_be_ticked(
    file: Callable[[str], Path], choices: type[Vocabulary], times: int
) -> None:
    front = page_text(file(LOG), 1)
    for one in choices:
        if one is not ReporterRole.UNKNOWN:
            assert front.count(flat(one.label)) >= times, one.label


def test_what_they_say_of_themselves_is_marked(file: Callable[[str], Path]) -> None:
    front = page_text(file(LOG), 1)
    claims = [name for name in Visitor.model_fields if name.startswith("claimed_")]
    assert claims
    for name in claims:
        assert f"自称{paper_label(Visitor, name)}" in front


def test_labels_are_those_of_the_schema(file: Callable[[str], Path]) -> None:
    front = page_text(file(LOG), 1)
    for name in set(Visit.model_fields) & paths() - {"acts"}:
        if not name.endswith("_precision"):
            assert flat(paper_label(Visit, name)) in front, name


def test_lines_to_write_on_are_eight_millimetres_apart(file: Callable[[str], Path]) -> None:
    words = tool("pdftotext", "-bbox", "-l", "1", file(LOG), "-")
    rows = ("为哪笔借款来的", "要求付多少（元）", "另要多少（元）", "让签什么")
    tops = [float(re.findall(rf'yMin="([\d.]+)"[^>]*>{row}<', words)[0]) for row in rows]
    for above, below in pairwise(tops):
        assert below - above >= 8 * MM - 0.01


def test_each_has_the_sides_that_its_page_tells(name: str, file: Callable[[str], Path]) -> None:
    told = tool("pdfinfo", file(name))
    assert int(re.findall(r"Pages: +(\d+)", told)[0]) == blank_forms()[name].pages
    assert "(A4)" in told
    fonts = [line.split() for line in tool("pdffonts", file(name)).splitlines()[2:]]
    assert fonts
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in fonts)
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", file(name))


def test_letters_are_black_and_large_enough(name: str, file: Callable[[str], Path]) -> None:
    sizes, shades = set[float](), set[float]()
    with pikepdf.open(file(name)) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    sizes.add(float(operands[1]) * 0.75)  # the page is drawn in CSS pixels
                if str(operator) in ("rg", "RG"):
                    shades |= {float(one) for one in operands}
    assert sizes
    assert min(sizes) >= 10.5
    assert all(shade == 0 or shade >= 0.85 for shade in shades)


@pytest.mark.parametrize("paper", [name for name in NAMES if name != LOG])
def test_a_paper_without_a_case_has_all_its_labels(paper: str, file: Callable[[str], Path]) -> None:
    said = flat(tool("pdftotext", "-raw", file(paper), "-"))
    for block in load_papers()[paper].blocks:
        for words in (block.title, block.say, *block.hand, *block.head):
            assert flat(words) in said, words
    assert "写成时间" not in said
    origins = {line.origin for block in blank_paper(paper).blocks for line in block.lines}
    assert origins <= {Origin.FORM, Origin.HAND}


def test_a_witness_can_say_which_visit(file: Callable[[str], Path]) -> None:
    said = page_text(file("witness_statement"), 1)
    for name in ("started_at", "place_type", "place_text"):
        assert paper_label(Visit, name) in said


def test_a_form_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def render(html: str, *, css: str) -> Any:
        made.append(html)
        return types.SimpleNamespace(data=b"", pages=1)

    monkeypatch.setattr(blank_printing, "render_pdf", render)
    blank_printing.form_pdf.cache_clear()
    try:
        for _ in range(3):
            blank_printing.form_pdf(LOG)
    finally:
        blank_printing.form_pdf.cache_clear()
    assert len(made) == 1


class TestPages:
    def test_anyone_finds_them(self, client: Client) -> None:
        assert 'href="/forms/"' in client.get("/").content.decode()
        assert 'href="/forms/"' in client.get("/search/?q=空白表").content.decode()
        page = client.get("/forms/").content.decode()
        for form in blank_forms().values():
            assert f'href="/forms/{form.id}/"' in page
            assert form.title in page

    @pytest.mark.parametrize("form", NAMES)
    def test_each_is_shown_and_taken_away(self, client: Client, form: str) -> None:
        page = client.get(f"/forms/{form}/").content.decode()
        assert f"/forms/{form}.pdf" in page
        pdf = client.get(f"/forms/{form}.pdf")
        assert pdf.content == blank_printing.form_pdf(form).data
        assert pdf["Content-Type"] == "application/pdf"
        for side in blank_forms()[form].sides:
            assert f"/forms/{form}/{side}.png" in page
            picture = client.get(f"/forms/{form}/{side}.png")
            assert picture.content.startswith(b"\x89PNG")
            assert picture["Cache-Control"] == pdf["Cache-Control"] == "public, max-age=86400"
        assert client.get(f"/forms/{form}/{side + 1}.png").status_code == 404
        assert not client.cookies

    @pytest.mark.parametrize("form", ["nothing", "complaint_letter", "visit-log", "0"])
    def test_there_is_no_other(self, client: Client, form: str) -> None:
        for ending in ("/", ".pdf", "/1.png"):
            assert client.get(f"/forms/{form}{ending}").status_code == 404
        assert client.post("/forms/visit_log/").status_code == 405

    def test_without_a_printer_the_page_says_what_works(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def cannot(_: str) -> None:
            raise CannotRender("这台机器还不能做 PDF。")

        monkeypatch.setattr("borrower_guide.letters.blank.pages.form_pdf", cannot)
        answer = client.get(f"/forms/{LOG}.pdf")
        assert answer.status_code == 503
        assert "这台机器还不能做 PDF。" in answer.content.decode()
        assert f"/forms/{LOG}/?print=1" in answer.content.decode()
