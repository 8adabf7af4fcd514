"""Turns a run into a shipped model: ``python -m training.export training/runs/NAME reader-0.2``.

Writes int8 ONNX graphs (dynamic quantisation, onnxruntime), tokeniser, decoding weights, manifest
and scores of the fp32 and int8 graphs on dev, so that the loss by quantisation is on record.
"""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from onrecord.infer.model import MODELS, Graph
from onrecord.read.attribution.decode import Weights, attributions
from onrecord.read.attribution.encode import encode
from training.corpora import polnear
from training.examples import attribution_example
from training.losses import Meaning
from training.network import Reader
from training.score import decoder_weights, exact_and_linked
from training.settle import settled
from training.train import minilm_tokenizer

CORPORA = {
    "PolNeAR 1.0 (train)": "no licence stated for the text; software MIT",
    "Onrecord statements (train)": "CC BY 4.0",
    "Onrecord annotations (training/annotations)": "CC BY 4.0",
    "wikigold": "CC BY 4.0",
    "WNUT17 (train)": "CC BY 4.0",
    "Broad Twitter Corpus (b, e, f, g, h)": "CC BY 4.0",
    "CrossNER politics (train)": "MIT",
    "all-MiniLM-L6-v2 (starting weights)": "Apache-2.0",
}


class Words(nn.Module):
    """What ``model.onnx`` holds: the reader without the names head, an auxiliary task."""

    def __init__(self, reader: Reader):
        super().__init__()
        self.reader = reader

    def forward(self, rows: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states, tags, _, links = self.reader(rows)
        return states, tags, links


def load_run(run: Path) -> tuple[Reader, Meaning]:
    """The best averaged weights of a run, ready for inference."""
    model = nn.ModuleDict({"reader": Reader(), "meaning": Meaning()})
    model.load_state_dict(torch.load(run / "best.pt", weights_only=True), strict=False)
    return model["reader"].eval(), model["meaning"].eval()


def export_words(reader: Reader, path: Path) -> None:
    """The encoder and its word heads as an fp32 graph with free batch and length."""
    rows = torch.ones(2, 16, 3, dtype=torch.int64)
    names = ["states", "tags", "links"]
    axes = {"rows": {0: "batch", 1: "length"}} | {n: {0: "batch", 1: "length"} for n in names}
    torch.onnx.export(
        Words(reader), (rows,), path, input_names=["rows"], output_names=names,
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def export_meaning(meaning: Meaning, path: Path) -> None:
    """The meaning head; small enough to stay in fp32."""
    torch.onnx.export(
        meaning, (torch.zeros(2, 4 * 384),), path, input_names=["pooled"],
        output_names=["scores"], dynamic_axes={"pooled": {0: "n"}, "scores": {0: "n"}},
        opset_version=17, dynamo=False,
    )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Int8 weights per channel for the matrix products and the embedding table."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(source, ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready, target, weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip


def settle_on_dev(
    full: Graph, int8: Graph, weights: Weights
) -> tuple[Weights, dict[str, dict[str, float]]]:
    """Decoding weights chosen on PolNeAR dev with the int8 graph, and with them the word-level
    exact and linked F1 of both graphs."""
    tokenizer = minilm_tokenizer()
    examples = [attribution_example(a, tokenizer) for a in polnear("dev")]
    pieces = [e.pieces for e in examples]
    outputs = {
        n: encode(pieces, lambda rows, g=g: g(rows=rows))
        for n, g in (("fp32", full), ("int8", int8))
    }
    chosen = settled(outputs["int8"], examples, weights)
    scores = {}
    for name, encoded in outputs.items():
        found = [attributions(o, chosen) for o in encoded]
        scores[name] = exact_and_linked(found, [e.linked for e in examples])
    return chosen, scores


def export(run: Path, label: str, models: Path = MODELS, score: bool = True) -> Path:
    """Writes the model folder and returns it."""
    folder = models / label
    folder.mkdir(parents=True, exist_ok=True)
    reader, meaning = load_run(run)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        export_words(reader, full)
        quantise(full, folder / "model.onnx")
        weights, scores = decoder_weights(reader), {}
        if score:
            weights, scores = settle_on_dev(Graph(full), Graph(folder / "model.onnx"), weights)
    export_meaning(meaning, folder / "meaning.onnx")
    np.savez(
        folder / "decoder.npz", transitions=weights.transitions,
        source_bias=weights.links.source_bias, content_bias=weights.links.content_bias,
        no_source=weights.links.no_source, favour=np.array(weights.favour, np.float32),
        calibration=np.array(weights.calibration, np.float32),
    )  # fmt: skip
    minilm_tokenizer().save(str(folder / "tokenizer.json"), pretty=False)
    write_manifest(folder, label, run, scores)
    return folder


def write_manifest(
    folder: Path, label: str, run: Path, scores: dict[str, dict[str, float]]
) -> None:
    """``manifest.toml``: hashes of the files, corpora with licences, recipe, scores."""
    name, _, version = label.rpartition("-")
    lines = [f'name = "{name}"', f'version = "{version}"', 'licence = "Apache-2.0"', "", "[files]"]
    for path in sorted(folder.glob("*")):
        if path.name not in ("manifest.toml", "CARD.md"):
            lines.append(f'"{path.name}" = "{hashlib.sha256(path.read_bytes()).hexdigest()}"')
    lines += ["", "[data]", *(f'"{k}" = "{v}"' for k, v in CORPORA.items())]
    lines += ["", "[recipe]", *_toml(json.loads((run / "settings.json").read_text()))]
    for kind, values in scores.items():
        lines += ["", f"[dev.{kind}]", *_toml({k: round(v, 2) for k, v in values.items()})]
    (folder / "manifest.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _toml(values: dict[str, object]) -> list[str]:
    return [f"{k} = {json.dumps(v)}" for k, v in values.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("label")
    parser.add_argument("--no-score", action="store_true", help="skip the scores on dev")
    options = parser.parse_args()
    folder = export(options.run, options.label, score=not options.no_score)
    print((folder / "manifest.toml").read_text())


if __name__ == "__main__":
    main()
