"""The numbers of two statements side by side: whether they may measure one thing, and how far
apart they are."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from onrecord.match.signature import Line
from onrecord.match.words import STOP, stem

#: Words before and after a number that say what it measures.
BEFORE, AFTER = 8, 5
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_CHANGE = re.compile(
    r"\b(?:rose|risen|rises?|climb\w*|grow\w*|grew|f[ae]ll(?:en|s)?|drop\w*|now|so far|still|"
    r"already|reach\w*|stands? at|doubl\w+|up from|down from|brought|more than|latest|toll|"
    r"by \w+day|by (?:noon|midday|midnight)|today|last night|count(?:ed)?|number|since|"
    r"confirmed)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a statement: ``things`` are stems of what is counted, ``near`` of all words
    around it, ``counted`` as it stands there."""

    value: float
    unit: str | None
    things: frozenset[str]
    near: frozenset[str]
    counted: str


def figures(line: Line, text: str) -> list[Figure]:
    """The quantities of a statement; ``text`` is the whole document's."""
    out = []
    for q in line.quantities:
        before = _stems(text[max(0, q.span.start - 90) : q.span.start])[-BEFORE:]
        after = _stems(text[q.span.end : q.span.end + 60])[:AFTER]
        counted = q.counted.of(text) if q.counted else ""
        near = frozenset([*before, *after])
        out.append(Figure(q.value, q.unit, frozenset(_stems(counted)), near, counted))
    return out


def _stems(text: str) -> list[str]:
    return [stem(w.lower()) for w in _WORD.findall(text) if w.lower() not in STOP]


def differing(a: Sequence[Figure], b: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The two figures of different value that most likely measure one thing."""
    pairs = [(x, y) for x, y in product(a, b) if x.value != y.value]
    return max(pairs, key=lambda p: (_kin(*p), -abs(_ratio(*p))), default=None)


def _kin(x: Figure, y: Figure) -> float:
    unit = float(x.unit == y.unit) - 3.0 * float(bool(x.unit and y.unit and x.unit != y.unit))
    return unit + 2.0 * bool(x.things & y.things) + len(x.near & y.near) / BEFORE


def _ratio(x: Figure, y: Figure) -> float:
    small, large = sorted((abs(x.value) + 1e-3, abs(y.value) + 1e-3))
    return math.log(large / small)


NAMES = (
    "figures kin things near ratio same_unit other_unit grows change both_change least agree"
).split()


@lru_cache(maxsize=16_384)
def _changes(sentence: str) -> bool:
    return bool(_CHANGE.search(sentence))


def compared(
    a: tuple[Line, Sequence[Figure]], b: tuple[Line, Sequence[Figure]], later: int
) -> tuple[list[float], tuple[float, float] | None]:
    """The columns of ``NAMES``, and the two values. ``later`` is 1 if ``b`` was published after
    ``a``, -1 if before, 0 if neither."""
    agree = float(bool({f.value for f in a[1]} & {f.value for f in b[1]}))
    best = differing(a[1], b[1])
    if best is None:
        return [0.0] * (len(NAMES) - 1) + [agree], None
    x, y = best
    cues = [_changes(s.sentence) for s, _ in (a, b)]
    grows = later * math.copysign(1.0, y.value - x.value)
    row = [
        1.0,
        _kin(x, y),
        float(len(x.things & y.things)),
        len(x.near & y.near) / max(min(len(x.near), len(y.near)), 1),
        _ratio(x, y),
        float(bool(x.unit and x.unit == y.unit)),
        float(bool(x.unit and y.unit and x.unit != y.unit)),
        grows,
        float(any(cues)),
        float(all(cues)),
        math.log1p(min(abs(x.value), abs(y.value))),
        agree,
    ]
    return row, (min(x.value, y.value), max(x.value, y.value))
