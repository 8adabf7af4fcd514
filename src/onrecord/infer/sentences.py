"""Runs the sentence encoder: one vector for each span of a text, read in its context.

A document is encoded once in overlapping windows and each span is the mean of its own tokens
("late chunking", Günther et al. 2024), so that a short span carries what stands around it.
"""

import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.domain import Span
from onrecord.infer.model import Graph

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Tokens of a window, the two marks at its ends included, and how far the next one starts.
WINDOW, STEP = 256, 192
WIDTH = 384
_CLS, _SEP = 101, 102
_FIRST_WORD, _SPREAD = 1996, 200.0


class SentenceEncoder:
    """The encoder in ``folder`` (``model.onnx``, ``tokenizer.json``).

    Raises ``FileNotFoundError`` when a file is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    @cached_property
    def _graph(self) -> Graph:
        return Graph(self._folder / "model.onnx")

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        return self._tokenizer.get_vocab()

    def weight(self, word: str) -> float:
        """How rare a lower-case word is in English, from 0 (most frequent) to 1 (not in the
        vocabulary, which lists words by frequency)."""
        rank = self._vocabulary.get(word)
        if rank is None:
            return 1.0
        above = max(0, rank - _FIRST_WORD)
        return 0.9 * math.log1p(above / _SPREAD) / math.log1p(len(self._vocabulary) / _SPREAD)

    def encode(self, text: str, spans: Sequence[Span]) -> Floats:
        """One unit vector for each span, [spans, 384]; a span without a token is all zeros."""
        out = np.zeros((len(spans), WIDTH), np.float32)
        coded = self._tokenizer.encode(text, add_special_tokens=False)
        if not coded.ids or not spans:
            return out
        ids, offsets = np.array(coded.ids, np.int64), np.array(coded.offsets, np.int64)
        starts = list(range(0, max(1, len(ids) - (WINDOW - 2 - STEP)), STEP))
        states = [self._window(ids[s : s + WINDOW - 2]) for s in starts]
        for row, span in enumerate(spans):
            inside = np.flatnonzero((offsets[:, 0] < span.end) & (offsets[:, 1] > span.start))
            if len(inside):
                first, last = int(inside[0]), int(inside[-1])
                out[row] = _mean(states, starts, first, last)
        return out

    def _window(self, ids: Ints) -> Floats:
        """Hidden states of one window without its end marks, [tokens, 384]."""
        row = np.concatenate([[_CLS], ids, [_SEP]])[None].astype(np.int64)
        return np.asarray(self._graph(ids=row)["states"][0, 1:-1], np.float32)


def _mean(states: list[Floats], starts: list[int], first: int, last: int) -> Floats:
    """Mean over the tokens from the window that holds most of them and most before them."""

    def held(i: int) -> tuple[int, int]:
        end = starts[i] + len(states[i])
        return min(last + 1, end) - max(first, starts[i]), -abs(first - starts[i] - STEP // 2)

    best = max(range(len(starts)), key=held)
    part = states[best][max(0, first - starts[best]) : last + 1 - starts[best]]
    vector = part.mean(0)
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)
