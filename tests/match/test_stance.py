"""What a statement does to its claim."""

import numpy as np
import pytest
from claimed import Words, article, claim

from onrecord.match.stance import STANCES, stances

ARTICLE = article(
    "Elm Daily",
    "2026-03-01",
    "Ana Ruiz said the wall moved. Leo Park denied that the wall moved. "
    "The Daily could not independently verify the claim.",
    Words("the wall moved", "Ana Ruiz said"),
    Words("that the wall moved", "Leo Park denied"),
    Words("The Daily could not independently verify the claim."),
)


def found():
    return stances(ARTICLE.lines, np.zeros_like(ARTICLE.vectors))


def test_every_statement_has_a_stance_and_how_sure_it_is():
    """Each statement gets one of the four stances with a confidence of at least chance."""
    assert len(found()) == len(ARTICLE.lines)
    assert all(x.name in STANCES and 0.25 <= x.sure <= 1 for x in found())


@pytest.mark.parametrize(("place", "stance"), [(0, "supports"), (1, "denies"), (2, "doubts")])
def test_plain_words_decide(place, stance):
    """Who says it supports, who denies it denies, who cannot verify it doubts: by words alone."""
    assert found()[place].name == stance


def test_stances_do_not_change_from_run_to_run():
    """The same statements get the same stances and confidences."""
    assert found() == found()
    assert np.isfinite([x.sure for x in found()]).all()


def test_a_stance_says_why():
    """What speaks most for a stance is told."""
    assert "denial in sentence" in found()[1].why
    assert all(x.why and "bias" not in x.why for x in found())


def test_a_persons_stance_stands():
    """What a person said of a statement outranks the model and is certain."""
    words = [Words(x.text, None, "doubts") for x in ARTICLE.lines]
    made = claim([ARTICLE], [words])
    assert [(m.placed.stance, m.placed.sure) for m in made.members] == [("doubts", 1.0)] * 3
    assert {m.why for m in made.members} == {"a judgement"}
