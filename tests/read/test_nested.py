"""Attributions inside another's content."""

import pytest

from onrecord.domain import Document, Reading, Span, Statement
from onrecord.read.nested import STAGE


def _nested(text: str, source: str, cue: str, content: str) -> list[tuple[str, str, str]]:
    spans = [(Span(text.index(p), text.index(p) + len(p)),) for p in (source, cue, content)]
    statement = Statement("s", spans[2], source=spans[0], cue=spans[1])
    (reading,) = STAGE.run([Reading(Document("d", text), "r", statements=(statement,))])
    found = [s for s in reading.statements or () if s.parent == "s"]
    return [
        tuple(part[0].of(text) for part in (s.source or (), s.cue or (), s.content)) for s in found
    ]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("“I think the dam is sound,” Ana Ruiz said.",
         ("Ana Ruiz", "said", "“I think the dam is sound,”"),
         [("I", "think", "the dam is sound")]),
        ("Ana Ruiz said that Jo Lind believes the dam is sound.",
         ("Ana Ruiz", "said", "that Jo Lind believes the dam is sound"),
         [("Jo Lind", "believes", "the dam is sound")]),
        ("“We don’t want to leave the city,” Ana Ruiz said.",
         ("Ana Ruiz", "said", "“We don’t want to leave the city,”"),
         [("We", "don’t want", "to leave the city")]),
        ("Ana Ruiz said the dam was sound.", ("Ana Ruiz", "said", "the dam was sound"), []),
        ("Ana Ruiz said the States were sound.", ("Ana Ruiz", "said", "the States were sound"), []),
    ],
)  # fmt: skip
def test_nested(
    text: str, parts: tuple[str, str, str], expected: list[tuple[str, str, str]]
) -> None:
    """Clear attributions in a content become statements with their parent named."""
    assert _nested(text, *parts) == expected
