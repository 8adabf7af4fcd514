from pathlib import Path

import pytest

from onrecord.domain import Document, State
from onrecord.ingest import Options, ingest, ingest_bytes

WRAPPED = """\
Harbour Post to close its printing works

By Ann Example, Harbour Post | PORT ELM, March 3, 2026

The Harbour Post will close its printing works in the spring, the
company said on Tuesday. It has printed the paper there since 1931,
and sixty people work in the building.

"We have looked at every other way," said Leo Park, who runs the
works, "and there was none that would have kept the
presses going."

What happens next

The machines go to a museum in the capital, which has waited for
them a long time, and the building will be sold.
"""


def read(text: str, options: Options | None = None) -> Document:
    """The document of a text file with that content."""
    (intake,) = ingest_bytes(text.encode(), "article.txt", options)
    assert intake.document is not None, intake.reason
    return intake.document


def blocks(document: Document, kind: str) -> list[str]:
    """The words of every block of a kind."""
    return [b.span.of(document.text) for b in document.blocks if b.kind == kind]


def test_hard_wrapped_lines_become_paragraphs():
    """Lines that were broken to a width are joined; the paragraphs stay apart."""
    paragraphs = blocks(read(WRAPPED), "paragraph")
    assert len(paragraphs) == 3
    assert "will close its printing works in the spring, the company said" in paragraphs[0]
    assert "would have kept the presses going" in paragraphs[1]
    assert not any("\n" in p for p in paragraphs)


def test_head_of_an_article_is_read():
    """Headline, byline, outlet and date come from the head of the text."""
    document = read(WRAPPED)
    assert document.title == "Harbour Post to close its printing works"
    assert document.byline == "Ann Example"
    assert document.outlet == "Harbour Post"
    assert document.published == "2026-03-03"


def test_headings_are_told_from_paragraphs():
    """A short line without a full stop before prose is a heading, not a paragraph."""
    assert blocks(read(WRAPPED), "heading") == ["What happens next"]


def test_unwrapped_text_keeps_a_paragraph_a_line():
    """A text with one long line a paragraph is not joined to one."""
    line = "The council met on Monday and voted for the new bridge over the river at Elm. " * 4
    document = read(f"{line}\n{line}\n{line}\n")
    assert len(blocks(document, "paragraph")) == 3


def test_page_breaks_are_mended():
    """A sentence cut by a page break, its page number and the running head is whole again, and
    what was taken out is kept for inspection."""
    pages = [
        ["The Weekly Report", "", *WRAPPED.split("\n")[4:7], "", "The company said that it had"],
        [
            "The Weekly Report",
            "",
            "no other choice, and that the staff would be told on Friday",
            "2",
        ],
        [
            "The Weekly Report",
            "",
            "and that all of them would be offered work elsewhere soon.",
            "3",
        ],
    ]
    document = read("\f".join("\n".join(page) for page in pages))
    flat = " ".join(document.text.split())
    assert "The company said that it had no other choice" in flat
    assert "told on Friday and that all of them" in flat
    assert "Weekly Report" not in document.text
    assert "The Weekly Report" in document.removed


def test_word_split_at_a_line_end_is_joined():
    """A hyphen that only the line end put into a word goes; others stay."""
    text = (
        "The president of the company met the governor of the state on the first of the month.\n\n"
        "It was said to be a long evening about a well-\nknown problem, and a well-known\n"
        "problem of the company, which the govern-\nor of the state has not solved in many years.\n"
    )
    document = read(text)
    assert "the governor of the state has not" in document.text
    assert document.text.count("well-known") == 2


def test_invisible_characters_and_line_ends_are_cleaned():
    """Carriage returns, soft hyphens, zero-width spaces and direction marks do not survive."""
    document = read(
        "The bri\u00addge\u200b is closed, the mayor said.\r\n\r\nIt\u202e opens again.\r\n"
    )
    assert document.text.split("\n\n") == [
        "The bridge is closed, the mayor said.",
        "It opens again.",
    ]


def test_verbatim_text_is_untouched():
    """With verbatim the text is the input to the character, wrapped lines and all."""
    assert read(WRAPPED, Options(verbatim=True)).text == WRAPPED


def test_what_the_caller_knows_outranks_the_text():
    """Outlet and date that are handed in stand in the place of those in the text."""
    document = read(WRAPPED, Options(outlet="The Post", published="14 November 2025"))
    assert (document.outlet, document.published) == ("The Post", "2025-11-14")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_common_encodings_are_read(encoding: str):
    """Unicode with or without a byte order mark and Windows-1252 give the same text."""
    text = "“The café is closed,” said Zoë Müller. It costs £5 — no more."
    (intake,) = ingest_bytes(text.encode(encoding), "a.txt")
    assert intake.document is not None
    assert intake.document.text == text


@pytest.mark.parametrize("text", ["", " \n\t \n", "\ufeff", "\u200b\u200b"])
def test_text_without_words_is_empty(text: str):
    """White space, a byte order mark and invisible characters are no text."""
    (intake,) = ingest_bytes(text.encode(), "a.txt")
    assert intake.state is State.EMPTY


def test_folders_and_patterns_are_read_in_order(tmp_path: Path):
    """A folder is searched to its end in the order of names, without hidden files."""
    for name in ("b/z.txt", "a.txt", ".hidden.txt", "b/.git/x.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(WRAPPED, encoding="utf-8")
    found = [Path(i.name).relative_to(tmp_path).as_posix() for i in ingest(tmp_path)]
    assert found == ["a.txt", "b/z.txt", "c.txt"]
    matching = [Path(i.name).name for i in ingest(str(tmp_path / "*.txt"))]
    assert matching == ["a.txt", "c.txt"]
