"""How alike the statements of two documents are."""

import numpy as np
from claimed import Words, article

from onrecord.match import compare
from onrecord.match.likeness import FEATURES, beside, features

SAID = article(
    "Elm Daily",
    "2026-03-01",
    "Ana Ruiz said 40 houses had slid. Leo Park denied that houses slid. Ana Ruiz left.",
    Words("40 houses had slid", "Ana Ruiz"),
    Words("that houses slid", "Leo Park"),
    Words("Ana Ruiz left"),
)
LATER = article(
    "Oak Post",
    "2026-03-04",
    "Houses slid, 40 of them, Ruiz said.",
    Words("Houses slid, 40 of them", "Ruiz"),
)
NONE = article("Ash Weekly", "2026-03-05", "Nothing was said.")


def _column(name: str, found: np.ndarray) -> list[list[float]]:
    return found[..., FEATURES.index(name)].round(3).tolist()


def test_documents_side_by_side_look_as_each_by_itself():
    """What else a document is compared with changes nothing, itself and an empty one included."""
    others = [LATER, SAID, NONE, LATER]
    each = [features(SAID, b) for b in others]
    assert [x.shape for x in each] == [(3, 1, 32), (3, 3, 32), (3, 0, 32), (3, 1, 32)]
    np.testing.assert_allclose(beside(SAID, others), np.concatenate(each, 1), atol=1e-6)


def test_likeness_is_the_same_from_both_sides():
    """Which of two documents comes first makes no difference."""
    turned = features(LATER, SAID).transpose(1, 0, 2)
    np.testing.assert_allclose(features(SAID, LATER), turned, atol=1e-6)


def test_speakers_numbers_and_days_are_compared():
    """A surname in common is one speaker; a number in common counts; so do days."""
    found = features(SAID, LATER)
    assert _column("same_speaker", found) == [[1.0], [0.0], [0.0]]
    assert _column("other_speaker", found) == [[0.0], [1.0], [0.0]]
    assert _column("numbers_shared", found) == [[1.0], [0.0], [0.0]]
    np.testing.assert_allclose(_column("days", found), [[np.log1p(3)]] * 3, atol=1e-3)


def test_place_only_counts_within_one_document():
    """Neighbouring sentences are near in one document and never across two."""
    assert _column("near1", features(SAID, SAID)) == [[1, 1, 0], [1, 1, 1], [0, 1, 1]]
    assert not np.any(_column("near1", features(SAID, LATER)))


def test_scores_come_in_the_order_of_the_documents():
    """Each document has its own table of scores, empty where it has no statement."""
    scores = compare.scores(SAID, [LATER, NONE, SAID])
    assert [s.shape for s in scores] == [(3, 1), (3, 0), (3, 3)]
    np.testing.assert_allclose(scores[0], compare.score(SAID, LATER), atol=1e-6)
