"""Scores origins, roots and relations of the bundles as the end-to-end scorer does, in seconds.

python -m training.match.links dev            # the record's own claims and stances
python -m training.match.links dev --truth    # the listed claims and stances given
"""

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

from onrecord.infer.sentences import SentenceEncoder
from onrecord.match import cluster, neighbours
from onrecord.match.claims import Claim, build, story
from onrecord.match.pool import pool
from onrecord.match.relations import Relation, updates
from onrecord.match.scores import Scores
from training.corpora import DATA
from training.match.attempt import scores
from training.match.oracle import folders, overlap
from training.match.pairs import MODEL, signed

_TITLES = {"the", "a", "an", "mr", "mrs", "ms", "president", "former"}
KINDS = {
    "contradictions": ("contradicts", "a", "b"),
    "updates": ("updates", "from", "to"),
    "reversals": ("reverses", "before", "after"),
}


def same_name(a: str | None, b: str | None) -> bool:
    """As the scorer: one name's words, without titles, are among the other's."""
    x, y = (set(re.findall(r"[\w’'-]+", (n or "").lower())) - _TITLES for n in (a, b))
    return bool(x and y) and (x <= y or y <= x)


class Case:
    """A bundle with its signatures and, for each listed snippet, the statement found for it."""

    def __init__(self, folder: Path, encoder: SentenceEncoder) -> None:
        self.bundle, self.signatures = signed(folder, encoder)
        self.at = {x.id: (s, i) for s in self.signatures for i, x in enumerate(s.lines)}
        self._by = defaultdict(list)
        for s in self.signatures:
            self._by[s.document.path] += [(x.text, x.id) for x in s.lines]
        self._found: dict[tuple[str, str], str | None] = {}

    def find(self, ref: dict) -> str | None:
        """The statement whose words overlap the snippet's most, at least 0.6 of them."""
        key = ref["file"], ref["snippet"]
        if key not in self._found:
            rows = [
                (overlap(key[1], t), -abs(len(t) - len(key[1])), i) for t, i in self._by[key[0]]
            ]
            best = max(rows, default=(0.0, 0, None))
            self._found[key] = best[2] if best[0] >= 0.6 else None
        return self._found[key]

    def given(self) -> list[Claim]:
        """Claims of the truth's own groups and stances; what it does not list stays out."""
        told = story(self.signatures)
        out = []
        for claim in self.bundle.truth["claims"]:
            stances = {self.find(s): s["stance"] for s in claim["statements"]}
            ids = [i for i in stances if i]
            if ids:
                out.append(build([self.at[i] for i in ids], told, stances))
        return out

    def own(self) -> list[Claim]:
        """Claims as the record has them."""
        told = story(self.signatures)
        parts = getattr(self, "parts", None) or cluster.groups(
            Scores.of(self.at, scores(self.signatures)), again=neighbours.again
        )
        return [build([self.at[i] for i in part], told) for part in parts]


def relations(case: Case, claims: list[Claim]) -> dict[str, set[frozenset[str]]]:
    """Pairs of statement ids by type. Statements that the claims leave out are claims alone."""
    out = defaultdict(set)
    parts = [[m.placed.line.id for m in c.members] for c in claims]
    rest = set(case.at) - {i for part in parts for i in part}
    made = across(case, [*parts, *([i] for i in sorted(rest))])
    for r in [*(r for c in claims for r in c.relations), *made]:
        out[r.type].add(frozenset((r.from_, r.to)))
    return out


def score(case: Case, claims: list[Claim]) -> dict:
    """The scorer's figures of one bundle."""
    truth, res = case.bundle.truth, {}
    ids = [{m.placed.line.id for m in c.members} for c in claims]
    n = ok = over = root = roots = 0
    for c in truth["claims"]:
        found = {(s["file"], s["snippet"]): case.find(s) for s in c["statements"]}
        votes = Counter(k for i in found.values() if i for k, x in enumerate(ids) if i in x)
        if len(c["statements"]) < 2:
            continue
        n += 1
        if not votes:
            continue
        k = claims[votes.most_common(1)[0][0]]
        ok += len(k.origins) == c["independent_origins"]
        over += len(k.origins) > c["independent_origins"] + 1
        if c["status"] == "single-origin" and len({s["file"] for s in c["statements"]}) >= 4:
            roots += 1
            root += any(same_name(o.name, t) for o in k.origins for t in c["origins"])
    res["exact"], res["over"], res["root"] = ok / n, over / n, (root, roots)
    known = {case.find(s) for c in truth["claims"] for s in c["statements"]} - {None}
    got = relations(case, claims)
    for key, (kind, a, b) in KINDS.items():
        pairs = [(case.find(x[a]), case.find(x[b])) for x in truth.get(key, [])]
        listed = {frozenset(p) for p in pairs}
        hit = sum(bool(x and y and frozenset((x, y)) in got[kind]) for x, y in pairs)
        said = {p for p in got[kind] if p <= known}
        res[key] = (hit, len(pairs), len(said & listed), len(said))
    return res


def across(case: Case, parts: list[list[str]]) -> list[Relation]:
    """Updated numbers among all statements."""
    found = getattr(case, "scores", None) or scores(case.signatures)
    return updates(pool(case.at, Scores.of(case.at, found), parts))


def cases(part: str) -> list[Case]:
    """The bundles of ``part`` for which readings are there."""
    encoder = SentenceEncoder(MODEL)
    return [Case(f, encoder) for f in folders(DATA / "bundles", part)]


def main() -> None:
    """Prints one line for each bundle and the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("train", "dev"))
    parser.add_argument("--truth", action="store_true")
    options = parser.parse_args()
    rows = []
    for case in cases(options.part):
        rows.append(score(case, case.given() if options.truth else case.own()))
        print(case.bundle.name, shown(rows[-1]), flush=True)
    print("mean", means(rows))


def shown(row: dict) -> dict:
    """Rounded."""
    return {k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()}


def means(rows: list[dict]) -> dict:
    """Means over bundles; of pairs the share found and the share right."""
    out = {k: round(sum(r[k] for r in rows) / len(rows), 3) for k in ("exact", "over")}
    out["root"] = tuple(sum(r["root"][i] for r in rows) for i in (0, 1))
    for key in KINDS:
        found = [r[key][0] / max(r[key][1], 1) for r in rows if r[key][1]]
        right = [r[key][2] / r[key][3] for r in rows if r[key][3]]
        out[key] = tuple(round(sum(x) / max(len(x), 1), 3) for x in (found, right))
    return out


if __name__ == "__main__":
    main()
