"""Trains the stance model on the train bundles; prints accuracy on dev given the true claims.

python -m training.match.stances DATA/bundles --out src/onrecord/models/claims-0.1/stance.json
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.infer.sentences import SentenceEncoder
from onrecord.match import stance
from training.match.pairs import MODEL, signed


def examples(folder: Path, encoder: SentenceEncoder):
    """(named features, vector, stance) of every listed statement in every claim."""
    bundle, signatures = signed(folder, encoder)
    groups = defaultdict(list)
    for s in signatures:
        for line, vector in zip(s.lines, s.vectors, strict=True):
            for claim in bundle.claims.get(line.id, ()):
                groups[claim].append((line, vector))
    for claim, members in groups.items():
        lines = [x for x, _ in members]
        middle = stance.centre(np.array([v for _, v in members]))
        for line, vector in members:
            yield (
                stance.features(line, vector, middle, lines),
                vector,
                bundle.stances[line.id][claim],
            )


def table(rows, names):
    """[examples, names + 384]."""
    x = np.zeros((len(rows), len(names) + 384), np.float32)
    index = {n: i for i, n in enumerate(names)}
    for line, (found, vector, _) in zip(x, rows, strict=True):
        for name, value in found.items():
            if name in index:
                line[index[name]] = value
        line[len(names) :] = vector * 3.0
    return x, np.array([stance.STANCES.index(s) for *_, s in rows])


def main():
    """Fits, prints, writes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bundles", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--c", type=float, nargs="+", default=[0.1])
    args = parser.parse_args()
    encoder = SentenceEncoder(MODEL)
    train = [e for f in sorted((args.bundles / "train").iterdir()) for e in examples(f, encoder)]
    dev = [list(examples(f, encoder)) for f in sorted((args.bundles / "dev").iterdir())]
    seen = Counter(n for found, *_ in train for n in found)
    names = sorted(n for n, k in seen.items() if k >= 4)
    x, y = table(train, names)
    for c in args.c:
        fit = LogisticRegression(C=c, max_iter=400).fit(x, y)
        right = [float((fit.predict(table(d, names)[0]) == table(d, names)[1]).mean()) for d in dev]
        names_only = [i for i, n in enumerate(names) if not n.startswith("w=")]
        print(
            c,
            len(names_only),
            len(names),
            round(float(np.mean(right)), 3),
            np.round(right, 3),
            flush=True,
        )
    weights = fit.coef_.copy()
    weights[:, names.index("bias")] += fit.intercept_
    args.out.write_text(json.dumps({"names": names, "weights": weights.round(4).tolist()}))


if __name__ == "__main__":
    main()
