"""Tunes the sentence encoder on stories: ``python -m training.match.tune DATA/bundles --out RUN``.

Statements of one claim come together and all others of the story apart (supervised contrastive
loss, Khosla et al. 2020); beside it a head learns what a statement does to its claim. The stories
of ``training/stories/tune`` are learnt from and the bundles measured, so that whatever is fitted on
other stories afterwards sees vectors as the encoder gives them to a story that it does not know.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import average_precision_score
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from onrecord.infer.sentences import WIDTH, windows
from onrecord.match.head import SCALE
from onrecord.match.stance import STANCES
from training.match.dossiers import dossiers
from training.match.export_encoder import States
from training.match.oracle import STORIES
from training.match.stories import Story, Text, stories

#: By how many pieces the borders of windows move at most, up or down.
MOVED = 20
TEMPERATURE = 0.06
HIDDEN = 128
SIDES = ("different", "same", "opposite")
#: Pairs of different claims for each of one claim.
APART = 3
#: Weights of the two heads beside the contrastive loss.
STANCE, PAIR = 0.8, 0.5
#: Share of a claim's other statements that a statement is seen among.
PART = 0.6
CLS, SEP = 101, 102


def head(wide: int, answers: int) -> nn.Sequential:
    """One hidden layer."""
    inner = nn.Dropout(0.2), nn.Linear(wide, HIDDEN), nn.GELU("tanh"), nn.Dropout(0.2)
    return nn.Sequential(*inner, nn.Linear(HIDDEN, answers))


class Tuned(nn.Module):
    """The encoder, the head that says what a statement does to its claim, and the head that says
    whether two are of different claims, on one side of one claim or on opposite sides."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = States().encoder
        self.stance = head(4 * WIDTH, len(STANCES))
        self.pair = head(2 * WIDTH, len(SIDES))

    def states(self, ids: Tensor) -> Tensor:
        """[windows, length] of pieces, 0 where padded, to [windows, length, 384]."""
        own = self.encoder
        x = own.dropout(own.norm(own.pieces(ids) + own.positions(torch.arange(ids.shape[1]))))
        mask = (ids != 0)[:, None, None, :]
        for layer in own.layers:
            x = layer(x, mask)
        return x

    def forward(self, texts: list[Text], rng: random.Random | None = None) -> Tensor:
        """Unit vectors of all statements; ``rng`` moves the borders of the windows."""
        borders = [moved(windows(len(text.ids)), rng) for text in texts]
        rows = [
            torch.tensor([CLS, *text.ids[a:b], SEP])
            for text, cuts in zip(texts, borders, strict=True)
            for a, b in pairwise(cuts)
        ]
        states = iter(self.states(nn.utils.rnn.pad_sequence(rows, batch_first=True)))
        out = []
        for text, cuts in zip(texts, borders, strict=True):
            whole = torch.cat([next(states)[1 : b - a + 1] for a, b in pairwise(cuts)])
            out += [whole[first : last + 1].mean(0) for first, last in text.spans]
        return F.normalize(torch.stack(out), dim=-1)


def moved(borders: list[int], rng: random.Random | None) -> list[int]:
    """The borders of windows, those inside the text moved a little."""
    by = rng.randint(-MOVED, MOVED) if rng and len(borders) > 2 else 0
    return [borders[0], *(b + by for b in borders[1:-1]), borders[-1]]


def contrast(z: Tensor, claims: list[set[str]]) -> Tensor:
    """Supervised contrastive loss over the statements of a story that a claim lists."""
    listed = [i for i, c in enumerate(claims) if c]
    same = torch.tensor([[bool(claims[i] & c) for c in claims] for i in listed])
    at = torch.arange(len(listed)), torch.tensor(listed)
    likely = z[listed] @ z.T / TEMPERATURE
    likely[at] = -1e4
    same[at] = False
    some = same.any(1)
    log = F.log_softmax(likely[some], -1)
    return -((log * same[some]).sum(1) / same[some].sum(1)).mean()


def beside(v: Tensor, centre: Tensor) -> Tensor:
    """What the stance head sees of statements, [n, 384], and the middles of their claims."""
    v, centre = SCALE * v, SCALE * centre
    return torch.cat([v, centre, v * centre, (v - centre).abs()], -1)


def stance_rows(z: Tensor, one: Story, rng: random.Random | None = None) -> tuple[Tensor, Tensor]:
    """Inputs and answers of the stance head; with ``rng`` each in a part of its claim."""
    vectors, centres, answers = [], [], []
    for rows in one.stances.values():
        for i, answer in rows:
            some = [j for j, _ in rows if j == i or rng is None or rng.random() < PART]
            vectors.append(z[i])
            centres.append(F.normalize(z[some].mean(0), dim=-1))
            answers.append(answer)
    return beside(torch.stack(vectors), torch.stack(centres)), torch.tensor(answers)


def between(a: Tensor, b: Tensor) -> Tensor:
    """What the pair head sees of two statements, the same either way round."""
    a, b = SCALE * a, SCALE * b
    return torch.cat([(a - b).abs(), a * b], -1)


def side_of(one: Story) -> dict[tuple[int, int], int]:
    """Pairs of statements of one claim -> place in ``SIDES``."""
    supports, denies = STANCES.index("supports"), STANCES.index("denies")
    out: dict[tuple[int, int], int] = {}
    for rows in one.stances.values():
        for (i, a), (j, b) in combinations(sorted(rows), 2):
            if i != j:
                out[i, j] = max(out.get((i, j), 1), 2 if {a, b} == {supports, denies} else 1)
    return out


