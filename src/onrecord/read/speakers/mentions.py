"""Finds the names in a document by capitals, titles and lexicons, helped by a name model."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from onrecord.domain import Entity, Span
from onrecord.read.lemmas import candidates
from onrecord.read.lexicons import cues
from onrecord.read.speakers import lexicon
from onrecord.read.speakers.names import PARTICLES, SUFFIXES, Name, is_title, kind_of, title_length
from onrecord.read.speakers.page import Page

_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_LINKS = frozenset({"of", "for", "and", "the"})


def find_names(page: Page, known: Iterable[Entity] = ()) -> list[Name]:
    """Names in text order. ``known`` are single mentions from a name model: where they overlap
    what the rules find, their extent and type win."""
    hints = _hints(page, known)
    found: list[Name] = []
    for first, last in _runs(page, hints):
        name = _name(page, first, last, hints.get(first, (last, ""))[1])
        if name:
            found.append(name)
    found = _shouted(found)
    found += _surnames(page, found)
    return found + _in_headlines(page, found)


def _shouted(found: list[Name]) -> list[Name]:
    """Surnames in capitals, as in transcripts, which look like initials of a body."""
    families = {n.family for n in found if n.type == "person" and len(n.words) > 1}
    return [
        replace(n, type="unknown") if n.words[0].isupper() and n.family in families else n
        for n in found
    ]


def _surnames(page: Page, found: list[Name]) -> list[Name]:
    """Capitalised words that were taken for plain ones but are a named person's surname."""
    families = {n.family for n in found if n.type == "person" and len(n.words) > 1}
    taken = {i for n in found for i in range(n.first, n.last + 1)}
    out = []
    for i, token in enumerate(page.tokens):
        if not token.capital or i in taken or token.text.casefold() not in families:
            continue
        name = Name(page.span(i, i), i, i, i, (token.text,), "unknown")
        owner = page.lower(i + 1) in ("'s", "’s")
        if not page.opens(i) or owner or person_evidence(page, name):
            out.append(name)
    return out


def _hints(page: Page, known: Iterable[Entity]) -> dict[int, tuple[int, str]]:
    """First token of each given mention -> its last token and type."""
    out = {}
    for entity in known:
        for mention in entity.mentions:
            tokens = [
                i for i in page.within(mention.span) if page.tokens[i].text not in _POSSESSIVE
            ]
            if tokens and mention.kind == "name":
                out[tokens[0]] = (tokens[-1], entity.type)
    return out


_POSSESSIVE = frozenset({"'s", "’s", "'", "’", "the"})


