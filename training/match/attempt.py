"""Clusters the bundles of a folder as the matcher does: B-cubed over a range of thresholds.

python -m training.match.attempt DATA/bundles/dev

On real readings where ``training.match.read_bundles`` left them, else on the truth's statements.
Statements that the reader lacks do not count here; the end-to-end scorer takes them as alone.
"""

import sys
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np

from onrecord.infer.sentences import SentenceEncoder
from onrecord.match import cluster, compare, neighbours
from onrecord.match.scores import Scores
from training.match.pairs import MODEL, signed


def scores(signatures):
    """Scored pairs (a < b) of all lines."""
    out = {}
    for a, b in combinations_with_replacement(signatures, 2):
        found = compare.score(a, b)
        for i, j in np.argwhere(found >= 0.03):
            x, y = a.lines[i].id, b.lines[j].id
            if x != y and (a is not b or i < j):
                out[min(x, y), max(x, y)] = float(found[i, j])
    return out


def b3(bundle, parts):
    """B-cubed precision, recall and F1 over the listed statements."""
    where = {i: n for n, part in enumerate(parts) for i in part}
    ids = [i for i in bundle.claims if i in where]
    p = r = 0.0
    for u in ids:
        gold = {v for v in ids if bundle.claims[u] & bundle.claims[v]}
        got = {v for v in ids if where[u] == where[v]}
        p += len(gold & got) / len(got)
        r += len(gold & got) / len(gold)
    p, r = p / len(ids), r / len(ids)
    return p, r, 2 * p * r / (p + r)


def main():
    """Prints one line for each threshold."""
    data = [signed(f, SentenceEncoder(MODEL)) for f in sorted((Path(sys.argv[1])).iterdir())]
    scored = [scores(s) for _, s in data]
    for threshold in (0.06, 0.08, 0.1, 0.12, 0.14, 0.17, 0.2, 0.25):
        rows = []
        for (bundle, signatures), found in zip(data, scored, strict=True):
            ids = [x.id for s in signatures for x in s.lines]
            parts = cluster.groups(
                Scores.of(ids, found), threshold=threshold, again=neighbours.again
            )
            rows.append(b3(bundle, parts))
        print(threshold, np.mean(rows, 0).round(3), [round(r[2], 3) for r in rows], flush=True)


if __name__ == "__main__":
    main()
