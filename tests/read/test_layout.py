"""Where everything of an article stands."""

from onrecord.domain import Document, Reading, Span, Statement
from onrecord.read.attributes.layout import Layout, Spread

TEXT = "Ana Ruiz left. She said so.\n\nNobody asked why. Bo Lind stayed."


def test_spread_finds_what_overlaps() -> None:
    """Only spans that share a code point are found, long ones that begin far before too."""
    spread = Spread([(Span(0, 50), "long"), (Span(5, 8), "a"), (Span(8, 8), "empty")])
    assert [item for _, item in spread.over(Span(7, 9))] == ["long", "a"]
    assert [item for _, item in spread.over(Span(8, 12))] == ["long"]
    assert spread.over(Span(50, 60)) == []


def test_sentences_and_paragraphs_by_place() -> None:
    """A span's sentence and paragraph are those it begins in; a unit is the one it shares most
    with."""
    layout = Layout(Reading(Document("d", TEXT), "r"))
    at = Span(TEXT.index("asked"), TEXT.index("stayed"))
    assert layout.sentence_index(at) == 2
    assert layout.paragraph_index(at) == 1
    assert layout.sentence_at(at).of(TEXT) == "Nobody asked why."
    assert layout.sentence_of(at).of(TEXT) == "Nobody asked why."
    assert layout.stretch(0, 1).of(TEXT).rstrip() == "Ana Ruiz left. She said so."


def test_statements_in_order_of_their_cues() -> None:
    """Statements of a stretch are those whose cue begins in it; nested ones are left out."""
    made = Statement("a", (Span(24, 26),), cue=(Span(19, 23),))
    inner = Statement("b", (Span(48, 51),), cue=(Span(42, 47),), parent="a")
    layout = Layout(Reading(Document("d", TEXT), "r", statements=(inner, made)))
    assert layout.made == (made,)
    assert layout.made_in(19, 20) == (made,)
    assert layout.made_in(20, 60) == ()


def test_what_is_found_once_is_kept() -> None:
    """A finder runs once for each article."""
    calls: list[Layout] = []
    add = calls.append
    layout = Layout(Reading(Document("d", TEXT), "r"))
    layout.once(add)
    layout.once(add)
    assert calls == [layout]
