"""Word pieces of a document and the overlapping windows in which the encoder reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.read.attribution.words import SHAPES, Word

PAD, BREAK, CLS, SEP, UNKNOWN = 0, 1, 101, 102, 100
_BREAK_SHAPE = SHAPES.index("break")

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Rows of (piece id, shape, quote state) and, per word, the index of its first piece."""

    rows: Ints
    first: Ints


def pieces_of(words: Sequence[Word], tokenizer: Tokenizer) -> Pieces:
    """Word pieces with a break token before each paragraph. ``rows`` is [pieces, 3]."""
    if not words:
        return Pieces(np.zeros((0, 3), np.int64), np.zeros(0, np.int64))
    by_word = _encode([w.text for w in words], tokenizer)
    rows: list[tuple[int, int, int]] = []
    first = []
    for word, ids in zip(words, by_word, strict=True):
        if word.breaks:
            rows.append((BREAK, _BREAK_SHAPE, 0))
        first.append(len(rows))
        rows.extend((i, word.shape, word.quote) for i in ids)
    return Pieces(np.array(rows, np.int64), np.array(first, np.int64))


def _encode(words: list[str], tokenizer: Tokenizer) -> list[list[int]]:
    coded = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
    ids: list[list[int]] = [[] for _ in words]
    for piece, word in zip(coded.ids, coded.word_ids, strict=True):
        if word is not None:
            ids[word].append(piece)
    return [i[:8] or [UNKNOWN] for i in ids]


def window_starts(length: int, size: int, stride: int) -> list[int]:
    """Where windows of ``size`` pieces start so that they cover ``length``; the last one is
    moved back to end at the end."""
    if length <= size:
        return [0]
    starts = list(range(0, length - size, stride))
    return [*starts, length - size]


def windows(pieces: Pieces, size: int, stride: int) -> Iterator[tuple[int, Ints]]:
    """(start, rows with CLS and SEP added) of each window, [at most size + 2, 3]."""
    for start in window_starts(len(pieces.rows), size, stride):
        yield start, framed(pieces.rows[start : start + size])


def framed(body: Ints) -> Ints:
    """Rows between CLS and SEP."""
    return np.concatenate([[[CLS, 0, 0]], body, [[SEP, 0, 0]]]).astype(np.int64)
