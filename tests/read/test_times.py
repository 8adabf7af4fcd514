"""Times in text, as plain cases and as properties."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.domain import Document, Reading, TimeValue
from onrecord.read.times import TIMES, find_times

_FILE = Path(__file__).parents[1] / "cases" / "times.txt"
_LINES = [r for r in _FILE.read_text("utf-8").splitlines() if " | " in r and r[0] != "#"]
_NEWS = st.lists(
    st.sampled_from(
        "the last next this Friday May 2024 12 , of year ago three months 5 p.m. to - and early "
        "quarter first each late Oct. night said will 9999 0 00 31 second century ½ 1/0 '80s".split(
            " "
        )
    ),
    max_size=14,
).map(" ".join)


def _shown(time: TimeValue, text: str) -> str:
    out = f"{time.span.of(text)} = {time.type} {time.value}"
    if time.mod:
        out += f" {time.mod}"
    if time.begin and (time.begin, time.end) != (time.value, time.value):
        out += f" {time.begin}..{time.end}"
    return out if time.resolved else out + " ?"


@pytest.mark.parametrize("line", _LINES)
def test_case(line: str) -> None:
    """Each line of the cases file reads as it says."""
    text, published, expected = (part.strip() for part in line.split(" | "))
    times = find_times(text, None if published == "-" else published)
    assert ("; ".join(_shown(t, text) for t in times) or "-") == expected


@settings(max_examples=300, deadline=None)
@given(_NEWS, st.sampled_from([None, "2024-02-29", "9999-12-31", "0001-01-01", "not a date"]))
def test_any_words_give_sound_times(text: str, published: str | None) -> None:
    """Whatever the words, spans are in order and disjoint and intervals do not run backwards."""
    times = find_times(text, published)
    assert all(a.span.end <= b.span.start for a, b in pairwise(times))
    assert all(t.begin <= t.end for t in times if t.begin and t.end)


def test_the_stage_fills_times_alone() -> None:
    """The stage adds the layer of times and leaves the others as they were."""
    document = Document("d", "He left on Friday.", published="2025-11-12T08:00:00Z")
    (read,) = TIMES.run([Reading(document, "test")])
    assert read.times is not None
    assert [t.value for t in read.times] == ["2025-11-07"]
    assert read.quantities is None


def test_a_text_without_times_has_an_empty_layer() -> None:
    """No time found is an empty layer, not a missing one."""
    assert find_times("", "2025-11-12") == ()


def test_every_time_says_why() -> None:
    """Each value carries the rule that gave it."""
    times = find_times("On Friday he said the plant, built in 1987, would open soon.", "2025-11-12")
    assert len(times) == 3
    assert all(t.why for t in times)


def test_a_long_text_without_breaks_is_read_in_linear_time() -> None:
    """A megabyte on one line is cut, and no time near a cut is lost for good."""
    line = "He left on Oct. 3, 2024 after three months of talks with the other side. "
    times = find_times(line * 2_000, "2025-11-12")
    assert len(times) >= 2 * 2_000 - 20
