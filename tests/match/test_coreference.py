"""Tests of the coreference scores against the worked example of Pradhan et al. 2014."""

import pytest

coreference = pytest.importorskip("evals.coreference", exc_type=ImportError)

GOLD = [frozenset("abc"), frozenset("defg")]
FOUND = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]


@pytest.mark.parametrize(
    ("measure", "precision", "recall", "f1"),
    [("muc", 0.40, 0.40, 0.40), ("b_cubed", 0.50, 0.42, 0.45), ("ceaf_e", 0.43, 0.65, 0.52)],
)
def test_worked_example(measure, precision, recall, f1):
    """Each measure gives the published figures for the published clusters."""
    score = getattr(coreference, measure)(GOLD, FOUND)
    found = tuple(round(x, 2) for x in (score.precision, score.recall, score.f1))
    assert found == (precision, recall, f1)


def test_right_clusters_score_one():
    """The gold clusters themselves are right in every measure."""
    assert coreference.conll(GOLD, GOLD) == 1.0
