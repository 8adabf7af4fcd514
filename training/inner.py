"""Fits the tagger of nested attributions on a shipped reader's states:
``python -m training.inner reader-0.3``.

Trained on the contents of the annotated train articles, a sentence at a time; how much "outside"
is held back is chosen by cross-validation over those articles. Writes ``inner.npz`` and its hash.
"""

import argparse
import hashlib
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from onrecord.infer.model import MODELS, Graph
from onrecord.read.attribution.decode import Found
from onrecord.read.attribution.encode import encode
from onrecord.read.attribution.inner import REACH, Floats, InnerWeights, inner, pieces, rows_of
from onrecord.read.attribution.link import WordSpan
from onrecord.read.attribution.tags import ROLES, legal, tag_names, tags_of
from onrecord.read.attribution.windows import pieces_of
from onrecord.read.attribution.words import split_words, words_in
from onrecord.read.sentences import sentences
from training.corpora import Article, polnear
from training.crf import FORBIDDEN, negative_log_likelihood
from training.examples import to_words
from training.train import minilm_tokenizer

HIDDEN, DROPOUT, EPOCHS, BATCH, RATE = 64, 0.3, 15, 16, 4e-3
FAVOURS, FOLDS = (0.0, 0.15, 0.3, 0.45), 4

Gold = tuple[WordSpan | None, WordSpan, WordSpan]


@dataclass(frozen=True)
class Content:
    """One content as parts in words, and the attributions inside it."""

    parts: tuple[WordSpan, ...]
    gold: tuple[Gold, ...]


@dataclass(frozen=True)
class Text:
    """One annotated article as the tagger sees it."""

    rows: Floats
    contents: tuple[Content, ...]


