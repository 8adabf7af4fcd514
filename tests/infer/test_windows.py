"""Windows of the sentence encoder."""

from itertools import pairwise

import pytest

from onrecord.infer.sentences import WINDOW, windows


@pytest.mark.parametrize("length", [1, 253, 254, 255, 508, 509, 3000])
def test_windows_cover_a_text_evenly(length):
    """As few windows as will do, none too long, of lengths that differ by one at most."""
    borders = windows(length)
    sizes = [b - a for a, b in pairwise(borders)]
    assert borders[0] == 0
    assert borders[-1] == length
    assert max(sizes) <= WINDOW
    assert len(sizes) == -(-length // WINDOW)
    assert max(sizes) - min(sizes) <= 1
