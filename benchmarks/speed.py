"""Reading speed beside what a user would otherwise write, in one run.

``python -m benchmarks.speed`` reads the 84 articles of PolNeAR dev twice: with the command
``onrecord read --json``, and with the same encoder in fp32 through the transformers
token-classification pipeline, which only tags. Both start as fresh processes and both timings
include loading. Processor seconds stand beside wall time, because they hardly change when other
programs run beside it. Needs torch and transformers (``pip install transformers``) in any Python
named by ``--python``.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, order=True)
class Cost:
    """Seconds that a command took: on the clock and on the processors."""

    wall: float
    processor: float


def cost(command: Sequence[str]) -> Cost:
    """What a command that must succeed took."""
    before, began = os.times(), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    wall, after = time.perf_counter() - began, os.times()
    user = after.children_user - before.children_user
    return Cost(wall, user + after.children_system - before.children_system)


def stage_shares(documents: Sequence[Document]) -> dict[str, float]:
    """Percent of the processor time spent in each stage."""
    readings = [Reading(d, reader_version()) for d in documents]
    spent = {}
    for stage in STAGES:
        began = time.process_time()
        readings = stage.run(readings)
        spent[stage.name] = time.process_time() - began
    total = sum(spent.values())
    return {name: 100 * value / total for name, value in spent.items()}


def compare(python: str, encoder: Path, rounds: int, most: int) -> None:
    """Prints both speeds, their ratio and where the reader's time goes."""
    articles = polnear("dev")[:most]
    command = str(Path(sys.executable).with_name("onrecord"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps({"text": a.text}) + "\n" for a in articles))
        ours = [command, "read", "--json", "--verbatim", str(path)]
        theirs = [python, "-c", PIPELINE, str(encoder), str(path)]
        rows = [(cost(ours), cost(theirs)) for _ in range(rounds)]
    show(len(articles), rows)
    for name, share in stage_shares([Document(a.name, a.text) for a in articles]).items():
        print(f"  {name:12} {share:5.1f} %")


def show(articles: int, rows: Sequence[tuple[Cost, Cost]]) -> None:
    """Prints the best of each measure over the rounds, and the ratios."""
    for measure in ("wall", "processor"):
        ours, theirs = (min(getattr(row[i], measure) for row in rows) for i in (0, 1))
        for name, value in (("onrecord", ours), ("pipeline", theirs)):
            rate = articles / value
            print(f"{name:9} {measure:9} {value:6.1f} s  {rate:6.2f} documents per second")
        print(f"ratio     {measure:9} {theirs / ours:6.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="has torch and transformers")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--articles", type=int, default=84, help="read the first so many")
    options = parser.parse_args()
    compare(options.python, options.encoder, options.rounds, options.articles)


if __name__ == "__main__":
    main()
