"""Starts a run from a shipped model, whose int8 weights are read back as floats."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from onrecord.infer.model import MODELS
from training.losses import Meaning
from training.network import Reader

#: The matrix products of one layer in the order of the graph; those of the heads follow.
PRODUCTS = ("qkv", "out", "up", "down")
#: Numbers of the decoder that are chosen anew for every model (``training/settle.py``).
CHOSEN = ("favour", "calibration")


def fill(reader: Reader, meaning: Meaning, label: str, models: Path = MODELS) -> None:
    """Copies the weights of ``models/label`` into ``reader`` and ``meaning``.

    The heads of auxiliary tasks stay as they are where the graph was shipped without them.
    Raises ``KeyError`` when the graph is unlike the reader.
    """
    folder = models / label
    graph = onnx.load(folder / "model.onnx").graph
    values = _values(graph)
    state = {k.removeprefix("reader."): v for k, v in values.items() if k.startswith("reader.")}
    decoder = np.load(folder / "decoder.npz")
    state |= {k: decoder[k] for k in decoder.files if k not in CHOSEN}
    products = [values[_plain(n.input[1])].T for n in graph.node if n.op_type == "MatMulInteger"]
    layers = [
        f"encoder.layers.{i}.{p}" for i in range(len(reader.encoder.layers)) for p in PRODUCTS
    ]
    for name, product in zip(layers, products, strict=False):
        state[f"{name}.weight"] = product
    for product in products[len(layers) :]:
        state[f"{_head(product, reader)}.weight"] = product
    _load(reader, state)
    _load(meaning, _values(onnx.load(folder / "meaning.onnx").graph))


def _plain(name: str) -> str:
    return name.removesuffix("_quantized")


def _values(graph: onnx.GraphProto) -> dict[str, np.ndarray]:
    """Initialisers by name; a quantised one as floats under its name before quantisation."""
    raw = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {}
    for name, value in raw.items():
        plain = _plain(name)
        if plain != name:
            zero = raw[f"{plain}_zero_point"].astype(np.float32)
            value = (value.astype(np.float32) - zero) * raw[f"{plain}_scale"]
        out[plain] = value
    return {k: v for k, v in out.items() if not k.endswith(("_scale", "_zero_point"))}


def _head(product: np.ndarray, reader: Reader) -> str:
    return next(
        h for h in ("tags", "names", "links") if getattr(reader, h).weight.shape == product.shape
    )


def _load(module: nn.Module, state: dict[str, np.ndarray]) -> None:
    tensors = {k: torch.from_numpy(np.array(v, np.float32)) for k, v in state.items()}
    _, unexpected = module.load_state_dict(tensors, strict=False)
    if unexpected:
        raise KeyError(f"unlike the reader: {unexpected}")
