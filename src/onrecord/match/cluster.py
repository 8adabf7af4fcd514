"""Groups statements into claims: average linkage within connected components of scored pairs.

Pairs that were not scored count as 0. Items are taken in the order of their ids, so that the
groups do not depend on the order in which documents came in.
"""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from onrecord.match.scores import Floats, Pair, Scores

#: Average score from which two groups are one claim; chosen on the dev bundles.
THRESHOLD = 0.15
#: Least score that ties two statements into one component.
TIE = 0.15
#: Components above this size are cut at ever higher scores first.
LARGEST = 1500


def groups(
    scores: Scores,
    *,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
    threshold: float = THRESHOLD,
    again: Callable[[Floats], Floats] | None = None,
) -> list[list[str]]:
    """Disjoint groups of the ids, each sorted, in the order of their first id.

    ``again`` scores the pairs of one component, [n, n], anew. Pairs a person called ``same`` are
    joined first; groups that hold a pair called ``different`` are never joined.
    """
    together = {_ordered(p) for p in same}
    apart = {_ordered(p) for p in different}
    out: list[list[str]] = []
    components = _components(scores, range(len(scores.ids)), together, TIE)
    for component, table in zip(components, scores.tables(components), strict=True):
        found = again(table) if again else table
        out += _linked(component, found, together, apart, threshold)
    return sorted(out)


def _ordered(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def _components(
    scores: Scores, among: Iterable[int], together: Iterable[Pair], tie: float
) -> list[list[str]]:
    """Connected components of the places over pairs that score at least ``tie``; a huge one is
    cut higher."""
    above = {i: i for i in among}

    def root(i: int) -> int:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    place = {uid: n for n, uid in enumerate(scores.ids)}
    good = scores.score >= tie
    pairs = [*zip(scores.first[good].tolist(), scores.second[good].tolist(), strict=True)]
    pairs += [(place[a], place[b]) for a, b in together if a in place and b in place]
    for a, b in pairs:
        if a in above and b in above:
            x, y = sorted((root(a), root(b)))
            above[y] = x
    parts: dict[int, list[int]] = {}
    for i in above:
        parts.setdefault(root(i), []).append(i)
    out = []
    for part in parts.values():
        large = len(part) > LARGEST and tie < 0.9
        named = [[scores.ids[i] for i in part]]
        out += _components(scores, part, together, tie + 0.1) if large else named
    return out


def _linked(
    ids: list[str],
    scores: Floats,
    together: set[Pair],
    apart: set[Pair],
    threshold: float,
) -> list[list[str]]:
    """Average linkage (Sokal and Michener 1958) until no two groups reach ``threshold``."""
    if len(ids) == 1:
        return [ids]
    total = scores.astype(np.float64)
    _judge(total, ids, apart, -1e9)
    _judge(total, ids, together, 1e6)
    members = [[i] for i in ids]
    sizes = np.ones(len(ids))
    mean = total.copy()
    np.fill_diagonal(mean, -np.inf)
    while True:
        x, y = divmod(int(np.argmax(mean)), len(ids))
        if mean[x, y] < threshold:
            break
        _merge(total, mean, sizes, min(x, y), max(x, y))
        members[min(x, y)] += members[max(x, y)]
        members[max(x, y)] = []
    return [sorted(m) for m in members if m]


def _judge(total: NDArray[np.float64], ids: list[str], pairs: Iterable[Pair], value: float) -> None:
    place = {uid: n for n, uid in enumerate(ids)}
    for a, b in pairs:
        if a in place and b in place:
            total[place[a], place[b]] = total[place[b], place[a]] = value


def _merge(
    total: NDArray[np.float64],
    mean: NDArray[np.float64],
    sizes: NDArray[np.float64],
    x: int,
    y: int,
) -> None:
    total[x] += total[y]
    total[:, x] += total[:, y]
    sizes[x] += sizes[y]
    sizes[y] = 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        mean[x] = np.where(sizes > 0, total[x] / (sizes[x] * sizes), -np.inf)
    mean[x, x] = -np.inf
    mean[:, x] = mean[x]
    mean[y, :] = mean[:, y] = -np.inf
