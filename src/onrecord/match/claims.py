"""Builds one claim from the statements that were grouped: stances, origins, relations, status."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.match.credit import Credit, Outlets, credits_in
from onrecord.match.origins import Held, Origin, Transmission, trace
from onrecord.match.relations import (
    Placed,
    Relation,
    corrections,
    within_claim,
)
from onrecord.match.reuse import Shingle, holders, is_taken, passages, sharing
from onrecord.match.signature import Floats, Line, Signature
from onrecord.match.stance import Stance, centre, stances
from onrecord.match.status import disputed_by, status

#: Why a statement has a stance that somebody gave it.
JUDGED = "a judgement"


@dataclass(frozen=True, slots=True)
class Member:
    """One statement of a claim with its stance to it, whom the article credits, and what speaks
    for the stance."""

    placed: Placed
    credits: tuple[Credit, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition across documents, computed from its statements."""

    id: str
    gloss: str
    status: str
    members: tuple[Member, ...]
    origins: tuple[Origin, ...]
    edges: tuple[Transmission, ...]
    disputed_by: tuple[str, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that are compared with one another, in the order of time, and which of them have
    each run of a few words."""

    signatures: Mapping[str, Signature]
    outlets: Outlets
    held: Mapping[Shingle, set[str]]


def story(signatures: Iterable[Signature]) -> Story:
    """The documents as one story."""
    by_id = {s.document.id: s for s in sorted(signatures, key=lambda s: (s.moment, s.document.id))}
    outlets = Outlets(s.document.outlet for s in by_id.values() if s.document.outlet)
    return Story(by_id, outlets, holders({uid: s.document.text for uid, s in by_id.items()}))


def build(
    group: Sequence[tuple[Signature, int]],
    context: Story,
    stance_of: Mapping[str, str] | None = None,
) -> Claim:
    """The claim of a group of (document, line number); ``stance_of`` holds what persons judged."""
    ordered = sorted(group, key=lambda g: (g[0].moment, g[0].document.id, g[0].lines[g[1]].span))
    lines = [s.lines[i] for s, i in ordered]
    vectors = np.stack([s.vectors[i] for s, i in ordered])
    placed: list[Placed] = []
    why: list[str] = []
    judged = stance_of or {}
    found = stances(lines, vectors)
    for (home, _), line, vector, one in zip(ordered, lines, vectors, found, strict=True):
        if given := judged.get(line.id):
            one = Stance(given, 1.0, JUDGED)
        placed.append(Placed(line, home, vector, one.name, one.sure))
        why.append(one.why)
    members = [Member(p, _credits(p, context), w) for p, w in zip(placed, why, strict=True)]
    carried = [m for m in members if _carries(m)] or members
    origins, edges = trace([_held(m, context) for m in carried], context.outlets)
    relations = [*within_claim(placed), *corrections(placed)]
    return Claim(
        id="c" + lines[0].id[1:],
        gloss=_gloss(placed, vectors),
        status=status(placed, len(origins), relations),
        members=tuple(members),
        origins=tuple(origins),
        edges=tuple(edges),
        disputed_by=tuple(disputed_by(placed)),
        relations=tuple(relations),
    )


def _carries(member: Member) -> bool:
    return member.placed.stance in ("supports", "reports")


def _credits(p: Placed, context: Story) -> tuple[Credit, ...]:
    return tuple(credits_in(p.line.sentence, context.outlets, p.home.document.outlet))


def _held(member: Member, context: Story) -> Held:
    p = member.placed
    source, words = _taken(p.line, p.home, context)
    return Held(p.line, p.home, p.stance, member.credits, source, words)


def _taken(line: Line, home: Signature, context: Story) -> tuple[Signature | None, str]:
    """The earliest document of another article whose words the line repeats."""
    sharers = sharing(home.document.text, line.span, context.held)
    for uid, other in context.signatures.items():
        if uid not in sharers or other.moment >= home.moment or other.article == home.article:
            continue
        found = passages(home.document.text, other.document.text)
        hit = next((p for p in found if p.here.overlap(line.span) >= 0.5 * _length(line)), None)
        if hit and is_taken(found):
            return other, hit.here.of(home.document.text)
    return None, ""


def _length(line: Line) -> int:
    return line.span.end - line.span.start


def _gloss(placed: Sequence[Placed], vectors: Floats) -> str:
    """The statement nearest the middle of those that support the claim."""
    middle = centre(vectors)
    good = [p for p in placed if p.stance in ("supports", "reports")] or list(placed)
    long = [p for p in good if len(p.line.terms) >= 4] or good
    best = max(long, key=lambda p: (round(float(p.vector @ middle), 4), p.line.id))
    return best.line.text
