"""Gives what is said in the turns of a transcript to whose turn it is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from onrecord.domain import Entity, Mention, Reading, Span, Speaker, Statement
from onrecord.read.speakers.transcripts import Turn, turn_at, turns

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})


def in_turns(reading: Reading) -> Reading:
    """The reading with the turn's speaker for every source that is the label of a turn, or "I"
    within one; who speaks in turns is a person among the entities."""
    text = reading.document.text
    found = tuple(t for t in turns(text) if t.name)
    if not found:
        return reading
    people = _people(reading, found)
    ids = {name: person.id for name, (person, _) in people.items()}
    moved = {old: person.id for person, held in people.values() for old in held}
    statements = tuple(
        _in_turn(_moved(s, moved), _turn_of(text, found, s), ids) for s in reading.statements or ()
    )
    kept = [e for e in reading.entities or () if e.id not in moved]
    speakers = (person for person, _ in people.values())
    return replace(reading, entities=(*kept, *speakers), statements=statements)


def _moved(s: Statement, moved: dict[str, str]) -> Statement:
    if s.speaker is None or s.speaker.entity not in moved:
        return s
    return replace(s, speaker=replace(s.speaker, entity=moved[s.speaker.entity]))


def _in_turn(s: Statement, turn: Turn | None, ids: dict[str, str]) -> Statement:
    return replace(s, speaker=Speaker(turn.name, ids[turn.name], turn.label)) if turn else s


def _turn_of(text: str, found: tuple[Turn, ...], s: Statement) -> Turn | None:
    """The turn whose label or "I" is the statement's source."""
    for span in s.source or ():
        turn = turn_at(found, span.start)
        said = span.of(text).lower().replace("’", "'").split("'")[0]
        if turn and (span.overlap(turn.label) or said in _FIRST_PERSON):
            return turn
    return None


def _people(reading: Reading, found: tuple[Turn, ...]) -> dict[str, tuple[Entity, list[str]]]:
    """Name of each speaker of turns -> the person, and ids of the entities that were them."""
    labels: dict[str, list[Span]] = {}
    for turn in found:
        labels.setdefault(turn.name, []).append(turn.label)
    entities = list(reading.entities or ())
    fresh = (f"e{n}" for n in count(1) if all(e.id != f"e{n}" for e in entities))
    return {
        name: _person(name, spans, [e for e in entities if _is(e, name, spans)], fresh)
        for name, spans in labels.items()
    }


def _is(entity: Entity, name: str, labels: list[Span]) -> bool:
    """Whether the entity has the speaker's name, or is mostly named in their labels."""
    there = sum(any(m.span.overlap(x) for x in labels) for m in entity.mentions)
    return entity.name.casefold() == name.casefold() or 2 * there > len(entity.mentions)


def _person(
    name: str, labels: list[Span], same: list[Entity], fresh: Iterator[str]
) -> tuple[Entity, list[str]]:
    mentions = {m.span: m for e in same for m in e.mentions} | {
        x: Mention(x, "name") for x in labels
    }
    forms = dict.fromkeys(form for e in same for form in (e.name, *e.aliases))
    aliases = tuple(f for f in forms if f != name and not f.isupper())
    roles = tuple({r.span: r for e in same for r in e.roles}.values())
    ordered = tuple(mentions[span] for span in sorted(mentions))
    person = Entity(next(fresh), "person", name, ordered, aliases, roles)
    return person, [e.id for e in same]
