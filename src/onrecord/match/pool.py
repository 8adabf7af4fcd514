"""Statements that may bear on one another, side by side as matrices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.match.scores import Scores
from onrecord.match.signature import Floats, Line, Signature
from onrecord.match.speakers import same

Ints = NDArray[np.intp]

#: Least same-claim score, own or passed on, from which a pair is looked at.
LOOK, NEAR = 0.03, 0.02


@dataclass(frozen=True)
class Pool:
    """Statements that may bear on one another: ``vectors`` is [n, 384], ``alike`` [n, n] the
    same-claim scores, ``part`` [n] the claim each is in."""

    lines: Sequence[Line]
    homes: Sequence[Signature]
    vectors: Floats
    alike: Floats
    part: Ints

    def __len__(self) -> int:
        return len(self.lines)


def pool(
    at: Mapping[str, tuple[Signature, int]], scores: Scores, parts: Sequence[Sequence[str]]
) -> Pool:
    """The statements of the parts, in the order of their ids."""
    claim = {uid: k for k, part in enumerate(parts) for uid in part}
    ids = sorted(claim)
    found = [at[uid] for uid in ids]
    return Pool(
        [s.lines[i] for s, i in found],
        [s for s, _ in found],
        np.stack([s.vectors[i] for s, i in found]),
        scores.tables([ids])[0],
        np.array([claim[uid] for uid in ids], np.intp),
    )


def passed_on(alike: Floats) -> Floats:
    """Row-normalised same-claim scores with each statement in its own neighbourhood."""
    near = np.where(alike >= 0.1, alike, 0.0).astype(np.float32)
    np.fill_diagonal(near, 1.0)
    return np.asarray(near / near.sum(1, keepdims=True), np.float32)


def candidates(p: Pool) -> tuple[Ints, Ints]:
    """Index pairs (i < j) that are alike, or whose neighbours are."""
    near = passed_on(p.alike)
    wide = near @ p.alike
    worth = (p.alike >= LOOK) | (np.maximum(wide, wide.T) >= NEAR)
    first, second = np.nonzero(np.triu(worth, 1))
    return first, second


def voices(lines: Sequence[Line]) -> NDArray[np.bool_]:
    """[n, n] whether two statements have one speaker; the outlet's own voice is nobody's."""
    names = sorted({x.speaker for x in lines if x.speaker})
    at = {n: k for k, n in enumerate(names)}
    one = np.array([[same(a, b) for b in names] for a in names], bool)
    who = np.array([at.get(x.speaker or "", -1) for x in lines])
    if not names:
        return np.zeros((len(lines), len(lines)), bool)
    out = one[np.ix_(who, who)]
    out[who < 0] = False
    out[:, who < 0] = False
    return np.asarray(out, bool)
