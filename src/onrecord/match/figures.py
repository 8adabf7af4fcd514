"""The numbers of two statements side by side: whether they may measure one thing, and how far
apart they are."""

import math
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from onrecord.match.signature import Line
from onrecord.match.words import STOP, stem

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

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


@lru_cache(maxsize=8192)
def figures(line: Line, text: str) -> tuple[Figure, ...]:
    """The quantities of a statement; ``text`` is the whole document's."""
    out = []
    for q in line.quantities:
        before = _stems(text[max(0, q.span.start - 90) : q.span.start])[-BEFORE:]
        after = _stems(text[q.span.end : q.span.end + 60])[:AFTER]
        counted = q.counted.of(text) if q.counted else ""
        near = frozenset([*before, *after])
        out.append(Figure(q.value, q.unit, frozenset(_stems(counted)), near, counted))
    return tuple(out)


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
def changes(sentence: str) -> bool:
    """Whether a sentence says that a number moves."""
    return bool(_CHANGE.search(sentence))


class Table:
    """The figures of many statements, every two of them compared: ``akin`` as ``_kin`` and
    ``ratio`` as ``_ratio``, [figures, figures]."""

    def __init__(self, each: Sequence[Sequence[Figure]]) -> None:
        every = [f for found in each for f in found]
        self.many = np.array([len(found) for found in each], np.intp)
        self.begin = np.cumsum(self.many) - self.many
        self.value = np.array([f.value for f in every], np.float64)
        units = {u: n for n, u in enumerate(dict.fromkeys(f.unit for f in every if f.unit), 1)}
        unit = np.array([units.get(f.unit or "", 0) for f in every], np.intp)
        alike, both = unit[:, None] == unit, np.logical_and.outer(unit > 0, unit > 0)
        self.same_unit, self.other_unit = alike & both, ~alike & both
        things, near = (incidence(x) for x in ([f.things for f in every], [f.near for f in every]))
        self.things, self.near, self.words = things @ things.T, near @ near.T, near.sum(1)
        self.akin = alike - 3.0 * self.other_unit + 2.0 * (self.things > 0) + self.near / BEFORE
        size = np.abs(self.value) + 1e-3
        self.ratio = np.log(np.maximum.outer(size, size) / np.minimum.outer(size, size))

    def combined(self, i: Ints, j: Ints) -> tuple[Ints, Ints, Ints]:
        """Every figure of statement ``i[n]`` with every one of ``j[n]``: n and the two."""
        sizes = self.many[i] * self.many[j]
        pair = np.repeat(np.arange(len(i)), sizes)
        step = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        left, right = np.divmod(step, self.many[j][pair])
        return pair, self.begin[i][pair] + left, self.begin[j][pair] + right

    def columns(self, x: Ints, y: Ints) -> Floats:
        """Of the figures ``x`` and ``y`` the columns from "figures" to "other_unit"."""
        least = np.maximum(np.minimum(self.words[x], self.words[y]), 1.0)
        tables = (self.akin, self.things, self.near, self.ratio, self.same_unit, self.other_unit)
        out = np.stack([np.ones(len(x)), *(t[x, y] for t in tables)], 1)
        out[:, 3] /= least
        return out


def incidence(rows: Sequence[Set[str]]) -> Floats:
    """[rows, words] 1 where a set of words has the word."""
    columns = {w: n for n, w in enumerate(sorted({w for row in rows for w in row}))}
    out = np.zeros((len(rows), len(columns)))
    for line, row in zip(out, rows, strict=True):
        line[[columns[w] for w in row]] = 1.0
    return out


def compared(table: Table, i: Ints, j: Ints, later: Ints, moves: Bools) -> tuple[Floats, Floats]:
    """Of pairs of statements the columns of ``NAMES``, [pairs, columns], and the lesser and the
    greater of the two values that ``differing`` would choose, [pairs, 2], nan where there are
    none. ``later`` is 1 where the second was published after the first, -1 where before, else 0;
    ``moves`` says of each statement whether a number moves in it."""
    pair, x, y = table.combined(i, j)
    out, values = np.zeros((len(i), len(NAMES))), np.full((len(i), 2), np.nan)
    out[pair[table.value[x] == table.value[y]], -1] = 1.0
    some, x, y = _best(table, pair, x, y)
    a, b = table.value[x], table.value[y]
    values[some] = np.stack([np.minimum(a, b), np.maximum(a, b)], 1)
    out[some, :7] = table.columns(x, y)
    out[some, 7] = later[some] * np.copysign(1.0, b - a)
    p, q = moves[i[some]], moves[j[some]]
    out[some, 8], out[some, 9] = p | q, p & q
    out[some, 10] = np.log1p(np.minimum(np.abs(a), np.abs(b)))
    return out, values


def _best(table: Table, pair: Ints, x: Ints, y: Ints) -> tuple[Ints, Ints, Ints]:
    """The pairs with two different values, and the two figures ``differing`` would choose."""
    pair, x, y = (k[table.value[x] != table.value[y]] for k in (pair, x, y))
    order = np.lexsort((table.ratio[x, y], -table.akin[x, y], pair))
    some, first = np.unique(pair[order], return_index=True)
    return some, x[order][first], y[order][first]
