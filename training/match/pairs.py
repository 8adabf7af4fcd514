"""Trains the pair network on the train bundles and prints B-cubed F1 on the dev bundles.

python -m training.match.pairs DATA/bundles --out src/onrecord/models/claims-0.1/pair.json
"""

import argparse
import json
import pickle
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from onrecord.infer.sentences import SentenceEncoder
from onrecord.match import compare
from onrecord.match.signature import Signature, sign, spans_to_encode
from training.match.oracle import Bundle, load

#: Output of ``onrecord read`` by bundle; without it the truth's own statements are used.
READINGS = Path("training/runs/readings")
MODEL = Path("src/onrecord/models/claims-0.1")


def signed(folder: Path, encoder: SentenceEncoder) -> tuple[Bundle, list[Signature]]:
    """A bundle and the signatures of its readings; vectors are cached beside the run."""
    read = READINGS / f"{folder.name}.json"
    bundle = load(folder, read if read.exists() else None)
    cache = Path("training/runs") / f"vectors-{folder.name}.pkl"
    kept = pickle.loads(cache.read_bytes()) if cache.exists() else {}
    out = []
    for reading in bundle.readings:
        key = (reading.document.key, tuple(s.id for s in reading.statements or ()))
        if key not in kept:
            kept[key] = encoder.encode(reading.document.text, spans_to_encode(reading))
        out.append(sign(reading, kept[key], encoder.weight))
    cache.write_bytes(pickle.dumps(kept))
    return bundle, out


def pairs(bundle: Bundle, signatures: list[Signature]) -> tuple[np.ndarray, np.ndarray]:
    """Features and labels of all pairs with at least one listed statement."""
    rows, labels = [], []
    for a, b in combinations_with_replacement(signatures, 2):
        found = compare.features(a, b)
        for i, x in enumerate(a.lines):
            for j, y in enumerate(b.lines):
                if (a is b and j <= i) or not (bundle.claims.get(x.id) or bundle.claims.get(y.id)):
                    continue
                rows.append(found[i, j])
                labels.append(bool(bundle.claims.get(x.id, set()) & bundle.claims.get(y.id, set())))
    return np.array(rows, np.float32), np.array(labels)


def exported(model: HistGradientBoostingClassifier, features: list[str]) -> dict:
    """The trees as plain lists."""
    trees = []
    for (tree,) in model._predictors:
        nodes = tree.nodes
        inner = nodes["is_leaf"] == 0
        trees.append(
            {
                "feature": np.where(inner, nodes["feature_idx"], 0).tolist(),
                "threshold": np.where(inner, nodes["num_threshold"], 0).round(5).tolist(),
                "left": np.where(inner, nodes["left"], 0).tolist(),
                "right": np.where(inner, nodes["right"], 0).tolist(),
                "value": np.where(inner, 0, nodes["value"]).round(5).tolist(),
            }
        )
    return {
        "features": features,
        "baseline": float(model._baseline_prediction[0, 0]),
        "trees": trees,
    }


def main() -> None:
    """Fits, writes the weights as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bundles", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    encoder = SentenceEncoder(MODEL)
    made = [pairs(*signed(f, encoder)) for f in sorted((args.bundles / "train").iterdir())]
    x, y = np.concatenate([a for a, _ in made]), np.concatenate([b for _, b in made])
    keep = y | (np.random.default_rng(0).random(len(y)) < 0.35)
    model = HistGradientBoostingClassifier(
        max_iter=180,
        learning_rate=0.07,
        max_leaf_nodes=15,
        l2_regularization=5.0,
        min_samples_leaf=60,
        random_state=0,
    )
    model.fit(x[keep], y[keep])
    args.out.write_text(json.dumps(exported(model, list(compare.FEATURES))))
    print(x.shape, y.mean())


if __name__ == "__main__":
    main()
