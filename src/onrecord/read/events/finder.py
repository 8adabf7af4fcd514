"""Finds the events of a text: predicate, PLOVER type, who did it to whom, where and when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.domain import Entity, Event, Party, Quantity, Reason, Span, TimeValue
from onrecord.read.events import modality
from onrecord.read.events.chunks import Word, chunks
from onrecord.read.events.codes import Coded, Use, noun_type, verb_type
from onrecord.read.events.coordination import Chain
from onrecord.read.events.parties import acts, country, parties, whole
from onrecord.read.events.roles import FORCE, Roles, of_noun, of_verb
from onrecord.read.events.scene import Scene
from onrecord.read.events.tagger import tagger
from onrecord.read.events.tokens import tokens
from onrecord.read.sentences import sentences

_AT = frozenset("in at near across inside outside off around throughout over".split())


@dataclass(frozen=True, slots=True)
class Layers:
    """What other stages found in the text."""

    times: Sequence[TimeValue] = ()
    quantities: Sequence[Quantity] = ()
    entities: Sequence[Entity] = ()


def find_events(text: str, layers: Layers | None = None) -> tuple[Event, ...]:
    """The events of a text in order of their predicates.

    An event needs a type and someone who acts or is acted on. Types are those of a dictionary of
    verbs and patterns (PETRARCH2; Norris, Schrodt and Beieler 2017) in PLOVER's terms.
    """
    layers = layers or Layers()
    return events_of(scenes(text, layers.times), layers)


def events_of(found: Iterable[Scene], layers: Layers) -> tuple[Event, ...]:
    """The events of sentences that are cut into chunks already."""
    events = (e for scene in found for e in _of_scene(scene, layers))
    return tuple(sorted(events, key=lambda e: (e.predicate, e.type)))


def scenes(text: str, times: Iterable[TimeValue] = ()) -> Iterator[Scene]:
    """The sentences of a text, tagged and cut into chunks."""
    cut = [tokens(text, s) for s in sentences(text)]
    rows = [[s.of(text) for s in spans] for spans in cut]
    spans_of_times = [t.span for t in times]
    for spans, row, tags in zip(cut, rows, tagger()(rows), strict=True):
        words = [
            Word(s, w, w.lower().replace("’", "'"), t)
            for s, w, t in zip(spans, row, tags, strict=True)
        ]
        yield _scene(text, words, spans_of_times)


def _scene(text: str, words: list[Word], times: Iterable[Span]) -> Scene:
    cut = chunks(words)
    inside = [t for t in times if words and t.start < words[-1].span.end > words[0].span.start]
    timely = frozenset(
        i
        for i, c in enumerate(cut)
        if c.kind == "N" and any(t.start <= words[c.head].span.start < t.end for t in inside)
    )
    return Scene(text, words, cut, timely)


def _of_scene(scene: Scene, layers: Layers) -> Iterator[Event]:
    """Events of verbs first: a verb that draws its type from its object uses the object up."""
    used: set[int] = set()
    for at, chunk in enumerate(scene.chunks):
        if chunk.kind == "V":
            use = verb_type(scene, at)
            if use is not None:
                roles = of_verb(scene, at, use)
                event = _event(scene, at, use, roles, modality.of_verb(scene, at), layers)
                if event:
                    used |= set(use.consumed)
                    yield event
    for at, chunk in enumerate(scene.chunks):
        if chunk.kind == "N" and at not in used and at not in scene.timely:
            coded = noun_type(scene, at)
            if coded is not None:
                governor = _governing(scene, at)
                mood = modality.of_noun(scene, at, governor)
                event = _of_noun(scene, at, coded, mood, layers)
                if event:
                    yield event


def _of_noun(
    scene: Scene, at: int, coded: Coded, mood: modality.Modality, layers: Layers
) -> Event | None:
    roles = of_noun(scene, at, coded.type.partition("/")[0])
    return _event(scene, at, Use(coded, ()), roles, mood, layers)


def _governing(scene: Scene, at: int) -> int | None:
    """The verb group whose object the noun group is, or that it is the subject of when the verb
    says only that it begins, goes on or takes place."""
    before = scene.chain(at)[0] - 1
    if scene.verb(before):
        return before
    for i in range(at + 1, len(scene.chunks)):
        if scene.verb(i):
            begins = scene.lemma_in(i, "opening") or scene.lemma_in(i, "light")
            return i if begins and at in scene.subject(i) else None
    return None


def _event(
    scene: Scene, at: int, use: Use, roles: Roles, mood: modality.Modality, layers: Layers
) -> Event | None:
    actors, recipients = (
        parties(scene, chain, layers.entities) if chain else () for chain in roles.both
    )
    kind, _, mode = use.coded.type.partition("/")
    if not _has_party(scene, roles, kind):
        return None
    predicate = scene.words[scene.chunks[at].head].span
    if kind == "ASSAULT" and use.coded.rule == "strike" and _labour(actors):
        kind, mode = "PROTEST", "boycott"
    region = None
    if kind == "MOBILIZE" and recipients and _is_region(scene, roles.recipient, recipients):
        region, recipients, roles = scene.span(roles.recipient), (), Roles(roles.actor)
    if kind == "CONSULT" and any(p.sector == "MED" for p in recipients):
        return None  # talking to the press makes a statement, not an event
    clause = _clause(scene, at, roles)
    return Event(
        id=f"v{predicate.start}",
        predicate=predicate,
        type=kind,
        mode=mode or None,
        actor=_whole_span(scene, roles.actor),
        recipient=_whole_span(scene, roles.recipient),
        place=region or _place(scene, at, roles),
        time=_time(scene, at, clause, layers.times),
        modality=mood.value,
        quantities=tuple(q for q in layers.quantities if clause.overlap(q.span)),
        actors=actors,
        recipients=recipients,
        reasons=_reasons(
            Coded(f"{kind}/{mode}" if mode else kind, use.coded.rule, use.coded.words),
            mood,
            actors,
            recipients,
        ),
    )


def _has_party(scene: Scene, roles: Roles, kind: str) -> bool:
    """Whether someone takes part; what force is used on may be a thing."""
    if any(acts(scene, i) for chain in roles.both for i in chain):
        return True
    return kind in FORCE and any(scene.inside(i)[-1].tag in ("NN", "NNS") for i in roles.recipient)


def _labour(some: tuple[Party, ...]) -> bool:
    """Whether those who strike are workers."""
    return any(p.sector in ("LAB", "EDU", "HLH") for p in some)


def _is_region(scene: Scene, chain: Chain, some: tuple[Party, ...]) -> bool:
    """Whether troops go to a place that is nobody's: "the Caribbean"."""
    words = scene.inside(chain[0])
    return words[0].lower == "the" and not any(p.country or p.sector for p in some)


