"""Scores pairs of statements: how likely both put forward, or dispute, one claim.

Features depend on the two documents alone, so a pair scores the same whatever else is on record.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.infer.trees import Trees, load
from onrecord.match.signature import Floats, Line, Signature, Terms

FEATURES = (
    "cosine row_margin col_margin terms_jaccard terms_contained around_jaccard around_contained "
    "context_jaccard context_contained names_jaccard names_contained names_shared numbers_shared "
    "numbers_differ same_document same_article near1 near2 near_log same_paragraph paragraph_log "
    "same_speaker other_speaker same_speaker_near named_speaker both_own shorter longer headings "
    "days strong next_speaker"
).split()


def features(a: Signature, b: Signature) -> Floats:
    """[lines of a, lines of b, features]; symmetric in the two documents."""
    cosine = a.vectors @ b.vectors.T
    if a.document.id == b.document.id:
        np.fill_diagonal(cosine, 0.0)
    layers = [cosine, *_margins(cosine), *_overlaps(a.lines, b.lines), *_facts(a.lines, b.lines)]
    layers += _position(a, b)
    layers += _speakers(a, b)
    lengths = np.array([len(x.terms) for x in a.lines]), np.array([len(x.terms) for x in b.lines])
    heads = (
        np.array([float(x.heading) for x in a.lines]),
        np.array([float(x.heading) for x in b.lines]),
    )
    shorter = np.log1p(np.minimum.outer(*lengths))
    layers += [shorter, np.log1p(np.maximum.outer(*lengths)), np.add.outer(*heads)]
    layers += [np.full(cosine.shape, np.log1p(days_apart(a, b)))]
    layers += [np.maximum(cosine - 0.55, 0.0), _next_speaker(a, b)]
    return np.stack(layers, -1).astype(np.float32)


def days_apart(a: Signature, b: Signature) -> int:
    """Whole days between publication; 0 where a date is missing."""
    try:
        return abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days)
    except ValueError:
        return 0


def _margins(cosine: Floats) -> list[Floats]:
    """How far each pair is ahead of the next best partner, within row and within column."""
    return [
        sum_of(_ahead(cosine), _ahead(cosine.T).T),
        least_of(_ahead(cosine), _ahead(cosine.T).T),
    ]


def sum_of(x: Floats, y: Floats) -> Floats:
    """Element-wise sum, so that a feature is symmetric."""
    return np.asarray(x + y, np.float32)


def least_of(x: Floats, y: Floats) -> Floats:
    """Element-wise minimum."""
    return np.asarray(np.minimum(x, y), np.float32)


def _ahead(cosine: Floats) -> Floats:
    if cosine.shape[1] < 2:
        return np.zeros_like(cosine)
    top = np.sort(cosine, 1)[:, -2:]
    best = np.where(cosine >= top[:, 1:], top[:, :1], top[:, 1:])
    return np.asarray(cosine - best, np.float32)


def _overlaps(a: Sequence[Line], b: Sequence[Line]) -> list[Floats]:
    out: list[Floats] = []
    for field in ("terms", "around", "context"):
        out += _shares([getattr(x, field) for x in a], [getattr(x, field) for x in b])
    named = [[dict.fromkeys(x.names, 1.0) for x in side] for side in (a, b)]
    return [*out, *_shares(*named), np.log1p(_shared(*named)[0])]


def _shares(a: Sequence[Terms], b: Sequence[Terms]) -> list[Floats]:
    """Weighted Jaccard, and share of the smaller set, of every pair of term sets."""
    both, left, right = _shared(a, b)
    either = np.add.outer(left, right) - both
    least = np.minimum.outer(left, right)
    shares = both / np.maximum(either, 1e-6), both / np.maximum(least, 1e-6)
    return [s.astype(np.float32) for s in shares]


def _shared(a: Sequence[Terms], b: Sequence[Terms]) -> tuple[Floats, Floats, Floats]:
    """Weight in common of every pair, and of each set."""
    columns = {t: i for i, t in enumerate(sorted({t for x in (*a, *b) for t in x}))}
    x, y = _matrix(a, columns), _matrix(b, columns)
    return np.sqrt(x) @ np.sqrt(y).T, x.sum(1), y.sum(1)


def _matrix(rows: Sequence[Terms], columns: dict[str, int]) -> Floats:
    out = np.zeros((len(rows), max(len(columns), 1)), np.float32)
    for line, row in zip(out, rows, strict=True):
        for term, weight in row.items():
            line[columns[term]] = weight + 0.05
    return out


def _facts(a: Sequence[Line], b: Sequence[Line]) -> list[Floats]:
    shared = np.array([[len(x.numbers & y.numbers) for y in b] for x in a], np.float32)
    some = np.array([[bool(x.numbers and y.numbers) for y in b] for x in a], bool)
    return [
        np.minimum(_2d(shared, a, b), 2.0),
        (_2d(some, a, b) & (_2d(shared, a, b) == 0)).astype(np.float32),
    ]


def _2d(x: NDArray[np.generic], a: Sequence[Line], b: Sequence[Line]) -> NDArray[np.generic]:
    return x.reshape(len(a), len(b))


def _position(a: Signature, b: Signature) -> list[Floats]:
    same = a.document.id == b.document.id
    shape = (len(a.lines), len(b.lines))
    article = np.full(shape, float(not same and a.article == b.article))
    if not same:
        far = [np.zeros(shape), np.zeros(shape), np.full(shape, 4.0)]
        return [np.zeros(shape), article, *far, np.zeros(shape), np.full(shape, 3.0)]
    apart = _apart([x.place for x in a.lines])
    paragraphs = _apart([x.paragraph for x in a.lines])
    near = [apart <= 1, apart == 2, np.log1p(apart)]
    return [np.ones(shape), article, *near, paragraphs == 0, np.log1p(paragraphs)]


def _apart(places: Sequence[int]) -> Floats:
    return np.abs(np.subtract.outer(places, places)).astype(np.float32)


def _speakers(a: Signature, b: Signature) -> list[Floats]:
    same = np.array([[_same(x, y) for y in b.lines] for x in a.lines], np.float32)
    own = (
        np.array([x.speaker is None for x in a.lines]),
        np.array([x.speaker is None for x in b.lines]),
    )
    shape = (len(a.lines), len(b.lines))
    same = same.reshape(shape)
    both = ~np.logical_or.outer(*own)
    here = float(a.document.id == b.document.id)
    mentioned = np.array([[_mentioned(x, y) + _mentioned(y, x) for y in b.lines] for x in a.lines])
    return [
        same,
        both & (same == 0),
        same * here,
        mentioned.reshape(shape),
        np.logical_and.outer(*own),
    ]


def _same(x: Line, y: Line) -> bool:
    return bool(x.speaker and y.speaker) and bool(_surname(x) and _surname(x) == _surname(y))


def _surname(x: Line) -> str:
    return (x.speaker or "").lower().split()[-1] if x.speaker else ""


def _mentioned(x: Line, y: Line) -> int:
    """Whether the sentence of ``y`` names the speaker of ``x``."""
    return int(bool(x.speaker) and _surname(x) in y.names)


def _next_speaker(a: Signature, b: Signature) -> Floats:
    """One speaker in neighbouring sentences of one document."""
    shape = (len(a.lines), len(b.lines))
    if a.document.id != b.document.id:
        return np.zeros(shape, np.float32)
    near = _apart([x.place for x in a.lines]) <= 1
    same = np.array([[_same(x, y) for y in b.lines] for x in a.lines], bool).reshape(shape)
    return np.asarray(near & same, np.float32)


def score(a: Signature, b: Signature) -> Floats:
    """Probability that lines of the two documents are of one claim, [lines of a, lines of b]."""
    return scores(a, [b])[0]


def scores(a: Signature, others: Sequence[Signature]) -> list[Floats]:
    """``score`` of a document with each of the others; the model looks at all pairs at once."""
    out = [np.zeros((len(a.lines), len(b.lines)), np.float32) for b in others]
    some = [(k, features(a, b)) for k, b in enumerate(others) if a.lines and b.lines]
    if not some:
        return out
    good = [worth(rows) for _, rows in some]
    found = pair_model()(np.concatenate([r[g] for (_, r), g in zip(some, good, strict=True)]))
    ends = np.cumsum([g.sum() for g in good])[:-1]
    for (k, _), g, values in zip(some, good, np.split(found, ends), strict=True):
        out[k][g] = values
    return out


def worth(rows: Floats) -> NDArray[np.bool_]:
    """Which pairs are scored at all: alike in meaning or words, or of neighbouring sentences."""
    close = (rows[..., 0] > 0.25) | (rows[..., 6] > 0.25)
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
    if _same(x, y):
        said.append(f"same speaker {x.speaker}")
    return "; ".join(said)
