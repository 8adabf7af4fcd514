"""How statements bear on each other: contradicts, updates, reverses, corrects."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np

from onrecord.match import updated
from onrecord.match.figures import differing, figures
from onrecord.match.pool import Pool
from onrecord.match.signature import Floats, Line, Signature
from onrecord.match.speakers import same

#: Least result of a pair, and of all pairs with its two values, for an update; chosen on stories
#: that the model had not seen.
LIKELY, AGREED = 0.15, 0.6
_NOTICE = re.compile(
    r"\b(?:an earlier version|a previous version|this (?:article|story) (?:has been|was) "
    r"(?:corrected|amended|updated)|correction|we (?:wrongly|incorrectly) (?:said|reported))\b",
    re.I,
)
_NEGATIVE = re.compile(
    r"\b(?:not|no|none|nobody|nothing|never|neither|nor|without|cannot|den(?:y|ies|ied|ying|ial)|"
    r"reject\w*|dismiss\w*|refut\w+|false\w*|untrue|wrong\w*|fake|lies?|nonsense|baseless|"
    r"unfounded|foundation|invent\w*|fabricat\w+)\b|n['’]t\b",
    re.I,
)
#: Words of one who takes back what he said before.
_TAKES_BACK = re.compile(
    r"\b(?:withdr(?:aw\w*|ew)|no longer|(?:was|were) (?:told )?wrong|t(?:ake|ook) (?:it|that) back|"
    r"taken back|regret\w*|admit\w*|retract\w*|should (?:not )?have|revers(?:ed|es|ing)|"
    r"after all|stopped saying|apologi[sz]\w+|changed (?:his|her|its|their) (?:mind|story|account))"
    r"\b",
    re.I,
)
_TURNS = {
    ("supports", "denies"),
    ("supports", "doubts"),
    ("denies", "supports"),
    ("denies", "doubts"),
}
_AS_IT_WAS = re.compile(
    r"\b(?:up|down|compared|earlier|against|previous\w*|instead|yesterday|"
    r"had (?:given|said|put))\b",
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


def updates(p: Pool) -> list[Relation]:
    """Later values of a quantity among the statements of a pool, the older statement first."""
    found = updated.pairs(p, numbered=True)
    if not len(found.first):
        return []
    odds = updated.probabilities(found)
    agreed = updated.agreed(found.key, odds)
    rows = np.nonzero((odds >= LIKELY) & (agreed >= AGREED))[0]
    made = (_update(p, int(found.first[n]), int(found.second[n]), float(agreed[n])) for n in rows)
    return [m for m in made if m]


def _in_time(p: Pool, i: int, j: int) -> tuple[int, int]:
    def when(k: int) -> tuple[str, str, int]:
        return p.homes[k].moment, p.homes[k].document.id, p.lines[k].span.start

    return (i, j) if when(i) <= when(j) else (j, i)


def _update(p: Pool, i: int, j: int, chance: float) -> Relation | None:
    """The older value first: by the article's date, within one article by what it says was so."""
    a, b = _in_time(p, i, j)
    if p.homes[a].moment == p.homes[b].moment and _AS_IT_WAS.search(p.lines[b].text):
        a, b = b, a
    x, y = (figures(p.lines[k], p.homes[k].document.text) for k in (a, b))
    best = differing(x, y)
    if best is None:
        return None
    counted = best[1].counted or best[0].counted or best[1].unit or ""
    why = f"{best[0].value:,g} then {best[1].value:,g} {counted}".rstrip()
    return Relation("updates", p.lines[a].id, p.lines[b].id, why, chance)


def within_claim(members: Sequence[Placed]) -> Iterator[Relation]:
    """Contradictions and reversals that follow from the stances of a claim's statements.

    Whoever supports or passes on a claim contradicts whoever denies it. Where no person gave the
    stance, two speakers must differ in more than that: one puts it in the negative, one does not.
    A speaker who in a later article takes back what they said reverses; another stance by itself
    is only believed on a person's word.
    """
    for a, b in combinations(sorted(members, key=_when), 2):
        speakers = a.line.speaker, b.line.speaker
        if speakers[0] and speakers[1] and same(speakers[0], speakers[1]):
            turn = _turn(a, b) if a.home.moment < b.home.moment else None
            if turn:
                why = f"{speakers[1]}: {turn}"
                yield Relation("reverses", a.line.id, b.line.id, why, min(a.sure, b.sure))
        elif _opposite(a, b) and (_given(a, b) or _apart(a, b)):
            yield Relation("contradicts", a.line.id, b.line.id, _sides(a, b), min(a.sure, b.sure))


def _given(a: Placed, b: Placed) -> bool:
    """Whether a person gave one of the stances."""
    return 1.0 in (a.sure, b.sure)


def _turn(a: Placed, b: Placed) -> str | None:
    """Why the later of two statements of one speaker reverses the earlier, if it does: its
    sentence takes something back and the earlier one's does not, or a person gave a stance."""
    back = _takes_back(b.line.sentence)
    if back and not _takes_back(a.line.sentence):
        return f"takes it back (“{back}”)"
    return _sides(a, b) if _given(a, b) and (a.stance, b.stance) in _TURNS else None


@lru_cache(maxsize=16_384)
def _takes_back(sentence: str) -> str:
    """The words that take something back, empty without."""
    found = _TAKES_BACK.search(sentence)
    return found[0] if found else ""


def _opposite(a: Placed, b: Placed) -> bool:
    stances = {a.stance, b.stance}
    return "denies" in stances and bool(stances & {"supports", "reports"})


def _apart(a: Placed, b: Placed) -> bool:
    """Whether somebody speaks in both, one of them in the negative."""
    return bool(a.line.speaker and b.line.speaker) and _negative(a.line) != _negative(b.line)


def _negative(line: Line) -> bool:
    s = line.statement
    return _negates(line.text) or s.act == "deny" or s.factuality.endswith("-")


@lru_cache(maxsize=16_384)
def _negates(text: str) -> bool:
    """Kept, since a statement is looked at beside every other of its claim."""
    return bool(_NEGATIVE.search(text))


def _sides(a: Placed, b: Placed) -> str:
    """Who takes which side, with the two numbers where each gives one."""
    names = [p.line.speaker or p.home.document.outlet or "the article" for p in (a, b)]
    numbers = [sorted(p.line.numbers - q.line.numbers) for p, q in ((a, b), (b, a))]
    if all(len(n) == 1 for n in numbers):
        names = [f"{who} ({n[0]:,g})" for who, n in zip(names, numbers, strict=True)]
    return f"{names[0]} {a.stance}, {names[1]} {b.stance} the claim"


def _when(p: Placed) -> tuple[str, str, int]:
    return p.home.moment, p.home.document.id, p.line.span.start


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