class Tagger(nn.Module):
    """The tagger in torch; ``weights`` gives what ships."""

    def __init__(self, width: int):
        super().__init__()
        count = len(tag_names(ROLES))
        self.dropout = nn.Dropout(DROPOUT)
        self.mix = nn.Conv1d(width, HIDDEN, 2 * REACH + 1, padding=REACH)
        self.out = nn.Linear(HIDDEN, count)
        self.transitions = nn.Parameter(torch.zeros(count, count))
        self.register_buffer("legal", torch.tensor(legal(count)))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Scores [batch, words, tags] for ``rows`` [batch, words, width]."""
        near = self.mix(self.dropout(rows).transpose(1, 2)).transpose(1, 2)
        return self.out(self.dropout(torch.relu(near)))

    def moves(self) -> torch.Tensor:
        """Transitions with the illegal ones forbidden."""
        return torch.where(self.legal, self.transitions, torch.tensor(FORBIDDEN))

    def weights(self) -> InnerWeights:
        """As arrays."""
        mix = self.mix.weight.permute(2, 1, 0).reshape(-1, HIDDEN)
        parts = (mix, self.mix.bias, self.out.weight.T, self.out.bias, self.transitions)
        return InnerWeights(*(p.detach().numpy().copy() for p in parts))


def text_of(article: Article, graph: Graph) -> Text:
    """States and contents of one article."""
    words = split_words(article.text)
    (encoded,) = encode([pieces_of(words, minilm_tokenizer())], lambda rows: graph(rows=rows))
    bounds = [words_in(words, s) for s in sentences(article.text)]
    contents = []
    for a in article.attributions:
        if a.meaning:
            runs = [w for c in a.content if (w := to_words(words, c))]
            gold = [
                tuple(s and to_words(words, s) for s in (i.source, i.cue, i.content))
                for i in a.inner
            ]
            contents.append(
                Content(tuple(pieces(runs, bounds)), tuple(g for g in gold if g[1] and g[2]))
            )
    return Text(rows_of(encoded.words["states"], [w.quote for w in words]), tuple(contents))


def sequences(text: Text) -> list[tuple[Floats, list[int]]]:
    """Rows and tags of each part of each content. What overlaps an earlier span is left out."""
    out = []
    for content in text.contents:
        for low, high in content.parts:
            spans: list[tuple[int, int, int]] = []
            found = [(s, r) for g in content.gold for r, s in enumerate(g) if s]
            for (start, end), role in sorted(found, key=lambda f: (f[0][0], -f[0][1])):
                if low <= start < high and (not spans or spans[-1][1] <= start - low):
                    spans.append((start - low, min(end, high) - low, role))
            out.append((text.rows[low:high], tags_of(spans, high - low)))
    return out


def fit(texts: Sequence[Text]) -> InnerWeights:
    """The tagger fitted on these texts; the same every time."""
    torch.manual_seed(0)
    examples = [s for t in texts for s in sequences(t)]
    tagger = Tagger(examples[0][0].shape[1])
    optimiser = torch.optim.AdamW(tagger.parameters(), RATE, weight_decay=0.05)
    steps = EPOCHS * -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1)
    for epoch in range(EPOCHS):
        random.Random(epoch).shuffle(examples)
        for i in range(0, len(examples), BATCH):
            optimiser.zero_grad()
            loss(tagger, examples[i : i + BATCH]).backward()
            optimiser.step()
            schedule.step()
    return tagger.weights()


def loss(tagger: Tagger, batch: Sequence[tuple[Floats, list[int]]]) -> torch.Tensor:
    """Negative log-likelihood of one batch."""
    longest = max(len(t) for _, t in batch)
    rows = torch.zeros(len(batch), longest, batch[0][0].shape[1])
    tags = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.bool)
    for i, (r, t) in enumerate(batch):
        rows[i, : len(t)], tags[i, : len(t)] = torch.from_numpy(r), torch.tensor(t)
        mask[i, : len(t)] = True
    return negative_log_likelihood(tagger(rows), tags, mask, tagger.moves())


def counts(texts: Sequence[Text], weights: InnerWeights) -> np.ndarray:
    """Right, found and gold attributions: cues overlap, IoU of content and source at least 0.5."""
    right = found = gold = 0
    for text in texts:
        for content in text.contents:
            ours, left = inner(text.rows, content.parts, weights), list(content.gold)
            found, gold = found + len(ours), gold + len(left)
            for one in ours:
                if hit := next((g for g in left if same(one, g)), None):
                    left.remove(hit)
                    right += 1
    return np.array([right, found, gold])


def same(found: Found, gold: Gold) -> bool:
    """Whether a found attribution is the gold one."""
    pairs = ((found.source, gold[0]), (found.contents[0], gold[2]))
    return iou(found.cue, gold[1]) > 0 and all(iou(a, b) >= 0.5 for a, b in pairs)


def iou(a: WordSpan | None, b: WordSpan | None) -> float:
    """Words in common by words in either; 1 when both are absent."""
    if not a or not b:
        return float(a is b)
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return common / (a[1] - a[0] + b[1] - b[0] - common)


def f1(count: np.ndarray) -> float:
    """In percent, of (right, found, gold)."""
    return float(200 * count[0] / max(1, count[1] + count[2]))


def chosen_favour(texts: Sequence[Text]) -> tuple[float, float]:
    """The value with the best F1 over held-out articles, and that F1."""
    totals = dict.fromkeys(FAVOURS, np.zeros(3, int))
    for fold in range(FOLDS):
        weights = fit([t for i, t in enumerate(texts) if i % FOLDS != fold])
        for value in FAVOURS:
            held = texts[fold::FOLDS]
            totals[value] = totals[value] + counts(held, replace(weights, favour=value))
    best = max(FAVOURS, key=lambda v: f1(totals[v]))
    return best, f1(totals[best])


def save(weights: InnerWeights, folder: Path) -> None:
    """Writes ``inner.npz`` and puts its hash into the manifest."""
    names = ("mix", "mix_bias", "out", "out_bias", "transitions")
    arrays = {
        n: getattr(weights, n).astype(np.float16 if n == "mix" else np.float32) for n in names
    }
    np.savez(folder / "inner.npz", favour=np.float32(weights.favour), **arrays)
    manifest = folder / "manifest.toml"
    text = re.sub(r'"inner\.npz" = .*\n', "", manifest.read_text(encoding="utf-8"))
    digest = hashlib.sha256((folder / "inner.npz").read_bytes()).hexdigest()
    line = f'[files]\n"inner.npz" = "{digest}"\n'
    manifest.write_text(text.replace("[files]\n", line), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("label")
    folder = MODELS / parser.parse_args().label
    graph = Graph(folder / "model.onnx")
    train, dev = (
        [text_of(a, graph) for a in polnear(split) if any(x.meaning for x in a.attributions)]
        for split in ("train", "dev")
    )
    favour, held = chosen_favour(train)
    weights = replace(fit(train), favour=favour)
    print(
        f"favour {favour}: F1 {held:.1f} on held-out train, {f1(counts(dev, weights)):.1f} on dev"
    )
    save(weights, folder)


if __name__ == "__main__":
    main()
