"""How alike the statements of two documents are, each with each: what ``compare`` goes by.

Features depend on the two documents alone, so a pair looks the same whatever else is on record.
"""

from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.match.signature import Floats, Line, Signature, Terms

_T = TypeVar("_T")
Bools = NDArray[np.bool_]
Layers = list[NDArray[np.generic]]

FEATURES = (
    "cosine row_margin col_margin terms_jaccard terms_contained around_jaccard around_contained "
    "context_jaccard context_contained names_jaccard names_contained names_shared numbers_shared "
    "numbers_differ same_document same_article near1 near2 near_log same_paragraph paragraph_log "
    "same_speaker other_speaker same_speaker_near named_speaker both_own shorter longer headings "
    "days strong next_speaker"
).split()


def features(a: Signature, b: Signature) -> Floats:
    """[lines of a, lines of b, features]; symmetric in the two documents."""
    return beside(a, [b])


def beside(a: Signature, others: Sequence[Signature]) -> Floats:
    """``features`` of a document and each of others, side by side along the second axis."""
    lines = [x for b in others for x in b.lines]
    own = _own(a, others)
    cosine = _cosine(a, others, own)
    margins = _margins(cosine, [len(b.lines) for b in others])
    layers: Layers = [cosine, *margins, *_overlaps(a.lines, lines), *_facts(a.lines, lines)]
    layers += _position(a, others, own)
    layers += _speakers(a.lines, lines, own)
    layers += _forms(a.lines, lines)
    layers += [_along(np.log1p([days_apart(a, b) for b in others]), others, cosine.shape)]
    layers += [np.maximum(cosine - 0.55, 0.0), _next_speaker(a.lines, lines, own)]
    out = np.empty((*cosine.shape, len(layers)), np.float32)
    for k, layer in enumerate(layers):
        out[..., k] = layer
    return out


def _own(a: Signature, others: Sequence[Signature]) -> Bools:
    """[lines of others] which stand in the document itself."""
    return np.array([b.document.id == a.document.id for b in others for _ in b.lines], bool)


def _cosine(a: Signature, others: Sequence[Signature], own: Bools) -> Floats:
    """Likeness in meaning; none of a line with itself."""
    out = np.concatenate([a.vectors @ b.vectors.T for b in others], 1)
    here = np.flatnonzero(own)
    out[np.arange(len(here)), here] = 0.0
    return np.asarray(out, np.float32)


def _along(
    values: NDArray[np.generic], others: Sequence[Signature], shape: tuple[int, ...]
) -> NDArray[np.generic]:
    """One value for each document, for all its lines."""
    return np.broadcast_to(np.repeat(values, [len(b.lines) for b in others]), shape)


def days_apart(a: Signature, b: Signature) -> int:
    """Whole days between publication; 0 where a date is missing."""
    try:
        return abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days)
    except ValueError:
        return 0


def _margins(cosine: Floats, widths: Sequence[int]) -> list[Floats]:
    """How far each pair is ahead of the next best partner, within row and within column: the sum
    of both and the lesser."""
    blocks = np.split(cosine, np.cumsum(widths)[:-1], 1)
    row = np.concatenate([_ahead(block) for block in blocks], 1)
    column = _ahead(cosine.T).T
    return [np.asarray(row + column, np.float32), np.asarray(np.minimum(row, column), np.float32)]


def _ahead(cosine: Floats) -> Floats:
    if cosine.shape[1] < 2:
        return np.zeros_like(cosine)
    top = np.sort(cosine, 1)[:, -2:]
    best = np.where(cosine >= top[:, 1:], top[:, :1], top[:, 1:])
    return np.asarray(cosine - best, np.float32)


def _overlaps(a: Sequence[Line], b: Sequence[Line]) -> list[Floats]:
    out: list[Floats] = []
    for field in ("terms", "around", "context"):
        out += _shares(*_shared([getattr(x, field) for x in a], [getattr(x, field) for x in b]))
    named = _shared(*[[dict.fromkeys(x.names, 1.0) for x in side] for side in (a, b)])
    return [*out, *_shares(*named), np.log1p(named[0])]


def _shares(both: Floats, left: Floats, right: Floats) -> list[Floats]:
    """Weighted Jaccard, and share of the smaller set, of every pair of term sets."""
    either = np.add.outer(left, right) - both
    least = np.minimum.outer(left, right)
    return [np.asarray(both / np.maximum(x, 1e-6), np.float32) for x in (either, least)]


def _shared(a: Sequence[Terms], b: Sequence[Terms]) -> tuple[Floats, Floats, Floats]:
    """Weight in common of every pair, and of each set."""
    columns = {t: i for i, t in enumerate(sorted({t for x in a for t in x}))}
    x, y = (_matrix(rows, columns) for rows in (a, b))
    left, right = (np.array([_weight(r) for r in rows], np.float32) for rows in (a, b))
    return np.sqrt(x) @ np.sqrt(y).T, left, right