def pair_rows(z: Tensor, one: Story, rng: random.Random) -> tuple[Tensor, Tensor]:
    """Inputs and answers of the pair head: all pairs of a claim, some of two."""
    same, listed = side_of(one), [i for i, c in enumerate(one.claims) if c]
    apart = {(min(p), max(p)) for p in (rng.sample(listed, 2) for _ in range(APART * len(same)))}
    answers = same | dict.fromkeys(apart - same.keys(), 0)
    first, second = (torch.tensor(x) for x in zip(*answers, strict=True))
    return between(z[first], z[second]), torch.tensor(list(answers.values()))


def measure(model: Tuned, stories: list[Story]) -> dict[str, float]:
    """Mean average precision by story: of pairs of one claim by cosine and by the pair head, and
    of opposite pairs among those of one claim by the pair head; share of stances right."""
    model.eval()
    found, right, of = defaultdict(list), 0, 0
    with torch.no_grad():
        for one in stories:
            z, same = model(one.texts), side_of(one)
            listed = [i for i, c in enumerate(one.claims) if c]
            i, j = (torch.tensor(x) for x in zip(*combinations(listed, 2), strict=True))
            side = np.array([same.get(p, 0) for p in combinations(listed, 2)])
            chance = model.pair(between(z[i], z[j])).softmax(-1).numpy()
            together = side > 0
            found["cosine"].append(average_precision_score(together, (z[i] * z[j]).sum(-1)))
            found["pair"].append(average_precision_score(together, 1 - chance[:, 0]))
            if (side == 2).any():
                opposite = chance[together, 2] / chance[together, 1:].sum(-1).clip(1e-9)
                found["opposite"].append(average_precision_score(side[together] == 2, opposite))
            x, y = stance_rows(z, one)
            right, of = right + int((model.stance(x).argmax(-1) == y).sum()), of + len(y)
    model.train()
    return {k: round(float(np.mean(v)), 3) for k, v in found.items()} | {"stance": right / of}


def groups(model: Tuned, rate: float) -> list[dict]:
    """Parameters by depth: lower layers learn more slowly, the head faster."""
    out = []
    for name, value in model.named_parameters():
        if any(table in name for table in ("pieces", "positions", "shapes", "quotes")):
            value.requires_grad = False
            continue
        depth = int(name.split("layers.")[1].split(".")[0]) if "layers." in name else -1
        own = 10 * rate if not name.startswith("encoder") else rate * 0.85 ** (5 - depth)
        out.append({"params": [value], "lr": own, "peak": own, "weight_decay": 0.01})
    return out


def losses(model: Tuned, one: Story, rng: random.Random) -> Tensor:
    """Of a story: contrastive, of the stances, of the sides of pairs."""
    z = model(one.texts, rng)
    x, y = stance_rows(z, one, rng)
    i, j = pair_rows(z, one, rng)
    heads = F.cross_entropy(model.stance(x), y), F.cross_entropy(model.pair(i), j)
    return torch.stack([contrast(z, one.claims), *heads])


@dataclass
class Run:
    """The model, its averaged weights, and how far the learning is of ``steps``."""

    model: Tuned
    average: AveragedModel
    optimizer: torch.optim.Optimizer
    steps: int
    step: int = 0

    def epoch(self, train: list[Story], rng: random.Random) -> np.ndarray:
        """One pass over the stories; returns the mean losses."""
        meter = []
        for one in rng.sample(train, len(train)):
            scale = min((self.step + 1) / 20, 1.0, max(0.05, 1 - self.step / self.steps))
            for group in self.optimizer.param_groups:
                group["lr"] = group["peak"] * scale
            found = losses(self.model, one, rng)
            self.optimizer.zero_grad(set_to_none=True)
            (found * torch.tensor([1.0, STANCE, PAIR])).sum().backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.average.update_parameters(self.model)
            self.step += 1
            meter.append(found.detach().numpy())
        return np.mean(meter, 0).round(3)


def keep(run: Run, epoch: int, held: dict[str, list[Story]], out: Path) -> None:
    """Measures the averaged weights on the stories held out, notes it and writes the weights."""
    row = {part: measure(run.average.module, some) for part, some in held.items()}
    print(epoch, row, flush=True)
    with (out / "log.jsonl").open("a") as file:
        file.write(json.dumps({"epoch": epoch, **row}) + "\n")
    torch.save(run.average.module.state_dict(), out / "last.pt")


def options() -> argparse.Namespace:
    """What the command is given."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bundles", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--ema", type=float, default=0.98)
    parser.add_argument("--dossiers", type=Path, help="folder of dossiers to learn from as well")
    return parser.parse_args()


def main() -> None:
    """Tunes, measures on the bundles after each epoch, writes the averaged weights."""
    args = options()
    args.out.mkdir(parents=True, exist_ok=True)
    train = stories(STORIES / "tune")
    train += dossiers(args.dossiers) if args.dossiers else []
    held = {part: stories(args.bundles / part) for part in ("train", "dev")}
    torch.manual_seed(args.seed)
    rng, model = random.Random(args.seed), Tuned()
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True), strict=False)
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(args.ema))
    optimizer = torch.optim.AdamW(groups(model, args.rate), betas=(0.9, 0.98), fused=True)
    run = Run(model, average, optimizer, args.epochs * len(train))
    keep(run, 0, held, args.out)
    for epoch in range(1, args.epochs + 1):
        began = time.time()
        print(run.epoch(train, rng), f"{time.time() - began:.0f} s", flush=True)
        keep(run, epoch, held, args.out)


if __name__ == "__main__":
    main()
