"""Paragraphs and sentences of news text."""

import pytest

from onrecord.read.sentences import paragraphs, sentences


def _split(text: str) -> list[str]:
    return [s.of(text) for s in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Maria Ortiz met Sen. Paul Reed, R-Ky., in the U.S. on Jan. 3.",
        "He paid $4.5 million to Smith & Co. of St. Louis.",
        "J. K. Rowe and A.B. Lane were there at 5 p.m. on Friday.",
        "“Will it rain?” Mr. Vela asked.",
        '"Stop!" he shouted at the crowd.',
        "The report... was late.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    """Abbreviations, initials, decimals and quoted questions do not end a sentence."""
    assert _split(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It rained. The match went on.", 2),
        ("She left the U.S. The ministry said nothing.", 2),
        ("“We won. We are glad.” They left.", 3),
        ("He closed at 5 p.m. He reopened at 9 a.m. the next day.", 2),
        ("Was it fair? No! It was not.", 3),
    ],
)
def test_sentences_end(text: str, count: int) -> None:
    """A full stop, question or exclamation mark before a new sentence ends one."""
    assert len(_split(text)) == count


def test_paragraphs_break_at_blank_lines() -> None:
    """A blank line parts paragraphs; a hard wrap inside a sentence does not."""
    text = "Heading\n\nThe first line of a paragraph wrapped by hand\nwidth goes on.\n\nEnd."
    assert [p.of(text).split("\n")[0] for p in paragraphs(text)] == [
        "Heading",
        "The first line of a paragraph wrapped by hand",
        "End.",
    ]


def test_empty_text_has_no_sentences() -> None:
    """Nothing is found in nothing."""
    assert sentences("") == sentences(" \n\n ") == ()
