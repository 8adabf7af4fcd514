"""Reading speed beside what a user would otherwise write, in one run.

``python -m benchmarks.speed`` reads the 84 articles of PolNeAR dev twice: with the command
``onrecord read --json``, and with the same encoder in fp32 through the transformers
token-classification pipeline, which only tags. Both start as fresh processes and both timings
include loading. Needs torch and transformers (``pip install transformers``) beside the package,
in any Python named by ``--python``.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from training.corpora import polnear

from onrecord.domain import Document, Reading
from onrecord.read import STAGES, reader_version

PIPELINE = """
import json, sys
import torch
from transformers import BertConfig, BertForTokenClassification, BertTokenizerFast, pipeline
folder, path = sys.argv[1:]
config = BertConfig.from_pretrained(folder, num_labels=13)
model = BertForTokenClassification(config)
from safetensors.torch import load_file
missing, _ = model.bert.load_state_dict(load_file(folder + "/model.safetensors"), strict=False)
assert not [m for m in missing if "pooler" not in m], missing
tokenizer = BertTokenizerFast.from_pretrained(folder, model_max_length=384)
tag = pipeline("token-classification", model=model.eval(), tokenizer=tokenizer, device="cpu",
               aggregation_strategy="simple", stride=128)
texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
print(sum(len(spans) for spans in tag(texts)))
"""


def seconds(command: Sequence[str]) -> float:
    """Wall time of a command that must succeed."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def stage_shares(documents: Sequence[Document]) -> dict[str, float]:
    """Percent of the reading time spent in each stage."""
    readings = [Reading(d, reader_version()) for d in documents]
    spent = {}
    for stage in STAGES:
        began = time.perf_counter()
        readings = stage.run(readings)
        spent[stage.name] = time.perf_counter() - began
    total = sum(spent.values())
    return {name: 100 * value / total for name, value in spent.items()}


def compare(python: str, encoder: Path, rounds: int) -> None:
    """Prints both speeds, their ratio and where the reader's time goes."""
    articles = polnear("dev")
    command = str(Path(sys.executable).with_name("onrecord"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps({"text": a.text}) + "\n" for a in articles))
        ours = [command, "read", "--json", "--verbatim", str(path)]
        theirs = [python, "-c", PIPELINE, str(encoder), str(path)]
        best = {"onrecord": 1e9, "pipeline": 1e9}
        for _ in range(rounds):
            best["onrecord"] = min(best["onrecord"], seconds(ours))
            best["pipeline"] = min(best["pipeline"], seconds(theirs))
    for name, value in best.items():
        print(f"{name:9} {value:6.1f} s  {len(articles) / value:6.2f} documents per second")
    print(f"ratio     {best['pipeline'] / best['onrecord']:6.2f}")
    for name, share in stage_shares([Document(a.name, a.text) for a in articles]).items():
        print(f"  {name:12} {share:5.1f} %")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="has torch and transformers")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    compare(options.python, options.encoder, options.rounds)


if __name__ == "__main__":
    main()
