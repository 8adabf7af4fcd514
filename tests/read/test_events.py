"""Events: the marked cases, and what the stage adds to a reading."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.contract import reading_from_dict, reading_to_dict
from onrecord.domain import (
    Block,
    Document,
    Entity,
    Event,
    Mention,
    Reading,
    Role,
    Span,
    Speaker,
    Statement,
    statement_id,
)
from onrecord.read.events import STAGE, Layers, find_events
from onrecord.read.events.conditionals import conditionals
from onrecord.read.events.finder import scenes
from onrecord.read.events.lexicon import nouns, sectors, verbs
from onrecord.read.events.tagger import tagger
from onrecord.read.quantities import find_quantities
from onrecord.read.times import find_times

CASES = Path(__file__).parents[1] / "cases"
WORDS = (
    "the a Russia officials who said that will not attack attacked killed by in of to and , . if "
    "troops talks with Iran between met on Monday 40 people ( ) “ ” 's U.S. been was launch"
).split()


def _lines(name: str) -> list[str]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line for line in lines if " | " in line and line[0] != "#"]


def _events(text: str, published: str | None = "2025-11-14") -> tuple[Event, ...]:
    times = find_times(text, published)
    return find_events(text, Layers(times, find_quantities(text, times)))


def _shown(event: Event, text: str) -> str:
    def said(span: Span | None) -> str:
        return span.of(text) if span else "-"

    out = f"{said(event.predicate)} = {event.type}{f'/{event.mode}' if event.mode else ''}"
    out += f" {event.modality}: {said(event.actor)} > {said(event.recipient)}"
    out += f" @ {said(event.place)}" if event.place else ""
    out += f" on {event.time.value}" if event.time else ""
    return out + "".join(f" # {q.span.of(text)}" for q in event.quantities)


@pytest.mark.parametrize("line", _lines("events.txt"))
def test_case(line: str) -> None:
    """Each line of the cases file is read as it says."""
    text, expected = (part.strip() for part in line.split(" | "))
    assert ("; ".join(_shown(e, text) for e in _events(text)) or "-") == expected


@pytest.mark.parametrize("line", _lines("conditionals.txt"))
def test_if_then(line: str) -> None:
    """Each line of the conditionals file is cut as it says."""
    text, condition, consequence = (part.strip() for part in line.split(" | "))
    found = [(c.condition.of(text), c.consequence.of(text)) for c in conditionals(scenes(text))]
    assert found == ([] if condition == "-" else [(condition, consequence)])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_any_words_give_sound_events(text: str) -> None:
    """Whatever the words, spans lie in the text and every event has a predicate and a reason."""
    for event in _events(text):
        parts = [event.predicate, event.actor, event.recipient, event.place]
        assert all(0 <= s.start < s.end <= len(text) for s in parts if s)
        assert event.reasons[0].words


def test_parties_have_country_and_sector() -> None:
    """Who takes part is placed by the gazetteers: country, and sector of the office."""
    (event,) = _events("Iranian officials met the U.S. president in Muscat.")
    assert [(p.country, p.sector) for p in event.actors] == [("IR", "GOV")]
    assert [(p.country, p.sector) for p in event.recipients] == [("US", "GOV")]


def test_officials_of_two_countries_are_two_parties() -> None:
    """ "The ambassadors of A and B" are one party for each country."""
    (event,) = _events("The ambassadors of Kenya and Ghana visited Mali.")
    assert [(p.country, p.sector) for p in event.actors] == [("KE", "GOV"), ("GH", "GOV")]


def test_talking_to_the_press_is_no_event() -> None:
    """What a source tells reporters is a statement, not a consultation."""
    assert _events("The general spoke to reporters.") == ()


TEXT = (
    "“Rebels attacked the port,” General Ada Moll said. "
    "“We did it if you ask me,” he said. He met Colonel Aro in Lima. At least 40 people fled."
)


def _statement(cue: str, content: str, document: Document, **values: str) -> Statement:
    at, said = TEXT.index(content), TEXT.index(cue)
    spans = [Span(at, at + len(content))]
    cues = (Span(said, said + len(cue)),)
    uid = statement_id(document, None, cues, spans)
    return Statement(uid, tuple(spans), None, cues, speaker=Speaker("Ada Moll"), **values)


@pytest.fixture
def reading() -> Reading:
    """A reading with one denial, one person and one number, in front of the stage."""
    document = Document("d", TEXT)
    denied = _statement("said", "Rebels attacked the port", document, act="deny")
    fled = _statement("fled", "At least 40 people fled", document)
    he = TEXT.index("He met")
    name = TEXT.index("Ada Moll")
    moll = Entity(
        "e1",
        "person",
        "Ada Moll",
        (Mention(Span(name, name + 8), "name"), Mention(Span(he, he + 2), "pronoun")),
        roles=(Role(Span(name - 8, name - 1)),),
    )
    return Reading(
        document,
        "test",
        statements=(denied, fled),
        entities=(moll,),
        times=(),
        quantities=find_quantities(TEXT, ()),
    )


def test_what_a_denial_says_is_denied(reading: Reading) -> None:
    """An event in the content of a denial is denied, and belongs to that statement."""
    (read,) = STAGE.run([reading])
    assert read.events is not None
    assert read.statements is not None
    attack = read.events[0]
    assert (attack.type, attack.modality) == ("ASSAULT", "denied")
    assert attack.statement == read.statements[0].id


def test_a_pronoun_has_the_name_and_sector_of_its_entity(reading: Reading) -> None:
    """ "He" is named after the entity, and its role gives the sector."""
    (read,) = STAGE.run([reading])
    met = next(e for e in read.events or () if e.type == "CONSULT")
    assert [(p.name, p.sector) for p in met.actors] == [("Ada Moll", "MIL")]


def test_numbers_belong_to_the_statement_around_them(reading: Reading) -> None:
    """A quantity names the statement whose content holds it."""
    (read,) = STAGE.run([reading])
    assert [q.statement for q in read.quantities or ()] == [reading.statements[1].id]


def test_the_contract_carries_events_and_conditionals(reading: Reading) -> None:
    """A reading with events, parties and if–then pairs survives the round trip through JSON."""
    content = "We did it if you ask me"
    asked = _statement("he said", content, reading.document)
    (read,) = STAGE.run([Reading(reading.document, "test", (asked,), (), (), ())])
    assert read.statements is not None
    assert read.statements[0].conditionals
    assert reading_from_dict(reading_to_dict(read)) == read


def test_events_of_headings_are_left_out() -> None:
    """A heading repeats what the text reports, so its events are not counted twice."""
    text = "Rebels attack port\n\nRebels attacked the port on Monday."
    blocks = (Block(Span(0, 18), "heading"), Block(Span(20, len(text)), "paragraph"))
    empty = Reading(Document("d", text, blocks=blocks), "test", (), (), (), ())
    (read,) = STAGE.run([empty])
    assert [e.predicate.of(text) for e in read.events or ()] == ["attacked"]


def test_the_lists_agree_on_types() -> None:
    """Every type in the lists is one of PLOVER's sixteen."""
    known = set(
        "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN "
        "PROTEST SANCTION MOBILIZE COERCE ASSAULT -".split()
    )
    types = {t for v in verbs().values() for t in (v.type, *(p.type for p in v.patterns))}
    assert {t.partition("/")[0] for t in (*types, *nouns().values())} <= known
    assert all(len(s) == 3 and s.isupper() for s in sectors().values())


def test_the_tagger_tells_nouns_from_verbs() -> None:
    """The same form is tagged by its place in the sentence, alone or in a batch."""
    strikes = ["Russian", "strikes", "on", "the", "port", "killed", "two", "people", "."]
    strike = ["The", "pilots", "will", "strike", "on", "Monday", "."]
    assert tagger()([strikes])[0][1] == "NNS"
    assert tagger()([strikes, strike])[1][3] == "VB"
    assert tagger()([strikes, strike])[0] == tagger()([strikes])[0]


def test_no_words_have_no_tags() -> None:
    """Empty sentences are tagged as empty."""
    assert tagger()([]) == []
    assert tagger()([[], ["Yes"]])[0] == []
