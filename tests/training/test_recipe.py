"""The whole training recipe on a corpus of a few sentences of our own."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: run `make train` first")

from training.export import export  # noqa: E402
from training.inner import Content, Text, counts, fit, save  # noqa: E402
from training.train import Settings, train  # noqa: E402

from onrecord.infer.model import Graph, load_model  # noqa: E402

ARTICLE = """[Mara Lindqvist]S [said]C [the ferry would sail on Friday]X.

“[We have no choice,” she told reporters.

[According to]C [the harbour office]S, [two boats are missing]X.
"""
ROLES = {"S": "Source", "C": "Cue", "X": "Content"}


def write_article(folder: Path, name: str) -> None:
    """Marked-up text as PolNeAR's standoff files."""
    text, spans = "", []
    for plain, inside, role in re.findall(r"([^\[]*)(?:\[([^\]]*)\]([SCX]))?", ARTICLE):
        text += plain
        if role:
            spans.append((ROLES[role], len(text), len(text) + len(inside)))
            text += inside
    lines = [f"T{i}\t{r} {s} {e}\t{text[s:e]}" for i, (r, s, e) in enumerate(spans)]
    lines += [
        "E1\tAttribution:T1 Source:T0 Cue:T1 Content:T2",
        "E2\tAttribution:T3 Cue:T3 Source:T4 Content:T5",
    ]
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "text" / f"{name}.txt").write_text(text)
    (folder / "attributions" / f"{name}_x.ann").write_text("\n".join(lines) + "\n")


@pytest.mark.filterwarnings("ignore")
def test_recipe_trains_resumes_and_exports_a_model_that_loads(tmp_path: Path) -> None:
    """A run that was stopped goes on from its checkpoint, and its export is a checked model."""
    for split in ("train", "dev"):
        write_article(tmp_path / "data" / "polnear" / split, "one")
    run = tmp_path / "run"
    train(Settings(epochs=1, names=0), run, tmp_path / "data")
    train(Settings(epochs=2, names=0), run, tmp_path / "data")
    epochs = [json.loads(line)["epoch"] for line in (run / "log.jsonl").read_text().splitlines()]
    assert epochs == [1, 2]
    export(run, "tiny-0.0", tmp_path / "models", score=False)
    model = load_model("tiny-0.0", tmp_path / "models")
    rows = np.ones((2, 9, 3), np.int64)
    outputs = Graph(model.folder / "model.onnx")(rows=rows)
    assert {k: v.shape[:2] for k, v in outputs.items()} == dict.fromkeys(
        ("states", "tags", "links"), (2, 9)
    )


def test_nested_attributions_are_learnt_and_saved(tmp_path: Path) -> None:
    """The tagger finds what it was taught, and the manifest has its hash."""
    random = np.random.default_rng(0)
    rows = random.normal(size=(40, 8)).astype(np.float32)
    rows[:, :3] = 0
    contents = []
    for low in range(0, 40, 8):
        rows[low, 0], rows[low + 1, 1], rows[low + 2 : low + 8, 2] = 9, 9, 9
        gold = ((low, low + 1), (low + 1, low + 2), (low + 2, low + 8))
        contents.append(Content(((low, low + 8),), (gold,)))
    texts = [Text(rows, tuple(contents))] * 8
    weights = fit(texts)
    right, found, gold_count = counts(texts[:1], weights)
    assert right == found == gold_count == 5
    (tmp_path / "manifest.toml").write_text('name = "tiny"\nversion = "0.0"\n[files]\n')
    save(weights, tmp_path)
    (tmp_path / "tiny-0.0").symlink_to(tmp_path)
    assert load_model("tiny-0.0", tmp_path).label == "tiny-0.0"
