"""Scores pairs of statements: how likely both put forward, or dispute, one claim."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from onrecord.infer.trees import Trees, load
from onrecord.match import likeness
from onrecord.match.likeness import Bools
from onrecord.match.signature import Floats, Signature

#: Cosine, and weight of the smaller one's words that both have, from which a pair is scored.
CLOSE, SHARED = 0.42, 0.25


def score(a: Signature, b: Signature) -> Floats:
    """Probability that lines of the two documents are of one claim, [lines of a, lines of b]."""
    return scores(a, [b])[0]


def scores(a: Signature, others: Sequence[Signature]) -> list[Floats]:
    """``score`` of a document with each of the others; the model looks at all pairs at once."""
    if not others:
        return []
    widths = [len(b.lines) for b in others]
    out = np.zeros((len(a.lines), sum(widths)), np.float32)
    if out.size:
        rows = likeness.beside(a, others)
        good = worth(rows)
        out[good] = pair_model()(rows[good])
    return np.split(out, np.cumsum(widths)[:-1], 1)


def worth(rows: Floats) -> Bools:
    """Which pairs are scored at all: alike in meaning or words, or of neighbouring sentences."""
    close = (rows[..., 0] > CLOSE) | (rows[..., 6] > SHARED)
    return np.asarray(close | (rows[..., 16:18].sum(-1) > 0), np.bool_)


@lru_cache(maxsize=1)
def pair_model() -> Trees:
    """The shipped pair model; trained by training/match/pairs.py."""
    return load("pair")


def reasons(a: Signature, b: Signature, i: int, j: int) -> str:
    """What speaks for the pair, in words."""
    x, y = a.lines[i], b.lines[j]
    said = [f"meaning {float(a.vectors[i] @ b.vectors[j]):.2f}"]
    if x.numbers & y.numbers:
        said.append("same number " + ", ".join(f"{n:,g}" for n in sorted(x.numbers & y.numbers)))
    shared = sorted(set(x.around) & set(y.around), key=lambda t: (-x.around[t], t))[:4]
    if shared:
        said.append("words in common: " + ", ".join(shared))
    if likeness.same_surname(x, y):
        said.append(f"same speaker {x.speaker}")
    return "; ".join(said)
