"""Cross-document coreference of events on ECB+ (Cybulska and Vossen 2014), gold mentions.

    python -m evals.ecb [--train 1-20] [--choose 21-25] [--test 26-35] [--cache FILE]

Reads ``ecbplus`` under ``$ONRECORD_DATA`` (default ../shared/data) and embeds each event mention
with the encoder that ships for claims. A pair model (gradient boosting over the words, vectors
and contexts of two mentions) learns on the first topics, the threshold of the average-link
clustering is chosen on the next, and CoNLL F1 is measured on the last: once with the gold
subtopics given, once with topics, and once with nothing given, where documents are put together
by their words alone. Needs the training group (scikit-learn, SciPy).
"""

import argparse
import os
import pickle
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer

from evals.coreference import Clusters, b_cubed, ceaf_e, conll, muc
from evals.ecb_data import Article, Mention, read
from onrecord.match.words import stem
from onrecord.record.signatures import encoder

DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data")) / "ecbplus"
PUBLISHED = "about 85 (Caciularu et al. 2021, Held et al. 2021; topics 36-45)"
THRESHOLDS = np.arange(0.2, 0.85, 0.05)


def embed(articles: Sequence[Article], cache: Path | None) -> None:
    """Puts a vector beside each mention and its sentence."""
    known = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    for n, a in enumerate(articles):
        if cache and n % 50 == 49:
            cache.write_bytes(pickle.dumps(known))
        if a.name not in known:
            spans = [s for m in a.mentions for s in (m.span, m.sentence)]
            known[a.name] = encoder().encode(a.text, spans)
        for m, (own, around) in zip(a.mentions, known[a.name].reshape(-1, 2, 384), strict=True):
            m.vector, m.around = own, around
    if cache:
        cache.write_bytes(pickle.dumps(known))


def features(a: Mention, b: Mention) -> list[float]:
    """What two mentions share: head, words, vectors, sentence, names, numbers, document."""
    x, y = a.head, b.head
    own, around = a.vector @ b.vector, a.around @ b.around
    return [
        float(own),
        float(around),
        float(a.vector @ b.around + a.around @ b.vector),
        float(stem(x) == stem(y)),
        _alike(x, y),
        _jaccard(a.words, b.words),
        _jaccard(a.context, b.context),
        _weighed(a.context, b.context),
        _jaccard(a.names, b.names),
        float(len(a.names & b.names)),
        float(bool(a.numbers & b.numbers)),
        float(a.document == b.document),
        float(a.document == b.document and a.sentence == b.sentence),
        encoder().weight(x) + encoder().weight(y),
    ]


def _alike(a: str, b: str) -> float:
    """Share of letter pairs in common (Dice)."""
    x, y = ({w[i : i + 2] for i in range(len(w) - 1)} for w in (a, b))
    return 2 * len(x & y) / max(len(x) + len(y), 1)


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(len(a | b), 1)


def _weighed(a: frozenset[str], b: frozenset[str]) -> float:
    weigh = encoder().weight
    return sum(map(weigh, a & b)) / max(sum(map(weigh, a | b)), 1e-9)


def grouped(articles: Iterable[Article], by: str) -> list[list[Mention]]:
    """Mentions by topic or subtopic, or by how articles go together of themselves."""
    articles = list(articles)
    labels = _own_topics(articles) if by == "own" else [getattr(a, by) for a in articles]
    found: dict[object, list[Mention]] = defaultdict(list)
    for label, a in zip(labels, articles, strict=True):
        found[label] += a.mentions
    return list(found.values())


def _own_topics(articles: list[Article]) -> list[int]:
    """Average-link clusters of the articles' words (TF-IDF, cosine)."""
    words = TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2)
    rows = words.fit_transform([a.text for a in articles]).toarray()
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=0.88, metric="cosine", linkage="average"
    )
    return list(model.fit_predict(rows))


