"""Trains the choice of title, medium, hearer and time of a statement.

One conditional logit (McFadden 1974) for each of the fields over a statement's candidates and the
option of none, whose utility is 0 (``onrecord.read.attributes.occasion`` and ``title`` say what is
seen of a candidate); of several right candidates any will do. What statements before took is a
feature: models are fitted a first time on what the annotators took, and then again on both this
and what those first models, held out, take, so that they learn to expect mistakes. The threshold
is the one with the best F1 over held-out articles.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.model_selection import GroupKFold

from training.choices import FIELDS, Article, Choice, History, choices, decoded

__all__ = ["FIELDS", "SCALE", "trained"]

SCALE, LEAST_SEEN, STEPS = 1000, 2, 120
PENALTY = 5.0
THRESHOLDS = np.arange(0.1, 0.8, 0.05)


@dataclass(frozen=True)
class Fitted:
    """Weights by feature."""

    index: dict[str, int]
    weights: np.ndarray

    def share(self, found: frozenset[str]) -> float:
        """How likely a candidate with these features is against none."""
        total = sum(self.weights[self.index[f]] for f in found if f in self.index)
        return float(1 / (1 + np.exp(-total)))

    def shares(self, data: Sequence[Choice]) -> list[np.ndarray]:
        """Each statement's likelihoods by candidate."""
        every = 1 / (1 + np.exp(-(_rows(data, self.index) @ self.weights)))
        return np.split(every, np.cumsum([len(c.found) for c in data])[:-1])


def _rows(data: Sequence[Choice], index: dict[str, int]) -> csr_matrix:
    columns, ends = [], [0]
    for choice in data:
        for found in choice.found:
            columns += sorted(index[f] for f in found if f in index)
            ends.append(len(columns))
    shape = (len(ends) - 1, len(index))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape)


def fit(data: Sequence[Choice]) -> Fitted:
    """The weights that make right candidates likeliest, with an L2 penalty."""
    seen = Counter(f for c in data for found in c.found for f in found)
    index = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= LEAST_SEEN))}
    loss = _Loss(data, _rows(data, index))
    start = np.zeros(len(index))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return Fitted(index, best.x)


class _Loss:
    """The negative log likelihood of choosing a right candidate, or none where none is right."""

    def __init__(self, data: Sequence[Choice], x: csr_matrix) -> None:
        self.x, self.count = x, len(data)
        self.of = np.repeat(np.arange(len(data)), [len(c.found) for c in data])
        self.right = np.array([ok for c in data for ok in c.right], dtype=float)
        self.none = np.array([not any(c.right) for c in data], dtype=float)

    def __call__(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        utility = self.x @ weights
        top = np.zeros(self.count)
        np.maximum.at(top, self.of, utility)
        each, none = np.exp(utility - top[self.of]), np.exp(-top)
        right = self._summed(each * self.right) + none * self.none
        every = self._summed(each) + none
        loss = float(np.log(every).sum() - np.log(right).sum())
        slope = each / every[self.of] - each * self.right / right[self.of]
        penalty = PENALTY / 2 * float(weights @ weights)
        return loss + penalty, self.x.T @ slope + PENALTY * weights

    def _summed(self, values: np.ndarray) -> np.ndarray:
        return np.bincount(self.of, values, self.count)


def f1(data: Sequence[Choice], shares: Sequence[np.ndarray], least: float) -> float:
    """F1 of the best candidate of each statement at a threshold."""
    right = found = 0
    for choice, share in zip(data, shares, strict=True):
        if share.size and share.max() >= least:
            found += 1
            right += choice.right[int(share.argmax())]
    return 200 * right / max(1, found + sum(bool(c.gold) for c in data))


def _folds(articles: Sequence[Article]) -> list[tuple[list[int], list[int]]]:
    names = [a[0] for a in articles]
    return [(list(known), list(new)) for known, new in GroupKFold(5).split(names, groups=names)]


def threshold(data: Sequence[list[Choice]], articles: Sequence[Article]) -> tuple[float, float]:
    """The threshold with the best F1 over held-out articles, and that F1."""
    tried, shares = [], []
    for known, new in _folds(articles):
        model = fit([c for i in known for c in data[i]])
        mine = [c for i in new for c in data[i]]
        tried += mine
        shares += model.shares(mine)
    best = max(THRESHOLDS, key=lambda t: f1(tried, shares, t))
    return round(float(best), 2), f1(tried, shares, best)


def expected(
    data: Sequence[list[Choice]], articles: Sequence[Article], field: str
) -> list[History]:
    """What models that have not seen an article take in it."""
    least, _ = threshold(data, articles)
    out: list[History] = [{} for _ in articles]
    for known, new in _folds(articles):
        model = fit([c for i in known for c in data[i]])
        for i in new:
            out[i] = decoded(articles[i], field, model.share, least)
    return out


def learnt(articles: Sequence[Article], field: str) -> tuple[Fitted, float, float]:
    """The model of a field, its threshold and its F1 over held-out articles, each statement seeing
    what a model took before."""
    gold = [list(choices(a, field)) for a in articles]
    if field == "title":  # a title does not depend on what statements before took
        return fit([c for cs in gold for c in cs]), *threshold(gold, articles)
    taken = expected(gold, articles, field)
    seen = [list(choices(a, field, t)) for a, t in zip(articles, taken, strict=True)]
    model = fit([c for cs in (*gold, *seen) for c in cs])
    return model, *threshold(seen, articles)


def trained(articles: Sequence[Article], field: str) -> dict:
    """The weights and threshold of one field as they ship."""
    model, least, reached = learnt(articles, field)
    print(f"{field} F1 {reached:.1f}")
    whole = {f: round(SCALE * float(model.weights[i])) for f, i in model.index.items()}
    weights = {f: w for f, w in whole.items() if abs(w) > SCALE // 50}
    return {"least": least, "weights": weights}
