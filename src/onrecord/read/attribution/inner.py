"""Attributions inside a content ("I think …" in a quotation): a small tagger over the encoder's
states, decoded sentence by sentence."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.read.attribution.decode import Found, best_spans
from onrecord.read.attribution.link import WordSpan
from onrecord.read.attribution.tags import ROLES

Floats = NDArray[np.float32]

#: Words on either side that the tagger sees, and how far a source may stand from its cue.
REACH, FAR = 1, 12


@dataclass(frozen=True, slots=True)
class InnerWeights:
    """``mix`` [(2 * REACH + 1) * (width + 1), hidden] over the states of neighbouring words with
    their quotation state, then ``out`` [hidden, tags]; ``transitions`` [tags, tags]; ``favour`` is
    taken from the score of being outside."""

    mix: Floats
    mix_bias: Floats
    out: Floats
    out_bias: Floats
    transitions: Floats
    favour: float = 0.0

    def __call__(self, rows: Floats) -> Floats:
        """Tag scores [words, tags] of one sentence, ``rows`` [words, width + 1]."""
        padded = np.pad(rows, ((REACH, REACH), (0, 0)))
        near = [padded[i : i + len(rows)] for i in range(2 * REACH + 1)]
        hidden = np.maximum(np.concatenate(near, 1) @ self.mix + self.mix_bias, 0)
        scores = hidden @ self.out + self.out_bias
        scores[:, 0] -= self.favour
        return np.asarray(scores, np.float32)


def rows_of(states: Floats, quotes: Sequence[int]) -> Floats:
    """What the tagger sees of each word, [words, width + 1]."""
    inside = np.array([[q > 0] for q in quotes], np.float32).reshape(-1, 1)
    return np.concatenate([states, inside], 1)


def pieces(contents: Sequence[WordSpan], sentences: Sequence[WordSpan]) -> Iterator[WordSpan]:
    """The parts of contents that lie in one sentence each, in order."""
    for low, high in contents:
        at = bisect_right(sentences, low, key=lambda s: s[1])
        while at < len(sentences) and sentences[at][0] < high:
            yield max(low, sentences[at][0]), min(high, sentences[at][1])
            at += 1


def inner(rows: Floats, parts: Sequence[WordSpan], weights: InnerWeights) -> list[Found]:
    """The attributions inside the parts of one content."""
    return [f for part in parts for f in _in_part(rows[slice(*part)], part[0], weights)]


def _in_part(rows: Floats, low: int, weights: InnerWeights) -> Iterator[Found]:
    scores = weights(rows)
    share = np.exp(scores - scores.max(1, keepdims=True))
    sure = (share / share.sum(1, keepdims=True)).max(1)
    by_role: dict[str, list[WordSpan]] = {r: [] for r in ROLES}
    for start, end, role in best_spans(scores, weights.transitions):
        by_role[ROLES[role]].append((start, end))
    for cue in by_role["cue"]:
        content = _nearest(cue, by_role["content"])
        source = _nearest(cue, [s for s in by_role["source"] if gap(s, cue) <= FAR])
        if content:
            edges = [sure[i] for s in (source, cue, content) if s for i in (s[0], s[1] - 1)]
            yield Found(
                source and (source[0] + low, source[1] + low),
                (cue[0] + low, cue[1] + low),
                ((content[0] + low, content[1] + low),),
                round(float(np.mean(edges)), 3),
            )


def _nearest(cue: WordSpan, spans: Sequence[WordSpan]) -> WordSpan | None:
    return min(spans, key=lambda s: gap(s, cue), default=None)


def gap(a: WordSpan, b: WordSpan) -> int:
    """Words between two spans."""
    return max(a[0] - b[1], b[0] - a[1], 0)
