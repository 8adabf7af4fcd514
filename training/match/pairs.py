"""Trains the pair network on the train bundles and prints B-cubed F1 on the dev bundles.

    python -m training.match.pairs DATA/bundles --out src/onrecord/models/claims-0.1/pair.json
"""

import argparse
import json
import pickle
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from onrecord.infer.sentences import SentenceEncoder
from onrecord.match import compare
from onrecord.match.signature import Signature, sign, spans_to_encode
from training.match.oracle import Bundle, load

MODEL = Path("src/onrecord/models/claims-0.1")


def signed(folder: Path, encoder: SentenceEncoder) -> tuple[Bundle, list[Signature]]:
    """A bundle and the signatures of its readings; vectors are cached beside the run."""
    bundle = load(folder)
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


def main() -> None:
    """Fits, writes the weights as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bundles", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    encoder = SentenceEncoder(MODEL)
    made = [pairs(*signed(f, encoder)) for f in sorted((args.bundles / "train").iterdir())]
    x, y = np.concatenate([a for a, _ in made]), np.concatenate([b for _, b in made])
    keep = y | (np.random.default_rng(0).random(len(y)) < 0.5)
    scaler = StandardScaler().fit(x[keep])
    model = MLPClassifier((24,), alpha=0.02, max_iter=25, random_state=0, batch_size=512)
    model.fit(scaler.transform(x[keep]), y[keep])
    layers = [[w.round(5).tolist(), b.round(5).tolist()] for w, b in zip(model.coefs_, model.intercepts_)]
    row = {"features": list(compare.FEATURES), "mean": scaler.mean_.round(5).tolist(), "scale": scaler.scale_.round(5).tolist(), "layers": layers}
    args.out.write_text(json.dumps(row))
    print(x.shape, y.mean())


if __name__ == "__main__":
    main()
