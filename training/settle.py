"""What decoding is told after training, chosen on dev: how much each role is favoured at every
word, and how the share of the weakest link becomes a chance of being right (Platt 1999)."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.read.attribution.decode import Found, Weights, attributions
from onrecord.read.attribution.encode import Encoded
from onrecord.read.attribution.tags import ROLES
from training.examples import Example
from training.score import exact_and_linked, linked_pairs

#: Tried for one role after the other. A long content is decided by many words that are each a
#: little unsure, so that small values move it much.
STEPS = (-0.15, -0.1, -0.05, 0.05, 0.1)
ROUNDS = 2


def settled(outputs: Sequence[Encoded], examples: Sequence[Example], weights: Weights) -> Weights:
    """The weights with the best sum of dev scores, and their confidence calibrated."""
    gold = [e.linked for e in examples]

    def total(favour: tuple[float, ...]) -> float:
        tried = replace(weights, favour=favour)
        return sum(exact_and_linked([attributions(o, tried) for o in outputs], gold).values())

    best = (0.0,) * len(ROLES)
    score = total(best)
    for role in [*reversed(range(len(ROLES)))] * ROUNDS:
        for step in STEPS:
            other = tuple(v + step * (i == role) for i, v in enumerate(best))
            if (found := total(other)) > score:
                best, score = other, found
    plain = replace(weights, favour=best, calibration=(1.0, 0.0))
    return replace(plain, calibration=_platt([attributions(o, plain) for o in outputs], examples))


def _platt(found: Sequence[Sequence[Found]], examples: Sequence[Example]) -> tuple[float, float]:
    shares, right = [], []
    for ours, example in zip(found, examples, strict=True):
        hits = {i for i, _ in linked_pairs(ours, example.linked)}
        shares += [f.confidence for f in ours]
        right += [i in hits for i in range(len(ours))]
    share = np.clip(np.array(shares), 1e-6, 1 - 1e-6)
    fit = LogisticRegression(C=1e6).fit(np.log(share / (1 - share))[:, None], right)
    return float(fit.coef_[0, 0]), float(fit.intercept_[0])
