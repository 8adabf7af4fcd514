"""Checks a draft against a case: what the record has for and against each of its claims."""

from dataclasses import dataclass

import numpy as np

from onrecord.ask.claims.answers import ClaimAnswer, by_speaker, claim
from onrecord.domain import Reading, Span
from onrecord.match import compare
from onrecord.match.signature import Line, Signature, sign, spans_to_encode
from onrecord.record.across import SHARED_WITH_DRAFT, candidates_of
from onrecord.record.signatures import encoder
from onrecord.store.case import Case
from onrecord.store.links import claims_of

#: Score from which a statement of the record says what the draft says.
MATCH = 0.3
#: Least cosine of the two: what a draft says anew is like nothing, however the rest compares.
ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Checked:
    """One claim of a draft. ``verdict`` is supported, disputed, single-origin, number outdated or
    not on the record; ``statement`` is the nearest on record, ``why`` says why it was taken."""

    span: Span
    text: str
    verdict: str
    claim: str | None
    gloss: str | None
    supported_by: tuple[str, ...]
    disputed_by: tuple[str, ...]
    statement: str | None
    why: str


def check(case: Case, draft: Reading) -> list[Checked]:
    """One row for each statement of the draft, in the order of the text."""
    vectors = encoder().encode(draft.document.text, spans_to_encode(draft))
    mine = sign(draft, vectors, encoder().weight)
    others = candidates_of(case.db, mine, SHARED_WITH_DRAFT)
    scored = [
        (s, np.where(mine.vectors @ s.vectors.T >= ALIKE, found, 0))
        for s, found in zip(others, compare.scores(mine, others), strict=True)
    ]
    return [_checked(case, mine, i, line, scored) for i, line in enumerate(mine.lines)]


def _checked(
    case: Case,
    mine: Signature,
    i: int,
    line: Line,
    scored: list[tuple[Signature, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]],
) -> Checked:
    best, where = 0.0, None
    for other, found in scored:
        if len(other.lines) and float(found[i].max()) > best:
            best, where = float(found[i].max()), (other, int(found[i].argmax()))
    if where is None or best < MATCH:
        nothing: tuple[str, ...] = ()
        return Checked(
            line.span, line.text, "not on the record", None, None, nothing, nothing, None, ""
        )
    other, j = where
    uid = other.lines[j].id
    held = sorted(claims_of(case.db, [uid]))
    answer = claim(case.db, held[0])
    return Checked(
        span=line.span,
        text=line.text,
        verdict=_verdict(answer, uid, line),
        claim=answer.id,
        gloss=answer.gloss,
        supported_by=tuple(by_speaker(answer.statements, "supports")),
        disputed_by=answer.disputed_by,
        statement=uid,
        why=compare.reasons(mine, other, i, j),
    )


def _verdict(answer: ClaimAnswer, uid: str, line: Line) -> str:
    if _outdated(answer, uid, line):
        return "number outdated"
    if answer.disputed_by or answer.status in ("disputed", "retracted"):
        return "disputed"
    return "supported" if answer.independent_origins > 1 else "single-origin"


def _outdated(answer: ClaimAnswer, uid: str, line: Line) -> bool:
    """Whether the draft gives the older value of a number that the record has a later one of."""
    old = [
        r.why.partition(" then ")[0]
        for r in answer.relations
        if r.type == "updates" and r.from_ == uid
    ]
    given = {f"{n:,g}" for n in line.numbers}
    return any(value in given for value in old)
