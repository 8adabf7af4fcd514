import re
from pathlib import Path

import pytest

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
