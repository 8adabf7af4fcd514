"""Turns of a transcript: what their opening and the turn before say of them."""

from onrecord.domain import Document, Reading, Span, Statement
from onrecord.read.attributes.stage import STAGE
from onrecord.read.speakers import STAGE as SPEAKERS
from onrecord.read.times import TIMES

TEXT = """Mayor Ana Ruiz said on Tuesday in an interview with Harbor Radio that the dam is safe.

Partial transcript as follows:

PARK: Is the dam safe?

RUIZ: It is safe.

PARK: Who says so?
"""


def _spans(words: str, after: int = 0) -> tuple[Span, ...]:
    at = TEXT.index(words, after)
    return (Span(at, at + len(words)),)


def _turn(key: str, name: str, content: str) -> Statement:
    said = _spans(content)
    at = TEXT.rindex(name, 0, said[0].start)
    colon = (Span(at + len(name), at + len(name) + 1),)
    return Statement(key, said, (Span(at, at + len(name)),), colon)


def _read() -> dict[str, Statement]:
    opened = Statement(
        "o", _spans("that the dam is safe"), _spans("Mayor Ana Ruiz"), _spans("said")
    )
    turns = [("a", "PARK", "Is the dam safe?"), ("b", "RUIZ", "It is safe."),
             ("c", "PARK", "Who says so?")]  # fmt: skip
    made = (opened, *(_turn(*t) for t in turns))
    readings = [Reading(Document("d", TEXT, published="2025-06-12"), "r", statements=made)]
    for stage in (TIMES, SPEAKERS, STAGE):
        readings = stage.run(readings)
    return {s.id: s for s in readings[0].statements or ()}


def test_turns_take_time_and_medium_from_the_opening() -> None:
    """Every turn was said when, and by the medium, that the opening names."""
    found = _read()
    opened = found.pop("o")
    assert opened.via
    assert opened.when
    assert all(s.via == opened.via for s in found.values())
    assert all(s.when and s.when[0].span == opened.when[0].span for s in found.values())


def test_turns_speak_to_the_turn_before() -> None:
    """A turn answers the one before; the first speaks to the next."""
    found = _read()
    heard = {k: s.addressee[0].of(TEXT) for k, s in found.items() if k != "o" and s.addressee}
    assert heard == {"a": "RUIZ", "b": "PARK", "c": "RUIZ"}


def test_what_is_no_turn_keeps_its_own_words() -> None:
    """A sentence with a cue of its own is addressed to nobody by its place alone."""
    assert _read()["o"].kind == "person"
    assert _read()["o"].addressee != _read()["b"].source
