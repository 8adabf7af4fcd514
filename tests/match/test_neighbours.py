"""The second pass over scored pairs."""

import numpy as np

from onrecord.match.neighbours import FEATURES, again, features


def table(pairs):
    size = 1 + max(j for _, j in pairs)
    out = np.zeros((size, size), np.float32)
    for (i, j), value in pairs.items():
        out[i, j] = out[j, i] = value
    return out


SCORES = table({(0, 1): 0.2, (0, 2): 0.9, (1, 2): 0.8, (0, 3): 0.2, (3, 4): 0.9})


def column(name, pair):
    first, second = (np.array([x]) for x in pair)
    return features(SCORES, first, second)[0, FEATURES.index(name)]


def test_common_neighbours_speak_for_a_pair():
    """Of two pairs with one score, that with a third statement close to both has more to show."""
    assert column("score", (0, 1)) == column("score", (0, 3))
    assert column("best_common", (0, 1)) > column("best_common", (0, 3))
    assert again(SCORES)[0, 1] > again(SCORES)[0, 3]


def test_features_are_symmetric():
    """A pair has the same features whichever statement comes first."""
    one, two = np.array([0, 1]), np.array([3, 2])
    assert np.allclose(features(SCORES, one, two), features(SCORES, two, one))


def test_unscored_pairs_stay_unscored():
    """The second pass is symmetric and gives no score to a pair that had none."""
    scores = again(SCORES)
    assert (scores == scores.T).all()
    assert (scores[SCORES == 0] == 0).all()
