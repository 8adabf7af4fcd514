"""The best path is the best of all paths."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.infer.viterbi import viterbi


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(2, 4))
def test_viterbi_finds_the_path_that_trying_all_paths_finds(
    seed: int, steps: int, tags: int
) -> None:
    """No sequence of tags scores higher than the one returned."""
    rng = np.random.default_rng(seed)
    emissions, moves = rng.normal(size=(steps, tags)), rng.normal(size=(tags, tags))
    start, end = rng.normal(size=tags), rng.normal(size=tags)

    def score(path: tuple[int, ...]) -> float:
        inner = sum(moves[a, b] for a, b in pairwise(path))
        own = sum(emissions[i, t] for i, t in enumerate(path))
        return float(own + inner + start[path[0]] + end[path[-1]])

    best = max(product(range(tags), repeat=steps), key=score)
    arrays = [a.astype(np.float32) for a in (emissions, moves, start, end)]
    assert abs(score(tuple(viterbi(*arrays))) - score(best)) < 1e-4


def test_viterbi_of_nothing_is_nothing() -> None:
    """A text without words has an empty path."""
    nothing = np.zeros((0, 3), np.float32)
    assert viterbi(nothing, np.zeros((3, 3), np.float32), nothing[0:0], nothing[0:0]) == []
