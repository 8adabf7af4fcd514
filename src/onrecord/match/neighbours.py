"""Scores pairs of statements again by what other statements say of them.

Two statements that score high with the same third ones are likely of one claim, whatever their
own score; one that fits better elsewhere is not (collective resolution, Bhattacharya and Getoor
2007). training/match/pairs.py fits the model on scores of stories it had not seen.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.infer.trees import Trees, load

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

FEATURES = (
    "score two_step two_step_cosine best_common sum_common least_best most_best least_sum "
    "most_sum share_of_best"
).split()
#: Pairs looked at together, which bounds memory.
CHUNK = 4000


def features(scores: Floats, first: Ints, second: Ints) -> Floats:
    """[pairs, features] of the pairs (``first``, ``second``); ``scores`` is [n, n], symmetric
    with an empty diagonal."""
    p = scores[first, second]
    norm = np.sqrt((scores * scores).sum(1)) + 1e-6
    top, total = scores.max(1), scores.sum(1)
    steps, common, best = _shared(scores, first, second)
    columns = [p, steps, steps / (norm[first] * norm[second]), best, common]
    for x in (top, total):
        columns += [np.minimum(x[first], x[second]), np.maximum(x[first], x[second])]
    share = p / np.maximum(top[first], 1e-6) + p / np.maximum(top[second], 1e-6)
    return np.stack([*columns, share], 1).astype(np.float32)


def _shared(scores: Floats, first: Ints, second: Ints) -> Floats:
    """Over all third statements of each pair: sum of the products of the two scores with it, sum
    of the lesser of the two, and the best lesser one, [3, pairs]."""
    out = np.zeros((3, len(first)), np.float32)
    for k in range(0, len(first), CHUNK):
        a, b = scores[first[k : k + CHUNK]], scores[second[k : k + CHUNK]]
        least = np.minimum(a, b)
        out[:, k : k + CHUNK] = (a * b).sum(1), least.sum(1), least.max(1)
    return out


def again(scores: Floats) -> Floats:
    """The scores of a component after the second pass, [n, n]; pairs at 0 stay there."""
    first, second = np.nonzero(np.triu(scores, 1))
    out = np.zeros_like(scores)
    if len(first):
        out[first, second] = neighbour_model()(features(scores, first, second))
    return out + out.T


@lru_cache(maxsize=1)
def neighbour_model() -> Trees:
    """The shipped model of the second pass."""
    return load("neighbours")
