"""HTML pages to drafts: trafilatura finds the article; headline and standfirst go first."""

import logging
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord.domain import State
from onrecord.ingest.heads import dateline_of
from onrecord.ingest.intake import Draft, Piece
from onrecord.ingest.pagemeta import PageMeta, page_meta
from onrecord.ingest.refusal import RefusedInputError
from onrecord.ingest.shape import ends_sentence
from onrecord.ingest.text import clean

_PARSER = {"remove_comments": True, "remove_pis": True, "collect_ids": False}
_KINDS = {"head": "heading", "item": "list", "row": "list"}
_BLOCKS = frozenset({"p", "head", "item", "row", "quote", "list", "table", "div", "fw", "code"})
_SPACED = frozenset({"lb", "cell"})
_DROPPED = frozenset({"script", "style", "noscript", "template"})
_INLINE = frozenset({"a", "span", "b", "i", "em", "strong", "time", "small", "sup", "q", "u"})
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|sub-?head(?:line)?|sub-?title|summary|strap(?:line)?"
    r"|article-?intro|excerpt)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SHORTEST_PROSE = 40
_SHORTEST_REPEAT = 20
_MOST_COMPARED = 2_000
_MOST_ELEMENTS = 100_000

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def draft_html(markup: str, url: str | None = None) -> Draft:
    """A draft of the article in a page.

    Raises ``RefusedInputError`` with ``no-article``, or ``malformed`` if it cannot be parsed.
    """
    tree = parse(markup)
    meta = page_meta(tree)
    found = trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_formatting=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise RefusedInputError(State.NO_ARTICLE, "the page holds no article")
    body = list(_pieces(found.body))
    if not any(ends_sentence(p.text) and len(p.text) >= _SHORTEST_PROSE for p in body):
        raise RefusedInputError(State.NO_ARTICLE, "the page holds no article")
    title = _headline(tree, meta, found.title)
    pieces = _without_repeats([*_front(tree, title, body), *body])
    base = meta.url if url is None or _host(meta.url) == _host(url) else url
    return Draft(
        pieces=tuple(pieces),
        title=title,
        outlet=meta.outlet or found.sitename,
        url=base,
        byline=meta.byline or found.author,
        dateline=next((d for p in body[:3] if (d := dateline_of(p.text))), None),
        published=meta.published or found.date,
        links=_links(tree, pieces, base),
        removed=_removed(tree, pieces),
    )


def declared_charset(page: bytes) -> str | None:
    """The encoding that a ``meta`` element or XML declaration in the first 2 KiB names."""
    match = re.search(rb"(?i)(?:charset|encoding)\s*=\s*[\"']?\s*([a-z0-9._-]+)", page[:2048])
    return match[1].decode("ascii") if match else None


def parse(markup: str) -> HtmlElement:
    """The tree of a page, bounded in size; deep nesting is cut off by the parser."""
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    try:
        tree = document_fromstring(markup, parser=HTMLParser(**_PARSER))
    except (etree.LxmlError, ValueError) as error:
        raise RefusedInputError(State.MALFORMED, f"not readable as HTML: {error}") from None
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        reason = f"the page has more than {_MOST_ELEMENTS:,} elements"
        raise RefusedInputError(State.TOO_LARGE, reason)
    return tree


def _pieces(body: etree._Element) -> Iterator[Piece]:
    """The blocks of trafilatura's body in order; words outside any block are paragraphs too."""
    for kind, words in _runs(body, "paragraph"):
        text = " ".join(clean(words).split())
        if text:
            yield Piece(kind, text)


def _runs(element: etree._Element, kind: str) -> Iterator[tuple[str, str]]:
    """Runs of words between the starts and ends of block elements, with their kind."""
    words = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield kind, "".join(words)
            yield from _runs(child, _KINDS.get(str(child.tag), kind))
            words = []
        elif isinstance(child.tag, str):
            words += [" " if child.tag in _SPACED else "", *_inline(child)]
        words += [" " if child.tag in _SPACED else "", child.tail or ""]
    yield kind, "".join(words)


