from dataclasses import replace

import sample
from rich.console import Console

from onrecord.domain import Reading
from onrecord.export.table import plain, table


def printed(reading: Reading, width: int = 80, explain: bool = False) -> str:
    """The table as plain text of that width."""
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(table(reading, explain))
    return capture.get()


def test_table_fits_eighty_columns():
    """On eighty columns no line is longer and no word is cut away."""
    text = printed(sample.reading())
    assert max(map(len, text.splitlines())) <= 80
    for word in ("Corvasse", "denies", "certainly not", "launchers"):
        assert word in text


def test_only_what_is_quoted_stands_in_quotation_marks():
    """A quotation keeps its marks; a paraphrase gets none."""
    text = " ".join(printed(sample.reading(), width=200).split())
    assert "“We do not ask for your sons,” … “We ask for your weapons.”" in text
    assert "“Tarsenne asked" not in text


def test_nested_statements_are_indented():
    """A statement inside another stands indented below it."""
    lines = printed(sample.reading(), width=120).splitlines()
    assert any(line.startswith("  ↳ Elian Corvasse") for line in lines)


def test_explain_says_why():
    """With explain, the deciding rule and words stand below the statement."""
    text = " ".join(printed(sample.reading(), width=160, explain=True).split())
    assert "act = deny: cue lexicon, 93% on “denied”" in text


def test_terminal_commands_in_an_article_are_disarmed():
    """Escape sequences and direction changes of an article never reach the terminal."""
    evil = "\x1b]0;owned\x07\u202egnp.exe"
    document = replace(sample.document(), title=evil, outlet=evil)
    text = printed(replace(sample.reading(), document=document))
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert plain("a\x00b\nc") == "a�b c"
