"""One self-contained HTML page: articles with their statements marked by speaker, and a margin
that says who does what.

The page makes no request and runs no script; its policy (CSP) allows only its own style sheet.
Article text reaches it through an escaping template and never as markup.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.domain import Block, Document, Reading, Statement
from onrecord.export.cards import Card, card_of
from onrecord.export.marking import Mark, Piece, cut, marks_of, shown_statements, text_blocks
from onrecord.export.voices import Facet, Voice, facets_of, voices_of
from onrecord.export.words import date_words


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text as the page sets it: its words, its classes, and the cards of the
    statements whose words begin with it."""

    text: str
    classes: str
    begins: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One block of the article beside the cards of the statements that begin in it."""

    kind: str
    runs: tuple[Run, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One reading as the page shows it. ``slug`` is the prefix of its anchors; ``left_out``
    counts statements that are not shown because their spans do not fit the text."""

    slug: str
    document: Document
    reader: str
    name: str
    link: str | None
    published: str | None
    rows: tuple[Row, ...]
    voices: tuple[Voice, ...]
    facets: tuple[Facet, ...]
    total: int
    left_out: int
    warnings: tuple[str, ...]


def page(readings: Iterable[Reading]) -> str:
    """The readings as one HTML document, in the order given."""
    articles = [_article(f"a{i}", reading) for i, reading in enumerate(readings, 1)]
    style = _style(articles)
    template = _templates().get_template("page.html")
    return template.render(
        articles=articles,
        style=Markup(style),  # noqa: S704 - our own style sheet
        policy=_policy(style),
    )


def _article(slug: str, reading: Reading) -> Article:
    document, found = reading.document, reading.statements or ()
    statements = shown_statements(document, found)
    voices = voices_of(statements)
    cards = _cards(document, statements, voices)
    return Article(
        slug=slug,
        document=document,
        reader=reading.reader,
        name=document.title or document.path or document.url or document.id,
        link=_web_link(document.url),
        published=document.published and date_words(document.published),
        rows=tuple(_rows(document, statements, cards)),
        voices=voices,
        facets=facets_of(statements),
        total=len(statements),
        left_out=len(found) - len(statements),
        warnings=reading.warnings,
    )


def _cards(
    document: Document, statements: Sequence[Statement], voices: Iterable[Voice]
) -> dict[str, Card]:
    numbers = {s.id: i for i, s in enumerate(statements, 1)}
    voice_of = {s: voice for voice in voices for s in voice.statements}
    return {s.id: card_of(document, s, numbers, voice_of[s.id]) for s in statements}


def _rows(
    document: Document, statements: Sequence[Statement], cards: Mapping[str, Card]
) -> Iterable[Row]:
    marks, blocks = marks_of(statements), text_blocks(document)
    waiting = list(statements)
    for i, block in enumerate(blocks):
        last = i == len(blocks) - 1
        begun = [s for s in waiting if last or s.content[0].start < block.span.end]
        waiting = [s for s in waiting if s not in begun]
        runs = _runs(document.text, cut(block.span, marks), begun, cards)
        yield Row(_kind(document, i, block), tuple(runs), tuple(cards[s.id] for s in begun))


def _runs(
    text: str, pieces: Iterable[Piece], begun: Sequence[Statement], cards: Mapping[str, Card]
) -> Iterable[Run]:
    at = -1
    for piece in pieces:
        here = [cards[s.id] for s in begun if at <= s.content[0].start < piece.span.end]
        at = piece.span.end
        yield Run(piece.span.of(text), _classes(piece.marks, cards), tuple(here))


def _classes(marks: Sequence[Mark], cards: Mapping[str, Card]) -> str:
    """Classes of a piece: every statement it belongs to, its part in the innermost one, that
    one's tint, and the line of the one around it. A speaker's words outrank the outlet's own."""
    if not marks:
        return ""
    told = [m for m in marks if not cards[m.statement.id].voice.own] or marks
    inner, outer = cards[told[-1].statement.id], cards[told[0].statement.id]
    members = {name: None for m in marks for name in cards[m.statement.id].classes.split()}
    inside = ["inside"] if told[-1].depth > told[0].depth else []
    return " ".join(["m", told[-1].role, inner.voice.tint, outer.voice.line, *inside, *members])


def _kind(document: Document, index: int, block: Block) -> str:
    said, title = block.span.of(document.text), document.title or ""
    return "title" if index == 0 and said.split() == title.split() else block.kind


def _web_link(url: str | None) -> str | None:
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def _style(articles: Sequence[Article]) -> str:
    """The style sheet, with the rules that tie cards to their words and speakers to theirs."""
    base = (files("onrecord.export") / "templates" / "page.css").read_text(encoding="utf-8")
    numbers = range(1, 1 + max((a.total for a in articles), default=0))
    voices = range(max((len(a.voices) for a in articles), default=0))
    keys = sorted({f.key for a in articles for f in a.facets})
    picks = [*(f"v{v}" for v in voices), *(f"x-{key}" for key in keys)]
    return "\n".join([base, *map(_tie, numbers), *map(_pick, picks)])


def _tie(number: int) -> str:
    statement = f".s{number}"
    return f"article:has({statement}:is(:hover,:target)) {statement}{{--a:42%}}"


def _pick(name: str) -> str:
    chosen = f"article:has(.pick-{name}:checked)"
    others = f"{chosen} .m:not(.{name}){{--a:0%;--line:transparent}}"
    return f"{others}{chosen} .card:not(.{name}){{display:none}}"


def _policy(style: str) -> str:
    packed = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{packed}'; base-uri 'none'; form-action 'none'"


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("onrecord.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
