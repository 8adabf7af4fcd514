import sample
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.domain import Block, Document, Span, Statement
from onrecord.export.marking import cut, marks_of, nesting, shown_statements, text_blocks


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[Document, list[Statement]]:
    """A text of a few letters and line ends, with blocks and statements anywhere in it."""
    text = draw(st.text("ab \n", min_size=1, max_size=40))
    size = len(text)

    def span() -> Span:
        start = draw(st.integers(0, size - 1))
        return Span(start, draw(st.integers(start + 1, size)))

    blocks = tuple(Block(span(), "paragraph") for _ in range(draw(st.integers(0, 3))))
    count = draw(st.integers(0, 4))
    statements = [Statement(f"s{i}", (span(),), (span(),), (span(),)) for i in range(count)]
    return Document("d", text, blocks=blocks), statements


@settings(deadline=None)
@given(marked_texts())
def test_pieces_cover_each_visible_character_once(case: tuple[Document, list[Statement]]):
    """However blocks and statements overlap, no visible character is lost or shown twice."""
    document, statements = case
    marks = marks_of(statements)
    shown = [
        i
        for b in text_blocks(document)
        for p in cut(b.span, marks)
        for i in range(p.span.start, p.span.end)
    ]
    assert len(shown) == len(set(shown))
    assert {i for i, c in enumerate(document.text) if not c.isspace()} <= set(shown)


@settings(deadline=None)
@given(marked_texts())
def test_each_piece_has_the_marks_that_cover_it(case: tuple[Document, list[Statement]]):
    """A piece is marked with exactly the statements whose spans contain it."""
    document, statements = case
    marks = marks_of(statements)
    for block in text_blocks(document):
        for piece in cut(block.span, marks):
            wanted = {
                m
                for span, m in marks
                if span.start <= piece.span.start and piece.span.end <= span.end
            }
            assert set(piece.marks) == wanted


def test_nesting_survives_a_circle():
    """Statements that name each other as parents still have a depth."""
    a = Statement("a", (Span(0, 1),), parent="b")
    b = Statement("b", (Span(0, 1),), parent="a")
    assert set(nesting([a, b]).values()) == {1}


def test_statements_are_in_the_articles_order():
    """Statements are numbered as their words come, an enclosing one before what it encloses."""
    found = shown_statements(sample.document(), reversed(sample.statements()))
    starts = [s.content[0].start for s in found]
    assert starts == sorted(starts)
    assert [s.act for s in found][:3] == ["assert", "assert", "deny"]
