"""Trains the stance model on the train bundles; prints accuracy on dev given the true claims.

python -m training.match.stances DATA/bundles --out src/onrecord/models/claims-0.1/stance.json
"""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from onrecord.infer.sentences import SentenceEncoder
from onrecord.match import bearing, stance
from onrecord.match.signature import Floats, Line
from training.match.oracle import Bundle, folders
from training.match.pairs import MODEL, signed

#: Stories a feature must occur in, so that the model learns no story's own words.
STORIES = 4
#: Share of a claim's other statements in a fragment, which stands for an incomplete group.
PART = 0.4


@dataclass(frozen=True)
class Example:
    """One listed statement in one claim of a story, or in a fragment of it."""

    story: str
    found: bearing.Found
    vector: Floats
    stance: str


def examples(folder: Path, encoder: SentenceEncoder, fragments: bool) -> list[Example]:
    """Every listed statement in every claim; with ``fragments`` once more in a part of it."""
    bundle, signatures = signed(folder, encoder)
    groups: dict[str, list[tuple[Line, Floats]]] = defaultdict(list)
    for s in sorted(signatures, key=lambda s: (s.moment, s.document.id)):
        for line, vector in zip(s.lines, s.vectors, strict=True):
            for claim in bundle.claims.get(line.id, ()):
                groups[claim].append((line, vector))
    given = given_stances(bundle)
    chance, out = np.random.default_rng(0), []
    for claim, members in sorted(groups.items()):
        for line, vector in members:
            part = [m for m in members if m[0] is line or chance.random() < PART]
            for some in [members, part] if fragments else [members]:
                lines = [x for x, _ in some]
                middle = stance.centre(np.stack([v for _, v in some]))
                found = bearing.features(line, vector, middle, lines)
                out.append(Example(folder.name, found, vector, given[line.id, claim]))
    return out


def given_stances(bundle: Bundle) -> dict[tuple[str, str], str]:
    """(statement, claim) -> stance. The stories without conventions call a paraphrase "reports";
    by those of all others a statement with a speaker of its own supports."""
    old = "conventions" not in bundle.truth
    out = {}
    for claim in bundle.truth["claims"]:
        for row in claim["statements"]:
            uid = bundle.ids.get((row["file"], row["snippet"]))
            passed_on = old and row["speaker"] and row["stance"] == "reports"
            if uid:
                out[uid, claim["id"]] = "supports" if passed_on else row["stance"]
    return out


def names_of(rows: list[Example]) -> list[str]:
    """Features that occur in enough stories."""
    stories = defaultdict(set)
    for row in rows:
        for name, value in row.found.items():
            if value:
                stories[name].add(row.story)
    return sorted(n for n, seen in stories.items() if len(seen) >= STORIES)


def table(rows: list[Example], names: list[str]) -> csr_matrix:
    """[examples, names + 384]."""
    index = {n: i for i, n in enumerate(names)}
    found = [
        (k, index[n], v) for k, row in enumerate(rows) for n, v in row.found.items() if n in index
    ]
    at, column, value = zip(*found, strict=True)
    named = csr_matrix((value, (at, column)), shape=(len(rows), len(names)))
    vectors = stance.VECTOR * np.stack([row.vector for row in rows])
    return hstack([named, csr_matrix(vectors.astype(np.float64))]).tocsr()


def main() -> None:
    """Fits, prints, writes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bundles", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--c", type=float, nargs="+", default=[0.03])
    args = parser.parse_args()
    encoder = SentenceEncoder(MODEL)
    train, dev = (
        [e for f in folders(args.bundles, part) for e in examples(f, encoder, more)]
        for part, more in (("train", True), ("dev", False))
    )
    names = names_of(train)
    x, given = table(train, names), table(dev, names)
    wanted = np.array([row.stance for row in dev])
    for c in args.c:
        y = [stance.STANCES.index(row.stance) for row in train]
        fit = LogisticRegression(C=c, max_iter=200).fit(x, y)
        right = np.array(stance.STANCES)[fit.predict(given)] == wanted
        print(c, len(names), round(float(right.mean()), 3), flush=True)
    weights = fit.coef_.copy()
    weights[:, names.index("bias")] += fit.intercept_
    args.out.write_text(json.dumps({"names": names, "weights": weights.round(4).tolist()}))


if __name__ == "__main__":
    main()
