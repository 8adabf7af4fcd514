"""Which source and which contents belong to a cue."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
WordSpan = tuple[int, int]

FAR = 40
BUCKETS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, FAR)
WIDTH = 96


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """Distance biases per signed bucket [2 * buckets] for cue to source and for content to
    cue, and the vector [WIDTH] that stands for "no source"."""

    source_bias: Floats
    content_bias: Floats
    no_source: Floats


def bucket(from_span: WordSpan, to_span: WordSpan) -> int:
    """Signed bucket of the words between two spans: the first half when ``to_span`` is right."""
    gap = max(from_span[0] - to_span[1], to_span[0] - from_span[1], 0)
    index = sum(gap > b for b in BUCKETS[1:])
    return index if to_span[0] >= from_span[0] else index + len(BUCKETS)


def source_scores(
    vectors: Floats, cue: WordSpan, sources: Sequence[WordSpan], weights: LinkWeights
) -> Floats:
    """[sources + 1] scores for one cue; the last one is for having no source.

    ``vectors`` is [words, 4 * WIDTH]: cue as head of a source, source, content, cue as head
    of a content.
    """
    query = vectors[cue[0], :WIDTH]
    keys = [_ends(vectors[:, WIDTH : 2 * WIDTH], s) for s in sources]
    scores = np.stack([*keys, weights.no_source]) @ query / np.sqrt(WIDTH)
    scores[:-1] += weights.source_bias[[bucket(cue, s) for s in sources]] if sources else 0
    return np.asarray(scores, np.float32)


def cue_score(vectors: Floats, content: WordSpan, cue: WordSpan, weights: LinkWeights) -> float:
    """How well a cue suits a content of the same window."""
    query = _ends(vectors[:, 2 * WIDTH : 3 * WIDTH], content)
    bias = weights.content_bias[bucket(content, cue)]
    return float(vectors[cue[0], 3 * WIDTH :] @ query / np.sqrt(WIDTH) + bias)


def _ends(vectors: Floats, span: WordSpan) -> Floats:
    return np.asarray((vectors[span[0]] + vectors[span[1] - 1]) / 2, np.float32)
