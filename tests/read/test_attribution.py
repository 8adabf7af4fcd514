"""The neural stage: words, tags, windows, links, and the shipped model on our own sentences."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.contract import reading_from_dict, reading_to_dict
from onrecord.domain import Document, Reading
from onrecord.read import read_documents
from onrecord.read.attribution.decode import best_spans
from onrecord.read.attribution.encode import encode
from onrecord.read.attribution.tags import ROLES, spans_of, tag_names, tags_of
from onrecord.read.attribution.windows import Ints, Pieces, window_starts
from onrecord.read.attribution.words import SHAPES, split_words

TEXT = """The ferry between Orsk and Varn will stop on Monday, the harbour office said.

“We have no choice,” Mara Lindqvist, its director, told reporters on Friday. “The quay is sinking.”

According to union leader Tomas Reyes, the quay is safe. He accused the office of lying.
"""


def one(text: str) -> Reading:
    return next(iter(read_documents([Document("d", text, published="2026-03-06")])))


@given(st.text())
def test_words_hold_every_character_but_space_once(text: str) -> None:
    """Nothing is lost or read twice."""
    words = split_words(text)
    assert "".join(w.text for w in words) == "".join(text.split())
    assert all(w.span.of(text) == w.text for w in words)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "no way" twice', ['"', "no", "way", '"']),
        ("“Open,” she said", ["“", "Open", ",", "”"]),
        ("“Never closed.\n\nNext one.", ["“", "Never", "closed", "."]),
        ("It's ‘fine’ now", ["‘", "fine", "’"]),
    ],
)
def test_words_know_that_they_are_quoted(text: str, inside: list[str]) -> None:
    """Marks count as inside, apostrophes open nothing, and a paragraph ends a quotation."""
    assert [w.text for w in split_words(text) if w.quote] == inside


def test_words_know_their_shape() -> None:
    """The encoder is uncased, so shape is what tells May from may."""
    shapes = [SHAPES[w.shape] for w in split_words("May may NATO J 14 S300 McCoy —")]
    assert shapes == ["title", "lower", "upper", "initial", "digit", "alnum", "mixed", "mark"]


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3), st.integers(0, 2)), max_size=8))
def test_tags_and_spans_are_inverse(rows: list[tuple[int, int, int]]) -> None:
    """Any spans that do not overlap come back from their tags."""
    spans, at = [], 0
    for length, gap, role in rows:
        spans.append((at + gap, at + gap + length, role))
        at += gap + length
    assert spans_of(tags_of(spans, at)) == spans


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_decoding_gives_whole_spans_whatever_the_scores(seed: int, length: int) -> None:
    """No illegal tag sequence is ever decoded."""
    rng = np.random.default_rng(seed)
    count = len(tag_names(ROLES))
    scores = rng.normal(size=(length, count)).astype(np.float32)
    spans = best_spans(scores, np.zeros((count, count), np.float32))
    assert spans == sorted(spans)
    assert all(0 <= s < e <= length for s, e, _ in spans)
    assert spans_of(tags_of(spans, length)) == spans


@given(st.integers(1, 3000))
def test_windows_cover_everything(length: int) -> None:
    """Each piece is in a window and no window reaches past the end."""
    starts = window_starts(length, 382, 256)
    covered = set().union(*(range(s, min(s + 382, length)) for s in starts))
    assert covered == set(range(length))


def test_each_word_is_taken_from_the_window_in_which_it_is_most_central() -> None:
    """Outputs of overlapping windows are gathered by distance from the edges."""
    rows = np.arange(3 * 700).reshape(700, 3)
    pieces = Pieces(rows, np.arange(700))

    def network(batch: Ints) -> dict[str, np.ndarray]:
        place = np.broadcast_to(np.arange(batch.shape[1], dtype=np.float32), batch.shape[:2])
        return {"place": place[..., None], "links": place[..., None]}

    (found,) = encode([pieces], network)
    places = found.words["place"][:, 0]
    assert places[0] == 1
    assert places[699] == 382
    assert places[60:640].min() > 60
    assert [p.low for p in found.parts] == [0, 256, 318]


def test_statements_are_read_with_their_speakers() -> None:
    """Indirect, direct and 'according to' attributions find their source and words."""
    reading = one(TEXT)
    said = {s.speaker.name: s for s in reading.statements or () if s.cue and s.speaker}
    assert {"Mara Lindqvist", "Tomas Reyes"} <= set(said)
    assert said["Mara Lindqvist"].quote == "direct"
    assert len(said["Mara Lindqvist"].content) == 2


def test_reading_is_the_same_alone_and_in_a_batch_of_any_order() -> None:
    """Same input, same output, to the byte."""
    texts = [TEXT, TEXT.upper(), "Nothing was said.", TEXT * 8]
    documents = [Document(str(i), t, published="2026-03-06") for i, t in enumerate(texts)]
    alone = [json.dumps(reading_to_dict(next(iter(read_documents([d]))))) for d in documents]
    together = [json.dumps(reading_to_dict(r)) for r in read_documents(reversed(documents))]
    assert alone == together[::-1]


def test_a_reading_survives_its_json() -> None:
    """The contract object says everything the reading holds."""
    reading = one(TEXT)
    assert reading_from_dict(json.loads(json.dumps(reading_to_dict(reading)))) == reading


@pytest.mark.parametrize("text", ["", " \n\n ", "…", "x" * 3000, "“" * 500, "a\n\n" * 2000])
def test_odd_texts_are_read_without_harm(text: str) -> None:
    """Every layer is there, and spans stay inside the text."""
    reading = one(text)
    assert reading.statements is not None
    assert all(s.span.end <= len(text) for s in reading.statements)
