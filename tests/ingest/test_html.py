import json
from pathlib import Path

import pytest

from onrecord.domain import Document, State
from onrecord.ingest import Intake, Options, ingest, ingest_bytes

STORY = Path(__file__).parents[2] / "examples" / "tarsenne"
PROSE = [
    "The dam above the town is safe and will stay so through the winter, the minister said.",
    "“Nobody has to leave,” said Ann Example, who runs the works, and went back to her office.",
    "The town council has asked for a second opinion, which is expected before the end of March.",
]
META = {
    "og:title": "Dam is safe, minister says", "og:site_name": "The Harbour Post",
    "article:published_time": "2026-03-02T10:00:00Z", "author": "Leo Park",
}  # fmt: skip
LINKED = {
    "@type": "NewsArticle", "headline": "Dam safe for the winter", "datePublished": "2026-03-01",
    "author": [{"name": "Ann Example"}, {"name": "Cay Elm"}], "publisher": {"name": "Harbour Post"},
}  # fmt: skip


def markup(head: str = "", body: str = "") -> str:
    """A page with an article, a menu and an advertisement."""
    prose = "".join(f"<p>{p}</p>" for p in PROSE)
    return (
        f"<!doctype html><html><head><title>Dam is safe | Post</title>{head}</head><body>"
        "<nav><a href=/sport>Sport</a> <a href=/weather>Weather</a></nav>"
        f"<main><article><h1>Dam is safe, minister says</h1>{prose}{body}</article></main>"
        "<aside>Sign up for our newsletter about boats.</aside></body></html>"
    )


def metas(values: dict[str, str]) -> str:
    """Meta elements."""
    return "".join(f'<meta property="{k}" content="{v}">' for k, v in values.items())


def linked(value: object) -> str:
    """A JSON-LD element."""
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def intake(page: str | bytes, options: Options | None = None) -> Intake:
    """The intake of a page."""
    content = page.encode() if isinstance(page, str) else page
    (found,) = ingest_bytes(content, "page.html", options)
    return found


def read(page: str | bytes, options: Options | None = None) -> Document:
    """The document of a page."""
    found = intake(page, options)
    assert found.document is not None, found.reason
    return found.document


def test_article_is_found_and_the_rest_kept_for_inspection():
    """The article's paragraphs are the text; menu and advertisement are in what was removed."""
    document = read(markup())
    assert document.text.split("\n\n") == ["Dam is safe, minister says", *PROSE]
    assert "Sign up for our newsletter about boats." in document.removed
    assert any("Sport" in piece for piece in document.removed)


def test_json_ld_outranks_open_graph():
    """Title, outlet, byline and date come from JSON-LD where a page has both."""
    document = read(markup(metas(META) + linked(LINKED)))
    assert document.outlet == "Harbour Post"
    assert document.byline == "Ann Example, Cay Elm"
    assert document.published == "2026-03-01"


def test_open_graph_and_meta_elements_fill_the_fields():
    """Without JSON-LD the meta elements are used."""
    document = read(markup(metas(META)))
    assert (document.outlet, document.byline) == ("The Harbour Post", "Leo Park")
    assert document.published == "2026-03-02T10:00:00+00:00"
    assert document.title == "Dam is safe, minister says"


def test_json_ld_in_a_graph_or_broken_does_no_harm():
    """Objects in a graph are found; JSON-LD that is damaged or of odd types is passed over."""
    graph = linked({"@graph": [{"@type": "WebSite", "name": "x"}, LINKED]})
    odd = linked({"@type": ["NewsArticle"], "headline": 7, "author": {"name": [None, 3]}})
    broken = '<script type="application/ld+json">{"@type": "News</script>'
    document = read(markup(broken + odd + graph))
    assert (document.outlet, document.published) == ("Harbour Post", "2026-03-01")


def test_what_the_caller_knows_outranks_the_page():
    """Outlet and date handed in stand in the place of the page's own."""
    document = read(markup(linked(LINKED)), Options(outlet="Mine", published="2025-11-14"))
    assert (document.outlet, document.published) == ("Mine", "2025-11-14")


def test_links_of_the_article_are_absolute():
    """Links within the article are kept, made absolute by the page's address; others are not."""
    link = '<p>The report <a href="/report.pdf">is public</a> and was read by many in town.</p>'
    document = read(markup(body=link), Options(url="https://post.example/news/dam"))
    assert document.links == ("https://post.example/report.pdf",)


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1"])
def test_declared_encodings_are_obeyed(declared: str):
    """A page in an older encoding that it declares is read rightly."""
    page = markup(f'<meta charset="{declared}">', "<p>The café of Zoë Müller stays open too.</p>")
    assert "café of Zoë Müller" in read(page.encode("cp1252")).text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav><a href=/>Home</a></nav></body></html>",
        "<html><body><form>Name <input> Password <input></form></body></html>",
        "<!doctype html><html><head><title>Only a title</title></head></html>",
        "<html><body><script>document.write('The dam is safe, the minister said.')</script></body>",
    ],
)
def test_page_without_an_article_says_so(page: str):
    """A menu, a form, a bare title and a script are no articles."""
    assert intake(page).state is State.NO_ARTICLE


def test_markup_never_reaches_the_text():
    """Scripts, styles and comments are no part of the text."""
    document = read(markup(body="<script>evil()</script><style>p{}</style><!-- secret -->"))
    assert not any(word in document.text for word in ("evil", "p{}", "secret", "<"))


@pytest.mark.parametrize("path", sorted(STORY.glob("*.html")), ids=lambda p: p.stem)
def test_bundled_pages_are_read_whole(path: Path):
    """Every bundled page gives outlet, title, date and an article without its clutter."""
    (found,) = ingest(path)
    document = found.document
    assert document is not None
    assert document.outlet
    assert document.title
    assert (document.published or "").startswith("2025-09-")
    assert document.removed
    assert not any(word in document.text.lower() for word in ("cookie", "newsletter"))
