"""Trains the linear models of statement attributes and writes their weights into the package.

    python -m training.attributes [--check] [--places]

Multinomial logistic regression (scikit-learn, L2) over the features of
``onrecord.read.attributes.features`` on the annotated training articles (statements/train and
annotations/: labels CC BY 4.0; text and spans: PolNeAR). ``--check`` only prints accuracy by
five-fold cross-validation
over articles. Features that occur in fewer than two statements are left out. Titles, media,
hearers and times are chosen by models of their own (training/places.py), fitted in the same run, or
alone with ``--places``. Neither uses
what the encoder says, so they need no new fit when only the encoder changes; one after a change of
rules, lexicons, speakers or times.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from onrecord.domain import Document, Reading, Span, Spans, Statement
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.combine import applied
from onrecord.read.attributes.features import features
from onrecord.read.attributes.stage import CLASSES, cases
from onrecord.read.speakers import STAGE as SPEAKERS
from onrecord.read.times import find_times
from training import places
from training.corpora import Attribution, polnear

FIELDS = ("kind", "identity", "act", "factuality", "reporter", "forecast")
PACKAGE = Path(__file__).parents[1] / "src/onrecord/read/attributes"
OUT, PLACES = PACKAGE / "linear.json", PACKAGE / "places.json"
SCALE, STRENGTH = 100, 0.3
# Forecasts are few and their F1 counts: a missed one costs more than a false one.
WEIGHT = {"true": 1.7}

Row = tuple[str, dict[str, Spans], dict[str, str]]


def annotated(split: str) -> Iterator[tuple[str, list[Case], dict[str, dict]]]:
    """Each annotated article of a split: its name, its cases and the labels by id."""
    for article in polnear(split):
        gold = {a.id: a.meaning for a in article.attributions if a.meaning}
        if gold:
            marked = reading(article.name, article.text, article.attributions, set(gold))
            yield article.name, list(cases(marked)), gold


def rows(articles: Iterable[tuple[str, list[Case], dict[str, dict]]]) -> list[Row]:
    """Article, features and labels of every annotated statement."""
    out: list[Row] = []
    for name, found, gold in articles:
        for case in found:
            label = {f: gold[case.statement.id][f] for f in FIELDS}
            out.append((name, features(case, applied(case, CLASSES)), label))
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


def write_linear(x: np.ndarray, data: list[Row], names: list[str]) -> None:
    """Fits every field and writes the weights as integers."""
    parts = [columns(fit(x, np.array([r[2][f] for r in data]))) for f in FIELDS]
    whole = np.rint(SCALE * np.hstack([w for _, w in parts])).astype(int)
    kept = {n: row.tolist() for n, row in zip(names, whole, strict=True) if np.abs(row).max() > 1}
    out = {"scale": SCALE, "fields": dict(zip(FIELDS, (v for v, _ in parts), strict=True))}
    text = json.dumps(out | {"features": kept}, ensure_ascii=False, separators=(",", ":"))
    OUT.write_text(text.replace("],", "],\n") + "\n", "utf-8")


def write_places(articles: list[tuple[str, list[Case], dict[str, dict]]]) -> None:
    """Fits the choice of each field and writes its weights."""
    fields = {f: places.trained(articles, f) for f in places.FIELDS}
    text = json.dumps({"scale": places.SCALE, "fields": fields}, ensure_ascii=False, indent=0)
    PLACES.write_text(text + "\n", "utf-8")


def main() -> None:
    """Trains on all training articles and writes the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--places", action="store_true", help="fit only what is chosen")
    args = parser.parse_args()
    articles = list(annotated("train"))
    if args.places:
        write_places(articles)
        return
    data = rows(articles)
    counts = Counter(f for _, features_, _ in data for f in features_)
    names = sorted(f for f, n in counts.items() if n > 1)
    x = matrix(data, names)
    if args.check:
        check(x, data)
        for field in places.FIELDS:
            print(f"{field} F1 {places.learnt(articles, field)[2]:.1f}")
        return
    write_linear(x, data, names)
    write_places(articles)


if __name__ == "__main__":
    main()
