"""Scores of coreference: MUC, B3, CEAF-e and their mean, CoNLL F1 (Pradhan et al. 2014)."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters: TypeAlias = Sequence[frozenset[Hashable]]


@dataclass(frozen=True)
class Score:
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def muc(gold: Clusters, found: Clusters) -> Score:
    """Links (Vilain et al. 1995): how few cuts and joins lead from one to the other."""
    return Score(_links(found, gold), _links(gold, found))


def _links(of: Clusters, by: Clusters) -> float:
    home = _home(by)
    kept = sum(len(c) - len({home.get(m, m) for m in c}) for c in of)
    every = sum(len(c) - 1 for c in of)
    return kept / every if every else 0.0


def b_cubed(gold: Clusters, found: Clusters) -> Score:
    """Mentions (Bagga and Baldwin 1998): what share of a mention's cluster belongs with it."""
    return Score(_mentions(found, gold), _mentions(gold, found))


def _mentions(of: Clusters, by: Clusters) -> float:
    home = _home(by)
    every = sum(map(len, of))
    shared = (Counter(home[m] for m in c if m in home).values() for c in of)
    total = sum(sum(n * n for n in counts) / len(c) for counts, c in zip(shared, of, strict=True))
    return total / every if every else 0.0


def ceaf_e(gold: Clusters, found: Clusters) -> Score:
    """Entities (Luo 2005): the best one-to-one match of clusters by their overlap (phi 4)."""
    alike = np.zeros((len(gold), len(found)))
    home = _home(found)
    for i, c in enumerate(gold):
        for j, n in Counter(home[m] for m in c if m in home).items():
            alike[i, j] = 2 * n / (len(c) + len(found[j]))
    rows, columns = linear_sum_assignment(-alike)
    total = float(alike[rows, columns].sum())
    return Score(total / len(found) if found else 0.0, total / len(gold) if gold else 0.0)


def _home(clusters: Clusters) -> Mapping[Hashable, int]:
    return {m: i for i, c in enumerate(clusters) for m in c}


def conll(gold: Clusters, found: Clusters) -> float:
    """Mean of the F1 of MUC, B3 and CEAF-e.

    >>> gold = [frozenset("abc"), frozenset("defg")]
    >>> round(conll(gold, [frozenset("ab"), frozenset("cd"), frozenset("fghi")]), 4)
    0.4582
    """
    return (muc(gold, found).f1 + b_cubed(gold, found).f1 + ceaf_e(gold, found).f1) / 3
