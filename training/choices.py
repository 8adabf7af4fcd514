"""Statements and their candidates for title, medium, hearer and time, as training/places.py learns
to choose among them. A candidate is right when half of its words and the annotator's together are
shared (Jaccard), as the annotation is scored."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.domain import Span
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.occasion import Seen, features, joined
from onrecord.read.attributes.places import FINDERS, candidates
from onrecord.read.attributes.title import weighed

FIELDS = ("title", *FINDERS)

Article = tuple[str, list[Case], dict[str, dict]]
History = dict[str, Span | None]  # what statements took, by id
Scores = Callable[[frozenset[str]], float]


@dataclass(frozen=True)
class Choice:
    """One statement: its article, the gold snippet, and each candidate's features and rightness."""

    article: str
    gold: str | None
    found: tuple[frozenset[str], ...]
    right: tuple[bool, ...]


def same_words(a: str, b: str) -> bool:
    """Jaccard overlap of the words of at least a half."""
    x, y = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return bool(x & y) and len(x & y) / len(x | y) >= 0.5


def choices(article: Article, field: str, taken: History | None = None) -> Iterator[Choice]:
    """The choices of one article. ``taken`` is what statements before are seen to have taken; by
    default what the annotators took."""
    name, cases, labels = article
    known: History = {} if taken is None else taken
    for case in cases:
        gold = labels[case.statement.id][field]
        options = _options(case, field, known)
        right = [bool(gold) and same_words(s.of(case.text), gold) for s, _ in options]
        if taken is None:
            hits = [s for (s, _), ok in zip(options, right, strict=True) if ok]
            known[case.statement.id] = _nearest(hits, case.anchor.start)
        yield Choice(name, gold, tuple(f for _, f in options), tuple(right))


def decoded(article: Article, field: str, score: Scores, least: float) -> History:
    """What each statement takes, in text order, each seeing what those before took."""
    taken: History = {}
    for case in article[1]:
        found = [(score(f), s) for s, f in _options(case, field, taken)]
        share, span = max(found, key=lambda x: x[0], default=(0.0, None))
        taken[case.statement.id] = span if share >= least else None
    return taken


def _options(case: Case, field: str, taken: History) -> list[tuple[Span, frozenset[str]]]:
    if field == "title":
        return [(c.span, _names(seen)) for c, seen in weighed(case)]

    def took(earlier: Case) -> Span | None:
        return taken.get(earlier.statement.id)

    found = candidates(case, field, took)
    return [(c.span, _names(features(case, c, took))) for c in found]


def _names(seen: Seen) -> frozenset[str]:
    return frozenset([*joined(seen.main), *seen.details])


def _nearest(spans: Sequence[Span], at: int) -> Span | None:
    return min(spans, key=lambda s: abs(s.start - at), default=None)
