"""Tests of actors in a case: kept up to date one document at a time, in any order."""

from dataclasses import replace
from pathlib import Path

import pytest
import story

from onrecord.ask.claims.answers import claims
from onrecord.ask.errors import NotFoundError
from onrecord.ask.names import names_of
from onrecord.ask.statements import Filters, statements
from onrecord.ask.who import who
from onrecord.domain import (
    Document,
    Entity,
    Mention,
    Reading,
    Role,
    Span,
    Speaker,
    Statement,
    statement_id,
)
from onrecord.record import Record
from onrecord.record.actors import resolve, up_to_date
from onrecord.store.case import Case, open_case
from onrecord.store.judgements import Author, merge, rename, split, withdraw
from onrecord.store.links import ClaimRows, put_claim

BY = Author("ana")
DAM = (
    ("Ana Ruiz", "mayor of Elm", "The dam at Elm will hold, said Ana Ruiz, mayor of Elm."),
    ("Leo Park", "engineer", "Leo Park, engineer, told Ana Ruiz of Elm Water Works."),
    ("Ruiz", "", "Ruiz had met Leo Park at Elm Water Works, she said."),
    ("EWW", "", "EWW said Leo Park and Ana Ruiz were right."),
)
NAMES = {"Elm Water Works": "organisation", "Ana Ruiz": "person", "Leo Park": "person"}


def article(speaker: str, role: str, text: str, number: int, day: str = "2026-03-01") -> Reading:
    """A reading in which ``speaker`` says all of the text; known names in it are entities."""
    document = Document("new", text, url=f"https://elm.example/{number}", published=day)
    types = {n: t for n, t in NAMES.items() if n in text}
    types.setdefault(speaker, "organisation" if speaker.isupper() else "person")
    entities = []
    for n, (name, type_) in enumerate(types.items()):
        where = tuple(Mention(s, "name") for s in story.found(text, name))
        said = story.found(text, role) if role and name == speaker else []
        entities.append(Entity(f"e{n}", type_, name, where, roles=tuple(map(Role, said))))
    source = tuple(story.found(text, speaker)[:1])
    entity = next(e.id for e in entities if e.name == speaker)
    content = (Span(0, len(text)),)
    key = statement_id(document, source, source, content)
    said_by = Speaker(speaker, entity, source[0])
    statement = Statement(key, content, source, source, speaker=said_by, kind="person")
    return Reading(document, "hand", (statement,), tuple(entities))


def case_of(folder: Path, readings: list[Reading]) -> Case:
    """A case to which the readings came one by one."""
    case = open_case(folder / "made.onrecord", create=True)
    for reading in readings:
        put(case, reading)
    return case


def put(case: Case, reading: Reading) -> None:
    """Adds one reading and brings actors in step with it."""
    uid = story.put(case, reading)
    with case.transaction() as db:
        resolve(db, int(str(db.execute("SELECT id FROM document WHERE uid = ?", (uid,)).get)))


def dam() -> list[Reading]:
    """Four articles on one dam."""
    return [article(*row, number=n) for n, row in enumerate(DAM)]


def actors(case: Case) -> dict[str, set[str]]:
    """Name of each actor -> its aliases."""
    found: dict[str, set[str]] = {}
    sql = "SELECT a.name, x.alias FROM d_actor a JOIN d_actor_alias x ON x.actor = a.id"
    for name, alias in case.db.execute(sql):
        found.setdefault(name, set()).add(alias)
    return found


def speakers(case: Case) -> dict[str, str]:
    """Speaker as read -> actor as shown."""
    rows = statements(case.db, Filters()).page.statements
    return {str(r.speaker): str(r.actor) for r in rows}


def test_short_names_resolve_within_a_story(tmp_path):
    """A surname alone and initials are shown under the full names of articles on the same."""
    with case_of(tmp_path, dam()) as case:
        assert actors(case) == {
            "Ana Ruiz": {"Ana Ruiz", "Ruiz"},
            "Leo Park": {"Leo Park"},
            "Elm Water Works": {"Elm Water Works", "EWW"},
        }
        assert speakers(case)["Ruiz"] == "Ana Ruiz"
        assert speakers(case)["EWW"] == "Elm Water Works"
        why = case.db.execute("SELECT why FROM d_actor_entity WHERE why <> ''").fetchall()
        assert ("Ruiz is the surname of Ana Ruiz",) in why


