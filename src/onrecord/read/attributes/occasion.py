"""Whether a candidate belongs to the occasion of a saying: what a small model sees of the pair.

The annotation scheme lets medium, hearer and time come from the saying's own sentence or from the
one that opens the same speech event, so the features say how far apart the two are, who speaks
between them, and whether the speaker's statement before took the same candidate.
"""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple

from onrecord.domain import Span, Statement
from onrecord.read.attributes.candidates import Candidate
from onrecord.read.attributes.case import Case, per_case
from onrecord.read.attributes.head import is_pronoun
from onrecord.read.attributes.identity import kind_value
from onrecord.read.attributes.layout import cue_start

REACH = (-5, 2)  # sentences back and ahead
_STATES = frozenset({"believe", "want", "doubt"})
_OPENERS = frozenset(
    "who which that whose where when while after before if because as and but to for of in".split()
)
_AUXILIARIES = frozenset(
    "has have had will would is are was were be been could should may might can to not".split()
)
_IRREGULAR = frozenset("said told wrote spoke thought felt saw knew gave made took put".split())
_GAPS = (0, 1, 12, 30, 60, 120, 10**6)  # code points

Chosen = Callable[[Case], Span | None]


class Seen(NamedTuple):
    """Names of what holds of a pair: the main ones, which count in twos as well, and details."""

    main: tuple[str, ...]
    details: tuple[str, ...]


def features(case: Case, candidate: Candidate, chosen: Chosen) -> Seen:
    """What holds of the statement and the candidate."""
    far = distance(case, candidate.span)
    main = (f"far:{max(far, -4)}", *_main(case, candidate, chosen))
    details = (*_of_saying(case, max(far, -2)), *_details(case, candidate, far))
    return Seen(main, (*details, *_of_owner(case, candidate, chosen, far)))


def joined(main: tuple[str, ...]) -> list[str]:
    """The main features, every two of them joined, and the bias."""
    return ["bias", *main, *("&".join(pair) for pair in combinations(main, 2))]


def distance(case: Case, span: Span) -> int:
    """Sentences from the saying to the span; negative when the span comes first."""
    return case.layout.sentence_index(span) - case.place


def _main(case: Case, candidate: Candidate, chosen: Chosen) -> Iterator[str]:
    yield f"owner:{_relation(case, _owner(case, candidate))}"
    yield f"kind:{candidate.kind}"
    yield f"before:{_before(case, candidate, chosen)}"
    yield f"between:{_between(case, candidate)}"
    yield f"state:{any(s[2].act in _STATES for s in case.senses)}"
    yield f"there:{_named_there(case, candidate)}"


def _of_saying(case: Case, far: int) -> tuple[str, ...]:
    """Details of the statement alone, once for each of the few distances told apart."""
    known = case.__dict__.setdefault("occasion", {})
    if far not in known:
        known[far] = tuple(dict.fromkeys(_saying(case, far)))
    found: tuple[str, ...] = known[far]
    return found


def _saying(case: Case, far: int) -> Iterator[str]:
    yield f"source:{kind_value(case)}"
    yield f"pronoun:{is_pronoun(case)}-{min(abs(far), 2)}"
    for w in case.cue[:1] + case.cue[-1:]:
        yield f"cue:{w.lower}-{max(far, -1)}"
    yield f"cue-length:{min(len(case.cue), 3)}"
    yield f"tense:{_tense(case)}-{max(far, -1)}"
    yield f"headline:{case.place == 0}-{max(far, -1)}"
    yield f"act:{case.senses[0][2].act if case.senses else None}-{max(far, -1)}"


def _tense(case: Case) -> str:
    """The form of the cue's first word that shows when: "said", "has", "saying", "says"."""
    for w in case.cue:
        if w.lower in _AUXILIARIES:
            return w.lower
        if w.text[0].isalpha() and not w.lower.endswith("ly"):
            ends = (e for e in ("ing", "ed", "s") if w.lower.endswith(e))
            return next(ends, "said" if w.lower in _IRREGULAR else "other")
    return "none"


def _details(case: Case, candidate: Candidate, far: int) -> Iterator[str]:
    yield f"word:{candidate.word}"
    yield f"word-kind:{candidate.kind}-{candidate.word}"
    yield f"source-kind:{kind_value(case)}-{candidate.kind}"
    headline = case.layout.paragraph_index(case.anchor) == 0
    yield f"paragraph:{_paragraphs(case, candidate)}-{headline}"
    yield f"quoted:{bool(case.layout.quoted.over(candidate.span))}"
    yield f"in-other:{_in_content(case, candidate)}"
    in_source = any(s.overlap(candidate.span) for s in case.statement.source or ())
    yield f"in-source:{in_source}-{candidate.kind}-{kind_value(case)}"
    if far == 0:
        yield from _near(case, candidate)


