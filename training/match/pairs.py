"""Trains the two passes that score pairs of statements on the train bundles.

python -m training.match.pairs DATA/bundles --out src/onrecord/models/claims-0.2

The second pass is fitted on scores that first passes gave to stories they had not seen, so that
it meets at work what it met in training. ``training.match.attempt`` measures what was written.
"""

import argparse
import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
from scipy.sparse.csgraph import connected_components
from sklearn.ensemble import HistGradientBoostingClassifier

from onrecord.infer.sentences import SentenceEncoder
from onrecord.match import cluster, compare, likeness, neighbours
from onrecord.match.signature import Signature, sign, spans_to_encode
from training.match import trees
from training.match.oracle import Bundle, folders, load

#: Readings by bundle (training.match.read_bundles); without them the truth's own statements.
READINGS = Path("training/runs/readings")
MODEL = Path("src/onrecord/models/claims-0.2")
FOLDS = 3
#: Share of the pairs of two claims that is trained on.
APART = 0.5
#: Scores below this are not kept (record/across.py) and count as 0 in the second pass.
FLOOR = 0.03


def signed(folder: Path, encoder: SentenceEncoder) -> tuple[Bundle, list[Signature]]:
    """A bundle and the signatures of its readings; vectors are cached beside the run."""
    read = READINGS / f"{folder.name}.json"
    if not read.exists():
        print(folder.name, "was not read: taking the truth's own statements", flush=True)
    bundle = load(folder, read if read.exists() else None)
    cache = Path("training/runs") / f"vectors-{folder.name}.pkl"
    kept = pickle.loads(cache.read_bytes()) if cache.exists() else {}
    out, before = [], len(kept)
    for reading in bundle.readings:
        key = (reading.document.key, tuple(s.id for s in reading.statements or ()))
        if key not in kept:
            kept[key] = encoder.encode(reading.document.text, spans_to_encode(reading))
        out.append(sign(reading, kept[key], encoder.weight))
    if len(kept) > before:
        cache.write_bytes(pickle.dumps(kept))
    return bundle, out


@dataclass(frozen=True)
class Pairs:
    """The pairs of a story that are worth scoring: places of both among its ``size`` statements,
    features, whether one claim holds both, and whether any claim holds either."""

    first: np.ndarray
    second: np.ndarray
    rows: np.ndarray
    same: np.ndarray
    listed: np.ndarray
    size: int

    def table(self, scores: np.ndarray) -> np.ndarray:
        """Scores of the pairs within each component as [statements, statements]."""
        out = np.zeros((self.size, self.size), np.float32)
        out[self.first, self.second] = np.where(scores >= FLOOR, scores, 0.0)
        _, part = connected_components(out >= cluster.TIE, directed=False)
        return np.where(part[:, None] == part, out + out.T, 0.0)


def pairs(bundle: Bundle, signatures: list[Signature]) -> Pairs:
    """Every pair of a story's statements that ``compare.score`` would look at."""
    ids = [x.id for s in signatures for x in s.lines]
    place = {uid: n for n, uid in enumerate(ids)}
    first, second, rows = [], [], []
    for a, b in combinations_with_replacement(signatures, 2):
        if not a.lines or not b.lines:
            continue
        found = likeness.features(a, b)
        worth = compare.worth(found)
        i, j = np.nonzero(np.triu(worth, 1) if a is b else worth)
        first += [place[a.lines[k].id] for k in i]
        second += [place[b.lines[k].id] for k in j]
        rows.append(found[i, j])
    claims = [bundle.claims.get(uid, set()) for uid in ids]
    both = [(claims[i], claims[j]) for i, j in zip(first, second, strict=True)]
    return Pairs(
        np.array(first),
        np.array(second),
        np.concatenate(rows),
        np.array([bool(x & y) for x, y in both]),
        np.array([bool(x or y) for x, y in both]),
        len(ids),
    )


def fit(stories: Iterable[Pairs], rows: Iterable[np.ndarray], leaves: int, iterations: int):
    """Boosted trees on the pairs of listed statements that have a score at all."""
    chance, x, y = np.random.default_rng(0), [], []
    for story, found in zip(stories, rows, strict=True):
        some = story.same | (chance.random(len(story.same)) < APART)
        keep = story.listed & some & (found[:, 0] != 0)
        x.append(found[keep])
        y.append(story.same[keep])
    return HistGradientBoostingClassifier(
        max_iter=iterations,
        learning_rate=0.08,
        max_leaf_nodes=leaves,
        l2_regularization=5.0,
        min_samples_leaf=40,
        max_features=0.4,
        early_stopping=False,
        random_state=0,
    ).fit(np.concatenate(x), np.concatenate(y))


def first_pass(stories: list[Pairs]):
    """The model of the first pass."""
    return fit(stories, [s.rows for s in stories], 15, 150)


def second_pass(stories: list[Pairs]):
    """The model of the second pass, on scores of first passes that had not seen the story."""
    rows: dict[int, np.ndarray] = {}
    for fold in range(FOLDS):
        model = first_pass([s for n, s in enumerate(stories) if n % FOLDS != fold])
        for n in range(fold, len(stories), FOLDS):
            found = model.predict_proba(stories[n].rows)[:, 1]
            rows[n] = around(stories[n], found)
    return fit(stories, [rows[n] for n in range(len(stories))], 8, 60)


def around(story: Pairs, scores: np.ndarray) -> np.ndarray:
    """Features of the second pass for every pair of the story."""
    return neighbours.features(story.table(scores), story.first, story.second)


def main() -> None:
    """Fits both passes, writes ``pair.onnx`` and ``neighbours.onnx``."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bundles", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    encoder = SentenceEncoder(MODEL)
    stories = [pairs(*signed(f, encoder)) for f in folders(args.bundles, "train")]
    for name, model in (("pair", first_pass(stories)), ("neighbours", second_pass(stories))):
        trees.write(model, args.out / f"{name}.onnx")
        print(name, len(model._predictors), "trees")


if __name__ == "__main__":
    main()
