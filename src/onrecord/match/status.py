"""The status of a claim, computed from its statements."""

import re
from collections.abc import Sequence

from onrecord.match.relations import Placed, Relation
from onrecord.match.speakers import same

_UNVERIFIED = re.compile(
    r"\b(?:could not|couldn['’]t|unable to|cannot|has not been|have not|not been able to|nor)\b"
    r"[^.]{0,60}\b(?:verif|confirm|check|authenticat|establish)",
    re.I,
)


def status(members: Sequence[Placed], origins: int, relations: Sequence[Relation]) -> str:
    """retracted (everyone who put it forward took it back), corrected (somebody did), disputed,
    unverified, corroborated or single-origin."""
    taken_back = _taken_back(members, relations)
    if taken_back:
        carried = {m.home.article for m in members if m.stance in ("supports", "reports")}
        return "retracted" if carried <= taken_back else "corrected"
    if disputed_by(members):
        return "disputed"
    if any(m.stance == "doubts" and _UNVERIFIED.search(m.line.sentence) for m in members):
        return "unverified"
    return "corroborated" if origins > 1 else "single-origin"


def _taken_back(members: Sequence[Placed], relations: Sequence[Relation]) -> set[str]:
    """Articles that corrected what an earlier version of theirs had said."""
    corrected = {r.to for r in relations if r.type == "corrects"}
    return {m.home.article for m in members if m.line.id in corrected}


def disputed_by(members: Sequence[Placed]) -> list[str]:
    """Who denies the claim: speakers, or outlets in their own voice; each once."""
    out: list[str] = []
    for m in members:
        name = m.line.speaker or m.home.document.outlet
        if m.stance == "denies" and name and not any(same(name, o) for o in out):
            out.append(name)
    return sorted(out)
