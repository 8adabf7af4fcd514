"""Whether an event happened, is planned, denied, hypothetical or negated, and what says so."""

from dataclasses import dataclass

from onrecord.domain import Span
from onrecord.read.events.lexicon import listed
from onrecord.read.events.scene import Scene

HAPPENED = "happened"
_MAYBE = frozenset("may might could would should can must 'd ought".split())
_WILL = frozenset("will shall 'll wo going about set due".split())
_CONDITION = frozenset("if unless whether".split())
_NO = frozenset("no without neither nobody none".split())

_GOVERNING = (
    ("denying", "denied"),
    ("refusing", "negated"),
    ("trying", "hypothetical"),
    ("planning", "planned"),
    ("asking", "hypothetical"),
)


@dataclass(frozen=True, slots=True)
class Modality:
    """A value with the words that gave it; no words for what simply happened."""

    value: str
    words: tuple[Span, ...] = ()


def of_verb(scene: Scene, at: int) -> Modality:
    """The modality of the verb group at ``at``, from its own words, the verb it depends on and
    the conjunction in front of its clause."""
    verb = scene.verb(at)
    if verb is None:
        return Modality(HAPPENED)
    if verb.negation is not None:
        return Modality("negated", (scene.words[verb.negation].span,))
    for i in scene.subject(at):
        first = scene.inside(i)[0]
        before = scene.chunks[i].start - 1
        if first.lower in _NO or (before >= 0 and scene.words[before].lower in _NO):
            return Modality("negated", (first.span,))
    for helper in verb.helpers:
        word = scene.words[helper]
        if word.lower in _WILL:
            return _unless_conditional(scene, at, Modality("planned", (word.span,)))
        if word.lower in _MAYBE:
            return Modality("hypothetical", (word.span,))
    governed = _governed(scene, at)
    return _unless_conditional(scene, at, governed)


def _unless_conditional(scene: Scene, at: int, found: Modality) -> Modality:
    """Hypothetical where "if" opens the clause."""
    for i in range(at - 1, -1, -1):
        if scene.kind(i) == "SC" or scene.lower(i) in _CONDITION:
            if scene.lower(i) in _CONDITION:
                return Modality("hypothetical", (scene.span((i,)),))
            return found
        verb = scene.verb(i)
        if scene.kind(i) in (";", ":") or (verb and verb.form == "finite"):
            return found
    return found


def _governed(scene: Scene, at: int) -> Modality:
    """What the verb or adjective in front makes of an infinitive or gerund."""
    before = scene.governor(at)
    if before is None:
        return _complemented(scene, at)
    words = (scene.span((before,)),)
    for section, value in _GOVERNING:
        if scene.lemma_in(before, section) and (value != "denied" or _gerund(scene, at)):
            return Modality(value, words)
    above = of_verb(scene, before)
    if above.value != HAPPENED or scene.lemma_in(before, "opening"):
        return above
    verb = scene.verb(at)
    purpose = verb is not None and verb.form == "infinitive"
    return Modality("planned" if purpose else HAPPENED, words if purpose else ())


def _gerund(scene: Scene, at: int) -> bool:
    verb = scene.verb(at)
    return verb is not None and verb.form == "gerund"


def _complemented(scene: Scene, at: int) -> Modality:
    """An infinitive that completes a noun or adjective ("a plan to attack", "ready to talk")."""
    verb = scene.verb(at)
    if verb is not None and verb.form == "infinitive":
        before = scene.span((at - 1,)) if at else None
        return Modality("planned", (before,) if before else ())
    return Modality(HAPPENED)


def of_noun(scene: Scene, at: int, governor: int | None) -> Modality:
    """The modality of an event named by the noun group at ``at``; ``governor`` is the verb whose
    object it is."""
    said = _qualified(scene, at)
    if said is not None or governor is None:
        return said or Modality(HAPPENED)
    words = (scene.span((governor,)),)
    for section, value in (*_GOVERNING, ("unreal", "hypothetical")):
        if scene.lemma_in(governor, section):
            return Modality(value, words)
    return of_verb(scene, governor)


def _qualified(scene: Scene, at: int) -> Modality | None:
    """What a word in the noun group ("no talks", "possible strikes") or the noun that it completes
    ("the threat of war") makes of it."""
    for word in scene.inside(at):
        if word.lower in _NO:
            return Modality("negated", (word.span,))
        if word.lower in listed("unreal"):
            return Modality("hypothetical", (word.span,))
    if scene.lower(at - 1) == "without":
        return Modality("negated", (scene.span((at - 1,)),))
    held = at - 2 if at > 1 and scene.kind(at - 1) in ("IN", "TO") else None
    if held is not None and scene.lower(held) in listed("unreal"):
        return Modality("hypothetical", (scene.span((held,)),))
    return None
