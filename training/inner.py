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
from numpy.typing import NDArray

from onrecord.infer.model import MODELS, Graph
from onrecord.read.attribution.decode import Found
from onrecord.read.attribution.encode import encode
from onrecord.read.attribution.inner import Floats, InnerWeights, inner, pieces, rows_of
from onrecord.read.attribution.link import WordSpan
from onrecord.read.attribution.windows import pieces_of
from onrecord.read.attribution.words import split_words, words_in
from onrecord.read.sentences import sentences
from training.corpora import Article, polnear
from training.examples import InnerGold, inner_gold, inner_tags, to_words
from training.nested import Tagger, loss
from training.train import minilm_tokenizer

EPOCHS, BATCH, RATE = 15, 16, 4e-3
FAVOURS, FOLDS = (0.0, 0.15, 0.3, 0.45), 4


@dataclass(frozen=True)
class Content:
    """One content as parts in words, and the attributions inside it."""

    parts: tuple[WordSpan, ...]
    gold: tuple[InnerGold, ...]


@dataclass(frozen=True)
class Text:
    """One annotated article as the tagger sees it."""

    rows: Floats
    contents: tuple[Content, ...]


def text_of(article: Article, graph: Graph) -> Text:
    """States and contents of one article."""
    words = split_words(article.text)
    (encoded,) = encode([pieces_of(words, minilm_tokenizer())], lambda rows: graph(rows=rows))
    bounds = [words_in(words, s) for s in sentences(article.text)]
    contents = []
    for a in article.attributions:
        if a.meaning:
            runs = [w for c in a.content if (w := to_words(words, c))]
            contents.append(Content(tuple(pieces(runs, bounds)), tuple(inner_gold(words, a))))
    return Text(rows_of(encoded.words["states"], [w.quote for w in words]), tuple(contents))


def sequences(text: Text) -> list[tuple[Floats, NDArray[np.int64]]]:
    """Rows and tags of each part of each content."""
    parts = [(c, p) for c in text.contents for p in c.parts]
    return [(text.rows[slice(*p)], inner_tags(c.gold, *p)) for c, p in parts]


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
            loss(tagger, [(torch.from_numpy(r), t) for r, t in examples[i : i + BATCH]]).backward()
            optimiser.step()
            schedule.step()
    return tagger.weights()


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


def same(found: Found, gold: InnerGold) -> bool:
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
