"""Titles and roles of people: before the name, in apposition, in a relative clause, by "is a"."""

import re
from dataclasses import dataclass

from onrecord.domain import Role, Span
from onrecord.read.speakers import lexicon
from onrecord.read.speakers.mentions import is_cue
from onrecord.read.speakers.names import Name
from onrecord.read.speakers.page import Page

_PLAIN_HONORIFICS = frozenset(
    [
        "mr.",
        "mr",
        "mrs.",
        "mrs",
        "ms.",
        "ms",
        "miss",
        "messrs.",
        "dr.",
        "dr",
        "sir",
        "lady",
        "madam",
    ]
)
_OPENERS = frozenset({",", "(", "—", "–", "--"})
_CLOSERS = frozenset({";", ":", ")", "—", "–", "--", "“", "”", '"', "``", "''", "(", "?", "!"})
_LONGEST = 26
_YEAR = r"(?:19|20)\d\d"
_SINCE = re.compile(rf"\b(?:from|since)\s+(?:\w+\s+)?({_YEAR})\b")
_UNTIL = re.compile(rf"\b(?:to|until|till|through|–|-)\s*(?:\w+\s+)?({_YEAR})\b")
_DATES = re.compile(rf"[\s,]*\b(?:from|since|until|between)\s+(?:\w+\s+)?{_YEAR}\b.*$", re.DOTALL)
_FORMER = re.compile(r"\b(?:former|ex-|one-time|onetime|erstwhile|then-)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A role, the manner it was given in (before, apposition, clause, copula) and its nouns."""

    role: Role
    manner: str
    nouns: frozenset[str]
    modifiers: frozenset[str]


def roles_of(page: Page, name: Name) -> list[Found]:
    """What the words around one mention of a name say the person is."""
    spans = (
        ("before", _before(page, name)),
        ("reversed", _reversed(page, name)),
        ("apposition", _apposition(page, name)),
        ("clause", _clause(page, name)),
        ("copula", _copula(page, name)),
    )
    return [found_role(page, span, manner) for manner, span in spans if span is not None]


def found_role(page: Page, span: Span, manner: str) -> Found:
    """The role that ``span`` gives, with its nouns and other words."""
    words = [page.lower(i) for i in page.within(span)]
    nouns = frozenset(_noun(w) for w in words[:12] if lexicon.office(w) or w in _TITLE_NOUNS)
    rest = frozenset(w for w in words if w not in nouns and w not in lexicon.words("closed"))
    return Found(role_at(page.text, span), manner, nouns, rest)


_TITLE_NOUNS = {
    "sen.": "senator",
    "sens.": "senator",
    "rep.": "representative",
    "reps.": "representative",
    "gov.": "governor",
    "gen.": "general",
    "col.": "colonel",
    "lt.": "lieutenant",
    "capt.": "captain",
    "adm.": "admiral",
    "sgt.": "sergeant",
    "rev.": "reverend",
    "prof.": "professor",
    "pope": "pontiff",
}


def _noun(word: str) -> str:
    return _TITLE_NOUNS.get(word) or lexicon.singular(word)


def role_at(text: str, span: Span) -> Role:
    """The role in ``span``, its dates read off and left out of the snippet."""
    words = span.of(text)
    since, until = _SINCE.search(words), _UNTIL.search(words)
    dates = _DATES.search(words)
    kept = Span(span.start, span.start + dates.start()) if dates else span
    return Role(
        kept,
        bool(_FORMER.search(words)),
        since[1] if since else None,
        until[1] if until and dates else None,
    )


def _before(page: Page, name: Name) -> Span | None:
    """The title right before the name: "Russian Foreign Minister"."""
    first, office = name.first, False
    while first > 0 and _title_word(page, first - 1):
        first -= 1
        low = page.lower(first)
        office = office or lexicon.office(low) or low in lexicon.honorifics() or _honorific(low)
    while first < name.first and not _opens_title(page, first):
        first += 1
    words = [page.lower(i) for i in range(first, name.first)]
    if not office or words[-1] in _PLAIN_HONORIFICS or words[-1] in lexicon.words("closed"):
        return None
    while page.lower(first) in _PLAIN_HONORIFICS:
        first += 1
    return page.span(first, name.first - 1)


def _opens_title(page: Page, i: int) -> bool:
    """Whether a title may start here, not with a word that only stands inside one."""
    return page.tokens[i].capital or _honorific(page.lower(i)) or _role_word(page.lower(i))


def _honorific(low: str) -> bool:
    return low.capitalize() in lexicon.honorifics()


def _title_word(page: Page, i: int) -> bool:
    token, after = page.tokens[i], page.tokens[i + 1]
    gap = page.text[token.end : after.start]
    if gap.strip() or gap.count("\n") > 1 or token.sentence != after.sentence:
        return False
    low = token.text.lower()
    if token.text in ("'s", "’s"):
        return page.tokens[i - 1].capital if i else False
    if low == "of":
        return page.lower(i - 1) in _OFFICES_OF
    if low == "and":
        return lexicon.office(page.lower(i - 1))
    if low == "for":
        return page.lower(i - 1) in ("secretary", "undersecretary", "minister", "candidate")
    if low in lexicon.words("closed") or low in ("mr.", "mrs.", "ms."):
        return low in ("mr.", "mrs.", "ms.")
    if token.capital or _honorific(low):
        return low in lexicon.words("modifiers") or not (
            page.opens(i) and low in lexicon.words("plain")
        )
    return _role_word(low) or _inside_title(page, i)


def _inside_title(page: Page, i: int) -> bool:
    """An unlisted noun between title words: "planning" in "policy planning director"."""
    low, after = page.lower(i), page.lower(i + 1)
    return (
        _role_word(after) and not is_cue(low) and low.isalpha() and not low.endswith(("ed", "ly"))
    )


_OFFICES_OF = frozenset(["secretary", "chief", "minister", "speaker", "director", "head", "leader"])


def _role_word(low: str) -> bool:
    return (
        lexicon.office(low)
        or low in lexicon.words("modifiers")
        or low in lexicon.words("collectives")
        or low.endswith(("-elect", "-born", "-turned", "-based"))
    )


def _reversed(page: Page, name: Name) -> Span | None:
    """A role before the name and a comma: "The group's director, Ann Lee,"."""
    start = name.titled
    if page.lower(start - 1) != "," or page.token(start - 2) is None:
        return None
    first = start - 2
    while first > 0 and _may_precede(page, first - 1, start):
        first -= 1
    words = [page.lower(i) for i in range(first, start - 1)]
    if words[0] in lexicon.words("closed") and words[0] not in _ARTICLES:
        return None
    head = _before_preposition(words)
    if not head or not lexicon.office(head[-1]) or len(words) < 2 or head[0] in ("two", "other"):
        return None
    return page.span(first, start - 2)


def _may_precede(page: Page, i: int, start: int) -> bool:
    token = page.tokens[i]
    if token.sentence != page.tokens[start].sentence or start - i > 14:
        return False
    low = token.text.lower()
    if low in lexicon.words("closed") and low not in _WITHIN:
        return False
    return (token.word or token.text in ("'s", "’s")) and (_role_word(low) or not is_cue(low))


_WITHIN = frozenset(
    ["of", "for", "at", "in", "the", "a", "an", "his", "her", "their", "its", "our"]
)


def _before_preposition(words: list[str]) -> list[str]:
    for i, word in enumerate(words):
        if word in ("of", "for", "at", "in", "to", "with", "who", "on", "from", "under", "behind"):
            return words[:i]
    return words


def _apposition(page: Page, name: Name) -> Span | None:
    """A role after the name: ", a former U.S. diplomat,"."""
    i = name.last + 1
    if page.lower(i) not in _OPENERS:
        return None
    opener = page.lower(i)
    if page.lower(i + 1).isdigit() and page.lower(i + 2) == ",":
        i += 2
    last = _appositive_end(page, i + 1, opener)
    words = [page.lower(k) for k in range(i + 1, last + 1)]
    head = _before_preposition(words)[:10]
    if not words or not _role_head(head) or _names_another(page, i + 1):
        return None
    return page.span(i + 1, last)


def _names_another(page: Page, first: int) -> bool:
    """A list goes on rather than an apposition: "Smith, Jones and Chairman Lee"."""
    opened = page.tokens[first].capital and not _role_word(page.lower(first))
    return opened and page.lower(first + 1) in ("and", ",")


def _role_head(head: list[str]) -> bool:
    if "next" in head[:2]:
        return False
    closed = head[:1] and (head[0] in lexicon.words("closed") and head[0] not in _ARTICLES)
    if (
        closed
        or head[:1] == ["other"]
        or any(is_cue(w) and not lexicon.office(w) for w in head[:2])
    ):
        return False
    return any(lexicon.office(w) for w in head)


_ARTICLES = frozenset(["a", "an", "the", "his", "her", "their", "its", "our", "another"])


def _appositive_end(page: Page, i: int, opener: str) -> int:
    """Number of the last token of an appositive that starts at ``i``."""
    j = i
    while j < min(i + _LONGEST, len(page.tokens)):
        token = page.tokens[j]
        if token.sentence != page.tokens[i].sentence or token.text in _CLOSERS | {"."}:
            break
        if token.text == "," and not _goes_on(page, j, opener):
            break
        if token.text in ("who", "whose", "which", "told") or (j > i and _says(page, j)):
            break
        j += 1
    return j - 1


def _says(page: Page, j: int) -> bool:
    low = page.lower(j)
    return low in ("said", "says", "told", "added", "wrote", "argued") and (
        page.tokens[j - 1].text != ","
    )


def _goes_on(page: Page, comma: int, opener: str) -> bool:
    """A comma inside an appositive: before a place after a place, or in a list of three roles."""
    before, after = page.tokens[comma - 1], page.token(comma + 1)
    if after is None:
        return False
    if opener != "," and after.word and not is_cue(after.text.lower()):
        return True
    if after.capital and after.text in lexicon.places() and before.capital:
        return True
    low = after.text.lower()
    return (
        low not in ("and", "but", "who")
        and any(
            page.lower(k) == "and" and lexicon.office(page.lower(k + 1))
            for k in range(comma, comma + 6)
        )
        and lexicon.office(before.text)
    )


def _clause(page: Page, name: Name) -> Span | None:
    """What "who" says the person does for a living: "who teaches constitutional law at Yale"."""
    i = name.last + 1
    if page.lower(i) == ",":
        i += 1
    if page.lower(i) != "who":
        return None
    verb = page.lower(i + 1)
    if verb in ("is", "was"):
        return _predicate(page, i + 2)
    if verb not in _WORK:
        return None
    return page.span(i + 1, _appositive_end(page, i + 1, ","))


_WORK = frozenset(
    [
        "teaches",
        "runs",
        "heads",
        "leads",
        "chairs",
        "directs",
        "manages",
        "oversees",
        "studies",
        "covers",
        "edits",
        "owns",
        "works",
        "taught",
        "ran",
        "headed",
        "led",
        "chaired",
        "directed",
        "managed",
        "oversaw",
        "studied",
        "covered",
        "edited",
        "owned",
        "worked",
        "served",
        "serves",
        "founded",
    ]
)


def _copula(page: Page, name: Name) -> Span | None:
    """ "X is a teacher"."""
    if page.lower(name.last + 1) not in ("is", "was") or page.tokens[name.first].quoted:
        return None
    if page.lower(name.last + 2) not in ("a", "an"):
        return None
    return _predicate(page, name.last + 2)


def _predicate(page: Page, i: int) -> Span | None:
    if page.lower(i) == "been":
        i += 1
    if page.lower(i) not in ("a", "an", "the") and not lexicon.office(page.lower(i)):
        return None
    last = _appositive_end(page, i, ",")
    words = [page.lower(k) for k in range(i, last + 1)]
    if not any(lexicon.office(w) for w in _before_preposition(words)[:8]):
        return None
    return page.span(i, last)


def best_role(text: str, found: list[Found]) -> Found | None:
    """The role that tells most: an apposition or a title of several words, the earliest first."""

    def worth(item: Found) -> tuple[int, int]:
        words = len(item.role.span.of(text).split())
        rank = _RANK[item.manner] + (2 if words > 1 else 0)
        return rank, -item.role.span.start

    return max(found, key=worth, default=None)


_RANK = {"apposition": 3, "reversed": 1, "before": 2, "nominal": 1, "copula": 0, "clause": 0}
