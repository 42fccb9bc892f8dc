"""The library on its pages: by topic, lender and day; each provision; the rules; the unchecked."""

import gzip
import html
import re
from datetime import date

import pytest
from django.test import Client

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.leaning import Leaning
from borrower_guide.law.provision import Provision, Rank, Status
from borrower_guide.law.rule import Principle
from borrower_guide.law.topic import Topic
from borrower_guide.schema.vocabulary import LenderType

LIBRARY = shelves.library()
LINK = re.compile(r'href="/law/([a-z0-9-]+)/"')
TAG = re.compile(r"<[^>]+>")
ARTICLE = re.compile(r"第[零一二三四五六七八九十百千]+[条款项]")
LIMIT = 12 * 1024


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    page = response.content.decode()
    assert page.count("<script") == 1
    assert len(gzip.compress(response.content)) <= LIMIT, address
    return html.unescape(page)


def words(page: str) -> str:
    """What a reader sees; hard words are links, so sentences are compared without tags."""
    return TAG.sub("", page)


def listed(client: Client, query: str) -> set[str]:
    """The provisions that a question is answered with."""
    return set(LINK.findall(text(client, f"/law/?{query}"))) - {"rules", "unchecked"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 24))


def test_the_first_page_lists_topics_and_no_provision(client: Client) -> None:
    page = text(client, "/law/")
    assert not LINK.findall(page.replace('"/law/rules/"', "").replace('"/law/unchecked/"', ""))
    assert f"有 {len(LIBRARY.provisions)} 条" in page
    for topic in Topic:
        about = [row for row in LIBRARY.provisions.values() if topic in row.topics]
        assert f'href="/law/?topic={topic.value}">{topic.label}（{len(about)} 条）' in page
    assert 'href="/law/rules/"' in page
    assert 'href="/law/unchecked/"' in page


def test_every_provision_is_found_by_its_topics(client: Client) -> None:
    for topic in Topic:
        about = {row.id for row in LIBRARY.provisions.values() if topic in row.topics}
        assert listed(client, f"topic={topic.value}") == about


def test_ranks_are_shown_the_highest_first(client: Client) -> None:
    page = text(client, "/law/?topic=peace")
    places = [page.index(f'id="{rank}"') for rank in ("law", "recommended_standard")]
    assert places == sorted(places)
    assert "推荐性国家标准" in page


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        ("2025-12-31", {"psm12-42-1"}, {"psm25-50-1-1"}),
        ("2026-01-01", {"psm25-50-1-1"}, {"psm12-42-1"}),
    ],
)
def test_the_old_law_ends_where_the_new_begins(
    client: Client, day: str, there: set[str], gone: set[str]
) -> None:
    found = listed(client, f"topic=force&on={day}")
    assert there <= found
    assert not gone & found


@pytest.mark.parametrize(
    ("topic", "first", "row"),
    [
        ("privacy", "2021-11-01", "pipl-13"),
        ("identity", "2023-03-01", "cbirc-9-41-notice"),
        ("force", "2025-01-17", "xd-37"),
        ("peace", "2025-02-28", "gbt-45251-hours"),
        ("sums", "2025-10-01", "nfra-2025-9"),
        ("peace", "2026-01-01", "psm25-50-1-5"),
        ("peace", "2026-01-30", "cba-2026-hours"),
        ("complaints", "2024-06-28", "gg-2024-1"),
        ("complaints", "2026-04-15", "samr-15"),
    ],
)
def test_nothing_is_listed_before_its_first_day(
    client: Client, topic: str, first: str, row: str
) -> None:
    before = date.fromordinal(date.fromisoformat(first).toordinal() - 1)
    assert row in listed(client, f"topic={topic}&on={first}")
    assert row not in listed(client, f"topic={topic}&on={before}")


def test_what_the_standard_replaced_ends_the_day_before(client: Client) -> None:
    assert "nifa-2024" in listed(client, "topic=sums&on=2025-02-27")
    assert "nifa-2024" not in listed(client, "topic=sums&on=2025-02-28")


