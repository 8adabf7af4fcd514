"""The stage of events: what happened, if–then pairs, and the statement of each number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.domain import (
    Conditional,
    Entity,
    Event,
    Reading,
    Reason,
    Span,
    Spans,
    Statement,
)
from onrecord.read.events.conditionals import conditionals, may_be_conditional
from onrecord.read.events.finder import Layers, events_of, scenes
from onrecord.read.events.parties import described
from onrecord.read.events.scene import Scene
from onrecord.read.stage import Stage, per_reading

Statements = Sequence[Statement]


def _read(reading: Reading) -> Reading:
    document = reading.document
    times = reading.times or ()
    found = list(scenes(document.text, times))
    iffy = [s for s in found if may_be_conditional(s)]
    statements = tuple(with_conditionals(s, iffy) for s in reading.statements or ())
    quantities = tuple(
        replace(q, statement=holder(q.span, statements)) for q in reading.quantities or ()
    )
    layers = Layers(times, quantities, reading.entities or ())
    pairs = [
        *(c for s in statements for c in s.conditionals),
        *conditionals(iffy),
    ]
    entities = {e.id: e for e in reading.entities or ()}
    running = [b.span for b in document.blocks if b.kind not in ("paragraph", "list")]
    events = tuple(
        _settled(e, statements, pairs, entities, document.text)
        for e in events_of(found, layers)
        if not any(b.overlap(e.predicate) for b in running)
    )
    return replace(reading, statements=statements, quantities=quantities, events=events)


def with_conditionals(statement: Statement, scenes: Iterable[Scene]) -> Statement:
    """The statement with the if–then pairs of its content."""
    near = [s for s in scenes if _touches(s, statement.content)]
    found = conditionals(near, statement.content)
    return replace(statement, conditionals=found) if found else statement


def _touches(scene: Scene, content: Spans) -> bool:
    whole = Span(scene.words[0].span.start, scene.words[-1].span.end)
    return any(whole.overlap(c) for c in content)


def holder(span: Span, statements: Statements) -> str | None:
    """The statement with the shortest content that covers the span, else the one in whose cue it
    stands."""
    covering = [
        (sum(c.end - c.start for c in s.content), s.id)
        for s in statements
        if any(c.start <= span.start and span.end <= c.end for c in s.content)
    ]
    if covering:
        return min(covering)[1]
    return next(
        (s.id for s in statements if any(c.overlap(span) for c in s.cue or ())),
        None,
    )


def _settled(
    event: Event,
    statements: Statements,
    pairs: Iterable[Conditional],
    entities: Mapping[str, Entity],
    text: str,
) -> Event:
    """The event with its statement, what that does to its modality, and what is known of those
    who take part."""
    owner = holder(event.predicate, statements)
    said = next((s for s in statements if s.id == owner), None)
    return _moody(
        replace(
            event,
            statement=owner,
            actors=tuple(described(p, entities, text) for p in event.actors),
            recipients=tuple(described(p, entities, text) for p in event.recipients),
        ),
        said,
        pairs,
    )


def _moody(event: Event, said: Statement | None, pairs: Iterable[Conditional]) -> Event:
    at = event.predicate
    if event.modality in ("happened", "planned"):
        for pair in pairs:
            if pair.condition.overlap(at) or pair.consequence.overlap(at):
                return _changed(event, "hypothetical", "rule: if–then", (pair.condition,))
    inside = said is not None and any(c.overlap(at) for c in said.content)
    if said is not None and inside and said.act == "deny" and event.modality == "happened":
        return _changed(event, "denied", "rule: act of its statement", said.cue or ())
    return event


def _changed(event: Event, value: str, by: str, words: tuple[Span, ...]) -> Event:
    kept = tuple(r for r in event.reasons if r.field != "modality")
    reasons = (*kept, Reason("modality", value, by, 0.8, words))
    return replace(event, modality=value, reasons=reasons)


STAGE = Stage(
    "events",
    ("statements", "times", "quantities"),
    ("events", "quantities", "statements"),
    per_reading(_read),
)
