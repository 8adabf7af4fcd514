"""Sentences with marks: what they say and where."""

from pathlib import Path

import pytest
from training.marked import FOLDER, articles, unmarked

LINES = """deny|CT-|neut|f|f|{“That is not so,”} [she] <said>. {“I never went.”}
assert|PR+|dist|t|f|[He] <claims> {[the mayor] <fears> {a strike}}.
"""


def test_marks_become_spans_of_the_plain_text(tmp_path: Path) -> None:
    """Contents in two pieces, and what is nested, in code points of the whole text."""
    (tmp_path / "one.txt").write_text(LINES)
    (article,) = articles(tmp_path)
    text = article.text
    assert (
        text == "“That is not so,” she said. “I never went.”\n\nHe claims the mayor fears a strike."
    )
    first, second = article.attributions
    assert [text[slice(*s)] for s in first.content] == ["“That is not so,”", "“I never went.”"]
    assert first.meaning == {
        "act": "deny",
        "factuality": "CT-",
        "reporter": "neutral",
        "forecast": "false",
        "conditional": "false",
    }
    (inner,) = second.inner
    parts = (inner.source, inner.cue, inner.content)
    assert [text[slice(*s)] for s in parts if s] == ["the mayor", "fears", "a strike"]


@pytest.mark.parametrize("line", ["{open", "[a {b] c}", "closed}"])
def test_marks_that_cross_or_stay_open_are_refused(line: str) -> None:
    """The line is named."""
    with pytest.raises(ValueError, match="mark"):
        unmarked(line)


def test_the_sentences_kept_here_are_whole() -> None:
    """Every line has one attribution with cue and content and known labels."""
    from onrecord.read.attribution.labels import FIELDS

    found = [a for article in articles() for a in article.attributions]
    assert len(found) == sum(len(p.read_text().splitlines()) for p in FOLDER.glob("*.txt"))
    assert all(a.cue and a.content for a in found)
    assert all(v in FIELDS[f] for a in found for f, v in (a.meaning or {}).items())
