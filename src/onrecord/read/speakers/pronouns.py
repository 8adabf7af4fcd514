"""Finds what a pronoun refers to by agreement, syntax and nearness, after the salience factors of
Lappin & Leass (1994), with the habit of news to keep to one speaker over a run of quotations."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from math import log

from onrecord.read.speakers.scene import Referent, Scene, Sighting

GENDERS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_WINDOW = 60  # sightings looked back at
_FARTHEST = 14  # sentences
_PARAGRAPHS = 6

# Weights, in sentences of distance.
_SUBJECT = 1.6
_OWNER = -0.9
_SPEAKER = 1.6
_QUOTED = -3.0
_HOST = 2.0
_KNOWN_GENDER = 0.7
_MENTIONS = 0.35
_AHEAD = -0.3
_UNNAMED = -0.6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pronoun stands. ``host`` is the speaker of the statement around it, who is likely
    meant in reported speech and ruled out inside quotation marks; ``source`` tells whether the
    pronoun is itself a source."""

    at: int
    source: bool = False
    host: Referent | None = None


def singular(scene: Scene, word: str, place: Place) -> Referent | None:
    """The person that "he", "she" and their forms refer to."""
    gender = GENDERS[word]

    def fits(r: Referent) -> bool:
        return r.type == "person" and not r.plural and r.gender in ("u", gender)

    found = _best(scene, place, fits, gender)
    if found is not None and found.gender == "u" and found.cluster:
        found.cluster.genders[gender] += 1
        found.gender = found.cluster.gender
    return found


def plural(scene: Scene, place: Place) -> Referent | None:
    """The group, body or several people that "they" refers to."""
    return _best(scene, place, lambda r: r.plural or r.type in _BODIES, "u")


_BODIES = frozenset({"organisation", "outlet", "group"})


def neuter(scene: Scene, place: Place) -> Referent | None:
    """The body or document that "it" refers to."""

    def fits(r: Referent) -> bool:
        return not r.plural and r.type in ("organisation", "outlet", "document")

    return _best(scene, place, fits, "u")


def _best(
    scene: Scene, place: Place, fits: Callable[[Referent], bool], gender: str
) -> Referent | None:
    """The fitting referent with the best sighting, nearest first among equals."""
    scores: dict[Referent, float] = {}
    seen: Counter[Referent] = Counter()
    for sighting in _candidates(scene, place):
        r = sighting.referent
        if not fits(r) or _barred(scene, place, r):
            continue
        seen[r] += 1
        score = _score(scene, place, sighting, gender)
        if score > scores.get(r, -99.0):
            scores[r] = score
    for sighting in _ahead(scene, place):
        if fits(sighting.referent):
            scores.setdefault(sighting.referent, _AHEAD + _SUBJECT)
    return max(
        scores, key=lambda r: scores[r] + _bonus(scene, place, r) + _MENTIONS * log(1 + seen[r]),
        default=None,
    )  # fmt: skip


def _candidates(scene: Scene, place: Place) -> list[Sighting]:
    token = scene.page.tokens[place.at]
    return [
        s
        for s in islice(scene.before(place.at), _WINDOW)
        if token.sentence - s.sentence <= _FARTHEST and token.paragraph - s.paragraph <= _PARAGRAPHS
    ]


def _barred(scene: Scene, place: Place, r: Referent) -> bool:
    """In direct speech "he" is not who speaks."""
    return place.host is r and scene.page.tokens[place.at].quoted


def _score(scene: Scene, place: Place, sighting: Sighting, gender: str) -> float:
    token = scene.page.tokens[place.at]
    score = -float(_distance(scene, place, sighting))
    score -= 0.01 * min(place.at - sighting.at, 60)
    score += _SUBJECT * sighting.subject + _OWNER * sighting.owner
    if sighting.quoted and not token.quoted:
        score += _QUOTED
    if sighting.referent.gender == gender:
        score += _KNOWN_GENDER
    return score


def _distance(scene: Scene, place: Place, sighting: Sighting) -> float:
    """Sentences between, those that are quoted counted for little."""
    here = scene.page.tokens[place.at].sentence
    return sum(0.25 if scene.said[k] else 1.0 for k in range(sighting.sentence, here))


def _bonus(scene: Scene, place: Place, r: Referent) -> float:
    bonus = 0.0 if r.cluster or r.members or r.plural else _UNNAMED
    if scene.speaker is r and place.source:
        bonus += _SPEAKER
    if place.host is r:
        bonus += _HOST
    return bonus


_OPENERS = frozenset(
    [
        "as",
        "while",
        "when",
        "although",
        "though",
        "after",
        "before",
        "since",
        "despite",
        "in",
        "with",
        "if",
        "because",
        "once",
        "asked",
        "during",
        "on",
        "by",
        "for",
        "unlike",
        "like",
        "dismayed",
    ]
)


def _ahead(scene: Scene, place: Place) -> list[Sighting]:
    """The subject after an opening clause with the pronoun: "As he left, Smith said"."""
    page = scene.page
    token = page.tokens[place.at]
    start = page.index(page.sentences[token.sentence].start)
    if page.lower(start) not in _OPENERS or place.at - start > 12 or token.quoted:
        return []
    out = []
    for sighting in islice(scene.after(place.at + 1), 4):
        if sighting.sentence != token.sentence:
            break
        if sighting.subject and not sighting.pronoun and "," in _between(scene, place, sighting):
            out.append(sighting)
    return out[:1]


def _between(scene: Scene, place: Place, sighting: Sighting) -> list[str]:
    return [t.text for t in scene.page.tokens[place.at : sighting.at]]
