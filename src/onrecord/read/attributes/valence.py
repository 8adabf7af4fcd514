"""How a content evaluates: words rated good or bad, turned round by a negation before them."""

from dataclasses import dataclass
from functools import cache

from onrecord.domain import Span, Spans
from onrecord.read.attributes.case import Words
from onrecord.read.attributes.clause import marked
from onrecord.read.lexicons import sections

_SCOPE = 3  # words that a negation reaches
# Words rated good or bad that in political news name offices, events and institutions.
_PLAIN = frozenset(
    {"won", "win", "wins", "winning", "united", "party", "support", "defeat", "war", "like", "lost"}
    | {
        "supreme",
        "security",
        "value",
        "care",
        "natural",
        "yes",
        "interest",
        "share",
        "top",
        "super",
    }
    | {"fire", "vote", "energy", "kind"}
)


@dataclass(frozen=True, slots=True)
class Valence:
    """Sums of positive and of negative ratings, and the words that carry them."""

    good: int
    bad: int
    good_words: Spans
    bad_words: Spans


@cache
def ratings() -> dict[str, int]:
    """Word to rating, -4 (bad) to 4 (good)."""
    found = sections("valence").items()
    return {w: int(rating) for rating, listed in found for w in listed if w not in _PLAIN}


def valence(tokens: Words) -> Valence:
    """The evaluation of the tokens."""
    good: list[tuple[int, Span]] = []
    bad: list[tuple[int, Span]] = []
    for i, w in enumerate(tokens):
        rating = ratings().get(w.lower, 0)
        before = tokens[max(0, i - _SCOPE) : i]
        if rating and any(b.lower in marked("negative") for b in before):
            rating = -rating
        if rating:
            (good if rating > 0 else bad).append((abs(rating), w.span))
    return Valence(
        sum(r for r, _ in good),
        sum(r for r, _ in bad),
        *(tuple(s for _, s in x) for x in (good, bad)),
    )
