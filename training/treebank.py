"""Universal Dependencies trees of EWT and GUM as texts of several sentences, and the pieces of
each token."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.domain import Span
from onrecord.read.attribution.windows import Ints, Pieces, framed, pieces_of
from onrecord.read.attribution.words import Word, split_words
from training.examples import Tree, Window, to_words
from training.tagger.corpus import blocks, files

#: Sentences of a text at most.
LONG = 20


@dataclass(frozen=True)
class Grove:
    """A text with the trees of its sentences, in order."""

    pieces: Pieces
    trees: tuple[Tree, ...]


Row = tuple[Span, int, str]


def groves(part: str, tokenizer: Tokenizer) -> list[Grove]:
    """All of ``train``; of ``dev`` EWT alone, which is what is published.

    Raises ``FileNotFoundError`` when the treebanks are absent.
    """
    paths = files(part)[: 1 if part == "dev" else None]
    return [grove(rows, text, tokenizer) for path in paths for text, rows in texts(path)]


def texts(path: Path) -> Iterator[tuple[str, list[list[Row]]]]:
    """Texts of at most ``LONG`` sentences of one CoNLL-U file, each with its sentences as rows of
    span in the text, head and relation. A new document starts a new text."""
    text, found = "", []
    for opens, sentence, lines in blocks(path):
        if opens or len(found) == LONG:
            if found:
                yield text, found
            text, found = "", []
        start = len(text) + bool(text)
        text = f"{text} {sentence}" if text else sentence
        found.append(
            [(Span(s.start + start, s.end + start), h, r) for s, h, r in _rows(sentence, lines)]
        )
    if found:
        yield text, found


def _rows(text: str, lines: list[list[str]]) -> Iterator[Row]:
    at = 0
    for cells in lines:
        if cells[0].isdigit():
            at = text.index(cells[1], at)
            yield Span(at, at + len(cells[1])), int(cells[6]), cells[7]
            at += len(cells[1])


def grove(sentences: list[list[Row]], text: str, tokenizer: Tokenizer) -> Grove:
    """The trees over the pieces of the text."""
    words = split_words(text)
    pieces = pieces_of(words, tokenizer)
    ends = last_pieces(words, pieces)
    return Grove(pieces, tuple(_tree(rows, words, pieces.first, ends) for rows in sentences))


def last_pieces(words: Sequence[Word], pieces: Pieces) -> Ints:
    """The last piece of each word, [words]."""
    after = [f - w.breaks for f, w in zip(pieces.first[1:], words[1:], strict=True)]
    return np.array([*after, len(pieces.rows)], np.int64) - 1


def _tree(rows: list[Row], words: list[Word], first: Ints, last: Ints) -> Tree:
    spans = [to_words(words, (s.start, s.end)) for s, _, _ in rows]
    low, high = ([s[k] - k for s in spans if s] for k in (0, 1))
    heads = np.array([h for _, h, _ in rows], np.int64)
    return Tree(first[low], last[high], heads, tuple(r for _, _, r in rows))


def cut(one: Grove, size: int) -> Iterator[Window]:
    """Windows of whole sentences, of at most ``size`` pieces where a sentence is no longer."""
    some: list[Tree] = []
    for tree in one.trees:
        if some and int(tree.last.max()) - int(some[0].first.min()) >= size:
            yield _window(one, some)
            some = []
        some.append(tree)
    if some:
        yield _window(one, some)


def _window(one: Grove, trees: list[Tree]) -> Window:
    low = int(trees[0].first.min())
    end = min(int(trees[-1].last.max()) + 1, low + 510)
    kept = tuple(t.moved(1 - low) for t in trees if int(t.last.max()) < end)
    none: NDArray[np.int64] = np.zeros(1, np.int64)
    return Window(framed(one.pieces.rows[low:end]), none, none, (), "syntax", kept)
