"""What decoding is told after training, chosen on dev: how much "outside" is favoured, and how
the share of the weakest link becomes a chance of being right (Platt 1999)."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.read.attribution.decode import Found, Weights, attributions
from onrecord.read.attribution.encode import Encoded
from training.examples import Example
from training.score import exact_and_linked, linked_pairs

#: The grid: a long content is decided by many words that are each a little unsure, so small
#: values move it much.
OUTSIDE = (0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16)


def settled(outputs: Sequence[Encoded], examples: Sequence[Example], weights: Weights) -> Weights:
    """The weights with the best sum of dev scores, and their confidence calibrated."""
    gold = [e.linked for e in examples]
    tried = [replace(weights, outside=o, calibration=(1.0, 0.0)) for o in OUTSIDE]
    found = [[attributions(o, w) for o in outputs] for w in tried]
    best = max(range(len(tried)), key=lambda i: sum(exact_and_linked(found[i], gold).values()))
    return replace(tried[best], calibration=_platt(found[best], examples))


def _platt(found: Sequence[Sequence[Found]], examples: Sequence[Example]) -> tuple[float, float]:
    shares, right = [], []
    for ours, example in zip(found, examples, strict=True):
        hits = {i for i, _ in linked_pairs(ours, example.linked)}
        shares += [f.confidence for f in ours]
        right += [i in hits for i in range(len(ours))]
    share = np.clip(np.array(shares), 1e-6, 1 - 1e-6)
    fit = LogisticRegression(C=1e6).fit(np.log(share / (1 - share))[:, None], right)
    return float(fit.coef_[0, 0]), float(fit.intercept_[0])
