from itertools import combinations

import pytest

from onrecord.match.reuse import SHINGLE, passages, sharing

SHARED = "the harbour board closed the northern gate on monday after three complaints"
TEXTS = (
    f"Officials said {SHARED}.",
    "Nothing at all was said about the harbour or its gate.",
    f"As reported elsewhere, {SHARED}, and nobody objected.",
    f"“{SHARED.title()},” it said.",
    "",
)


def test_the_index_of_shingles_finds_every_two_texts_that_share_a_passage():
    """The texts found to share a shingle are all those that share a passage."""
    every = {(b, a) for a, b in combinations(range(len(TEXTS)), 2) if passages(TEXTS[b], TEXTS[a])}
    assert every == {(2, 0), (3, 0), (3, 2)}
    assert every <= set(sharing(TEXTS))


def test_a_text_too_short_for_a_shingle_shares_nothing():
    """Fewer words than a shingle has are no passage."""
    short = " ".join(SHARED.split()[: SHINGLE - 1])
    assert sharing([short, short]) == []


@pytest.mark.parametrize("order", [TEXTS, TEXTS[::-1]])
def test_pairs_name_the_later_text_first(order):
    """Each pair is given once, the later text before the earlier."""
    found = sharing(order)
    assert found == sorted(set(found))
    assert all(a > b for a, b in found)
