"""Runs the encoder over documents in windows and gathers one row of outputs per word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.read.attribution.windows import Ints, Pieces, windows

Floats = NDArray[np.float32]
Outputs = Mapping[str, Floats]

WINDOW = 382
STRIDE = 256


class Network(Protocol):
    """Anything that maps windows [batch, length, 3] to named outputs [batch, length, width]."""

    def __call__(self, rows: Ints) -> Outputs: ...


@dataclass(frozen=True, slots=True)
class Part:
    """Link vectors [words, 4 * WIDTH] of the words from ``low`` on that one window holds. They
    compare only within a window, since they know where in it they stand."""

    low: int
    vectors: Floats


@dataclass(slots=True)
class Encoded:
    """A document's outputs [words, width] by name, its link vectors by window, and for each
    word the window in which it lies furthest from an edge."""

    words: dict[str, Floats]
    parts: list[Part]
    home: Ints
    margin: Ints


def encode(documents: Iterable[Pieces], network: Network) -> list[Encoded]:
    """Outputs of each document. A word that several windows cover is taken from its home.

    Windows go through one at a time: the int8 graph scales each tensor by its largest value, so
    a window read beside others would depend on them (docs/decisions/0008).
    """
    return [_encoded(pieces, network) for pieces in documents]


def _encoded(pieces: Pieces, network: Network) -> Encoded:
    found = _empty(len(pieces.first))
    for start, rows in windows(pieces, WINDOW, STRIDE):
        outputs = {name: values[0] for name, values in network(rows[None]).items()}
        _gather(found, outputs, pieces.first - start, len(rows) - 2)
    return found


def _empty(count: int) -> Encoded:
    return Encoded({}, [], np.zeros(count, np.int64), np.full(count, -1, np.int64))


def _gather(into: Encoded, outputs: Outputs, offsets: Ints, size: int) -> None:
    """Takes from one window the words that lie further from its edges than from those before."""
    margin = np.minimum(offsets, size - 1 - offsets)
    inside = np.flatnonzero(margin >= 0)
    take = margin > into.margin
    for name, values in outputs.items():
        if name == "links":
            into.parts.append(
                Part(int(inside[0]) if len(inside) else 0, values[offsets[inside] + 1])
            )
            continue
        if name not in into.words:
            into.words[name] = np.zeros((len(offsets), values.shape[-1]), np.float32)
        into.words[name][take] = values[offsets[take] + 1]
    into.home[take] = len(into.parts) - 1
    into.margin[take] = margin[take]
