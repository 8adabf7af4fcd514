"""Quotations by their marks, and how a statement quotes."""

from dataclasses import replace

import pytest

from onrecord.domain import Document, Reading, Span, Spans, Statement
from onrecord.read.quotations import STAGE, quotations, quote_type


def _found(text: str) -> list[str]:
    return [q.span.of(text) for q in quotations(text)]


def _spans(text: str, *parts: str) -> Spans:
    return tuple(Span(text.index(p), text.index(p) + len(p)) for p in parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we won” and left.", ["“we won”"]),
        ('He said "we won" and left.', ['"we won"']),
        ("He said ''we won'' and left.", ["''we won''"]),
        ("He said ‘we won’ and the team’s bus left.", ["‘we won’"]),
        ("The officials' claim was that 'it isn't ours,' he said.", ["'it isn't ours,'"]),
        ("It’s the team’s bus, and the players’ too.", []),
        ("It's the team's bus, in the '90s, the players' too.", []),
        (
            "“He told me, ‘go away,’ and I went,” she said.",
            ["“He told me, ‘go away,’ and I went,”"],
        ),
        ('A “half-curled" pair.', ['“half-curled"']),
        ("“Never closed", ["“Never closed"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    """Curly, straight, doubled and single marks are told from apostrophes."""
    assert _found(text) == expected


def test_quotation_over_paragraphs_continues() -> None:
    """A paragraph that opens with a mark carries on the quotation left open before it."""
    text = "“First part.\n\n“Second part,” he said.\n\n“Another.”"
    assert [(q.closed, q.continues) for q in quotations(text)] == [
        (False, False),
        (True, True),
        (True, False),
    ]


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("“We won,” Ray said.", "said", ["“We won,”"], "direct"),
        ("Ray said that “we won.”", "said", ["that “we won.”"], "direct"),
        ("Ray said they won.", "said", ["they won"], "indirect"),
        ("Ray said they “really won.”", "said", ["they “really won.”"], "mixed"),
        ("“We won,” Ray said, “and lost.”", "said", ["“We won,”", "“and lost.”"], "direct"),
        ("“Ann said they won,” Ray told us.", "said", ["they won"], "indirect"),
        ("Ray said he read “War and Peace” over a long and idle summer.", "said",
         ["he read “War and Peace” over a long and idle summer"], "indirect"),
    ],
)  # fmt: skip
def test_quote_type(text: str, cue: str, content: list[str], expected: str) -> None:
    """Contents are direct, mixed or indirect; a title in quotation marks is not speech."""
    statement = Statement("s", _spans(text, *content), cue=_spans(text, cue))
    assert quote_type(text, statement, quotations(text)) == expected


def test_stage_fills_quote() -> None:
    """The stage sets ``quote`` on every statement and leaves the rest alone."""
    text = "“We won,” Ray said."
    statement = Statement("s", _spans(text, "“We won,”"), cue=_spans(text, "said"))
    (reading,) = STAGE.run([Reading(Document("d", text), "r", statements=(statement,))])
    assert reading.statements == (replace(statement, quote="direct"),)
