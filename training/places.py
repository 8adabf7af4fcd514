"""Trains the choice of medium, hearer and time of a statement.

One logistic regression (scikit-learn, L2) for each of ``via``, ``addressee`` and ``when`` over
pairs of a statement and a candidate (``onrecord.read.attributes.occasion``). A candidate is right
when half of its words and the annotator's together are shared (Jaccard), as the annotation is
scored. The threshold is the one with the best F1 over held-out articles.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from onrecord.domain import Span
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.occasion import Seen, features, joined
from onrecord.read.attributes.places import FINDERS, candidates

FIELDS = tuple(FINDERS)
STRENGTH, SCALE, LEAST_SEEN = 0.15, 1000, 2
THRESHOLDS = np.arange(0.1, 0.8, 0.05)


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


def choices(
    article: str, cases: Sequence[Case], labels: dict[str, dict], field: str
) -> Iterator[Choice]:
    """The choices of one article; what earlier statements took is what the annotators took."""
    taken: dict[str, Span | None] = {}

    def took(case: Case) -> Span | None:
        return taken.get(case.statement.id)

    for case in cases:
        gold = labels[case.statement.id][field]
        options = candidates(case, field, took)
        right = [bool(gold) and same_words(c.span.of(case.text), gold) for c in options]
        found = [_names(features(case, c, took)) for c in options]
        hits = [c.span for c, ok in zip(options, right, strict=True) if ok]
        at = case.anchor.start
        taken[case.statement.id] = min(hits, key=lambda s, at=at: abs(s.start - at), default=None)
        yield Choice(article, gold, tuple(found), tuple(right))


def _names(seen: Seen) -> frozenset[str]:
    return frozenset([*joined(seen.main), *seen.details])


def _rows(data: Sequence[Choice], index: dict[str, int]) -> tuple[csr_matrix, np.ndarray]:
    columns, ends, y = [], [0], []
    for choice in data:
        for found, right in zip(choice.found, choice.right, strict=True):
            columns += sorted(index[f] for f in found if f in index)
            ends.append(len(columns))
            y.append(right)
    shape = (len(y), len(index))
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape), np.array(y)


Fitted = tuple[dict[str, int], LogisticRegression]


def fit(data: Sequence[Choice]) -> Fitted:
    """The columns by feature and the fitted model, without intercept ("bias" is a feature)."""
    seen = Counter(f for c in data for found in c.found for f in found)
    index = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= LEAST_SEEN))}
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=300)
    return index, model.fit(*_rows(data, index))


def scores(data: Sequence[Choice], fitted: Fitted) -> list[np.ndarray]:
    """Each statement's probabilities by candidate."""
    index, model = fitted
    shares = model.predict_proba(_rows(data, index)[0])[:, 1]
    return np.split(shares, np.cumsum([len(c.found) for c in data])[:-1])


def f1(data: Sequence[Choice], shares: Sequence[np.ndarray], least: float) -> float:
    """F1 of the best candidate of each statement at a threshold."""
    right = found = 0
    for choice, share in zip(data, shares, strict=True):
        if share.size and share.max() >= least:
            found += 1
            right += choice.right[int(share.argmax())]
    return 200 * right / max(1, found + sum(bool(c.gold) for c in data))


def held_out(data: Sequence[Choice]) -> list[np.ndarray]:
    """Probabilities from models that have not seen the article, five folds."""
    out: list[np.ndarray] = [np.zeros(0)] * len(data)
    for known, new in GroupKFold(5).split(data, groups=[c.article for c in data]):
        fitted = fit([data[i] for i in known])
        for i, share in zip(new, scores([data[i] for i in new], fitted), strict=True):
            out[i] = share
    return out


def threshold(data: Sequence[Choice]) -> tuple[float, float]:
    """The threshold with the best F1 over held-out articles, and that F1."""
    shares = held_out(data)
    best = max(THRESHOLDS, key=lambda t: f1(data, shares, t))
    return round(float(best), 2), f1(data, shares, best)


def trained(data: Sequence[Choice]) -> dict:
    """The weights and threshold of one field as they ship."""
    index, model = fit(data)
    whole = {f: round(SCALE * float(model.coef_[0][i])) for f, i in index.items()}
    weights = {f: w for f, w in whole.items() if abs(w) > SCALE // 100}
    return {"least": threshold(data)[0], "weights": weights}
