from dataclasses import replace

import pytest
from fakes import read_document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from story import add, new_case, put, with_people

from onrecord.ask.articles import articles
from onrecord.ask.changes import changes
from onrecord.ask.errors import NotFoundError, QuestionError
from onrecord.ask.search import search
from onrecord.ask.show import link_to, show
from onrecord.ask.sources import sources
from onrecord.ask.statements import Filters, statements
from onrecord.ask.stats import stats
from onrecord.ask.timeline import timeline
from onrecord.ask.who import who
from onrecord.domain import Document, Reason, Span, TimeValue


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with new_case(tmp_path_factory.mktemp("case")) as case:
        yield case


@pytest.fixture
def fresh(tmp_path):
    with new_case(tmp_path) as case:
        yield case


def texts(rows):
    return {row.text for row in rows}


HOLD, CRACK, WRONG, FAIR = (
    "The dam will hold",
    "The dam is cracked",
    "Leo Park is wrong about the dam",
    "The fair opens on Friday",
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dam", {HOLD, CRACK, WRONG}),
        ("DAM", {HOLD, CRACK, WRONG}),
        ('"dam will"', {HOLD}),
        ("dam -cracked", {HOLD, WRONG}),
        ("dam NOT (cracked OR wrong)", {HOLD}),
        ("hold OR fair", {HOLD, FAIR}),
        ("crack*", {CRACK}),
        ("NOT dam", {FAIR}),
        ("speaker:Ruiz", {HOLD, WRONG, FAIR}),
        ('speaker:"Ana Ruiz" dam', {HOLD, WRONG}),
        ("dam -speaker:Leo", {HOLD, WRONG}),
        ("act:deny", {WRONG}),
        ("dam -act:warn", {HOLD, WRONG}),
        ("dam OR act:assert", {HOLD, CRACK, WRONG, FAIR}),
        ("outlet:oak", {WRONG}),
        ("since:2026-03-01 until:2026-03-01", {HOLD, CRACK}),
        ("until:2026-02", {FAIR}),
        ("about:Park", {WRONG}),
        ("-about:Park dam", {HOLD, CRACK}),
        ("(outlet:oak OR cracked) dam", {WRONG, CRACK}),
        ("zebra", set()),
        ("outlet:nowhere", set()),
    ],
)
def test_search_finds_what_the_query_says(case, query, found):
    """Words, phrases, operators and fields mean what the search language says, mixed freely."""
    page = search(case.db, query).page
    assert texts(page.statements) == found
    assert (page.total, page.exact) == (len(found), True)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet="da m\"()*:-'^+{}.NEARNOTOR\x00\ud800é", max_size=30))
def test_no_query_reaches_the_user_as_a_database_error(case, query):
    """Whatever is typed is answered or refused with the search's own error."""
    try:
        search(case.db, query)
    except QuestionError as error:
        assert "fts5" not in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dam", {"https://elm.example/dam", "https://oak.example/dam"}),
        ('"said Ana Ruiz"', {"https://elm.example/dam"}),
        ("said NOT dam", {"https://elm.example/fair"}),
        ("crack* OR opens", {"https://elm.example/dam", "https://elm.example/fair"}),
        ("dam act:warn", {"https://elm.example/dam"}),
        ("outlet:elm until:2026-02", {"https://elm.example/fair"}),
        ("speaker:Park", {"https://elm.example/dam"}),
        ("zebra", set()),
    ],
)
def test_articles_are_found_by_all_their_words(case, query, found):
    """Words outside of statements count too, and the excerpt is cut from the text."""
    answer = articles(case.db, query).articles
    assert {a.url for a in answer} == found
    for a in answer:
        text = case.db.execute("SELECT text FROM texts WHERE document = ?", (a.document,)).get
        assert text[a.start : a.start + len(a.excerpt)] == a.excerpt


