"""Finds passages that two documents share word for word (shingles, Broder 1997)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.domain import Span

#: Words of a shingle, and least words of a shared passage: a short quotation has no more.
SHINGLE, LEAST = 6, 7
#: Words in common from which a document counts as taken from another, in passages of at least
#: so many.
TAKEN, LONG = 24, 9

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two documents; ``words`` is how many."""

    here: Span
    there: Span
    words: int


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    found = _WORD.finditer(text)
    return tuple((m[0].lower().replace("’", "'"), m.start(), m.end()) for m in found)


@lru_cache(maxsize=1024)
def _shingles(text: str) -> dict[tuple[str, ...], int]:
    runs = _runs(text)
    return {runs[i]: i for i in reversed(range(len(runs)))}


@lru_cache(maxsize=1024)
def _runs(text: str) -> list[tuple[str, ...]]:
    words = [w for w, *_ in _words(text)]
    return [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


@lru_cache(maxsize=4096)
def passages(here: str, there: str) -> tuple[Passage, ...]:
    """Longest shared runs of words, in the order of ``here``, without overlaps."""
    a, b, known, runs = _words(here), _words(there), _shingles(there), _runs(here)
    out, i = [], 0
    while i + SHINGLE <= len(a):
        j = known.get(runs[i])
        if j is None:
            i += 1
            continue
        n = SHINGLE
        while i + n < len(a) and j + n < len(b) and a[i + n][0] == b[j + n][0]:
            n += 1
        if n >= LEAST:
            spans = Span(a[i][1], a[i + n - 1][2]), Span(b[j][1], b[j + n - 1][2])
            out.append(Passage(*spans, n))
        i += n if n >= LEAST else 1
    return tuple(out)


def sharing(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Index pairs (later, earlier) of the texts that share any shingle, found by an index of the
    shingles instead of a comparison of every two texts."""
    each = [_marks(text) for text in texts]
    every = np.concatenate([*each, np.zeros(0, np.int64)])
    order = np.argsort(every, kind="stable")
    every = every[order]
    holder = np.repeat(np.arange(len(each)), [len(x) for x in each])[order]
    pairs: set[tuple[int, int]] = set()
    for apart in range(1, len(each)):  # among those that hold one shingle, next to each other
        same = every[apart:] == every[:-apart]
        if not same.any():
            break
        found = np.unique(holder[apart:][same] * len(each) + holder[:-apart][same])
        pairs |= {divmod(int(n), len(each)) for n in found}
    return sorted(pairs)


@lru_cache(maxsize=1024)
def _marks(text: str) -> NDArray[np.int64]:
    """A number for each shingle of a text; the same for the same words."""
    return np.array([hash(shingle) for shingle in _shingles(text)], np.int64)


def is_taken(found: Sequence[Passage]) -> bool:
    """Whether that much in common means that one text was taken from the other."""
    return sum(p.words for p in found if p.words >= LONG) >= TAKEN
