"""Trains the linear model of statement attributes and writes its weights into the package.

    python -m training.attributes [--check]

Multinomial logistic regression (scikit-learn, L2) over the features of
``onrecord.read.attributes.features`` on the annotated training articles (statements/train: labels
CC BY 4.0; text and spans: PolNeAR). ``--check`` only prints accuracy by five-fold cross-validation
over articles. Features that occur in fewer than two statements are left out.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from onrecord.domain import Document, Reading, Span, Spans, Statement
from onrecord.read.attributes.combine import applied
from onrecord.read.attributes.features import features
from onrecord.read.attributes.stage import CLASSES, cases
from onrecord.read.speakers import STAGE as SPEAKERS
from onrecord.read.times import find_times
from training.corpora import DATA, Attribution, polnear

FIELDS = ("kind", "identity", "act", "factuality", "reporter", "forecast")
OUT = Path(__file__).parents[1] / "src/onrecord/read/attributes/linear.json"
SCALE, STRENGTH = 100, 0.3
# Forecasts are few and their F1 counts: a missed one costs more than a false one.
WEIGHT = {"true": 1.7}

Row = tuple[str, dict[str, Spans], dict[str, str]]


def rows(split: str) -> list[Row]:
    """Article, features and labels of every annotated statement of a split."""
    out: list[Row] = []
    for article in polnear(split):
        path = DATA / "statements" / split / f"{article.name}.json"
        if not path.exists():
            continue
        gold = {r["id"]: r for r in json.loads(path.read_text("utf-8"))}
        for case in cases(reading(article.name, article.text, article.attributions, set(gold))):
            found = features(case, applied(case, CLASSES))
            label = {f: str(gold[case.statement.id][f]) for f in FIELDS}
            label["forecast"] = label["forecast"].lower()
            out.append((article.name, found, label))
    return out


def reading(name: str, text: str, marked: tuple[Attribution, ...], wanted: set[str]) -> Reading:
    """The gold spans of one article, with speakers and times as the reader finds them."""
    statements = (_statement(a) for a in marked if a.id in wanted and a.content)
    document = Document(name, text)
    ordered = tuple(sorted(statements, key=lambda s: s.span))
    plain = Reading(document, "gold", ordered, times=find_times(text, None))
    return SPEAKERS.run([plain])[0]


def _statement(a: Attribution) -> Statement:
    source, cue, content = (tuple(Span(*s) for s in part) for part in (a.source, a.cue, a.content))
    return Statement(a.id, content, source or None, cue or None)


def matrix(data: list[Row], names: list[str]) -> np.ndarray:
    """Rows of 0 and 1: which features each statement has."""
    index = {n: i for i, n in enumerate(names)}
    out = np.zeros((len(data), len(names)), dtype=np.float32)
    for i, (_, found, _) in enumerate(data):
        out[i, [index[f] for f in found if f in index]] = 1
    return out


def fit(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    """A regression without intercept: the feature "bias" is always there."""
    weight = WEIGHT if set(WEIGHT) < set(y) else None
    model = LogisticRegression(
        C=STRENGTH, fit_intercept=False, max_iter=80, tol=1e-3, class_weight=weight
    )
    return model.fit(x, y)


def check(x: np.ndarray, data: list[Row]) -> None:
    """Prints the accuracy of each field over held-out articles."""
    groups = [r[0] for r in data]
    for field in FIELDS:
        y = np.array([r[2][field] for r in data])
        folds = GroupKFold(5).split(x, y, groups)
        right = sum(int((fit(x[a], y[a]).predict(x[b]) == y[b]).sum()) for a, b in folds)
        print(f"{field} {100 * right / len(y):.1f}")


def columns(model: LogisticRegression) -> tuple[list[str], np.ndarray]:
    """Values and weights [features, values]; two-valued models get a column for each value."""
    w = model.coef_ if len(model.coef_) > 1 else np.vstack([-model.coef_ / 2, model.coef_ / 2])
    return [str(c) for c in model.classes_], w.T


def main() -> None:
    """Trains on all training articles and writes the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    data = rows("train")
    counts = Counter(f for _, found, _ in data for f in found)
    names = sorted(f for f, n in counts.items() if n > 1)
    x = matrix(data, names)
    if args.check:
        check(x, data)
        return
    parts = [columns(fit(x, np.array([r[2][f] for r in data]))) for f in FIELDS]
    whole = np.rint(SCALE * np.hstack([w for _, w in parts])).astype(int)
    kept = {n: row.tolist() for n, row in zip(names, whole, strict=True) if np.abs(row).max() > 1}
    out = {"scale": SCALE, "fields": dict(zip(FIELDS, (v for v, _ in parts), strict=True))}
    text = json.dumps(out | {"features": kept}, ensure_ascii=False, separators=(",", ":"))
    OUT.write_text(text.replace("],", "],\n") + "\n", "utf-8")


if __name__ == "__main__":
    main()