def test_pages_follow_one_another(case):
    """Limit and offset walk through the same answer without gaps, and the total stays."""
    pages = [search(case.db, "dam", limit=1, offset=n).page for n in range(3)]
    assert texts(p.statements[0] for p in pages) == {HOLD, CRACK, WRONG}
    assert {p.total for p in pages} == {3}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(speaker="ana ruiz"), {HOLD, WRONG}),
        (Filters(speaker="Ruiz"), {HOLD, WRONG, FAIR}),
        (Filters(about="Leo Park"), {WRONG}),
        (Filters(outlet="daily elm", act="assert"), {HOLD, FAIR}),
        (Filters(since="2026-03", until="2026"), {HOLD, CRACK, WRONG}),
        (Filters(act="WARN", quote="direct", identity="named", kind="person"), {CRACK}),
        (Filters(factuality="ct+", reporter="neutral", forecast=False), {HOLD, CRACK, WRONG, FAIR}),
        (Filters(own_voice=True), set()),
        (Filters(nested=False, conditional=False, min_confidence=0.5, act="deny"), {WRONG}),
        (Filters(judged="anyone"), set()),
    ],
)
def test_filters_are_all_applied(case, filters, found):
    """A statement is listed only if it meets every filter."""
    assert texts(statements(case.db, filters).page.statements) == found


def test_a_value_outside_the_scheme_is_named_with_a_near_one(case):
    """A misspelled value is refused with what may have been meant."""
    with pytest.raises(QuestionError, match="did you mean anonymous"):
        statements(case.db, Filters(identity="anonimous"))


def test_the_newest_statements_come_first(case):
    """Lists run from the newest day back."""
    days = [row.day for row in statements(case.db, Filters()).page.statements]
    assert days == sorted(days, reverse=True)


def test_who_has_by_about_and_to(case):
    """Everything by and about somebody is found by a full name in any case."""
    answer = who(case.db, "leo park")
    assert answer.subject.shown == "Leo Park"
    assert answer.types == ("person",)
    assert texts(answer.by.statements) == {CRACK}
    assert texts(answer.about.statements) == {WRONG}
    assert answer.to.total == 0


def test_who_takes_a_part_of_a_name_if_it_is_one_persons(case):
    """A surname is enough where one person has it; where several do, they are named."""
    assert who(case.db, "Park").subject.shown == "Leo Park"
    with pytest.raises(NotFoundError) as caught:
        who(case.db, "Ruiz")
    assert set(caught.value.near) == {"Ana Ruiz", "Mia Ruiz"}


@pytest.mark.parametrize(("name", "near"), [("Lio Park", ("Leo Park",)), ("Qq", ()), ("—", ())])
def test_an_unknown_name_brings_near_ones(case, name, near):
    """Nobody of that name: names that are spelled alike are offered."""
    with pytest.raises(NotFoundError) as caught:
        who(case.db, name)
    assert caught.value.near == near


def test_show_gives_the_exact_words_in_context(case):
    """Context and parts are cut from the document, and the link leads to the words."""
    (row,) = search(case.db, "cracked").page.statements
    answer = show(case.db, row.id[:8], around=10)
    low = answer.context_start
    for part in answer.parts:
        assert answer.context[part.start - low : part.stop - low] == part.text
    assert {p.role for p in answer.parts} == {"source", "cue", "content"}
    assert answer.link == "https://elm.example/dam#:~:text=The%20dam%20is%20cracked"
    assert answer.reader == "said-1"


def test_show_says_why_a_value_is_so(fresh):
    """The reader's reasons are shown with the words that decided."""
    document = Document("x", "“The dam fell,” said Ana Ruiz.", url="https://a.example/1")
    reading = with_people(read_document(document))
    cue = reading.statements[0].cue
    said = replace(
        reading.statements[0], reasons=(Reason("act", "assert", "cue lexicon", 0.9, cue),)
    )
    put(fresh, replace(reading, statements=(said,)))
    (why,) = show(fresh.db, said.id).why
    assert (why.field, why.by, why.words) == ("act", "cue lexicon", ("said",))


def test_show_refuses_what_it_cannot_find(case):
    """An unknown or too short id is not found; a shared beginning asks for more of it."""
    for text in ("s", "sffffffffffffffff"):
        with pytest.raises(NotFoundError):
            show(case.db, text)


