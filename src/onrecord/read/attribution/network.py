"""The shipped reader model: its graphs, tokeniser and decoding weights, loaded once."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from tokenizers import Tokenizer

from onrecord.infer.model import Graph, Model, load_model
from onrecord.read.attribution.decode import Floats, Weights
from onrecord.read.attribution.encode import Outputs
from onrecord.read.attribution.inner import InnerWeights
from onrecord.read.attribution.link import LinkWeights
from onrecord.read.attribution.windows import Ints

LABEL = "reader-0.3"


@dataclass(frozen=True, slots=True)
class ReaderModel:
    """``words`` maps windows to outputs per piece, ``meaning`` pooled statements
    [statements, 4 * width] to field scores [statements, labels.WIDTH]."""

    label: str
    tokenizer: Tokenizer
    words: Graph
    meanings: Graph
    weights: Weights
    inner: InnerWeights

    def __call__(self, rows: Ints) -> Outputs:
        """Outputs of the encoder's heads for windows [batch, length, 3]."""
        return self.words(rows=rows)

    def meaning(self, pooled: Floats) -> Floats:
        """Scores of the enumerated fields."""
        return self.meanings(pooled=pooled)["scores"]


@cache
def reader_model(label: str = LABEL) -> ReaderModel:
    """The model from package data. Raises ``ModelError`` when its files are not as shipped."""
    model = load_model(label)
    tokenizer = Tokenizer.from_file(str(model.folder / "tokenizer.json"))
    with np.load(model.folder / "decoder.npz", allow_pickle=False) as arrays:
        links = LinkWeights(arrays["source_bias"], arrays["content_bias"], arrays["no_source"])
        slope, offset = map(float, arrays["calibration"])
        weights = Weights(
            arrays["transitions"], links, tuple(map(float, arrays["favour"])), (slope, offset)
        )
    return ReaderModel(
        model.label,
        tokenizer,
        Graph(model.folder / "model.onnx"),
        Graph(model.folder / "meaning.onnx"),
        weights,
        _inner(model),
    )


def _inner(model: Model) -> InnerWeights:
    with np.load(model.folder / "inner.npz", allow_pickle=False) as arrays:
        mix, mix_bias, out, out_bias, transitions = (
            arrays[name].astype(np.float32)
            for name in ("mix", "mix_bias", "out", "out_bias", "transitions")
        )
        favour = float(arrays["favour"])
    return InnerWeights(mix, mix_bias, out, out_bias, transitions, favour)
