import re
from pathlib import Path

import pytest

from onrecord.domain import Span, Statement
from onrecord.export import words

SCHEME = Path(__file__).parents[2] / "docs" / "scheme.md"
TABLES = {
    "act": words.ACTS,
    "factuality": words.CERTAINTY,
    "kind": words.KINDS,
    "identity": words.IDENTITIES,
    "reporter": words.DISTANCES,
    "quote": words.QUOTES,
    "verification": words.CHECKS,
}


@pytest.mark.parametrize("field", TABLES)
def test_every_value_of_the_scheme_has_words(field: str):
    """Each value that docs/scheme.md defines is put into words on the surfaces, and no other."""
    section = SCHEME.read_text(encoding="utf-8").split(f"## `{field}`")[1].split("\n## ")[0]
    values = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
    assert values == list(TABLES[field])


@pytest.mark.parametrize(
    ("stamp", "written"),
    [
        ("2025-09-17T09:00:00+03:00", "17 September 2025, 09:00 UTC+03:00"),
        ("2025-09-17T09:00:00Z", "17 September 2025, 09:00 UTC"),
        ("2025-09-17T09:00:00", "17 September 2025, 09:00"),
        ("2025-09-07", "7 September 2025"),
        ("2025-09", "September 2025"),
        ("2025", "2025"),
        ("2025-13-40", "2025-13-40"),
        ("soon", "soon"),
    ],
)
def test_dates_are_written_as_people_write_them(stamp: str, written: str):
    """A date is shown in words, as precise as it is; what is no date stays as it is."""
    assert words.date_words(stamp) == written


def test_own_voice_of_an_unknown_outlet_is_not_a_missing_source():
    """What an article says itself is the article's, also where nobody knows the outlet."""
    own = Statement("s1", (Span(0, 4),))
    reported = Statement("s2", (Span(0, 4),), cue=(Span(5, 9),))
    assert words.speaker_name(own) == "the article"
    assert words.speaker_name(reported) == "no source given"