def test_each_lender_sees_what_binds_it_or_may(client: Client) -> None:
    for lender in LenderType:
        found = {key for t in Topic for key in listed(client, f"topic={t}&lender={lender}")}
        for key, row in LIBRARY.provisions.items():
            assert (key in found) == (lender not in row.applies.no), (key, lender)


def test_an_open_question_is_told_beside_the_row(client: Client) -> None:
    assert "是不是也管消费金融公司，还不确定" in text(
        client, "/law/?topic=identity&lender=consumer_finance"
    )
    assert "还不确定" not in text(client, "/law/?topic=identity")


def test_the_three_questions_go_together(client: Client) -> None:
    page = text(client, "/law/?topic=peace&lender=microloan&on=2025-12-31")
    assert "2025年12月31日那天，放款的是“小额贷款公司”，有" in page
    assert 'value="2025-12-31"' in page
    assert '<option value="microloan" selected>' in page
    assert 'name="topic" value="peace"' in page
    assert 'href="/law/?lender=microloan&on=2025-12-31"' in page


def test_topics_keep_the_lender_and_the_day(client: Client) -> None:
    page = text(client, "/law/?lender=bank&on=12月31日")
    assert "/law/?topic=force&lender=bank&on=2025-12-31" in page


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("去年冬天", "看不懂这个日期"),
        ("2025-02-30", "没有这一天"),
        ("2026-11-25", "这一天还没到"),
        ('"><script>', "看不懂这个日期"),
    ],
)
def test_a_day_that_is_none_is_told_beside_the_field(
    client: Client, typed: str, fault: str
) -> None:
    response = client.get("/law/", {"topic": "force", "lender": "bank", "on": typed})
    page = response.content.decode()
    assert f'value="{html.escape(typed)}"' in page
    assert page.count(fault) == 2
    assert 'href="#on"' in page
    assert 'aria-invalid="true"' in page
    assert '<option value="bank" selected>' in page
    assert "<title>错误：" in page
    assert not LINK.findall(page)


def test_days_before_2021_were_not_researched(client: Client) -> None:
    page = text(client, "/law/?on=2020-12-31")
    assert "2021年以前的规定还没有核对" in page
    assert "topic=" not in page
    assert "2021年以前的规定还没有核对" not in text(client, "/law/?on=2021-01-01")


def test_words_that_the_page_does_not_know_count_as_not_asked(client: Client) -> None:
    page = text(client, "/law/?topic=weather&lender=king")
    assert f"有 {len(LIBRARY.provisions)} 条" in page


@pytest.mark.parametrize("key", LIBRARY.provisions)
def test_each_provision_has_its_page(client: Client, key: str) -> None:
    row = LIBRARY.provisions[key]
    # What the page says of the provision itself, without what leans on it.
    page = words(text(client, f"/law/{key}/").split("<h1>", 1)[1].split("</dl>", 1)[0])
    for told in (
        row.gist,
        row.caution,
        row.advice,
        row.source,
        *(topic.label for topic in row.topics),
    ):
        assert told in page
    assert ("条号待官方核对" in page) == (row.status is Status.REPORTED)
    assert row.status is Status.READ or not ARTICLE.search(page)
    no_law = row.rank in {Rank.RECOMMENDED_STANDARD, Rank.SELF_REGULATION}
    assert ("这不是法律" in page) == no_law


def test_old_and_new_name_each_other(client: Client) -> None:
    by_lineage: dict[str, list[Provision]] = {}
    for row in LIBRARY.provisions.values():
        by_lineage.setdefault(row.lineage, []).append(row)
    pairs = [rows for rows in by_lineage.values() if len(rows) > 1]
    assert len(pairs) > 20
    for rows in pairs:
        older, newer = sorted(rows, key=lambda row: row.in_force_from)
        assert f'后来换成</dt><dd><a href="/law/{newer.id}/">' in text(client, f"/law/{older.id}/")
        assert f'代替了</dt><dd><a href="/law/{older.id}/">' in text(client, f"/law/{newer.id}/")