def _near(case: Case, candidate: Candidate) -> Iterator[str]:
    """Where the candidate stands in the saying's own sentence."""
    a, c = case.anchor, candidate.span
    if a.overlap(c):
        yield "near:inside"
        return
    side = "after" if c.start >= a.end else "ahead"
    between = case.text[min(a.end, c.end) : max(a.start, c.start)]
    size = next(i for i, n in enumerate(_GAPS) if len(between.strip()) <= n)
    yield f"near:{side}-{size}"
    yield f"near-kind:{side}-{size}-{candidate.kind}"
    yield f"comma:{side}-{any(m in between for m in ',;:')}-{any(m in between for m in '“”')}"
    opens = c.start - case.sentence.start < 4
    yield f"opens:{opens}"
    yield f"opens-kind:{opens}-{candidate.kind}"
    yield f"preposition:{' '.join(case.text[max(0, c.start - 12) : c.start].lower().split()[-1:])}"
    yield from _clause_between(side, between, candidate.kind)
    after = case.text[c.end : c.end + 12].split()[:1]
    yield f"after:{after[0].lower().strip('’”') if after else ''}"
    yield f"genitive:{case.text[c.end : c.end + 2] in ('’s', chr(39) + 's')}"


def _clause_between(side: str, between: str, kind: str) -> Iterator[str]:
    """What lies between the saying and the candidate that may begin another clause."""
    low = between.lower().split()
    opened = next((w for w in low if w in _OPENERS), "")
    verbs = any(w.endswith("ed") for w in low)
    yield f"clause:{side}-{opened}"
    yield f"clause-kind:{side}-{bool(opened)}-{verbs}-{kind}"
    yield f"verb:{side}-{verbs}"
    yield f"name:{side}-{any(w[:1].isupper() for w in between.split())}"


def _of_owner(case: Case, candidate: Candidate, chosen: Chosen, far: int) -> Iterator[str]:
    """Whether the earlier statement that the candidate stands nearest to took it."""
    owner = _owner(case, candidate)
    made = next((c for c in case.before if owner and c.statement.id == owner.id), None)
    took = "none" if made is None else _took(chosen(made), candidate.span)
    same = "same" if made and _same_speaker(case, made.statement) else "other"
    last = next(iter(case.before), None)
    yield f"owner-took:{took}-{same}"
    yield f"owner-took-far:{took}-{same}-{max(far, -4)}"
    yield f"last-took:{_took(chosen(last), candidate.span) if last else 'none'}"
    count = sum(chosen(c) == candidate.span for c in case.before)
    yield f"taken:{min(count, 3)}-{max(far, -1)}"


def _took(span: Span | None, wanted: Span) -> str:
    return "nothing" if span is None else "this" if span == wanted else "another"


def _owner(case: Case, candidate: Candidate) -> Statement | None:
    """The statement of the candidate's sentence whose cue stands nearest to it."""
    unit = case.layout.sentence_at(candidate.span)
    there = case.layout.made_in(unit.start, unit.end)
    return min(there, key=lambda s: abs(cue_start(s) - candidate.span.start), default=None)


def _relation(case: Case, owner: Statement | None) -> str:
    if owner is None:
        return "none"
    if owner.id == case.statement.id:
        return "mine"
    return "same" if _same_speaker(case, owner) else "other"


def _same_speaker(case: Case, other: Statement) -> bool:
    a, b = other.speaker, case.statement.speaker
    if a and b:
        return a.entity == b.entity if a.entity else a.name == b.name
    return is_pronoun(case) and bool(other.source)


def _before(case: Case, candidate: Candidate, chosen: Chosen) -> str:
    """What the speaker's statement before took: this candidate, another, or nothing."""
    last = said_before(case)
    if last is None:
        return "first"
    took = chosen(last)
    if took is None:
        return "nothing"
    return "this" if took == candidate.span else "another"


@per_case
def said_before(case: Case) -> Case | None:
    """The statement before by the same speaker."""
    return next((c for c in case.before if _same_speaker(case, c.statement)), None)


def _between(case: Case, candidate: Candidate) -> str:
    """Whether others speak between the candidate and the saying."""
    low, high = sorted((candidate.span.start, case.anchor.start))
    inner = [s for s in case.layout.made_in(low + 1, high) if s.id != case.statement.id]
    if not inner:
        return "nobody"
    others = sum(not _same_speaker(case, s) for s in inner)
    return ("speaker", "one")[others] if others < 2 else "several"


def _named_there(case: Case, candidate: Candidate) -> bool:
    """Whether the speaker is mentioned in the candidate's sentence."""
    speaker = case.statement.speaker
    if speaker is None or speaker.entity is None:
        return False
    there = case.layout.mentions.over(case.layout.sentence_at(candidate.span))
    return any(e.id == speaker.entity for _, e in there)


def _in_content(case: Case, candidate: Candidate) -> bool:
    """Whether somebody else says it, elsewhere than around this saying."""
    return any(
        not c.overlap(case.anchor) and s.id != case.statement.id and s.cue and not s.parent
        for c, s in case.layout.said.over(candidate.span)
    )


def _paragraphs(case: Case, candidate: Candidate) -> int:
    here = case.layout.paragraph_index(case.anchor)
    return max(-3, case.layout.paragraph_index(candidate.span) - here)
