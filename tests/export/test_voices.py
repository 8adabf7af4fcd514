from itertools import pairwise

import pytest
import sample

from onrecord.domain import Span, Speaker, Statement
from onrecord.export.voices import COLOURS, LINES, initials, voices_of


def test_speakers_are_ranked_by_how_often_they_speak():
    """Who says most comes first; the outlet's own voice comes last."""
    names = [v.name for v in voices_of(sample.statements())]
    assert names == [
        "Elian Corvasse",
        "a diplomat",
        "Kharvel’s defence ministry",
        "The Harbour Post",
    ]


def test_twenty_eight_speakers_look_different():
    """Up to 28 speakers differ in colour or line, and neighbours differ in both."""
    cue = (Span(1, 2),)
    many = [
        Statement(f"s{i}", (Span(0, 1),), cue=cue, speaker=Speaker(f"Speaker {i}"))
        for i in range(COLOURS * LINES)
    ]
    looks = [v.line for v in voices_of(many)]
    assert len(set(looks)) == len(looks)
    for one, other in pairwise(looks):
        assert not set(one.split()) & set(other.split())


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ostap Velimar", "OV"), ("a diplomat", "D"), ("", ""), ("“Hadrik”", ""), ("J. Sabel", "JS")],
)
def test_initials(name: str, letters: str):
    """A badge holds at most two letters, the last two capitals of a name."""
    assert initials(name) == letters
