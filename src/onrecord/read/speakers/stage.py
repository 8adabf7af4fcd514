"""The stage: entities of the document, and the speaker and title of each statement."""

from dataclasses import replace

from onrecord.domain import Entity, Mention, Reading, Role, Span, Speaker, Statement
from onrecord.read.speakers.author import signed
from onrecord.read.speakers.resolve import Resolver
from onrecord.read.speakers.scene import Referent
from onrecord.read.speakers.titles import title_of
from onrecord.read.speakers.turns import in_turns
from onrecord.read.stage import Stage, per_reading

_NAMED = frozenset({"person", "organisation", "outlet", "place", "group"})


def find_speakers(reading: Reading) -> Reading:
    """The reading with entities resolved and, for each statement that has a source, the speaker
    and title. ``reading.entities`` may hold names that a model found, one mention each."""
    raw = reading.entities or ()
    resolver = Resolver(reading.document, reading.statements or (), raw)
    resolver.run()
    kept = _kept(resolver)
    ids = {r: f"e{n}" for n, r in enumerate(kept, 1)}
    entities = tuple(_entity(reading.document.text, r, ids) for r in kept)
    statements = tuple(
        _statement(resolver, k, s, ids) for k, s in enumerate(reading.statements or ())
    )
    found = replace(reading, entities=(*entities, *_unused(raw, entities)), statements=statements)
    return in_turns(signed(found))


def _kept(resolver: Resolver) -> list[Referent]:
    """Everything named, and whatever else speaks, in order of first mention."""
    speaking = {r for r in resolver.speakers if r is not None}
    speaking |= {m for r in speaking for m in r.members}
    kept = [
        r
        for r in resolver.scene.referents
        if r in speaking or (r.cluster is not None and r.type in _NAMED)
    ]
    return sorted(kept, key=lambda r: _first(r).start)


def _first(r: Referent) -> Span:
    return min((m.span for m in r.mentions), default=r.span)


def _entity(text: str, r: Referent, ids: dict[Referent, str]) -> Entity:
    names = r.cluster.names if r.cluster else []
    aliases = dict.fromkeys(" ".join(n.span.of(text).split()) for n in names)
    aliases.pop(r.name, None)
    roles: dict[Span, Role] = {f.role.span: f.role for f in r.roles}
    mentions = sorted(r.mentions, key=lambda m: m.span)
    return Entity(ids[r], r.type, r.name, tuple(mentions), tuple(aliases), tuple(roles.values()))


def _unused(raw: tuple[Entity, ...], found: tuple[Entity, ...]) -> list[Entity]:
    """Names that a model found and no resolved entity holds: events, laws, products."""
    held = [m.span for e in found for m in e.mentions]
    return [e for e in raw if not any(_touches(m, held) for m in e.mentions)]


def _touches(mention: Mention, held: list[Span]) -> bool:
    return any(mention.span.overlap(span) for span in held)


def _statement(
    resolver: Resolver, k: int, statement: Statement, ids: dict[Referent, str]
) -> Statement:
    r = resolver.speakers[k]
    if r is None:
        return statement
    mention = r.span if r.span.end else None
    title = title_of(resolver.page, r, resolver.heads[k])
    return replace(
        statement,
        speaker=Speaker(r.name, ids[r], mention),
        title=(title,) if title else statement.title,
    )


STAGE = Stage("speakers", ("statements",), ("entities", "statements"), per_reading(find_speakers))