@pytest.mark.parametrize("order", [[3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]])
def test_order_does_not_matter(tmp_path, order):
    """Whatever order the articles come in, the actors are the same, row by row."""
    tables = ("d_actor", "d_actor_alias", "d_actor_entity")
    found = []
    for name, numbers in (("a", [0, 1, 2, 3]), ("b", order)):
        (tmp_path / name).mkdir()
        with case_of(tmp_path / name, [dam()[n] for n in numbers]) as case:
            rows = [case.db.execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall() for t in tables]  # noqa: S608
            found.append(rows)
    assert found[0] == found[1]


def test_rebuild_makes_the_same_actors(tmp_path):
    """Dropping everything derived and making it again gives the same export, judgements and
    all."""
    with case_of(tmp_path, dam()) as case:
        merge(case, "Leo Park", "Ana Ruiz", BY)
        record = Record(case)
        before = record.export_hash()
        assert record.rebuild() == 4
        assert record.export_hash() == before
        assert speakers(case)["Leo Park"] == "Ana Ruiz"


def test_a_second_of_that_surname_takes_the_short_name_back(tmp_path):
    """Once the story has two of one surname, the bare surname is neither's."""
    other = article("Mia Ruiz", "", "Mia Ruiz works with Leo Park at Elm Water Works.", 9)
    with case_of(tmp_path, dam()) as case:
        put(case, other)
        assert speakers(case)["Ruiz"] == "Ruiz"
        assert actors(case)["Ana Ruiz"] == {"Ana Ruiz"}


def test_another_story_keeps_its_surname(tmp_path):
    """A Ruiz of an article on something else, or of another month, is somebody else."""
    elsewhere = article("Ruiz", "", "Ruiz won the race.", 7)
    later = article("Ruiz", "", "Ruiz met Leo Park at Elm Water Works.", 8, "2026-07-01")
    with case_of(tmp_path, [*dam(), elsewhere, later]) as case:
        rows = statements(case.db, Filters(speaker="Ana Ruiz")).page.statements
        assert {r.speaker for r in rows} == {"Ana Ruiz", "Ruiz"}
        assert len(rows) == 2


@pytest.mark.parametrize(("later", "many"), [("2025-12-29", 1), ("2026-01-03", 2)])
def test_initials_that_nobody_spells_out_end_with_the_year(tmp_path, later, many):
    """A short name without a full one is one actor's throughout a story, but not into a new
    year."""
    text = "XKV said Leo Park and Ana Ruiz were right."
    told = [article("XKV", "", text, n, day) for n, day in enumerate(("2025-12-20", later))]
    with case_of(tmp_path, told) as case:
        sql = "SELECT count(DISTINCT actor) FROM d_actor_alias WHERE alias = 'XKV'"
        assert case.db.execute(sql).get == many


def test_unnamed_sources_never_merge(tmp_path):
    """Descriptions have no actor, however alike they are."""
    text = "A diplomat said that Leo Park of Elm Water Works was ill."
    with case_of(tmp_path, [article("A diplomat", "", text, n) for n in (1, 2)]) as case:
        assert "A diplomat" not in actors(case)
        assert speakers(case) == {"A diplomat": "A diplomat"}


def test_the_holder_of_an_office_is_named_by_others(tmp_path):
    """A description by an office that one person holds is shown as whoever the story says holds
    it, until it says so of two; what many people are stays a description."""
    told = "Leo Park and Ana Ruiz of Elm Water Works"
    mia = article("Mia Lund", "health minister", f"Mia Lund, health minister, met {told}.", 1)
    tor = article("Tor Berg", "health minister", f"Tor Berg, health minister, met {told}.", 2)
    office = article("Ilmara’s health minister", "", f"Ilmara’s health minister met {told}.", 3)
    engineer = article("The engineer", "", f"The engineer met {told}.", 4)
    with case_of(tmp_path, [engineer, described(office), mia]) as case:
        assert speakers(case)["The engineer"] == "The engineer"
        assert speakers(case)["Ilmara’s health minister"] == "Mia Lund"
        put(case, tor)
        assert speakers(case)["Ilmara’s health minister"] == "Ilmara’s health minister"
        assert "Ilmara’s health minister" not in actors(case)


def described(reading: Reading) -> Reading:
    """The reading with its last entity described and not named."""
    *others, last = reading.entities or ()
    mentions = tuple(replace(m, kind="nominal") for m in last.mentions)
    return replace(reading, entities=(*others, replace(last, mentions=mentions)))


