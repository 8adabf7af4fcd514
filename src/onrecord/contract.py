"""The JSON contract: a ``Reading`` as one JSON object and back. Change it only by adding."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from onrecord.domain import (
    Block,
    Conditional,
    Document,
    Entity,
    Event,
    Mention,
    Party,
    Quantity,
    Reading,
    Reason,
    Role,
    Span,
    Spans,
    Speaker,
    Statement,
    TimeValue,
    Verification,
)

Json = dict[str, Any]


def reading_to_dict(reading: Reading) -> Json:
    """The object that ``onrecord read --json`` writes for one document.

    Every span carries its ``text``, cut from ``document.text``.
    """
    text = reading.document.text
    out: Json = {"document": _plain(reading.document, text), "reader": reading.reader}
    for layer in ("statements", "entities", "times", "quantities", "events"):
        out[layer] = _plain(getattr(reading, layer), text)
    if reading.warnings:
        out["warnings"] = list(reading.warnings)
    return out


def _plain(value: Any, text: str) -> Any:
    """Dataclasses to dicts; spans get their text; a ``span`` field is merged into its owner, so
    that the ``begin`` and ``end`` of a time become its ``interval``."""
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": value.of(text)}
    if isinstance(value, tuple):
        return [_plain(v, text) for v in value]
    if not is_dataclass(value):
        return value
    out: Json = {}
    for f in fields(value):
        item = getattr(value, f.name)
        if f.name == "span":
            out |= _plain(item, text)
        elif isinstance(value, TimeValue) and f.name in ("begin", "end"):
            out.setdefault("interval", {})[f.name] = item
        else:
            out[f.name] = _plain(item, text)
    return out


def reading_from_dict(row: Json) -> Reading:
    """The ``Reading`` a contract object describes; the inverse of ``reading_to_dict``.

    Raises ``KeyError`` when a required member is missing.
    """
    return Reading(
        document=document_from_dict(row["document"]),
        reader=row["reader"],
        statements=_layer(row, "statements", _statement),
        entities=_layer(row, "entities", _entity),
        times=_layer(row, "times", _time),
        quantities=_layer(row, "quantities", _quantity),
        events=_layer(row, "events", _event),
        warnings=tuple(row.get("warnings", ())),
    )


def document_from_dict(row: Json) -> Document:
    """The ``Document`` of a contract object's ``document`` member."""
    known = {f.name for f in fields(Document)}
    plain = {k: v for k, v in row.items() if k in known}
    plain["blocks"] = tuple(Block(_span(b), b["kind"]) for b in row.get("blocks", ()))
    plain["links"] = tuple(row.get("links", ()))
    plain["removed"] = tuple(row.get("removed", ()))
    return Document(**plain)


def _layer(row: Json, name: str, build: Callable[[Json], Any]) -> Any:
    rows = row.get(name)
    return None if rows is None else tuple(build(r) for r in rows)


def _span(row: Json) -> Span:
    return Span(row["start"], row["end"])


def _maybe(row: Json | None) -> Span | None:
    return None if row is None else _span(row)


def _spans(rows: Iterable[Json] | None) -> Spans | None:
    return None if rows is None else tuple(_span(r) for r in rows)


def _rest(row: Json, *done: str) -> Json:
    skip = {"start", "end", "text", *done}
    return {k: v for k, v in row.items() if k not in skip}


def _time(row: Json) -> TimeValue:
    return TimeValue(span=_span(row), **row["interval"], **_rest(row, "interval"))


def _quantity(row: Json) -> Quantity:
    return Quantity(span=_span(row), counted=_maybe(row.get("counted")), **_rest(row, "counted"))


def _entity(row: Json) -> Entity:
    mentions = tuple(Mention(_span(m), m["kind"]) for m in row["mentions"])
    roles = tuple(Role(span=_span(r), **_rest(r)) for r in row.get("roles", ()))
    aliases = tuple(row.get("aliases", ()))
    return Entity(row["id"], row["type"], row["name"], mentions, aliases, roles)


def _event(row: Json) -> Event:
    spans: Json = {k: _maybe(row.get(k)) for k in ("actor", "recipient", "place")}
    time = row.get("time")
    return Event(
        predicate=_span(row["predicate"]),
        time=None if time is None else _time(time),
        quantities=tuple(_quantity(q) for q in row.get("quantities", ())),
        actors=tuple(_party(p) for p in row.get("actors", ())),
        recipients=tuple(_party(p) for p in row.get("recipients", ())),
        reasons=_reasons(row),
        **spans,
        **_rest(row, "predicate", "time", *_LISTS, *spans),
    )


_LISTS = ("quantities", "actors", "recipients", "reasons")


def _party(row: Json) -> Party:
    return Party(span=_span(row), **_rest(row))


def _reasons(row: Json) -> tuple[Reason, ...]:
    return tuple(
        Reason(words=tuple(map(_span, r["words"])), **_rest(r, "words"))
        for r in row.get("reasons", ())
    )


def _statement(row: Json) -> Statement:
    lists: Json = {
        k: _spans(row.get(k)) for k in ("source", "cue", "title", "basis", "addressee", "via")
    }
    when, speaker, check = row.get("when"), row.get("speaker"), row.get("verification")
    return Statement(
        content=tuple(_span(s) for s in row["content"]),
        when=None if when is None else tuple(_time(t) for t in when),
        speaker=speaker
        and Speaker(speaker["name"], speaker.get("entity"), _maybe(speaker.get("mention"))),
        verification=check
        and Verification(check["status"], check["by"], tuple(map(_span, check["spans"]))),
        reasons=_reasons(row),
        conditionals=tuple(
            Conditional(_span(c["condition"]), _span(c["consequence"]))
            for c in row.get("conditionals", ())
        ),
        **lists,
        **_rest(
            row, "content", "when", "speaker", "verification", "reasons", "conditionals", *lists
        ),
    )
