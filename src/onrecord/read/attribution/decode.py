"""From the encoder's outputs to attributions in words: best tag path, then links."""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.infer.viterbi import viterbi
from onrecord.read.attribution.encode import Encoded, Part
from onrecord.read.attribution.link import LinkWeights, WordSpan, cue_score, source_scores
from onrecord.read.attribution.tags import ROLES, legal, may_end, may_start, per_tag, spans_of

Floats = NDArray[np.float32]
FORBIDDEN = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in words; ``confidence`` is the calibrated chance that all of it is right."""

    source: WordSpan | None
    cue: WordSpan
    contents: tuple[WordSpan, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What decoding needs besides the network: tag transitions [tags, tags], link biases, what
    is added to the tags of each role at every word, and slope and offset that turn the log-odds
    of the weakest link into those of being right (Platt 1999)."""

    transitions: Floats
    links: LinkWeights
    favour: tuple[float, ...] = (0.0, 0.0, 0.0)
    calibration: tuple[float, float] = (1.0, 0.0)


def best_spans(emissions: Floats, transitions: Floats) -> list[tuple[int, int, int]]:
    """Spans (first word, word after the last, role) of the best legal tag path."""
    count = emissions.shape[1]
    moves = np.where(legal(count), transitions, FORBIDDEN).astype(np.float32)
    start = np.where(may_start(count), 0, FORBIDDEN).astype(np.float32)
    end = np.where(may_end(count), 0, FORBIDDEN).astype(np.float32)
    return spans_of(viterbi(emissions, moves, start, end))


def attributions(encoded: Encoded, weights: Weights) -> list[Found]:
    """Attributions of one document in the order of their cues. A source or content that no
    cue takes is dropped, and so is a cue without content."""
    by_role: dict[str, list[WordSpan]] = {r: [] for r in ROLES}
    tags = encoded.words["tags"] + per_tag(weights.favour)
    for start, end, role in best_spans(tags, weights.transitions):
        by_role[ROLES[role]].append((start, end))
    cues = [(c, encoded.parts[encoded.home[c[0]]]) for c in by_role["cue"]]
    contents: dict[WordSpan, list[tuple[WordSpan, float]]] = {c: [] for c, _ in cues}
    widest = max((len(p.vectors) for p in encoded.parts), default=0)
    for content in by_role["content"]:
        near = cues[_within(by_role["cue"], content, widest)]
        if taken := _taker(content, near, weights.links):
            contents[taken[0]].append((content, taken[1]))
    sure = _softmax(tags).max(1)
    out = []
    for cue, part in cues:
        if contents[cue]:
            sources = by_role["source"][_within(by_role["source"], cue, widest)]
            source = _source(cue, sources, part, weights.links)
            out.append(_found(cue, contents[cue], source, sure, weights))
    return out


def _within(spans: list[WordSpan], of: WordSpan, most: int) -> slice:
    """Where in ``spans``, sorted, those lie that can share a window with ``of``."""
    return slice(bisect_left(spans, (of[0] - most,)), bisect_left(spans, (of[1] + most,)))


def _taker(
    content: WordSpan, cues: list[tuple[WordSpan, Part]], links: LinkWeights
) -> tuple[WordSpan, float] | None:
    """The cue that a content belongs to, with its share, among those whose window holds a part
    of the content."""
    scored = []
    for cue, part in cues:
        if clipped := _clipped(content, part):
            near = _shifted(cue, part.low)
            scored.append((cue, cue_score(part.vectors, clipped, near, links)))
    if not scored:
        return None
    share = _softmax(np.array([s for _, s in scored], np.float32))
    best = int(share.argmax())
    return scored[best][0], float(share[best])


def _source(
    cue: WordSpan, sources: list[WordSpan], part: Part, links: LinkWeights
) -> tuple[WordSpan | None, float]:
    """The source of a cue, or ``None``, with its share, among those in the cue's window."""
    near = [s for s in sources if _clipped(s, part) == _shifted(s, part.low)]
    shifted = [_shifted(s, part.low) for s in near]
    share = _softmax(source_scores(part.vectors, _shifted(cue, part.low), shifted, links))
    best = int(share.argmax())
    return (near[best] if best < len(near) else None), float(share[best])


def _shifted(span: WordSpan, low: int) -> WordSpan:
    return span[0] - low, span[1] - low


def _clipped(span: WordSpan, part: Part) -> WordSpan | None:
    start, end = _shifted(span, part.low)
    start, end = max(start, 0), min(end, len(part.vectors))
    return (start, end) if start < end else None


def _found(
    cue: WordSpan,
    contents: list[tuple[WordSpan, float]],
    source: tuple[WordSpan | None, float],
    sure: Floats,
    weights: Weights,
) -> Found:
    spans = [cue, *(c for c, _ in contents), *([source[0]] if source[0] else [])]
    edges = [float(sure[i]) for s, e in spans for i in (s, e - 1)]
    weakest = min(source[1], *(p for _, p in contents), float(np.mean(edges)))
    confidence = round(calibrated(weakest, weights.calibration), 3)
    return Found(source[0], cue, tuple(c for c, _ in contents), confidence)


def calibrated(share: float, calibration: tuple[float, float]) -> float:
    """The chance of being right for the share of the weakest link."""
    slope, offset = calibration
    share = min(max(share, 1e-6), 1 - 1e-6)
    return float(1 / (1 + np.exp(-(slope * np.log(share / (1 - share)) + offset))))


def _softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), np.float32)