def learn(groups: Iterable[list[Mention]]) -> HistGradientBoostingClassifier:
    """The pair model, from all pairs within the groups."""
    pairs = [p for g in groups for p in combinations(g, 2)]
    rows = np.array([features(a, b) for a, b in pairs])
    same = np.array([a.gold == b.gold for a, b in pairs])
    model = HistGradientBoostingClassifier(max_iter=200, learning_rate=0.06, random_state=0)
    return model.fit(rows, same)


def distances(model: HistGradientBoostingClassifier, group: list[Mention]) -> np.ndarray:
    """One less the chance that two mentions are one event, [mentions, mentions]."""
    out = np.zeros((len(group), len(group)))
    pairs = list(combinations(range(len(group)), 2))
    if pairs:
        rows = np.array([features(group[i], group[j]) for i, j in pairs])
        for (i, j), chance in zip(pairs, model.predict_proba(rows)[:, 1], strict=True):
            out[i, j] = out[j, i] = 1 - chance
    return out


def cluster(group: list[Mention], apart: np.ndarray, threshold: float) -> Clusters:
    """Average-link clusters of one group's mentions."""
    if len(group) < 2:
        return [frozenset(m.id for m in group)]
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=threshold, metric="precomputed", linkage="average"
    )
    found: dict[int, set[object]] = defaultdict(set)
    for label, m in zip(model.fit_predict(apart), group, strict=True):
        found[label].add(m.id)
    return [frozenset(c) for c in found.values()]


def gold_of(articles: Iterable[Article]) -> Clusters:
    """The events of the articles as sets of mentions."""
    found: dict[str, set[object]] = defaultdict(set)
    for a in articles:
        for m in a.mentions:
            found[m.gold].add(m.id)
    return [frozenset(c) for c in found.values()]


def choose(model: HistGradientBoostingClassifier, articles: list[Article]) -> float:
    """The threshold that scores best with subtopics given."""
    groups = [(g, distances(model, g)) for g in grouped(articles, "subtopic")]
    gold = gold_of(articles)

    def score(t: float) -> float:
        return conll(gold, [c for g, d in groups for c in cluster(g, d, t)])

    return float(max(THRESHOLDS, key=score))


def report(title: str, gold: Clusters, found: Clusters) -> None:
    """One line: the three measures and their mean."""
    parts = [f"{m.__name__} {100 * m(gold, found).f1:.1f}" for m in (muc, b_cubed, ceaf_e)]
    print(f"{title:44} {'  '.join(parts)}  CoNLL {100 * conll(gold, found):.1f}", flush=True)


def lemma(group: list[Mention]) -> Clusters:
    """The usual baseline: mentions whose heads have one stem are one event."""
    found: dict[str, set[object]] = defaultdict(set)
    for m in group:
        found[stem(m.head)].add(m.id)
    return [frozenset(c) for c in found.values()]


def topics(text: str) -> range:
    """``26-35`` as a range."""
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name, default in (("train", "1-20"), ("choose", "21-25"), ("test", "26-35")):
        parser.add_argument(f"--{name}", type=topics, default=topics(default))
    parser.add_argument("--cache", type=Path)
    given = parser.parse_args()
    if not DATA.is_dir():
        sys.exit(f"no data: {DATA} is absent; set ONRECORD_DATA")
    start = time.monotonic()
    parts = [read(DATA, t) for t in (given.train, given.choose, given.test)]
    embed([a for part in parts for a in part], given.cache)
    train, held, test = parts
    model = learn(grouped(train, "subtopic"))
    threshold = choose(model, held)
    gold = gold_of(test)
    print(f"{len(test)} articles, {sum(len(a.mentions) for a in test)} mentions; {threshold=:.2f}")
    for by in ("subtopic", "topic", "own"):
        groups = grouped(test, by)
        report(f"same stem, {by} groups", gold, [c for g in groups for c in lemma(g)])
        found = [c for g in groups for c in cluster(g, distances(model, g), threshold)]
        report(f"pair model, {by} groups", gold, found)
    print(f"published: {PUBLISHED}; {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
