"""Attributions inside another's content, through the whole reader."""

import numpy as np
import pytest

from onrecord.domain import Document, Statement
from onrecord.read import read_documents
from onrecord.read.attribution.inner import pieces, rows_of
from onrecord.read.attribution.network import reader_model
from onrecord.read.attribution.words import split_words, words_in
from onrecord.read.sentences import sentences


def nested(text: str) -> list[tuple[str, ...]]:
    """Source, cue and content of each nested statement."""

    def words(s: Statement) -> tuple[str, ...]:
        return tuple(part[0].of(text) for part in (s.source or (), s.cue or (), s.content) if part)

    (reading,) = read_documents([Document("d", text)])
    ids = {s.id for s in reading.statements or ()}
    found = [s for s in reading.statements or () if s.parent]
    assert all(s.parent in ids for s in found)
    return [words(s) for s in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“I think the dam is sound,” Ana Ruiz said.", [("I", "think", "the dam is sound")]),
        ("Ana Ruiz said that she believes the dam is sound.",
         [("she", "believes", "the dam is sound")]),
        pytest.param("Ana Ruiz said that Jo Lind believes the dam is sound.",
                     [("Jo Lind", "believes", "the dam is sound")],
                     marks=pytest.mark.xfail(reason="the source is missed", strict=True)),
        ("“We don’t want to leave the city,” Ana Ruiz said.",
         [("We", "don’t want", "to leave the city")]),
        ("“He said he would pay for it,” Ana Ruiz said. She left at noon.",
         [("He", "said", "he would pay for it")]),
        ("Ana Ruiz said the dam was sound.", []),
        ("Ana Ruiz said the States were sound.", []),
        ("“The dam was built in 1950,” Ana Ruiz said.", []),
    ],
)  # fmt: skip
def test_clear_attributions_in_a_content_are_statements_with_a_parent(
    text: str, expected: list[tuple[str, ...]]
) -> None:
    """What a source reports of others, "I think" in a quotation, is a statement of its own."""
    assert nested(text) == expected


def test_contents_are_cut_at_sentences() -> None:
    """Every part lies in one content and one sentence, and nothing is lost."""
    bounds = [(0, 5), (5, 9), (9, 20)]
    assert list(pieces([(3, 7), (12, 15)], bounds)) == [(3, 5), (5, 7), (12, 15)]


def test_the_tagger_scores_every_word_of_a_sentence() -> None:
    """One row of scores a word, whatever the length."""
    weights = reader_model().inner
    words = split_words("I think so. He left.")
    (first, _) = (words_in(words, s) for s in sentences("I think so. He left."))
    width = weights.mix.shape[0] // 3 - 1
    rows = rows_of(np.zeros((len(words), width), np.float32), [w.quote for w in words])
    assert first == (0, 4)
    assert weights(rows[slice(*first)]).shape == (4, len(weights.out_bias))
