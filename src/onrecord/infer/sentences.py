"""Runs the sentence encoder: one vector for each span of a text, read in its context.

A document is encoded once, in as few windows as it needs, and each span is the mean of its own
tokens ("late chunking", Günther et al. 2024), so that a short span carries what stands around it.
"""

import math
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.domain import Span
from onrecord.infer.model import Graph

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Most tokens of a window, besides the two marks at its ends.
WINDOW = 254
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

    def weight(self, word: str) -> float:
        """How rare a lower-case word is in English, from 0 (most frequent) to 1 (not in the
        vocabulary, which lists words by frequency)."""
        return self._weights.get(word, 1.0)

    @cached_property
    def _weights(self) -> dict[str, float]:
        vocabulary = self._tokenizer.get_vocab()
        most = math.log1p(len(vocabulary) / _SPREAD)
        return {
            word: 0.9 * math.log1p(max(0, rank - _FIRST_WORD) / _SPREAD) / most
            for word, rank in vocabulary.items()
        }

    def encode(self, text: str, spans: Sequence[Span]) -> Floats:
        """One unit vector for each span, [spans, 384]; a span without a token is all zeros."""
        out = np.zeros((len(spans), WIDTH), np.float32)
        coded = self._tokenizer.encode(text, add_special_tokens=False)
        if not coded.ids or not spans:
            return out
        ids, offsets = np.array(coded.ids, np.int64), np.array(coded.offsets, np.int64)
        borders = windows(len(ids))
        states = np.concatenate([self._window(ids[a:b]) for a, b in pairwise(borders)])
        for row, span in enumerate(spans):
            inside = (offsets[:, 0] < span.end) & (offsets[:, 1] > span.start)
            if inside.any():
                mean = states[inside].mean(0)
                out[row] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return out

    def _window(self, ids: Ints) -> Floats:
        """Hidden states of one window without its end marks, [tokens, 384]."""
        row = np.concatenate([[_CLS], ids, [_SEP]])[None].astype(np.int64)
        return np.asarray(self._graph(ids=row)["states"][0, 1:-1], np.float32)


def windows(length: int) -> list[int]:
    """Where windows of about equal length begin and end, as few as will do."""
    count = -(-length // WINDOW)
    return [round(k * length / count) for k in range(count + 1)]
