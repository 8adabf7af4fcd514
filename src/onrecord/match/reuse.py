"""Finds passages that two documents share word for word (shingles, Broder 1997)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from onrecord.domain import Span

#: Words of a shingle, and least words of a shared passage: a short quotation has no more.
SHINGLE, LEAST = 6, 7
#: Words in common from which a document counts as taken from another, in passages of at least
#: so many.
TAKEN, LONG = 24, 9

Shingle: TypeAlias = tuple[str, ...]

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
def _shingles(text: str) -> dict[Shingle, int]:
    runs = _runs(text)
    return {runs[i]: i for i in reversed(range(len(runs)))}


@lru_cache(maxsize=1024)
def _runs(text: str) -> list[Shingle]:
    words = [w for w, *_ in _words(text)]
    return [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


@lru_cache(maxsize=16_384)
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


def holders(texts: Mapping[str, str]) -> dict[Shingle, set[str]]:
    """Which of the texts, by name, have each shingle."""
    out: dict[Shingle, set[str]] = {}
    for name, text in texts.items():
        for shingle in _shingles(text):
            out.setdefault(shingle, set()).add(name)
    return out


def sharing(text: str, span: Span, held: Mapping[Shingle, set[str]]) -> set[str]:
    """The names of the texts that have a shingle of which some word stands in the span, so that
    only these can share a passage there."""
    words = _words(text)
    first = bisect_right(words, span.start, key=lambda w: w[2])
    last = bisect_left(words, span.end, key=lambda w: w[1])
    near = _runs(text)[max(0, first - SHINGLE + 1) : last]
    return set().union(*(held.get(shingle, ()) for shingle in near))


def is_taken(found: Sequence[Passage]) -> bool:
    """Whether that much in common means that one text was taken from the other."""
    return sum(p.words for p in found if p.words >= LONG) >= TAKEN