#: Added to the weight of every term, so that frequent words count a little.
_LEAST = 0.05


def _weight(row: Terms) -> float:
    return sum(row.values()) + _LEAST * len(row)


def _matrix(rows: Sequence[Terms], columns: Mapping[str, int]) -> Floats:
    out = np.zeros((len(rows), max(len(columns), 1)), np.float32)
    known = columns.keys()
    for line, row in zip(out, rows, strict=True):
        for term in row.keys() & known:
            line[columns[term]] = row[term] + _LEAST
    return out


def _facts(a: Sequence[Line], b: Sequence[Line]) -> Layers:
    columns = {n: i for i, n in enumerate(sorted({n for x in a for n in x.numbers}))}
    shared = _holds([x.numbers for x in a], columns) @ _holds([x.numbers for x in b], columns).T
    some = np.logical_and.outer([bool(x.numbers) for x in a], [bool(x.numbers) for x in b])
    return [np.minimum(shared, 2.0), some & (shared == 0)]


def _holds(rows: Sequence[Set[_T]], columns: Mapping[_T, int]) -> Floats:
    """[rows, columns] 1 where a set holds what the column stands for."""
    out = np.zeros((len(rows), len(columns)), np.float32)
    for line, row in zip(out, rows, strict=True):
        for value in row & columns.keys():
            line[columns[value]] = 1.0
    return out


def _position(a: Signature, others: Sequence[Signature], own: Bools) -> Layers:
    """What only means something within one document has a fixed value across two."""
    lines = [x for b in others for x in b.lines]
    shape = len(a.lines), len(lines)
    article = np.repeat([b.article == a.article for b in others], [len(b.lines) for b in others])
    apart = _apart(a.lines, lines)
    paragraphs = np.abs(
        np.subtract.outer([x.paragraph for x in a.lines], [x.paragraph for x in lines])
    )
    return [
        np.broadcast_to(own, shape),
        np.broadcast_to(article & ~own, shape),
        own & (apart <= 1),
        own & (apart == 2),
        np.where(own, np.log1p(apart), 4.0),
        own & (paragraphs == 0),
        np.where(own, np.log1p(paragraphs), 3.0),
    ]


def _apart(a: Sequence[Line], b: Sequence[Line]) -> NDArray[np.int_]:
    """Sentences between every two lines, if they were of one document."""
    return np.abs(np.subtract.outer([x.place for x in a], [x.place for x in b]))


def _speakers(a: Sequence[Line], b: Sequence[Line], own: Bools) -> Layers:
    """Whether two named speakers are one, or two; and whether a sentence names the other's."""
    columns = {n: i for i, n in enumerate(sorted({_surname(x) for x in (*a, *b)} - {""}))}
    speak, heard = (_holds([{_surname(x)} for x in side], columns) for side in (a, b))
    named, told = (_holds([x.names for x in side], columns) for side in (a, b))
    same = _one_voice(a, b)
    quoted = [np.array([x.speaker is not None for x in side], bool) for side in (a, b)]
    both = np.logical_and.outer(*quoted)
    neither = np.logical_and.outer(~quoted[0], ~quoted[1])
    return [same, both & ~same, same & own, speak @ told.T + named @ heard.T, neither]


def _next_speaker(a: Sequence[Line], b: Sequence[Line], own: Bools) -> Bools:
    """One speaker in neighbouring sentences of one document."""
    return np.asarray(own & (_apart(a, b) <= 1) & _one_voice(a, b), bool)


def _one_voice(a: Sequence[Line], b: Sequence[Line]) -> Bools:
    x, y = np.array([_surname(x) for x in a]), np.array([_surname(y) for y in b])
    return np.asarray((x[:, None] == y) & (x[:, None] != ""), bool)


def same_surname(x: Line, y: Line) -> bool:
    """Whether both speakers have one."""
    return bool(_surname(x)) and _surname(x) == _surname(y)


def _surname(x: Line) -> str:
    words = (x.speaker or "").lower().split()
    return words[-1] if words else ""


def _forms(a: Sequence[Line], b: Sequence[Line]) -> Layers:
    """Length of the shorter and of the longer line in words; how many of them are headings."""
    lengths = [len(x.terms) for x in a], [len(x.terms) for x in b]
    heads = [float(x.heading) for x in a], [float(x.heading) for x in b]
    shorter, longer = np.minimum.outer(*lengths), np.maximum.outer(*lengths)
    return [np.log1p(shorter), np.log1p(longer), np.add.outer(*heads)]
