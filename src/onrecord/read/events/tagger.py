"""Parts of speech by a linear-chain CRF (Lafferty et al. 2001) over words, endings and shapes.

The tags are those of the Penn Treebank, some joined and one split: ``SC`` is a preposition-like
word that opens a clause ("after he left"), ``P`` is punctuation. The weights are learned by
``training/tagger``; the model's card names data and licences.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.infer.model import load_model

Floats = NDArray[np.float32]

MODEL = "tagger-0.1"
REACH = 2  # words to either side that a tag looks at
EDGE = ""  # the word that stands before the first and after the last


def features(word: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Features of a word, each with the places, from ``-REACH`` to ``REACH``, from which a tag
    sees it; -1 is a word seen by the tag of the word after it."""
    lower = word.lower()
    yield f"w:{lower}", (-2, -1, 0, 1, 2)
    yield f"s3:{lower[-3:]}", (-1, 0, 1)
    yield f"s2:{lower[-2:]}", (0,)
    yield f"s4:{lower[-4:]}", (0,)
    yield f"p3:{lower[:3]}", (0,)
    yield f"k:{shape(word)}", (-1, 0, 1)


def shape(word: str) -> str:
    """What kind of characters a word is made of.

    >>> [shape(w) for w in ("Rome", "U.S.", "F-16", "1,000", "well-known", ",")]
    ['Aa', 'A', 'A0-', '0', 'a-', ',']
    """
    if not word[:1].isalnum():
        return word
    return "".join(
        mark
        for mark, there in (
            ("A", word[0].isupper()),
            ("a", any(map(str.islower, word))),
            ("0", any(map(str.isdigit, word))),
            ("-", "-" in word),
        )
        if there
    )


class Tagger:
    """The weights of one model: ``index`` maps feature and place to a row of ``rows``, [features,
    tags]; ``moves`` is [from, to]."""

    def __init__(self, tags: Sequence[str], index: dict[str, int], rows: Floats, moves: Floats):
        self.tags = tuple(tags)
        self._index, self._rows, self._moves = index, rows, moves
        self._of = lru_cache(maxsize=50_000)(self._sum)

    def _sum(self, word: str) -> Floats:
        """What a word adds to the tags of its neighbours and its own, [places, tags]."""
        out = np.zeros((2 * REACH + 1, len(self.tags)), np.float32)
        for name, places in features(word):
            for place in places:
                row = self._index.get(f"{place}{name}")
                if row is not None:
                    out[place + REACH] += self._rows[row]
        return out

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Tags of each word of each sentence; the sentences are decoded side by side."""
        if not any(sentences):
            return [[] for _ in sentences]
        scores, lengths = self._scores(sentences)
        best = _decode(scores, lengths, self._moves)
        return [[self.tags[t] for t in row[:n]] for row, n in zip(best, lengths, strict=True)]

    def _scores(self, sentences: Sequence[Sequence[str]]) -> tuple[Floats, NDArray[np.int64]]:
        lengths = np.array([len(s) for s in sentences])
        out = np.zeros((len(sentences), int(lengths.max()), len(self.tags)), np.float32)
        for row, words in zip(out, sentences, strict=True):
            seen = [EDGE] * REACH + ["^" + words[0] if words else EDGE, *words[1:]]
            table = np.stack([self._of(w) for w in [*seen, *[EDGE] * REACH]])
            n = len(words)
            for place in range(-REACH, REACH + 1):
                row[:n] += table[REACH + place : REACH + place + n, REACH + place]
        return out, lengths


def _decode(scores: Floats, lengths: NDArray[np.int64], moves: Floats) -> NDArray[np.int64]:
    """Best path of every row (Viterbi 1967), [rows, steps]; past its length a row stays put."""
    rows, steps, tags = scores.shape
    back = np.zeros((steps, rows, tags), np.int64)
    total = scores[:, 0]
    for step in range(1, steps):
        paths = total[:, :, None] + moves
        back[step] = paths.argmax(1)
        live = (step < lengths)[:, None]
        back[step] = np.where(live, back[step], np.arange(tags))
        total = np.where(live, paths.max(1) + scores[:, step], total)
    best = np.zeros((rows, steps), np.int64)
    best[:, -1] = total.argmax(1)
    for step in range(steps - 1, 0, -1):
        best[:, step - 1] = back[step, np.arange(rows), best[:, step]]
    return best


@cache
def tagger() -> Tagger:
    """The shipped tagger. Raises ``ModelError`` when it is damaged or missing."""
    folder = load_model(MODEL).folder
    with np.load(folder / "tagger.npz") as data:
        index = {n: i for i, n in enumerate(bytes(data["names"]).decode("utf-8").split("\n"))}
        rows = data["rows"].astype(np.float32) * float(data["scale"])
        return Tagger(bytes(data["tags"]).decode().split(), index, rows, data["moves"])
