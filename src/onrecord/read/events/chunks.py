"""Noun groups and verb groups of a tagged sentence, and what stands between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.domain import Span

BE = frozenset("be am is are was were been being 's 're 'm get gets got".split())
HAVE = frozenset("have has had having 've".split())
DO = frozenset("do does did".split())
NOT = frozenset("not n't n’t never".split())
SOON = frozenset("about going set due likely ready poised expected".split())

_NOUN = frozenset(("NN", "NNS", "NNP"))
_VERB = frozenset(("MD", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG"))
_OPENS = frozenset(("DT", "PRP$", "CD", "JJ", "NN", "NNS", "NNP"))
_BEFORE_ARTICLE = frozenset("all both half such about around over".split())
_BOUNDS = frozenset(("than", "least", "most"))
_AMOUNTS = frozenset(
    "thousands hundreds dozens scores tens millions dozen number group bunch majority handful pair "
    "some many most several all both each none one two crowd crowds kind sort".split()
)
_QUOTES = frozenset('“”"‘’[]')


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence with its tag."""

    span: Span
    text: str
    lower: str
    tag: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words ``start`` to ``end`` of a sentence. ``kind`` is N for a noun group, V for a verb
    group, else the tag of the one word, or the mark itself; ``head`` is the main word."""

    kind: str
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class VerbChunk(Chunk):
    """A verb group. ``form`` is finite, infinitive, gerund or participle; ``helpers`` are the
    words in front of the head."""

    form: str = "finite"
    passive: bool = False
    negation: int | None = None
    helpers: tuple[int, ...] = field(default=())


def chunks(words: Sequence[Word]) -> list[Chunk]:
    """The sentence cut into chunks, in order; quotation marks are left out."""
    out: list[Chunk] = []
    at = 0
    while at < len(words):
        if words[at].text == "(" and (closed := _aside(words, at)):
            at = closed
            continue
        found = _noun_group(words, at) or _verb_group(words, at)
        if found is None:
            word = words[at]
            kind = word.text if word.tag == "P" or not word.text[0].isalnum() else word.tag
            found = Chunk(kind, at, at + 1, at)
        if found.kind not in _QUOTES:
            out.append(found)
        at = found.end
    return _main_verb_found(words, _amounts_joined(words, out))


def _main_verb_found(words: Sequence[Word], found: list[Chunk]) -> list[Chunk]:
    """In a sentence without a finite verb, a bare participle behind a noun group is the past tense
    ("The minister resigned on Sunday"), unless "by" follows."""
    verbs = [(i, c) for i, c in enumerate(found) if isinstance(c, VerbChunk)]
    if any(c.form == "finite" for _, c in verbs):
        return found
    for i, c in verbs:
        by = c.end < len(words) and words[c.end].lower == "by"
        if c.form == "participle" and i and found[i - 1].kind in ("N", "RB", ",") and not by:
            found[i] = replace(c, form="finite", passive=False)
            break
    return found


def _amounts_joined(words: Sequence[Word], found: list[Chunk]) -> list[Chunk]:
    """With "thousands of workers" as one group whose main word is "workers"."""
    out: list[Chunk] = []
    for chunk in found:
        amount = len(out) > 1 and out[-2].kind == chunk.kind == "N"
        if amount and words[out[-1].head].lower == "of" and words[out[-2].head].lower in _AMOUNTS:
            chunk = Chunk("N", out[-2].start, chunk.end, chunk.head)
            del out[-2:]
        out.append(chunk)
    return out


def _aside(words: Sequence[Word], at: int) -> int:
    """Where a short parenthesis, such as an abbreviation or a party, ends; 0 where none does."""
    for end in range(at + 1, min(at + 5, len(words))):
        if words[end].text == ")":
            return end + 1
    return 0


def _noun_group(words: Sequence[Word], at: int) -> Chunk | None:
    tag = words[at].tag
    if tag in ("PRP", "EX"):
        return Chunk("N", at, at + 1, at)
    if not (tag in _OPENS or _opens_late(words, at)):
        return None
    end = at + 1
    while end < len(words) and (width := _continues(words, at, end)):
        end += width
    while end > at and words[end - 1].tag not in (*_NOUN, "CD", "DT", "JJ"):
        end -= 1
    head = next((i for i in range(end - 1, at - 1, -1) if words[i].tag in _NOUN), None)
    if head is None:
        head = next((i for i in range(end - 1, at - 1, -1) if words[i].tag in ("CD", "DT")), None)
    if head is None or (head == at and words[at].tag == "CD" and end > at + 1):
        return None
    return Chunk("N", at, end, head)


def _opens_late(words: Sequence[Word], at: int) -> bool:
    """A number behind "around" or "more than", or a participle in front of its noun."""
    after = words[at + 1].tag if at + 1 < len(words) else ""
    if words[at].lower in ("more", "less", "fewer", "at") and at + 2 < len(words):
        return words[at + 1].lower in _BOUNDS and words[at + 2].tag == "CD"
    if words[at].tag in ("RB", "X", "IN") and words[at].lower in (
        "around", "about", "nearly", "almost", "some", "over", "$", "€", "£",
    ):  # fmt: skip
        return after == "CD"
    before = words[at - 1].lower if at else ""
    if words[at].tag != "VBN" or after not in (*_NOUN, "JJ") or before in BE | HAVE:
        return False
    return before not in ("and", "but", "then") or all(w.tag != "VBD" for w in words[:at])


def _continues(words: Sequence[Word], start: int, at: int) -> int:
    """How many words from ``at`` on belong to the noun group that began at ``start``; 0: none."""
    tag, before = words[at].tag, words[at - 1].tag
    after = words[at + 1].tag if at + 1 < len(words) else ""
    if tag in _NOUN or tag in ("CD", "POS"):
        return 1
    if tag == "JJ":
        if before in _NOUN and words[at].lower in ("next", "last"):
            return 0
        return int(before not in _NOUN or after in (*_NOUN, "JJ") or words[at].text[0].isupper())
    if tag == "DT":
        return int(words[at - 1].lower in _BEFORE_ARTICLE)
    if tag in ("VBG", "VBN"):
        return int(before not in _NOUN and after in (*_NOUN, "JJ"))
    if tag == "RB":
        return int(before not in _NOUN and after in ("JJ", "CD", "VBN"))
    if words[at].lower in _BOUNDS and after == "CD":
        return 1
    if words[at].text in (",", "and", "or") and before == after == "JJ":
        last = words[at + 2].tag if at + 2 < len(words) else ""
        return 2 * int(last in _NOUN)
    return int(words[at].text in _QUOTES and after in (*_NOUN, "JJ") and before not in ("CD",))


def _verb_group(words: Sequence[Word], at: int) -> VerbChunk | None:
    start, negation = at, None
    helpers: list[int] = []
    infinitive = words[at].tag == "TO"
    if infinitive:
        at += 1
        while at < len(words) and words[at].tag == "RB":
            at += 1
        if at >= len(words) or words[at].tag not in ("VB", "VBP"):
            return None
    while at < len(words):
        word = words[at]
        if word.lower in NOT:
            negation = at
        elif word.tag in _VERB and not _helps(words, at):
            return _verb(words, start, at, infinitive, tuple(helpers), negation)
        elif word.tag in _VERB or (helpers and word.lower in SOON):
            helpers.append(at)
        elif not (helpers and word.tag in ("RB", "TO")):
            return None
        at += 1
    return None


def _helps(words: Sequence[Word], at: int) -> bool:
    """Whether the verb is an auxiliary of a verb that follows."""
    word = words[at]
    if not (word.tag == "MD" or word.lower in BE | HAVE | DO):
        return False
    after = at + 1
    while after < len(words) and (words[after].tag == "RB" or words[after].lower in NOT):
        after += 1
    if after < len(words) - 1 and words[after].lower in SOON and words[after + 1].tag == "TO":
        return True
    if after < len(words) - 1 and words[after].tag == "TO" and word.lower in BE | HAVE:
        return words[after + 1].tag == "VB"
    return after < len(words) and words[after].tag in _VERB - {"MD"}


def _verb(
    words: Sequence[Word],
    start: int,
    head: int,
    infinitive: bool,
    helpers: tuple[int, ...],
    negation: int | None,
) -> VerbChunk:
    tag = words[head].tag
    being = any(words[h].lower in BE for h in helpers)
    having = any(words[h].lower in HAVE for h in helpers)
    last = words[helpers[-1]].lower if helpers else ""
    passive = tag in ("VBN", "VBD") and being and last in BE
    if tag == "VBN" and not (being or having):
        follower = words[head + 1].tag if head + 1 < len(words) else ""
        passive = follower not in (*_OPENS, "PRP")
    finite = bool(helpers) or tag in ("VBD", "VBP", "VBZ") or (tag == "VBN" and not passive)
    form = "infinitive" if infinitive or (tag == "VB" and not helpers) else "finite"
    if not infinitive and not finite and tag in ("VBG", "VBN"):
        form = "gerund" if tag == "VBG" else "participle"
    if helpers and words[helpers[0]].tag in ("VBG",):
        form = "gerund"
    return VerbChunk("V", start, head + 1, head, form, passive, negation, helpers)