def _inline(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _inline(child)
        yield " " if child.tag in _BLOCKS | _SPACED else ""
        yield child.tail or ""


def _headline(tree: HtmlElement, meta: PageMeta, found: str | None) -> str | None:
    """The title as the page shows it, where it does; else as its metadata has it."""
    shown = [" ".join(clean(h.text_content()).split()) for h in tree.xpath("//h1")]
    stated = meta.title or found
    if stated:
        stated = " ".join(clean(stated).split())
        if len(shown) != 1 or _key(shown[0]) in ("", _key(meta.outlet or "")):
            return next((h for h in shown if _key(h) == _key(stated)), stated)
    return next(filter(None, shown), stated)


def _front(tree: HtmlElement, title: str | None, body: Sequence[Piece]) -> Iterator[Piece]:
    """Headline and standfirst, unless the body holds them."""
    held = {_key(piece.text) for piece in body[:4]}
    if title and _key(title) not in held:
        yield Piece("title", title)
    standfirst = _standfirst(tree)
    if standfirst and _key(standfirst) not in {_key(p.text) for p in body} | {_key(title or "")}:
        yield Piece("standfirst", standfirst)


def _standfirst(tree: HtmlElement) -> str | None:
    """The text under the headline that sums the article up, where the page shows one."""
    for element in tree.xpath("//h1/following::*[self::p or self::h2 or self::div][position()<9]"):
        named = f"{element.get('class', '')} {element.get('itemprop', '')}"
        text = " ".join(clean(element.text_content()).split())
        if 20 < len(text) < 500 and (_STANDFIRST.search(named) or "description" in named):
            return text
    return None


def _without_repeats(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without pull quotes (their words stand in another piece too) and repeats."""
    keys = [_key(piece.text) for piece in pieces]
    seen: set[str] = set()
    kept = []
    for piece, key in zip(pieces, keys, strict=True):
        if not _repeats(piece, key, keys, seen):
            kept.append(piece)
        seen.add(key)
    return kept


def _repeats(piece: Piece, key: str, keys: Sequence[str], seen: set[str]) -> bool:
    if piece.kind != "paragraph" or len(key) < _SHORTEST_REPEAT:
        return False
    pulled = piece.text[0] in "\"“‘'" and len(keys) <= _MOST_COMPARED
    return key in seen or (pulled and any(key in k and key != k for k in keys))


def _host(url: str | None) -> str:
    return urlsplit(url or "").netloc.lower().removeprefix("www.")


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _links(tree: HtmlElement, pieces: Sequence[Piece], base: str | None) -> tuple[str, ...]:
    """Absolute http(s) targets of the links in the kept blocks, in order, once each."""
    kept = {_key(piece.text) for piece in pieces}
    within = (a for a in tree.iterfind(".//a[@href]") if _block_key(a) in kept)
    absolute = (_absolute(a.get("href"), base) for a in within)
    return tuple(dict.fromkeys(a for a in absolute if a.startswith(("http://", "https://"))))


def _block_key(element: HtmlElement) -> str:
    while element.getparent() is not None and element.tag in _INLINE:
        element = element.getparent()
    return _key(element.text_content())


def _absolute(target: str, base: str | None) -> str:
    try:
        return urljoin(base or "", target.strip())
    except ValueError:
        return ""


def _removed(tree: HtmlElement, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Texts of the page's blocks that are not in the draft, in order, once each."""
    keys = {"": None} | dict.fromkeys(_key(piece.text) for piece in pieces)
    kept = "".join(keys)
    texts = ((text, _key(text)) for text in map(_one_line, _block_texts(tree)))
    out = (text for text, key in texts if key not in keys and key not in kept)
    return tuple(dict.fromkeys(out))


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _block_texts(tree: HtmlElement) -> Iterator[str]:
    """Text of each element of the page that holds words of its own, outermost ones only."""
    for element in tree.iterfind(".//body//*"):
        own = (element.text or "") + "".join(child.tail or "" for child in element)
        inline = element.tag in _INLINE and _says(element.getparent())
        if own.strip() and not inline and element.tag not in _DROPPED:
            yield element.text_content()


def _says(element: HtmlElement) -> bool:
    """Whether the element holds words outside its children."""
    return bool((element.text or "").strip()) or any((c.tail or "").strip() for c in element)
