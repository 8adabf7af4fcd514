"""Quantities in text, as plain cases and as properties."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.domain import Document, Quantity, Reading
from onrecord.read.quantities import QUANTITIES, find_quantities

_FILE = Path(__file__).parents[1] / "cases" / "quantities.txt"
_LINES = [r for r in _FILE.read_text("utf-8").splitlines() if " | " in r and r[0] != "#"]
_BOUNDS = {"exact", "at_least", "more_than", "about", "at_most", "less_than", "between"}
_NEWS = st.lists(
    st.sampled_from(
        "between 40 and 50 - – to 3.5 million $ €2bn % percent of a half third dozen dozens "
        "hundreds thousands people at least up to one in five 1/0 1/2 ½ 0 km (7) , . + or more "
        "S-300 nine hundred zero the".split(" ")
    ),
    max_size=12,
).map(" ".join)


def _number(value: float) -> str:
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


def _shown(quantity: Quantity, text: str) -> str:
    out = f"{quantity.span.of(text)} = {quantity.bound} {_number(quantity.value)}"
    if quantity.high is not None:
        out += f"..{_number(quantity.high)}"
    if quantity.unit:
        out += f" [{quantity.unit}]"
    return out + (f" {{{quantity.counted.of(text)}}}" if quantity.counted else "")


@pytest.mark.parametrize("line", _LINES)
def test_case(line: str) -> None:
    """Each line of the cases file reads as it says."""
    text, expected = (part.strip() for part in line.split(" | "))
    assert ("; ".join(_shown(q, text) for q in find_quantities(text)) or "-") == expected


@settings(max_examples=200, deadline=None)
@given(_NEWS)
def test_any_words_give_sound_quantities(text: str) -> None:
    """Whatever the words, spans are in order and disjoint, and ranges run upwards."""
    found = find_quantities(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(q.bound in _BOUNDS for q in found)
    assert all(q.value < q.high for q in found if q.high is not None)


def test_the_stage_fills_quantities_alone() -> None:
    """The stage adds the layer of quantities and leaves times to their own stage."""
    document = Document("d", "At least 14 people were held for 3 days.")
    (read,) = QUANTITIES.run([Reading(document, "test")])
    assert read.quantities is not None
    assert [(q.bound, q.value) for q in read.quantities] == [("at_least", 14)]
    assert read.times is None


def test_a_number_across_a_hard_line_break_is_one_quantity() -> None:
    """Words of bound, number and noun may stand on two lines."""
    text = "There were more than\n70 people on board."
    (found,) = find_quantities(text)
    assert found.span.of(text) == "more than\n70"
    assert found.counted is not None
    assert found.counted.of(text) == "people"