def _runs(page: Page, hints: dict[int, tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """First and last token of each capitalised run that may be a name."""
    i = 0
    while i < len(page.tokens):
        if i in hints:
            yield i, hints[i][0]
            i = hints[i][0] + 1
            continue
        end = _run_end(page, i, hints) if _starts(page, i) else None
        if end is None:
            i += 1
            continue
        first = i
        i = end + 1
        yield first, end


def _starts(page: Page, i: int) -> bool:
    token = page.tokens[i]
    if not token.capital or token.text in ("I", "A") or token.sentence in page.titled:
        return False
    low = token.text.lower()
    if low.split("’")[0].split("'")[0] in ("i", "we", "you", "it", "he", "she", "they", "that"):
        return False
    if low in lexicon.words("plain") or low in _DAYS:
        return _continues_name(page, i)
    if page.opens(i) and low in page.lowercase and not is_title(token.text):
        return _continues_name(page, i)
    return True


def _continues_name(page: Page, i: int) -> bool:
    """A common word that opens a name after all: "Will Smith", "The Hill", "New York"."""
    here, after = page.tokens[i], page.token(i + 1)
    if after is None or not after.capital or after.start - here.end > 1:
        return False
    two = f"{here.text} {after.text}"
    three = f"{two} {page.tokens[i + 2].text}" if i + 2 < len(page.tokens) else two
    listed = (lexicon.names("outlets"), lexicon.places(), lexicon.names("organisations"))
    if any(two in names or three in names for names in listed):
        return True
    if here.text == "White" or (here.text in _LEADING and not page.opens(i)):
        return True
    low = here.text.lower()
    return low in _ALSO_FORENAMES and after.text.lower() not in lexicon.words("plain")


_ALSO_FORENAMES = frozenset(
    ["will", "may", "april", "june", "august", "drew", "mark", "grant", "rich", "chase", "pat"]
)
_LEADING = frozenset({"New", "Democratic", "Republican", "Black", "Southern", "First", "Former"})


def _run_end(page: Page, i: int, hints: dict[int, tuple[int, str]]) -> int:
    end = i
    while (after := _next_in_run(page, end)) is not None and not any(
        j in hints for j in range(end + 1, after + 1)
    ):
        end = after
    while end > i and page.lower(end) in _DAYS and page.tokens[end].text != "May":
        end -= 1
    return end


def _next_in_run(page: Page, end: int) -> int | None:
    here, after = page.tokens[end], page.token(end + 1)
    if after is None or after.sentence != here.sentence or not _adjacent(page, end):
        return None
    if after.text in SUFFIXES or after.text.lower() in SUFFIXES:
        return end + 1
    if after.capital and after.text.lower().split("’")[0] not in ("i", "he", "she", "we"):
        return end + 1
    return _over_link(page, end)


def _adjacent(page: Page, end: int) -> bool:
    gap = page.text[page.tokens[end].end : page.tokens[end + 1].start]
    return gap.strip() == "" and gap.count("\n") < 2


def _over_link(page: Page, end: int) -> int | None:
    """Past "of the" in the name of a body or office, or past "de" in a person's name."""
    i = end + 1
    word = page.tokens[i].text
    following = page.token(i + 1)
    if following is None:
        return None
    if word in PARTICLES and following.capital and page.tokens[end].text in lexicon.forenames():
        return i + 1
    if word == "and" and page.tokens[end].text not in lexicon.forenames():
        return _over_and(page, i)
    if word not in ("of", "for") or not _of_name(page.tokens[end].text):
        return None
    if following.text == "the":
        i, following = i + 1, page.token(i + 2)
    return i + 1 if following is not None and following.capital else None


def _over_and(page: Page, i: int) -> int | None:
    """Past "and" in the name of a body: "Securities and Exchange Commission"."""
    j = i + 1
    while j < len(page.tokens) and page.tokens[j].capital and _adjacent(page, j - 1) and j < i + 4:
        j += 1
    body = page.lower(j - 1) in lexicon.words("organisations")
    single = page.tokens[i - 1].text not in lexicon.names("organisations")
    known = is_title(page.tokens[i - 1].text) or not _lone_word(page, i - 1)
    return i + 1 if body and j - 1 > i + 1 and single and not known else None


def _lone_word(page: Page, i: int) -> bool:
    """Whether the capitalised word at ``i`` stands alone and is a plural or plain noun."""
    before = page.token(i - 1)
    alone = before is None or not before.capital or before.text == "The"
    return alone and page.tokens[i].text.endswith(("ies", "ns", "ts", "ce", "th", "ry", "er"))


def _of_name(word: str) -> bool:
    low = word.lower()
    return low in lexicon.words("organisations") or low in _OFFICES_OF


_OFFICES_OF = frozenset(
    ["secretary", "chief", "speaker", "house", "director", "minister", "state", "bureau"]
)


def _name(page: Page, first: int, last: int, type_: str) -> Name | None:
    words = tuple(page.tokens[i].text for i in range(first, last + 1))
    skip = title_length(words) if type_ in ("", "person") else 0
    rest = words[skip:]
    if not type_ and not skip:
        skip, rest = _after_outlet(words)
    before, gender = _title_before(page, first) if skip == 0 else (first, _shown(words[:skip]))
    titled = skip > 0 or before < first
    honoured = titled and _forms_person(page, before, first + skip)
    if honoured and len(rest) >= 4 and kind_of(rest, titled=False) in ("organisation", "outlet"):
        honoured = False
    type_ = type_ or kind_of(rest, honoured)
    if type_ in ("title", "demonym"):
        return None
    span = page.span(first + skip, last)
    start = min(first, before) if type_ == "person" else first + skip
    return Name(span, first + skip, last, start, rest, type_, gender)


def _after_outlet(words: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Skips an outlet's or demonym's name before a person's: "CNN Jake Tapper"."""
    for n in (2, 1):
        head = " ".join(words[:n])
        rest = words[n:]
        person = len(rest) > 1 and rest[0] in lexicon.forenames()
        if person and words[0] in lexicon.demonyms():
            return n, rest
        if rest and head in lexicon.names("outlets") and (person or not _body_word(rest[-1])):
            return n, rest
    return 0, words


def _body_word(word: str) -> bool:
    low = word.lower()
    listed = (
        lexicon.words("outlets") | lexicon.words("organisations") | lexicon.words("collectives")
    )
    return low in listed or lexicon.office(low) or word.isdigit()


def _title_before(page: Page, first: int) -> tuple[int, str]:
    """Number of the role noun in lower case right before the name, and the gender it shows."""
    word = page.lower(first - 1)
    adjacent = first > 0 and _adjacent(page, first - 1)
    lowercase = adjacent and not page.tokens[first - 1].capital
    if lowercase and lexicon.office(word) and word not in _NOT_TITLES:
        return first - 1, lexicon.role_genders().get(lexicon.singular(word), "u")
    return first, "u"


_NOT_TITLES = frozenset(
    ["major", "general", "private", "chief", "independent", "conservative", "liberal", "star"]
)


def _shown(title: tuple[str, ...]) -> str:
    for word in title:
        gender = lexicon.honorifics().get(word, "u")
        if gender == "u":
            gender = lexicon.role_genders().get(word.lower(), "u")
        if gender != "u":
            return gender
    return "u"


def _forms_person(page: Page, start: int, end: int) -> bool:
    """Whether the title tokens end in a noun for a single person or several named ones."""
    return any(is_title(page.tokens[i].text) for i in range(start, end))


@cache
def is_cue(word: str) -> bool:
    """Whether a lower-case ``word`` is a form of a verb of saying or thinking."""
    return word in cues() or any(c in cues() for c in candidates(word))


def _in_headlines(page: Page, found: list[Name]) -> list[Name]:
    """Mentions, in sentences set in title case, of what the body names; and forename + name."""
    known = _known_words(found)
    out: list[Name] = []
    for number in sorted(page.titled):
        taken = {i for n in found for i in range(n.first, n.last + 1)}
        i, end = page.index(page.sentences[number].start), page.index(page.sentences[number].end)
        while i < end:
            hit = None if i in taken else _headline_name(page, i, end, known)
            if hit:
                out.append(hit)
            i = hit.last + 1 if hit else i + 1
    return out


def _known_words(found: list[Name]) -> dict[tuple[str, ...], str]:
    known: dict[tuple[str, ...], str] = {}
    for name in found:
        folded = tuple(w.casefold() for w in name.words)
        if name.type not in ("unknown", "demonym") or len(folded) > 1:
            known.setdefault(folded, name.type)
            if name.type == "person":
                known.setdefault((name.family,), "person")
    return known


def _headline_name(page: Page, i: int, end: int, known: dict[tuple[str, ...], str]) -> Name | None:
    texts = tuple(t.text for t in page.tokens[i : min(i + 5, end)])
    for n in range(len(texts), 0, -1):
        words = texts[:n]
        type_ = known.get(tuple(w.casefold() for w in words)) or _listed(words)
        if type_:
            return Name(page.span(i, i + n - 1), i, i + n - 1, i, words, type_)
    if len(texts) > 1 and texts[0] in lexicon.forenames() and _surname_like(page, texts[1]):
        return Name(page.span(i, i + 1), i, i + 1, i, texts[:2], "person")
    return None


def _listed(words: tuple[str, ...]) -> str | None:
    kind = kind_of(words, titled=False)
    joined = " ".join(words)
    sure = joined in lexicon.names("outlets") or joined in lexicon.names("organisations")
    return kind if sure and words[0][0].isupper() else None


def _surname_like(page: Page, word: str) -> bool:
    low = word.lower()
    plain = low in lexicon.words("plain") or low in page.lowercase or is_cue(low)
    return word[0].isupper() and not plain and not lexicon.office(word)


def person_evidence(page: Page, name: Name) -> bool:
    """Signs around a name that it is a person's: a verb of saying, an age, "who", a role."""
    after, second = page.lower(name.last + 1), page.lower(name.last + 2)
    if after in ("who", "whose") or (after == "," and second in ("who", "whose")):
        return True
    if after == "," and (second.isdigit() or _role_follows(page, name.last + 2)):
        return True
    before = page.lower(name.first - 1)
    if before_comma(page, name) and after == ",":
        return True
    return is_cue(after) or (is_cue(before) and after in (",", ".", "of", "in", "on"))


def before_comma(page: Page, name: Name) -> bool:
    """Whether a role and a comma stand before the name: "his wife, Jane"."""
    return page.lower(name.first - 1) == "," and lexicon.office(page.lower(name.first - 2))


def _role_follows(page: Page, i: int) -> bool:
    if page.lower(i) not in ("a", "an", "the") and not lexicon.office(page.lower(i)):
        return False
    return any(lexicon.office(page.lower(j)) for j in range(i, i + 5))


def name_span(page: Page, name: Name) -> Span:
    """The name with the title before it."""
    return page.span(name.titled, name.last)
