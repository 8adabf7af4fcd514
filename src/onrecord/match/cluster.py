"""Groups statements into claims: average linkage within connected components of scored pairs.

Pairs that were not scored count as 0. Items are taken in the order of their ids, so that the
groups do not depend on the order in which documents came in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Pair = tuple[str, str]
Floats = NDArray[np.float32]

#: Average score from which two groups are one claim; chosen on the dev bundles.
THRESHOLD = 0.1
#: Least score that ties two statements into one component.
TIE = 0.15
#: Components above this size are cut at ever higher scores first.
LARGEST = 1500


def groups(
    ids: Iterable[str],
    scores: Mapping[Pair, float],
    *,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
    threshold: float = THRESHOLD,
    again: Callable[[Floats], Floats] | None = None,
) -> list[list[str]]:
    """Disjoint groups of ids, each sorted, in the order of their first id.

    ``scores`` has ordered pairs (a < b); ``again`` scores those of one component, [n, n], anew.
    Pairs a person called ``same`` are joined first; groups that hold a pair called ``different``
    are never joined.
    """
    together = {_ordered(p) for p in same}
    apart = {_ordered(p) for p in different}
    tied = {p: 1.0 if p in together else s for p, s in scores.items()} | dict.fromkeys(
        together, 1.0
    )
    out: list[list[str]] = []
    components = _components(sorted(set(ids)), tied, TIE)
    for component, inner in zip(components, within(components, scores), strict=True):
        table = _matrix(component, inner)
        found = again(table) if again else table
        out += _linked(component, found, together, apart, threshold)
    return sorted(out)


def within(parts: Sequence[Iterable[str]], scores: Mapping[Pair, float]) -> list[dict[Pair, float]]:
    """For each of the disjoint parts the scores of the pairs inside it."""
    home = {uid: k for k, part in enumerate(parts) for uid in part}
    out: list[dict[Pair, float]] = [{} for _ in parts]
    for pair, score in scores.items():
        a, b = home.get(pair[0], -1), home.get(pair[1], -2)
        if a == b:
            out[a][pair] = score
    return out


def _ordered(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def _components(ids: list[str], scores: Mapping[Pair, float], tie: float) -> list[list[str]]:
    """Connected components over pairs that score at least ``tie``; a huge one is cut higher."""
    above = {i: i for i in ids}

    def root(i: str) -> str:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    for (a, b), score in scores.items():
        if score >= tie and a in above and b in above:
            x, y = sorted((root(a), root(b)))
            above[y] = x
    parts: dict[str, list[str]] = {}
    for i in ids:
        parts.setdefault(root(i), []).append(i)
    out = []
    for part in parts.values():
        large = len(part) > LARGEST and tie < 0.9
        out += _components(part, scores, tie + 0.1) if large else [part]
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


def _matrix(ids: list[str], scores: Mapping[Pair, float]) -> Floats:
    """Scores as a symmetric table, [ids, ids], with an empty diagonal."""
    place = {uid: n for n, uid in enumerate(ids)}
    out = np.zeros((len(ids), len(ids)), np.float32)
    for (a, b), score in scores.items():
        out[place[a], place[b]] = out[place[b], place[a]] = score
    return out


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
