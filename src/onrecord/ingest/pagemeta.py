"""What a page says of itself: JSON-LD, OpenGraph and other meta elements, canonical link."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from onrecord.ingest.dates import parse_date

_ARTICLE = ("Article", "Posting", "Report", "WebPage")
Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The fields of a page's own metadata; ``None`` where it does not say."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published: str | None = None
    description: str | None = None


def page_meta(tree: HtmlElement) -> PageMeta:
    """Metadata of a page; JSON-LD outranks OpenGraph, which outranks other meta elements."""
    nodes = sorted(_nodes(tree), key=_rank)
    metas = _metas(tree)
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    return PageMeta(
        title=_first(*(_text(n.get("headline")) for n in nodes), metas.get("og:title")),
        outlet=_first(
            *(_name(n.get("publisher")) for n in nodes),
            metas.get("og:site_name"),
            metas.get("application-name"),
        ),
        url=_web(_first(*canonical, metas.get("og:url"), *(_text(n.get("url")) for n in nodes))),
        byline=_first(*(_name(n.get("author")) for n in nodes), metas.get("author")),
        published=_published(nodes, metas),
        description=_first(metas.get("og:description"), metas.get("description")),
    )


def _published(nodes: Sequence[Node], metas: dict[str, str]) -> str | None:
    stated = [_text(n.get("datePublished")) for n in nodes]
    keys = (
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "pubdate",
        "parsely-pub-date",
    )
    for value in (*stated, *(metas.get(key) for key in keys)):
        try:
            if value:
                return parse_date(value)
        except ValueError:
            continue
    return None


def _nodes(tree: HtmlElement) -> Iterator[Node]:
    """The objects of the page's JSON-LD that have a type, graphs opened."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            stack = [json.loads(script.text_content(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            value = stack.pop(0)
            if isinstance(value, list):
                stack = value + stack
            elif isinstance(value, dict):
                stack = [value.get("@graph", []), *stack]
                yield value


def _rank(node: Node) -> int:
    """Articles first, then pages, then all else."""
    kinds = str(node.get("@type", ""))
    return next((i for i, kind in enumerate(_ARTICLE) if kind in kinds), len(_ARTICLE))


def _metas(tree: HtmlElement) -> dict[str, str]:
    out: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            key, value = meta.get(attribute), " ".join(meta.get("content").split())
            if key and value:
                out.setdefault(key.lower(), value)
    return out


def _name(value: object) -> str | None:
    """Names of a JSON-LD person or organisation, or several, joined by commas."""
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, value)))) or None
    return _text(value)


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    return None if text.startswith(("http://", "https://")) and " " in text else text or None


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _first(*values: str | None) -> str | None:
    return next((value.strip() for value in values if value and value.strip()), None)
