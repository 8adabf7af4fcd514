"""Scored pairs of statements, as arrays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pair = tuple[str, str]
Floats = NDArray[np.float32]
Ints = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Scores:
    """How likely pairs of statements are of one claim: the places of both among ``ids``, which
    are sorted, and the score, each [pairs]. Pairs that are not named score 0."""

    ids: Sequence[str]
    first: Ints
    second: Ints
    score: Floats

    @classmethod
    def of(cls, ids: Iterable[str], pairs: Mapping[Pair, float]) -> "Scores":
        """From a score for each pair of ids, either way round."""
        ordered = sorted(set(ids))
        place = {uid: n for n, uid in enumerate(ordered)}
        rows = [
            (place[a], place[b], score)
            for (a, b), score in pairs.items()
            if a in place and b in place
        ]
        first, second, score = np.array(rows, np.float64).reshape(-1, 3).T
        return cls(ordered, first.astype(np.intp), second.astype(np.intp), score.astype(np.float32))

    def tables(self, parts: Sequence[Sequence[str]]) -> list[Floats]:
        """For each of the disjoint parts the scores inside it: symmetric, [ids, ids] in the order
        of the part, with an empty diagonal."""
        place = {uid: n for n, uid in enumerate(self.ids)}
        part, row = np.full(len(self.ids), -1), np.zeros(len(self.ids), np.intp)
        for k, some in enumerate(parts):
            at = [place[uid] for uid in some]
            part[at], row[at] = k, np.arange(len(at))
        inside = np.flatnonzero((part[self.first] == part[self.second]) & (part[self.first] >= 0))
        inside = inside[np.argsort(part[self.first[inside]], kind="stable")]
        ends = np.searchsorted(part[self.first[inside]], np.arange(len(parts)), "right")
        out = []
        for some, pairs in zip(parts, np.split(inside, ends[:-1]), strict=True):
            table = np.zeros((len(some), len(some)), np.float32)
            i, j = row[self.first[pairs]], row[self.second[pairs]]
            table[i, j] = table[j, i] = self.score[pairs]
            out.append(table)
        return out
