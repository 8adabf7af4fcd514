"""Trains the tagger and writes it as a model folder.

python -m training.tagger.train [--epochs 1] [--out src/onrecord/models/tagger-0.1]
"""

import argparse
import hashlib
import random
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.read.events.tagger import EDGE, REACH, Tagger, features
from training.crf import negative_log_likelihood
from training.tagger.corpus import Sentence, files, sentences

LEAST = 2  # times a feature must be seen
DROP = 0.15  # how often a word is hidden, so that endings and neighbours learn too
BATCH = 48

MANIFEST = """name = "tagger"
version = "0.1"
licence = "CC BY-SA 4.0"

[files]
"tagger.npz" = "{hash}"

[data]
"Universal Dependencies English EWT (train)" = "CC BY-SA 4.0"
"GUM (open genres, train)" = "CC BY 4.0 annotation; text CC BY 2.5, CC BY 4.0, CC BY-SA 3.0"

[recipe]
epochs = {epochs}
least = {least}
drop = {drop}
seed = 1

[scores]
"accuracy on EWT dev" = {ewt:.1f}
"accuracy on GUM dev" = {gum:.1f}
"""


def marked(words: list[str]) -> list[str]:
    """Words with the edges of the sentence and the mark of its first word."""
    return [*[EDGE] * REACH, "^" + words[0], *words[1:], *[EDGE] * REACH]


def names(words: list[str], at: int) -> list[str]:
    """Features of one word of a marked sentence, named as the model's index names them."""
    return [
        f"{place}{name}"
        for place in range(-REACH, REACH + 1)
        for name, places in features(words[at + REACH + place])
        if place in places
    ]


def index_of(corpus: list[Sentence]) -> dict[str, int]:
    """Features seen often enough, numbered; 0 is kept for what is unknown."""
    counts = Counter(
        n for words, _ in corpus for i in range(len(words)) for n in names(marked(words), i)
    )
    kept = sorted(n for n, c in counts.items() if c >= LEAST)
    return {n: i + 1 for i, n in enumerate(kept)}


class Chain(nn.Module):
    """Sums of feature rows as emissions, and a matrix of moves."""

    def __init__(self, features: int, tags: int):
        super().__init__()
        self.rows = nn.EmbeddingBag(features + 1, tags, mode="sum", padding_idx=0)
        self.moves = nn.Parameter(torch.zeros(tags, tags))
        nn.init.zeros_(self.rows.weight)

    def loss(self, ids: list[Tensor], tags: list[Tensor]) -> Tensor:
        sizes = [len(t) for t in tags]
        flat = self.rows(torch.cat(ids))
        emissions = nn.utils.rnn.pad_sequence(list(flat.split(sizes)), batch_first=True)
        gold = nn.utils.rnn.pad_sequence(tags, batch_first=True)
        mask = torch.arange(gold.shape[1])[None] < torch.tensor(sizes)[:, None]
        return negative_log_likelihood(emissions, gold, mask, self.moves)


def encode(corpus: list[Sentence], index: dict[str, int], tags: dict[str, int]):
    """Each sentence as feature ids [words, features] and tags [words]."""
    out = []
    for words, gold in corpus:
        seen = marked(words)
        rows = [[index.get(n, 0) for n in names(seen, i)] for i in range(len(words))]
        out.append((torch.tensor(rows, dtype=torch.int32), torch.tensor([tags[t] for t in gold])))
    return out


def train(data, size: int, tags: int, epochs: int, words: Tensor) -> Chain:
    """The chain after ``epochs`` passes; ``words`` marks which features are whole words."""
    chain = Chain(size, tags)
    optimiser = torch.optim.Adam(chain.parameters(), lr=0.02)
    steps = epochs * (len(data) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: max(0.02, 1 - s / steps))
    for epoch in range(epochs):
        random.shuffle(data)
        total = 0.0
        for start in range(0, len(data), BATCH):
            ids, gold = zip(*data[start : start + BATCH], strict=True)
            hidden = [torch.where(words[i] & (torch.rand(i.shape) < DROP), 0, i) for i in ids]
            loss = chain.loss(hidden, list(gold))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total * BATCH / len(data):.4f}", flush=True)
    return chain


def accuracy(model: Tagger, corpus: list[Sentence]) -> float:
    """Percent of words with the right tag."""
    found = model([words for words, _ in corpus])
    pairs = [
        (a, b)
        for row, (_, gold) in zip(found, corpus, strict=True)
        for a, b in zip(row, gold, strict=True)
    ]
    return 100 * sum(a == b for a, b in pairs) / len(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/models/tagger-0.1"))
    options = parser.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    torch.set_num_threads(1)
    corpus = [s for f in files("train") for s in sentences(f) if s[0]]
    index = index_of(corpus)
    tags = sorted({t for _, gold in corpus for t in gold})
    print(f"{len(corpus)} sentences, {len(index)} features, {len(tags)} tags", flush=True)
    data = encode(corpus, index, {t: i for i, t in enumerate(tags)})
    words = torch.tensor([False, *("w:" in n[:4] for n in index)])
    chain = train(data, len(index), len(tags), options.epochs, words)
    write(options, tags, index, chain)


def write(options, tags: list[str], index: dict[str, int], chain: Chain) -> None:
    """The model folder: rows as int8, features without weight left out, scores on dev."""
    full = chain.rows.weight.detach().numpy()[1:]
    scale = float(np.abs(full).max()) / 127
    rows = np.round(full / scale).astype(np.int8)
    kept = np.abs(rows).max(1) > 1
    listed = [n for n, k in zip(index, kept, strict=True) if k]
    moves = chain.moves.detach().numpy().astype(np.float32)
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / "tagger.npz"
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(listed).encode("utf-8"), np.uint8),
        tags=np.frombuffer(" ".join(tags).encode(), np.uint8),
        rows=rows[kept],
        scale=np.float32(scale),
        moves=moves,
    )
    lookup = {n: i for i, n in enumerate(listed)}
    model = Tagger(tags, lookup, rows[kept].astype(np.float32) * np.float32(scale), moves)
    dev = files("dev")
    ewt = accuracy(model, [s for s in sentences(dev[0]) if s[0]])
    gum = accuracy(model, [s for f in dev[1:] for s in sentences(f) if s[0]])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    text = MANIFEST.format(
        hash=digest,
        epochs=options.epochs,
        least=LEAST,
        drop=DROP,
        ewt=ewt,
        gum=gum,
    )
    (options.out / "manifest.toml").write_text(text)
    print(
        f"EWT dev {ewt:.2f}, GUM dev {gum:.2f}, {len(listed)} features, {path.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
