from itertools import permutations

from onrecord.domain import Span
from onrecord.match.reuse import SHINGLE, holders, passages, sharing

SHARED = "the harbour board closed the northern gate on monday after three complaints"
TEXTS = {
    "a": f"Officials said {SHARED}.",
    "b": "Nothing at all was said about the harbour or its gate.",
    "c": f"As reported elsewhere, {SHARED}, and nobody objected.",
    "d": f"“{SHARED.title()},” it said.",
    "e": "",
}
HELD = holders(TEXTS)


def test_texts_that_share_a_passage_are_found_by_their_shingles():
    """Every text that shares a passage is among those found to share there."""
    for a, b in permutations(TEXTS, 2):
        found = sharing(TEXTS[a], Span(0, len(TEXTS[a])), HELD)
        assert bool(passages(TEXTS[a], TEXTS[b])) == (b in found)


def test_only_what_stands_in_the_span_is_looked_for():
    """A span beside the shared words has nothing in common; one that touches them has."""
    text = f"{' '.join(['nobody', 'was', 'ready', 'to', 'say', 'why'] * 2)} {SHARED}"
    assert sharing(text, Span(0, 6), HELD) == set()
    assert sharing(text, Span(len(text) - 10, len(text)), HELD) == {"a", "c", "d"}


def test_a_text_too_short_for_a_shingle_shares_nothing():
    """Fewer words than a shingle has are no passage."""
    short = " ".join(SHARED.split()[: SHINGLE - 1])
    assert sharing(short, Span(0, len(short)), holders({"x": short})) == set()