def two_of_a_name() -> list[Reading]:
    """A boxer and a senator called Jo Lim."""
    return [
        article("Jo Lim", "boxer", "Jo Lim, boxer, lost on Sunday.", 1),
        article("Jo Lim", "senator", "Jo Lim, senator, won on Sunday.", 2),
    ]


def test_two_of_one_name_are_asked_apart(tmp_path):
    """A name that two people have lists both; with what tells them apart it means one."""
    with case_of(tmp_path, two_of_a_name()) as case:
        with pytest.raises(NotFoundError) as error:
            who(case.db, "Jo Lim")
        assert set(error.value.near) == {"Jo Lim (official)", "Jo Lim (sport)"}
        answer = who(case.db, "Jo Lim (sport)")
        assert [r.text for r in answer.by.statements] == ["Jo Lim, boxer, lost on Sunday."]
        assert [r.text for r in answer.roles] == ["boxer"]


def test_people_outrank_the_matcher(tmp_path):
    """A split takes a name out of the actor it was held to be, a rename shows all of an actor's
    names otherwise, and both go when withdrawn."""
    with case_of(tmp_path, dam()) as case:
        made = split(case, "Ruiz", BY)
        assert names_of(case.db, "Ana Ruiz") == ("Ana Ruiz",)
        assert speakers(case)["Ruiz"] == "Ruiz"
        withdraw(case, made, BY)
        assert names_of(case.db, "Ana Ruiz") == ("Ana Ruiz", "Ruiz")
        rename(case, "Ana Ruiz", "Ana María Ruiz", BY)
        assert speakers(case)["Ruiz"] == "Ana María Ruiz"
        assert len(who(case.db, "Ana María Ruiz").by.statements) == 2


def test_a_document_read_again_leaves_nothing_behind(tmp_path):
    """When a better reading has a name no more, the surname alone is the other's again."""
    mistaken = article("Mia Ruiz", "", "Mia Ruiz met Leo Park of Elm Water Works.", 9)
    with case_of(tmp_path, [*dam(), mistaken]) as case:
        assert "Mia Ruiz" in actors(case)
        put(case, replace(mistaken, reader="hand-2", statements=(), entities=()))
        assert "Mia Ruiz" not in actors(case)
        assert speakers(case)["Ruiz"] == "Ana Ruiz"


def test_cases_from_before_are_brought_up_to_date(tmp_path):
    """Documents whose names were never resolved are found and resolved once."""
    with open_case(tmp_path / "old.onrecord", create=True) as case:
        for reading in dam():
            story.put(case, reading)
        with case.transaction() as db:
            assert up_to_date(db) == 4
            assert up_to_date(db) == 0
        assert "Ana Ruiz" in actors(case)


def test_work_per_document_does_not_grow_with_the_case(tmp_path):
    """The look-ups for one more article are as many after 120 articles as after 40."""
    with open_case(tmp_path / "many.onrecord", create=True) as case:
        steps: list[int] = []
        for n in range(120):
            name = f"{chr(65 + n % 26)}{chr(97 + n // 26)}na Person"
            text = f"{name} said no to Leo Park at Elm Water Works."
            day = f"20{n // 12:02}-{n % 12 + 1:02}-01"
            uid = story.put(case, article(name, "", text, n, day))
            seen = []
            case.db.exec_trace = lambda *_, seen=seen: seen.append(1) is None
            with case.transaction() as db:
                row = db.execute("SELECT id FROM document WHERE uid = ?", (uid,)).get
                resolve(db, int(str(row)))
            case.db.exec_trace = None
            steps.append(len(seen))
        assert sum(steps[110:]) <= 1.5 * sum(steps[30:40])


def test_claims_by_actor(tmp_path):
    """Claims are found by any name of an actor who speaks in them, and show the actor."""
    with case_of(tmp_path, dam()) as case:
        uid = statements(case.db, Filters(speaker="Ruiz")).page.statements[0].id
        with case.transaction() as db:
            said = [(uid, "supports", 1.0, "")]
            put_claim(db, ClaimRows("c1", "it is so", "single-origin", None, None, said, *[()] * 4))
        found = list(claims(case.db, every=True, actor="Ana Ruiz"))
        assert [c.statements[0].speaker for c in found] == ["Ana Ruiz"]
        assert not list(claims(case.db, every=True, actor="Leo Park"))
