"""The PLOVER type of a predicate: its dictionary entry, and the pattern that fits best."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.domain import Span
from onrecord.read.events.chunks import Word
from onrecord.read.events.lexicon import (
    FUNCTION,
    NONE,
    Pattern,
    Verb,
    bases,
    forms,
    nouns,
    verbs,
)
from onrecord.read.events.scene import Scene


@dataclass(frozen=True, slots=True)
class Coded:
    """A type, ``TYPE`` or ``TYPE/mode``, with the rule that gave it and the words it saw."""

    type: str
    rule: str
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A coded verb and the noun groups that the coding used up."""

    coded: Coded
    consumed: tuple[int, ...]


def verb_type(scene: Scene, at: int) -> Use | None:
    """What the verb group at ``at`` is an event of; ``None`` where it is none."""
    entry = entry_of(scene, at)
    head = scene.words[scene.chunks[at].head]
    if _silent(scene, at):
        return None
    if lent := _lent(scene, at, entry):
        return lent
    if entry is None:
        return None
    pattern = _best(scene, at, entry)
    if pattern and entry.fixed and not _only_mode(pattern.type, entry.type):
        pattern = None
    kind = pattern.type if pattern else entry.type
    if kind == NONE:
        return None
    rule = f"{entry.name} … {pattern.shown}" if pattern else entry.name
    right = [i for i in _object(scene, at) if pattern]
    words = (head.span, *_seen(scene, at, pattern)) if pattern else (head.span,)
    return Use(Coded(kind, rule, words), tuple(right))


def _only_mode(kind: str, known: str) -> bool:
    return "/" not in known and kind.partition("/")[0] == known


def _silent(scene: Scene, at: int) -> bool:
    """A verb of saying or being, or one that only opens the event of the verb behind it."""
    if scene.lemma_in(at, "never"):
        return True
    return scene.lemma_in(at, "opening") and scene.verb(at + 1) is not None


def entry_of(scene: Scene, at: int) -> Verb | None:
    """The dictionary's entry for a verb group, a phrasal verb before a plain one."""
    known = verbs()
    chunk = scene.chunks[at]
    after = [w.lower for w in scene.words[chunk.end : chunk.end + 2]]
    lemmas = sorted(forms(scene.words[chunk.head].lower), key=lambda f: (f not in known, len(f)))
    particle = next((scene.lower(i) for i in range(at + 1, at + 4) if scene.kind(i) == "RP"), None)
    for follow in ("_".join(after), after[0] if after else "", particle):
        if follow:
            for form in lemmas:
                if f"{form}_{follow}" in known:
                    return known[f"{form}_{follow}"]
    return next((known[f] for f in lemmas if f in known), None)


def _lent(scene: Scene, at: int, entry: Verb | None) -> Use | None:
    """A light verb takes its type from the noun it governs: "launched strikes"."""
    asks = scene.lemma_in(at, "requesting")
    if not (asks or scene.lemma_in(at, "light")):
        return None
    for i in _object(scene, at):
        if coded := noun_type(scene, i):
            head = scene.words[scene.chunks[at].head]
            name = entry.name if entry else head.lower
            if asks:
                coded = Coded("REQUEST", coded.rule, coded.words)
            return Use(Coded(coded.type, f"{name} + {coded.rule}", (head.span, *coded.words)), (i,))
    return None


def _object(scene: Scene, at: int) -> tuple[int, ...]:
    """The noun groups of a verb's direct object; in the passive those of its subject."""
    verb = scene.verb(at)
    if verb and verb.passive:
        return scene.subject(at)
    return next((chain for prep, chain in scene.complements(at) if not prep), ())


def noun_type(scene: Scene, at: int) -> Coded | None:
    """The type of an event that the main word of a noun group names."""
    chunk = scene.chunks[at]
    head = scene.words[chunk.head]
    if chunk.kind != "N" or head.tag not in ("NN", "NNS"):
        return None
    before = scene.words[chunk.head - 1].lower if chunk.head > chunk.start else ""
    known = nouns()
    for form in sorted(forms(head.lower), key=len):
        for name in (f"{before}_{form}", form):
            if name in known:
                return Coded(known[name], form, (head.span,))
    return None


def _best(scene: Scene, at: int, entry: Verb) -> Pattern | None:
    """The heaviest pattern of the verb's block whose words all stand around it."""
    if not entry.patterns:
        return None
    right, next_to = _right(scene, at)
    left = _left(scene, at)
    typed = entry.type != NONE
    fitting = [p for p in entry.patterns if _fits(p, left, right, next_to, typed)]
    return max(fitting, key=lambda p: p.weight, default=None)


def _fits(p: Pattern, left: set[str], right: set[str], next_to: set[str], typed: bool) -> bool:
    if not (p.left <= left and p.right <= right):
        return False
    if any(w not in FUNCTION for w in (*p.left, *p.right)):
        return True
    return typed and p.right <= next_to


def _right(scene: Scene, at: int) -> tuple[set[str], set[str]]:
    """What stands behind the verb in its clause, and the prepositions next to it or its object."""
    end = scene.phrase_end(at)
    first = scene.chunks[at].end
    last = scene.chunks[end - 1].end if end > at + 1 else first
    near = {scene.lower(at + 1)}
    if scene.kind(at + 1) == "N":
        near.add(scene.lower(at + 2))
    return bases(_lower(scene.words[first : min(last, first + 16)])), near


def _left(scene: Scene, at: int) -> set[str]:
    verb = scene.verb(at)
    chain = scene.subject(at)
    words = [w for i in chain for w in _lower(scene.inside(i))]
    helpers = [scene.words[h].lower for h in verb.helpers] if verb else []
    return bases([*words, *helpers])


def _lower(words: Sequence[Word]) -> list[str]:
    return [w.lower for w in words]


def _seen(scene: Scene, at: int, pattern: Pattern) -> tuple[Span, ...]:
    """The words that a pattern matched."""
    wanted = {w for w in (*pattern.left, *pattern.right) if w not in FUNCTION}
    first, last = scene.chunks[at].end, scene.chunks[scene.phrase_end(at) - 1].end
    return tuple(
        w.span for w in scene.words[first : min(last, first + 16)] if bases([w.lower]) & wanted
    )