def test_a_provision_names_what_leans_on_it(client: Client) -> None:
    page = text(client, "/law/psm25-47-3/")
    assert 'href="/law/rules/notice_consent/#entered_without_consent"' in page
    assert 'href="/guide/response/debt/"' in text(client, "/law/zx-16/")
    assert 'href="/channels/police_110/"' in text(client, "/law/psm25-118/")
    assert 'href="/money/cost/"' in text(client, "/law/ji-mj-13/")
    assert 'href="/guide/visit/">他们进门了吗？' in text(client, "/law/cc-1033-2/")
    assert "现在还没有判断和页面用到它" in text(client, "/law/esl-7/")


def test_every_link_of_a_leaner_leads_somewhere(client: Client) -> None:
    leaners = {
        one.address
        for found in shelves.leans().values()
        for part in (found.rules, found.pages, found.phrases, found.words, found.channels)
        for one in part
    }
    for address in leaners:
        page, _, anchor = address.partition("#")
        shown = text(client, page)
        assert not anchor or f'id="{anchor}"' in shown, address


def test_an_ending_is_read_where_anyone_may_read_it(client: Client) -> None:
    for found in shelves.leans().values():
        for one in (*found.outcomes, *found.steps):
            if one.address == "/guide/visit/":
                assert client.get(one.address).status_code == 303  # to the first question
            else:
                assert one.title in words(text(client, one.address))


def test_every_claim_is_named_by_what_it_leans_on() -> None:
    leans = shelves.leans()
    for flow in shelves.book().flows.values():
        for node in flow.nodes.values():
            for name in (name for claim in node.claims for name in claim.basis):
                found = leans[name]
                assert node.id in {one.id for one in (*found.steps, *found.outcomes)}
    for rule in LIBRARY.rules.values():
        assert all(rule.id in {one.id for one in leans[name].basis} for name in rule.basis)
    for phrase in LIBRARY.phrases.values():
        for name in (name for claim in phrase.claims for name in claim.basis):
            assert phrase.id in {one.id for one in leans[name].phrases}


def test_leaning_on_nothing_is_told_from_leaning_on_something() -> None:
    assert not Leaning()
    assert shelves.leans()["cc-1032"]


def test_a_provision_past_its_review_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "已经过了再核对的日子" not in text(client, "/law/cc-1032/")
    monkeypatch.setattr(clock, "today", lambda: date(2030, 1, 1))
    assert "已经过了再核对的日子" in text(client, "/law/cc-1032/")
    assert "该再核对了" in text(client, "/law/?topic=peace")


@pytest.mark.parametrize("address", ["/law/nothing/", "/law/rules/nothing/"])
def test_what_does_not_exist(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_every_rule_has_its_anchor_and_its_page(client: Client) -> None:
    index = text(client, "/law/rules/")
    for principle in Principle:
        rules = [one for one in LIBRARY.rules.values() if one.principle is principle]
        page = text(client, f"/law/rules/{principle.value}/")
        for rule in rules:
            assert f'id="{rule.id}"' in index
            assert f'href="/law/rules/{principle.value}/#{rule.id}"' in index
            told = page.split(f'id="{rule.id}"', 1)[1].split("</article>", 1)[0]
            whys = [part for level in rule.levels for part in (level.label, rule.why.at(level))]
            for sentence in (rule.title, *whys, rule.differs, *rule.next_steps):
                assert sentence in words(told)
            for name in (*rule.basis, *rule.fallback, *rule.see_also):
                assert all(f"/law/{row.id}/" in told for row in LIBRARY.lineage(name))


def test_what_was_not_checked_stands_in_two_groups(client: Client) -> None:
    page = text(client, "/law/unchecked/")
    reported, not_found = page.split('id="not_found"')
    for one in LIBRARY.unchecked:
        part = reported if one.hearing.value == "public_report" else not_found
        told = part.split(f'id="{one.id}"', 1)[1].split("</article>", 1)[0]
        for sentence in (one.title, one.said, one.unknown, "核对日期"):
            assert sentence in words(told)