def _whole_span(scene: Scene, chain: Chain) -> Span | None:
    return scene.span(whole(scene, chain)) if chain else None


def _reasons(
    coded: Coded,
    mood: modality.Modality,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
) -> tuple[Reason, ...]:
    out = [
        Reason("type", coded.type, f"dictionary: {coded.rule}", 0.7, coded.words),
        Reason("modality", mood.value, "rule", 0.8, mood.words),
    ]
    for field, some in (("actor", actors), ("recipient", recipients)):
        if some:
            value = ", ".join(
                "".join((p.country or "", f" {p.sector}" if p.sector else "")).strip() or p.name
                for p in some
            )
            out.append(Reason(field, value, "rule", 0.7, tuple(p.span for p in some)))
    return tuple(out)


def _clause(scene: Scene, at: int, roles: Roles) -> Span:
    """From the first party or the predicate to the end of the predicate's clause."""
    starts = [at, *(i for i in roles.actor if i < at), *(i for i in roles.recipient if i < at)]
    last = max(at + 1, scene.phrase_end(at)) - 1
    first = min(starts)
    begin = scene.words[scene.chunks[first].start].span.start
    return Span(begin, scene.words[scene.chunks[last].end - 1].span.end)


def _place(scene: Scene, at: int, roles: Roles) -> Span | None:
    """The first name or known place behind "in", "at", "near" … in the clause."""
    taken = {*roles.actor, *roles.recipient}
    for i in range(at + 1, scene.clause_end(at)):
        inside = scene.kind(i) == "N" and scene.lower(i - 1) in _AT and scene.kind(i - 1) == "IN"
        if inside and i not in taken and i not in scene.timely:
            words = scene.inside(i)
            if scene.named(i) or country(words):
                return scene.span((i,))
    return None


def _time(scene: Scene, at: int, clause: Span, times: Iterable[TimeValue]) -> TimeValue | None:
    """The nearest date or time of the clause, else one that opens the sentence."""
    predicate = scene.words[scene.chunks[at].head].span
    opening = Span(scene.words[0].span.start, predicate.end)
    dated = [t for t in times if t.type in ("DATE", "TIME")]
    inside = [t for t in dated if clause.overlap(t.span)]
    near = inside or [t for t in dated if opening.overlap(t.span) and _opens(scene, t)]
    return min(near, key=lambda t: abs(t.span.start - predicate.start), default=None)


def _opens(scene: Scene, time: TimeValue) -> bool:
    return time.span.start - scene.words[0].span.start < 12
