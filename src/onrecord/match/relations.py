"""How statements bear on each other: contradicts, updates, reverses, corrects."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.match.signature import Floats, Line, Signature
from onrecord.match.speakers import same
from onrecord.match.words import STOP, stem

#: Least meaning (cosine) and count of shared words for two numbers to measure one thing.
ALIKE, SHARED = 0.42, 2
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NOTICE = re.compile(
    r"\b(?:an earlier version|a previous version|this (?:article|story) (?:has been|was) "
    r"(?:corrected|amended|updated)|correction|we (?:wrongly|incorrectly) (?:said|reported))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement in a claim: where it stands, its vector, its stance and how sure that is."""

    line: Line
    home: Signature
    vector: Floats
    stance: str
    sure: float


@dataclass(frozen=True, slots=True)
class Relation:
    """``from_`` and ``to`` are statement ids; for updates and reversals the older comes first."""

    type: str
    from_: str
    to: str
    why: str
    confidence: float


def within_claim(members: Sequence[Placed]) -> Iterator[Relation]:
    """Contradictions and reversals between the statements of one claim."""
    for a, b in combinations(sorted(members, key=_when), 2):
        stances = {a.stance, b.stance}
        if "denies" not in stances or not stances & {"supports", "reports"}:
            continue
        sure = min(a.sure, b.sure)
        speakers = a.line.speaker, b.line.speaker
        if speakers[0] and speakers[1] and same(speakers[0], speakers[1]):
            if a.home.moment < b.home.moment:
                why = f"{speakers[1]}: {_stances(a, b)}"
                yield Relation("reverses", a.line.id, b.line.id, why, sure)
            continue
        yield Relation("contradicts", a.line.id, b.line.id, _stances(a, b), sure)


def withdrawals(members: Sequence[Placed]) -> Iterator[Relation]:
    """One speaker who supports a claim and later doubts it."""
    for a, b in combinations(sorted(members, key=_when), 2):
        before = a.stance == "supports" and b.stance == "doubts" and a.home.moment < b.home.moment
        if before and a.line.speaker and b.line.speaker and same(a.line.speaker, b.line.speaker):
            why = f"{b.line.speaker}: {_stances(a, b)}"
            yield Relation("reverses", a.line.id, b.line.id, why, min(a.sure, b.sure))


def _when(p: Placed) -> tuple[str, str, int]:
    return p.home.moment, p.home.document.id, p.line.span.start


def _stances(a: Placed, b: Placed) -> str:
    return f"the first {a.stance}, the second {b.stance} the claim"


def updates(a: Placed, b: Placed) -> Relation | None:
    """A later value of the quantity that ``a`` gives, if ``b`` is of a later article."""
    if a.home.moment >= b.home.moment or a.home.article == b.home.article:
        return None
    if float(a.vector @ b.vector) < ALIKE:
        return None
    for old, things in measured(a.line.text):
        for new, others in measured(b.line.text):
            shared = things & others
            if old != new and shared and _plausible(old, new) and _alike(a.line, b.line):
                why = f"{old:,g} then {new:,g} {' '.join(sorted(shared))}"
                return Relation("updates", a.line.id, b.line.id, why, float(a.vector @ b.vector))
    return None


def _plausible(old: float, new: float) -> bool:
    return min(old, new) > 2 and max(old, new) / min(old, new) < 60


def _alike(a: Line, b: Line) -> bool:
    return len(set(a.around) & set(b.around)) >= SHARED and not a.numbers & b.numbers


def measured(text: str) -> list[tuple[float, frozenset[str]]]:
    """Each number in figures with the stems of the words after it, which say what is counted."""
    out = []
    for match in _NUMBER.finditer(text):
        after = re.findall(r"[A-Za-z]+", text[match.end() : match.end() + 40])[:4]
        things = frozenset(stem(w.lower()) for w in after if w.lower() not in STOP)
        if things and not _is_date(text, match):
            out.append((float(match[0].replace(",", "")), things))
    return out


def _is_date(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 12) : match.end() + 12]
    month = (
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    )
    clock = re.match(r"[:.]\d\d\b|\s?(?:a\.?m|p\.?m)\b", text[match.end() :])
    return bool(clock) or bool(re.search(rf"{month}\s+{match[0]}\b|\b{match[0]}\s+{month}", around))


def is_correction(line: Line) -> bool:
    """Whether the sentence is a correction notice."""
    return bool(_NOTICE.search(line.sentence))


def corrections(members: Sequence[Placed]) -> Iterator[Relation]:
    """From a notice, or the later version's own denial, to what an earlier version asserted."""
    for a, b in combinations(
        sorted(members, key=lambda p: (p.home.document.fetched or "", _when(p))), 2
    ):
        versions = a.home.article == b.home.article and a.home.document.id != b.home.document.id
        if (
            versions
            and a.stance in ("supports", "reports")
            and (b.stance == "denies" or is_correction(b.line))
        ):
            why = "a later version of the article takes it back"
            yield Relation("corrects", b.line.id, a.line.id, why, b.sure)
