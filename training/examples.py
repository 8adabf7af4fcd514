"""Articles as tensors: words, pieces, tags and links, cut into windows at random offsets."""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.read.attribution.inner import pieces as parts_of
from onrecord.read.attribution.tags import ROLES, tags_of
from onrecord.read.attribution.windows import Ints, Pieces, framed, pieces_of
from onrecord.read.attribution.words import Word, split_words, words_in
from onrecord.read.sentences import sentences
from training.corpora import Article, Attribution, Chars, Named
from training.network import NAME_TYPES

WordSpan = tuple[int, int]
InnerGold = tuple[WordSpan | None, WordSpan, WordSpan]


@dataclass(frozen=True)
class Linked:
    """One attribution in words of its text or window. ``inside`` are the parts of its contents,
    a sentence each, as first word and tags of the attributions nested there, where annotated."""

    source: WordSpan | None
    cue: WordSpan
    contents: tuple[WordSpan, ...]
    meaning: dict[str, str] | None
    inside: tuple[tuple[int, NDArray[np.int64]], ...] = ()


@dataclass(frozen=True)
class Example:
    """A text ready for training; ``tags`` are attribution tags or, for ``names``, name tags."""

    pieces: Pieces
    tags: NDArray[np.int64]
    linked: tuple[Linked, ...] = ()
    task: str = "attribution"


@dataclass(frozen=True)
class Tree:
    """One sentence: per token its first and last piece, its head (0 is the root, else the place
    of the token from 1) and its relation, all [tokens]."""

    first: Ints
    last: Ints
    heads: Ints
    relations: tuple[str, ...]

    def moved(self, by: int) -> "Tree":
        """With other places of its pieces."""
        return replace(self, first=self.first + by, last=self.last + by)


@dataclass(frozen=True)
class Window:
    """Part of an example: rows [pieces + 2, 3], index of each word's first piece, its tags; of a
    treebank the trees of its sentences instead."""

    rows: Ints
    first: Ints
    tags: Ints
    linked: tuple[Linked, ...]
    task: str
    trees: tuple[Tree, ...] = ()


def to_words(words: Sequence[Word], chars: Chars) -> WordSpan | None:
    """The words that the characters touch."""
    start = bisect_right(words, chars[0], key=lambda w: w.span.end)
    end = bisect_left(words, chars[1], key=lambda w: w.span.start)
    return (start, end) if start < end else None


def attribution_example(
    article: Article, tokenizer: Tokenizer, task: str = "attribution"
) -> Example:
    """Tags and links of one article; for the task ``meaning``, where not every attribution is
    marked, only what those mean and hold is learnt."""
    words = split_words(article.text)
    bounds = [words_in(words, s) for s in sentences(article.text)]
    linked = [x for a in article.attributions if (x := _linked(words, bounds, a))]
    spans = []
    for x in linked:
        spans += [(*x.cue, ROLES.index("cue"))]
        spans += [(*c, ROLES.index("content")) for c in x.contents]
        spans += [(*x.source, ROLES.index("source"))] if x.source else []
    tags = _tags(spans, len(words))
    return Example(pieces_of(words, tokenizer), tags, tuple(linked), task)


def name_example(text: Named, tokenizer: Tokenizer) -> Example:
    """Name tags of one text."""
    words = split_words(text.text)
    spans = []
    for start, end, kind in text.names:
        if at := to_words(words, (start, end)):
            spans.append((*at, NAME_TYPES.index(kind)))
    task = "partial-names" if text.partial else "names"
    return Example(pieces_of(words, tokenizer), _tags(spans, len(words)), (), task)


def _tags(spans: list[tuple[int, int, int]], length: int) -> NDArray[np.int64]:
    """One tag a word; of spans that overlap, which few gold ones do, the first stands."""
    apart: list[tuple[int, int, int]] = []
    for span in sorted(set(spans)):
        if not apart or apart[-1][1] <= span[0]:
            apart.append(span)
    return np.array(tags_of(apart, length), np.int64)


def inner_gold(words: Sequence[Word], a: Attribution) -> list[InnerGold]:
    """The attributions nested in one, as source, cue and content in words."""
    found = [
        (i.source and to_words(words, i.source), to_words(words, i.cue), to_words(words, i.content))
        for i in a.inner
    ]
    return [(source, cue, said) for source, cue, said in found if cue and said]


def inner_tags(gold: Sequence[InnerGold], low: int, high: int) -> NDArray[np.int64]:
    """Tags of the words from ``low`` to ``high``; a span that overlaps an earlier one is left
    out."""
    spans: list[tuple[int, int, int]] = []
    found = [(s, r) for g in gold for r, s in enumerate(g) if s]
    for (start, end), role in sorted(found, key=lambda f: (f[0][0], -f[0][1])):
        if low <= start < high and (not spans or spans[-1][1] <= start - low):
            spans.append((start - low, min(end, high) - low, role))
    return np.array(tags_of(spans, high - low), np.int64)


def _linked(words: Sequence[Word], bounds: Sequence[WordSpan], a: Attribution) -> Linked | None:
    cue = to_words(words, a.cue[0])
    contents = tuple(c for s in a.content if (c := to_words(words, s)))
    source = to_words(words, a.source[0]) if a.source else None
    if not cue or not contents:
        return None
    gold, parts = inner_gold(words, a), parts_of(contents, bounds) if a.meaning else ()
    inside = tuple((low, inner_tags(gold, low, high)) for low, high in parts)
    return Linked(source, cue, contents, a.meaning, inside)


def cut(example: Example, size: int, rng: random.Random) -> Iterator[Window]:
    """Consecutive windows of ``size`` pieces that start at a random offset."""
    length = len(example.pieces.rows)
    start = -rng.randrange(size) if length > size else 0
    while start < length:
        window = _window(example, max(start, 0), min(start + size, length))
        if len(window.first):
            yield window
        start += size


def _window(example: Example, start: int, end: int) -> Window:
    first = example.pieces.first
    low, high = np.searchsorted(first, [start, end])
    rows = framed(example.pieces.rows[start:end])
    linked = tuple(s for x in example.linked if (s := _shifted(x, int(low), int(high))))
    tags = example.tags[low:high]
    return Window(rows, first[low:high] - start + 1, tags, linked, example.task)


def _shifted(x: Linked, low: int, high: int) -> Linked | None:
    """The attribution in the window's words; contents are clipped, a source outside is lost
    together with the whole link, since "no source" would be wrong."""
    spans = [x.cue, *([x.source] if x.source else [])]
    if any(s[0] < low or s[1] > high for s in spans):
        return None
    clipped = [(max(s, low) - low, min(e, high) - low) for s, e in x.contents]
    contents = tuple((s, e) for s, e in clipped if e > s)
    source = (x.source[0] - low, x.source[1] - low) if x.source else None
    inside = tuple((s - low, t) for s, t in x.inside if low <= s and s + len(t) <= high)
    return Linked(source, (x.cue[0] - low, x.cue[1] - low), contents, x.meaning, inside)


def batches(windows: Iterable[Window], budget: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length and one task, at most ``budget`` pieces a batch, in random order."""
    by_task: dict[str, list[Window]] = {}
    for window in windows:
        by_task.setdefault(window.task, []).append(window)
    out = []
    for rows in by_task.values():
        rows.sort(key=lambda w: len(w.rows) + rng.random() * 64)
        while rows:
            longest, batch = 0, []
            while rows and max(longest, len(rows[-1].rows)) * (len(batch) + 1) <= budget:
                longest = max(longest, len(rows[-1].rows))
                batch.append(rows.pop())
            out.append(batch)
    rng.shuffle(out)
    return out
