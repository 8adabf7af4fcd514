"""A reading as rows of the derived tables: pure functions, no database."""

import json
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from onrecord.domain import Entity, Event, Quantity, Reading, Role, Spans, Statement, TimeValue

Value: TypeAlias = str | int | float | None
Row: TypeAlias = tuple[Value, ...]

GAP = " … "
"""Stands between the parts of an interrupted content, source or cue."""


def words(spans: Spans | None, text: str) -> str | None:
    """What the spans say, parts joined by ``GAP``; ``None`` for no spans."""
    return GAP.join(s.of(text) for s in spans) if spans else None


def packed(spans: Spans | None) -> str | None:
    """The spans as JSON: ``[[start,stop],…]``."""
    return _json([[s.start, s.end] for s in spans]) if spans else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def statement_row(s: Statement, text: str, entities: dict[str, str]) -> Row:
    """Columns of ``d_statement`` from ``uid`` on, without document and outlet columns;
    ``entities`` maps an entity's id in the reading to its ``d_entity.uid``."""
    when = s.when or ()
    speaker = s.speaker
    return (
        s.id,
        min(p.start for p in s.content),
        max(p.end for p in s.content),
        packed(s.content),
        packed(s.source),
        packed(s.cue),
        words(s.content, text),
        words(s.source, text),
        words(s.cue, text),
        speaker.name if speaker else None,
        entities.get(speaker.entity or "") if speaker else None,
        *(s.quote, s.kind, s.identity, s.act, s.factuality, s.reporter),
        *(int(s.forecast), int(s.conditional)),
        *(words(v, text) for v in (s.title, s.basis, s.addressee, s.via)),
        min((t.begin for t in when if t.begin), default=None),
        max((t.end for t in when if t.end), default=None),
        s.verification.status if s.verification else None,
        s.parent,
        s.confidence,
    )


def entity_row(e: Entity, uid: str, text: str) -> Row:
    """Columns of ``d_entity`` from ``uid`` on, without the document."""
    start = min((m.span.start for m in e.mentions), default=None)
    roles = _json([_role(r, text) for r in e.roles])
    return (uid, e.type, e.name, _json(e.aliases), roles, len(e.mentions), start)


def _role(role: Role, text: str) -> dict[str, Value]:
    return {
        "text": role.span.of(text),
        "former": role.former,
        "since": role.since,
        "until": role.until,
    }


def quantity_row(q: Quantity, text: str, statements: Sequence[Statement]) -> Row:
    """Columns of ``d_quantity`` from ``statement`` on."""
    counted = q.counted.of(text) if q.counted else None
    owner = q.statement or _holder(q.span.start, q.span.end, statements)
    place = (q.span.start, q.span.end, q.span.of(text))
    return (owner, *place, q.value, q.high, q.bound, q.unit, counted)


def time_row(t: TimeValue, text: str, statements: Sequence[Statement]) -> Row:
    """Columns of ``d_time`` from ``statement`` on."""
    owner = _holder(t.span.start, t.span.end, statements)
    place = (t.span.start, t.span.end, t.span.of(text))
    return (owner, *place, t.type, t.value, t.mod, t.begin, t.end)


def event_row(e: Event, uid: str, text: str, statements: Sequence[Statement]) -> Row:
    """Columns of ``d_event`` from ``uid`` on, without document and day."""
    parts = [span.of(text) if span else None for span in (e.actor, e.recipient, e.place)]
    owner = e.statement or _holder(e.predicate.start, e.predicate.end, statements)
    place = (e.predicate.start, e.predicate.end, e.predicate.of(text))
    interval = (e.time.begin, e.time.end) if e.time else (None, None)
    return (uid, owner, *place, e.type, e.mode, e.modality, *parts, *interval)


def _holder(start: int, end: int, statements: Iterable[Statement]) -> str | None:
    """The statement with the shortest content that covers the range."""
    found = [
        (sum(p.end - p.start for p in s.content), s.id)
        for s in statements
        if any(p.start <= start and end <= p.end for p in s.content)
    ]
    return min(found)[1] if found else None


def roles_of(s: Statement, entities: Sequence[Entity]) -> list[tuple[str, str]]:
    """Entity id and role (speaker, about, addressee) for everyone the statement involves."""
    found = []
    for entity in entities:
        if s.speaker and s.speaker.entity == entity.id:
            found.append((entity.id, "speaker"))
        if _mentioned(entity, s.content):
            found.append((entity.id, "about"))
        if _mentioned(entity, s.addressee or ()):
            found.append((entity.id, "addressee"))
    return found


def _mentioned(entity: Entity, spans: Spans) -> bool:
    return any(
        part.start <= m.span.start and m.span.end <= part.end
        for m in entity.mentions
        for part in spans
    )


def unique_statements(reading: Reading) -> list[Statement]:
    """The reading's statements, the first of any that share an id."""
    return list({s.id: s for s in reversed(reading.statements or ())}.values())[::-1]
