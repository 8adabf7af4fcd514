"""The network over the vectors of statements."""

import numpy as np

from onrecord.match import head

CHANCE = np.random.default_rng(0)


def unit(rows):
    """Random unit vectors."""
    found = CHANCE.normal(size=(rows, 384)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_stances_are_a_distribution():
    """Every statement gets log-probabilities of the four stances."""
    found = head.stance(unit(5), unit(1)[0])
    assert found.shape == (5, 4)
    np.testing.assert_allclose(np.exp(found).sum(1), 1.0, atol=1e-5)
