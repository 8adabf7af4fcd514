"""Reading speed beside what a user would otherwise write, in one run.

``python -m benchmarks.speed`` reads the 84 articles of PolNeAR dev with ``onrecord read --json``
and tags them, which is all it does, with the transformers token-classification pipeline in fp32:
once with an encoder of the published best reader's size (BERT-base, Devlin et al. 2019: 12 layers
of 768; time does not depend on its weights, so they are drawn at random) and once with the
encoder that Onrecord itself uses. All start as fresh processes and timings include loading.
Processor seconds stand beside wall time, because they hardly change when other programs run
beside it. Needs torch and transformers (``pip install transformers``) in any Python named by
``--python``. Exit code 1 if Onrecord is not 4 times as fast as the published best's size.
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
from safetensors.torch import load_file
from transformers import BertConfig, BertForTokenClassification, BertTokenizerFast, pipeline
size, folder, path = sys.argv[1:]
torch.manual_seed(0)
if size == "base":
    model = BertForTokenClassification(BertConfig(num_labels=13))
else:
    model = BertForTokenClassification(BertConfig.from_pretrained(folder, num_labels=13))
    missing, _ = model.bert.load_state_dict(load_file(folder + "/model.safetensors"), strict=False)
    assert not [m for m in missing if "pooler" not in m], missing
tokenizer = BertTokenizerFast.from_pretrained(folder, model_max_length=384)
tag = pipeline("token-classification", model=model.eval(), tokenizer=tokenizer, device="cpu",
               aggregation_strategy="simple", stride=128)
texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
print(sum(len(spans) for spans in tag(texts)))
"""
#: What each pipeline is called, and its size as the program above takes it.
PIPELINES = {"BERT-base, fp32": "base", "same encoder, fp32": "same"}
WANTED = 4


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


def compare(python: str, encoder: Path, rounds: int, most: int) -> float:
    """Prints the speeds, their ratios and where the reader's time goes; returns the ratio to
    the pipeline of the published best's size."""
    articles = polnear("dev")[:most]
    command = str(Path(sys.executable).with_name("onrecord"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps({"text": a.text}) + "\n" for a in articles))
        commands = {"Onrecord": [command, "read", "--json", "--verbatim", str(path)]}
        for name, size in PIPELINES.items():
            commands[name] = [python, "-c", PIPELINE, size, str(encoder), str(path)]
        runs = [{name: cost(c) for name, c in commands.items()} for _ in range(rounds)]
    least = {
        name: Cost(min(r[name].wall for r in runs), min(r[name].processor for r in runs))
        for name in commands
    }
    show(len(articles), least)
    for name, share in stage_shares([Document(a.name, a.text) for a in articles]).items():
        print(f"  {name:12} {share:5.1f} %")
    return least[next(iter(PIPELINES))].wall / least["Onrecord"].wall


def show(articles: int, least: dict[str, Cost]) -> None:
    """Prints the best of each measure over the rounds, and how often as fast Onrecord is."""
    print(
        f"{'':20} {'wall s':>8} {'documents/s':>12} {'ratio':>6} {'processor s':>12} {'ratio':>6}"
    )
    ours = least["Onrecord"]
    for name, cost in least.items():
        wall, processor = cost.wall / ours.wall, cost.processor / ours.processor
        print(
            f"{name:20} {cost.wall:8.1f} {articles / cost.wall:12.2f} {wall:6.2f}"
            f" {cost.processor:12.1f} {processor:6.2f}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="has torch and transformers")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--articles", type=int, default=84, help="read the first so many")
    options = parser.parse_args()
    ratio = compare(options.python, options.encoder, options.rounds, options.articles)
    return int(ratio < WANTED)


if __name__ == "__main__":
    sys.exit(main())
