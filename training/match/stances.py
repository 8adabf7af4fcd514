"""Trains the stance model; prints accuracy on dev given the true claims.

    python -m training.match.stances DATA/bundles --out src/onrecord/models/claims-0.2/stance.json

Two steps: what words say is learnt on the many stories that the encoder was tuned on, by named
features alone; how much that counts beside the form of a statement, its vector and what the
encoder's head makes of it is learnt on the stories that the encoder does not know. Both are
logistic regressions, and so is what they make together.
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
#: Strength of the regressions, the inverse of the penalty.
FIRST, SECOND = 0.01, 0.03
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
                found |= stance.read_by_head(vector[None], middle)[0]
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
    """[examples, names]."""
    index = {n: i for i, n in enumerate(names)}
    found = [
        (k, index[n], v) for k, row in enumerate(rows) for n, v in row.found.items() if n in index
    ]
    at, column, value = zip(*found, strict=True)
    return csr_matrix((value, (at, column)), shape=(len(rows), len(names)))


def fitted(x: csr_matrix, rows: list[Example], c: float) -> LogisticRegression:
    """Logistic regression of the stances."""
    y = [stance.STANCES.index(row.stance) for row in rows]
    return LogisticRegression(C=c, max_iter=500).fit(x, y)


def is_word(name: str) -> bool:
    """Whether a feature is a word or a pair of words."""
    return name.startswith(("w=", "cue=", "around="))


def fit(words_from: list[Example], rows: list[Example]) -> tuple[list[str], np.ndarray]:
    """The names of features and [stances, names + 384] weights."""
    words = [n for n in names_of(words_from) if not n.startswith(stance.HEAD)]
    first = fitted(table(words_from, words), words_from, FIRST)
    form = [n for n in names_of(rows) if not is_word(n)]
    odds = csr_matrix(first.decision_function(table(rows, words)))
    vectors = csr_matrix(stance.VECTOR * np.stack([row.vector for row in rows]))
    second = fitted(hstack([odds, table(rows, form), vectors]).tocsr(), rows, SECOND)
    many = len(stance.STANCES)
    names = sorted({*words, *form})
    weights = np.zeros((many, len(names) + vectors.shape[1]))
    by_words = second.coef_[:, :many] @ first.coef_
    weights[:, [names.index(n) for n in words]] += by_words
    weights[:, [names.index(n) for n in form]] += second.coef_[:, many : many + len(form)]
    weights[:, len(names) :] = second.coef_[:, many + len(form) :]
    weights[:, names.index("bias")] += second.intercept_ + second.coef_[:, :many] @ first.intercept_
    return names, weights


def main() -> None:
    """Fits, prints, writes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bundles", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    encoder = SentenceEncoder(MODEL)
    known, train, dev = (
        [e for f in folders(args.bundles, part) for e in examples(f, encoder, part != "dev")]
        for part in ("tune", "train", "dev")
    )
    names, weights = fit(known, train)
    model = stance.Model({"names": names, "weights": weights})
    odds = model.odds([model.known(row.found) for row in dev])
    odds += model.odds_of_vectors(np.stack([row.vector for row in dev]))
    right = np.array(stance.STANCES)[odds.argmax(1)] == [row.stance for row in dev]
    print(len(names), "features, right on dev:", round(float(right.mean()), 3))
    args.out.write_text(json.dumps({"names": names, "weights": weights.round(4).tolist()}))


if __name__ == "__main__":
    main()