def test_long_words_are_linked_by_their_ends():
    """The text fragment of a long passage names its first and last words only."""
    words = " ".join(f"w{n}" for n in range(20))
    assert link_to("https://a.example/x#top", words) == (
        "https://a.example/x#:~:text=w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19"
    )
    assert link_to("javascript:alert(1)", "x") is None
    assert link_to(None, "x") is None


def test_a_timeline_runs_by_the_day_of_saying(fresh):
    """The day the article gives for the saying comes before the day of publication."""
    document = Document("x", "“The dam fell,” said Ana Ruiz.", published="2026-03-09")
    reading = with_people(read_document(document))
    day = TimeValue(Span(0, 4), "DATE", "2026-02-28", begin="2026-02-28", end="2026-02-28")
    put(fresh, replace(reading, statements=(replace(reading.statements[0], when=(day,)),)))
    answer = timeline(fresh.db, Filters(), query="dam")
    assert [(m.day, m.dated) for m in answer.moments] == [
        ("2026-02-28", "said"),
        ("2026-03-01", "published"),
        ("2026-03-01", "published"),
        ("2026-03-02", "published"),
    ]
    assert answer.total == 4


def test_sources_give_shares_by_outlet(fresh):
    """Anonymous, unnamed, official and document sources are counted for each outlet."""
    document = Document("x", "“A,” said One. “Bee was here,” said Two Three.", outlet="Daily Elm")
    reading = read_document(replace(document, text=document.text.replace("“A,”", "“Any,”")))
    first, second = reading.statements
    changed = (
        replace(first, identity="anonymous", kind="group"),
        replace(second, title=(Span(0, 4),), kind="document"),
    )
    put(fresh, replace(reading, statements=changed))
    elm = sources(fresh.db, "daily elm").outlets[0]
    assert (elm.statements, elm.anonymous, elm.documents, elm.official) == (5, 1, 1, 0)
    assert elm.share(elm.anonymous) == pytest.approx(0.2)
    with pytest.raises(NotFoundError) as caught:
        sources(fresh.db, "Daly Elm")
    assert caught.value.near == ("Daily Elm",)


def test_counts_equal_the_rows_they_count(case):
    """Each count of the statistics is the number of rows that the same filter lists."""
    answer = stats(case.db)
    assert answer.statements == statements(case.db, Filters()).page.total
    for facet in ("act", "kind", "identity", "factuality", "reporter", "quote"):
        for c in answer.facets[facet]:
            assert statements(case.db, Filters(**{facet: c.value})).page.total == c.n


def test_changes_compare_the_versions_of_an_article(fresh):
    """A newer version shows what was corrected, added and removed, and its correction note."""
    assert changes(fresh.db).articles == ()
    add(
        fresh,
        "“The dam will hold,” said Ana Ruiz. “At least 30 homes are wet,” said Mia Ruiz.\n\n"
        "Correction: an earlier version of this article misnamed the engineer.",
        outlet="Daily Elm",
        url="https://elm.example/dam",
        fetched="2026-03-04",
    )
    (article,) = changes(fresh.db).articles
    (step,) = article.steps
    assert [c.kind for c in step.statements] == ["removed", "added"]
    assert [n.kind for n in step.notes] == ["correction"]
    assert (step.before.version, step.after.version) == (1, 2)
    assert changes(fresh.db, "https://elm.example/dam") == changes(fresh.db, outlet="daily elm")
    assert changes(fresh.db, "https://oak.example/dam").articles == ()
    with pytest.raises(NotFoundError):
        changes(fresh.db, "https://no.example/")


def test_answers_and_counts_hold_the_newest_version_only(fresh):
    """A replaced version leaves lists and counts, and is still there when asked for."""
    add(fresh, "“The dam may hold,” said Ana Ruiz.", outlet="Daily Elm",
        url="https://elm.example/dam", fetched="2026-03-04")  # fmt: skip
    assert texts(search(fresh.db, "hold").page.statements) == {"The dam may hold"}
    assert search(fresh.db, "hold", all_versions=True).page.total == 2
    assert stats(fresh.db).statements == 3
