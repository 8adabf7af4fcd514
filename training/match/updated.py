"""Trains the model of updated numbers on the train bundles; prints what it finds on dev.

    python -m training.match.updated --out src/onrecord/models/claims-0.2/updated.onnx

Only stories whose truth lists every pair are learnt from. Their claims and same-claim scores come
from models that had not seen the story, as at work.
"""

import argparse
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from onrecord.match import cluster, neighbours, updated
from onrecord.match.neighbours import Floats
from onrecord.match.pool import pool
from onrecord.match.relations import LIKELY
from onrecord.match.scores import Scores
from training.match import trees
from training.match.attempt import scores
from training.match.links import Case, cases
from training.match.pairs import FLOOR, Pairs, first_pass, pairs, second_pass

#: Stories held out together while the others give the models that group their statements.
FOLDS = 4
#: Shares kept of the pairs that are no update: of those the truth lists both of, and others.
LISTED, UNLISTED = 0.15, 0.02
#: Stories whose truth lists only one pair a case (data/bundles/README.md).
ONE_PAIR_A_CASE = "ab"


class Rows:
    """The candidates of one bundle with features and labels."""

    def __init__(self, case: Case) -> None:
        found = getattr(case, "scores", None) or scores(case.signatures)
        parts = getattr(case, "parts", None) or cluster.groups(
            Scores.of(case.at, found), again=neighbours.again
        )
        self.pool = pool(case.at, Scores.of(case.at, found), parts)
        self.found = updated.pairs(self.pool)
        ids = [x.id for x in self.pool.lines]
        pairs = [
            frozenset((ids[i], ids[j]))
            for i, j in zip(self.found.first, self.found.second, strict=True)
        ]
        listed, wanted = known(case), newer(case)
        self.y = np.array([p in wanted for p in pairs])
        self.listed = np.array([p <= listed for p in pairs])
        self.total = len(wanted)
        share = np.where(self.listed, LISTED, UNLISTED)
        self.kept = self.y | (np.random.default_rng(0).random(len(pairs)) < share)


def known(case: Case) -> set[str]:
    """Statements that the truth lists."""
    return {case.find(s) for c in case.bundle.truth["claims"] for s in c["statements"]} - {None}


def newer(case: Case) -> set[frozenset[str]]:
    """Pairs of statements of which one updates the other."""
    find = case.find
    return {frozenset((find(x["from"]), find(x["to"]))) for x in case.bundle.truth["updates"]}


def group_unseen(given: list[Case]) -> None:
    """Gives each case the scores and claims of models fitted on the stories of other folds."""
    stories = [pairs(c.bundle, c.signatures) for c in given]
    for fold in range(FOLDS):
        others = [s for n, s in enumerate(stories) if n % FOLDS != fold]
        first, second = first_pass(others), second_pass(others)
        for case, story in list(zip(given, stories, strict=True))[fold::FOLDS]:
            odds = first.predict_proba(story.rows)[:, 1]
            case.scores = _kept(case, story, odds)
            case.parts = cluster.groups(
                Scores.of(case.at, case.scores), again=partial(_again, second)
            )


def _kept(case: Case, story: Pairs, odds: np.ndarray) -> dict[tuple[str, str], float]:
    ids = list(case.at)
    found = zip(story.first, story.second, odds, strict=True)
    return {tuple(sorted((ids[i], ids[j]))): float(o) for i, j, o in found if o >= FLOOR}


def _again(model: HistGradientBoostingClassifier, scores: Floats) -> Floats:
    """As ``neighbours.again`` with a model that was not exported."""
    first, second = np.nonzero(np.triu(scores, 1))
    out = np.zeros_like(scores)
    if len(first):
        found = neighbours.features(scores, first, second)
        out[first, second] = model.predict_proba(found)[:, 1]
    return out + out.T


def fitted(rows: list[Rows]) -> HistGradientBoostingClassifier:
    """Boosted trees, small and much regularised: the pairs of a claim are far from independent."""
    model = HistGradientBoostingClassifier(
        max_iter=90,
        learning_rate=0.06,
        max_leaf_nodes=8,
        l2_regularization=10.0,
        min_samples_leaf=20,
        max_features=0.4,
        random_state=0,
        early_stopping=False,
    )
    x = np.concatenate([r.found.rows[r.kept] for r in rows])
    return model.fit(x, np.concatenate([r.y[r.kept] for r in rows]))


def curve(rows: list[Rows], odds: list[np.ndarray]) -> None:
    """Prints share found and share right at several thresholds, means over bundles."""
    for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        found, right = [], []
        for r, o in zip(rows, odds, strict=True):
            said = (o >= LIKELY) & (updated.agreed(r.found.key, o) >= least)
            found.append((r.y & said).sum() / max(r.total, 1))
            if (said & r.listed).any():
                right.append((said & r.y).sum() / (said & r.listed).sum())
        print(least, round(float(np.mean(found)), 3), round(float(np.mean(right or [0])), 3))


def main() -> None:
    """Fits, writes and prints what is found on the dev bundles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    train = cases("train")
    group_unseen(train)
    model = fitted([Rows(c) for c in train if c.bundle.name[0] not in ONE_PAIR_A_CASE])
    trees.write(model, options.out)
    tried = [Rows(c) for c in cases("dev")]
    curve(tried, [model.predict_proba(r.found.rows)[:, 1] for r in tried])


if __name__ == "__main__":
    main()
