"""Why a statement's values are what they are, in lines for people: the values with what decided
them, then the numbers, events and if–then pairs found in its words."""

from collections.abc import Iterator, Sequence

from onrecord.domain import Entity, Event, Quantity, Reading, Reason, Statement, TimeValue
from onrecord.export.cards import words

#: The fields with reasons, in the order in which they are told.
FIELDS = (
    "kind", "identity", "title", "basis", "act", "factuality", "reporter", "forecast",
    "conditional", "addressee", "via", "when",
)  # fmt: skip


def grounds(reading: Reading, statement: Statement) -> Iterator[str]:
    """The lines for one statement. What voted for a value stands first, surest first, then what
    voted for another."""
    text = reading.document.text
    yield from _speaker(reading, statement)
    told = dict.fromkeys((*FIELDS, *(r.field for r in statement.reasons)))
    for field in told:
        if reasons := [r for r in statement.reasons if r.field == field]:
            yield _field(text, statement, field, reasons)
    yield from (_time(text, t) for t in statement.when or ())
    if check := statement.verification:
        by = f" by {check.by}" if check.by else ""
        yield f"verification = {check.status}{by}{_on(text, check.spans)}"
    for pair in statement.conditionals:
        condition, consequence = words(text, [pair.condition]), words(text, [pair.consequence])
        yield f"if “{condition}” then “{consequence}”"
    for quantity in reading.quantities or ():
        if quantity.statement == statement.id:
            yield _quantity(text, quantity)
    for event in reading.events or ():
        if event.statement == statement.id:
            yield from _event(text, event)


def _speaker(reading: Reading, statement: Statement) -> Iterator[str]:
    speaker = statement.speaker
    if speaker is None or speaker.mention is None:
        return
    said = words(reading.document.text, [speaker.mention])
    entity = next((e for e in reading.entities or () if e.id == speaker.entity), None)
    others = _names(reading.document.text, entity, said) if entity else ()
    also = f", elsewhere {', '.join(f'“{o}”' for o in others)}" if others else ""
    if said != speaker.name or also:
        yield f"speaker = {speaker.name}: named here as “{said}”{also}"


def _names(text: str, entity: Entity, said: str | None) -> Sequence[str]:
    """The first other ways in which the article names or describes an entity."""
    mentions = [m for m in entity.mentions if m.kind != "pronoun"]
    found = dict.fromkeys(words(text, [m.span]) or "" for m in mentions)
    return [name for name in found if name and name != said][:3]


def _field(text: str, statement: Statement, field: str, reasons: Sequence[Reason]) -> str:
    """ "act = deny: rule, 93% on “denied”; model, 88%; against: assert by linear, 51%"."""
    value = _value(text, statement, field)
    agree = [r for r in reasons if value is None or r.value == value]
    against = [r for r in reasons if r not in agree]
    shown = value if value is not None else reasons[0].value
    votes = "; ".join(f"{_by(r)}{_on(text, r.words)}" for r in _surest(agree))
    line = f"{field} = {shown}: {votes or 'from the values of other fields'}"
    if against:
        line += "; against: " + ", ".join(f"{r.value} by {_by(r)}" for r in _surest(against))
    return line


def _value(text: str, statement: Statement, field: str) -> str | None:
    """A value as reasons write it; ``None`` where it is words of the article."""
    value = getattr(statement, field, None)
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else None


def _surest(reasons: Sequence[Reason]) -> list[Reason]:
    return sorted(reasons, key=lambda r: (not r.words, -r.confidence))


def _by(reason: Reason) -> str:
    return f"{reason.by}, {reason.confidence:.0%}"


def _on(text: str, spans: Sequence[object]) -> str:
    said = words(text, spans)  # type: ignore[arg-type]
    return f" on “{said}”" if said else ""


def _time(text: str, time: TimeValue) -> str:
    mod = f" {time.mod}" if time.mod else ""
    why = f": {time.why}" if time.why else ""
    unresolved = "" if time.resolved else ", not resolved"
    return f"time “{words(text, [time.span])}” = {time.value}{mod}{why}{unresolved}"


def _quantity(text: str, quantity: Quantity) -> str:
    bound = quantity.bound.replace("_", " ")
    high = f" and {quantity.high:.10g}" if quantity.high is not None else ""
    counted = words(text, [quantity.counted]) if quantity.counted else None
    what = " ".join(p for p in (quantity.unit, counted) if p)
    said = words(text, [quantity.span])
    return f"number “{said}” = {bound} {quantity.value:.10g}{high} {what}".rstrip()


def _event(text: str, event: Event) -> Iterator[str]:
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    sides = [words(text, [s]) if s else "?" for s in (event.actor, event.recipient)]
    time = f", {event.time.value}" if event.time else ""
    place = f", {words(text, [event.place])}" if event.place else ""
    yield (
        f"event “{words(text, [event.predicate])}” = {kind}, {event.modality}: "
        f"{sides[0]} → {sides[1]}{place}{time}"
    )
    for r in event.reasons:
        yield f"  {r.field} = {r.value}: {_by(r)}{_on(text, r.words)}"
