"""Finds what "who", "which" and "that" refer to: the phrase right before them."""

from collections.abc import Mapping

from onrecord.domain import Span
from onrecord.read.speakers import lexicon
from onrecord.read.speakers.mentions import is_cue
from onrecord.read.speakers.names import Name
from onrecord.read.speakers.phrases import sort_of
from onrecord.read.speakers.scene import Referent, Scene

_LONGEST = 5


def relative(
    scene: Scene, named: Mapping[int, Referent], names: Mapping[int, Name], at: int
) -> Referent | None:
    """The referent of the relative pronoun at token ``at``."""
    j = _before(scene, at)
    if j < 0:
        return None
    human = scene.page.lower(at) in ("who", "whom")
    return (
        _role_holder(scene, j)
        or _name_ending(named, names, j, human=human)
        or _phrase_ending(scene, j)
        or _bare_phrase(scene, j, human=human)
    )


def _before(scene: Scene, at: int) -> int:
    """Number of the token the antecedent ends at; "(R-Ohio)", commas and "of" are passed over."""
    page = scene.page
    j = at - 1
    while j >= 0 and (not page.tokens[j].word or page.lower(j) in ("of", "and", "all")):
        if page.tokens[j].text == ")":
            while j >= 0 and page.tokens[j].text != "(":
                j -= 1
        j -= 1
    return j


def _name_ending(
    named: Mapping[int, Referent], names: Mapping[int, Name], j: int, *, human: bool
) -> Referent | None:
    for i in range(j, max(j - 6, -1), -1):
        if i in names and names[i].last == j:
            found = named[i]
            wrong = human and found.type in ("place", "organisation", "outlet")
            return None if wrong else found
    return None


def _role_holder(scene: Scene, j: int) -> Referent | None:
    """The person whose title in apposition ends at token ``j``."""
    end = scene.page.tokens[j].end
    for r in scene.referents:
        for found in r.roles:
            span = found.role.span
            if found.manner in ("apposition", "copula") and abs(span.end - end) <= 1:
                return r
    return None


def _phrase_ending(scene: Scene, j: int) -> Referent | None:
    for r in scene.referents:
        if r.phrase is not None and r.phrase.head == j:
            return r
    sentence = scene.page.tokens[j].sentence
    for sighting in scene.before(j + 1):
        if sighting.sentence != sentence or j - sighting.at > 9:
            return None
        r = sighting.referent
        end = scene.page.tokens[j].end
        if any(m.span.end == end and m.kind == "nominal" for m in r.mentions):
            return r
    return None


def _bare_phrase(scene: Scene, j: int, *, human: bool) -> Referent | None:
    """A new referent for the words before the pronoun, back to the last function word."""
    page = scene.page
    first = j
    while first > 0 and j - first < _LONGEST and _phrase_word(scene, first - 1):
        first -= 1
    if human:
        first, j = _human_head(scene, first, j)
    span = Span(page.tokens[first].start, page.tokens[j].end)
    plural = page.lower(j).endswith("s")
    type_ = "group" if human else "document"
    return scene.add(Referent(type_, page.words(span), span, plural=plural))


def _phrase_word(scene: Scene, i: int) -> bool:
    token = scene.page.tokens[i]
    low = token.text.lower()
    verb = low.endswith("ed") or is_cue(low)
    if verb and not token.capital and low not in lexicon.words("modifiers"):
        return False
    return (token.word or token.text in ("'s", "’s")) and token.text.lower() not in lexicon.words(
        "closed"
    )


def _human_head(scene: Scene, first: int, j: int) -> tuple[int, int]:
    """Past "of" and "in" to a noun for people: "members of Congress who"."""
    page = scene.page
    if sort_of(page.lower(j)) == "person":
        return first, j
    for i in range(first - 1, max(first - 8, -1), -1):
        if not page.tokens[i].word:
            break
        if sort_of(page.lower(i)) == "person":
            return i, j
    return first, j
