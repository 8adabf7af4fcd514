"""RSS, Atom and OPML: entries with their text, or links to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import BinaryIO

from lxml import etree

from onrecord.domain import State
from onrecord.ingest.dates import parse_date
from onrecord.ingest.intake import Intake, Options
from onrecord.ingest.part import Link, Part
from onrecord.ingest.refusal import RefusedInputError

_FULL_TEXT = 600


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; ``content`` is HTML, the fullest there is. ``published`` is ISO."""

    url: str | None
    title: str | None
    byline: str | None
    published: str | None
    content: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's own name and its entries, in its order."""

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(content: bytes) -> Feed:
    """The entries of RSS 0.9x to 2.0, RSS 1.0 or Atom. No entity or network is resolved.

    Raises ``RefusedInputError`` with ``malformed``.
    """
    root = _root(content)
    entries = [node for node in root.iter() if _name(node) in ("item", "entry")]
    channel = next((node for node in root.iter() if _name(node) in ("channel", "feed")), root)
    return Feed(_text(channel, "title"), tuple(map(_entry, entries)))


def parse_opml(content: bytes) -> tuple[str, ...]:
    """The feed addresses an OPML file lists, in order, once each; raises as ``parse_feed``."""
    urls = (node.get("xmlUrl", "").strip() for node in _root(content).iter() if node.get("xmlUrl"))
    return tuple(dict.fromkeys(url for url in urls if url))


def read_feed(file: BinaryIO, name: str, options: Options) -> Iterator[Part | Link | Intake]:
    """Each entry: its text if the feed holds all of it, else the link if ``options`` has a
    fetcher, else the summary."""
    try:
        feed = parse_feed(file.read(options.limits.html_bytes))
    except RefusedInputError as refusal:
        yield Intake(name, refusal.state, refusal.reason)
        return
    if not feed.entries:
        yield Intake(name, State.EMPTY, "the feed has no entries")
    for number, entry in enumerate(feed.entries, start=1):
        yield _input(entry, f"{name}!{entry.url or number}", feed, options)


def read_opml(file: BinaryIO, name: str, options: Options) -> Iterator[Link | Intake]:
    """A link for each feed of an OPML file."""
    try:
        urls = parse_opml(file.read(options.limits.html_bytes))
    except RefusedInputError as refusal:
        yield Intake(name, refusal.state, refusal.reason)
        return
    if not urls:
        yield Intake(name, State.EMPTY, "the OPML file lists no feeds")
    yield from (Link(url, options) for url in urls)


def _input(entry: Entry, name: str, feed: Feed, options: Options) -> Part | Link | Intake:
    known = replace(
        options,
        title=options.title or entry.title,
        outlet=options.outlet or feed.title,
        byline=options.byline or entry.byline,
        published=options.published or entry.published,
    )
    content = entry.content or ""
    if entry.url and options.fetcher and len(content) < _FULL_TEXT:
        return Link(entry.url, replace(options, published=known.published))
    if not content.strip():
        return Intake(name, State.EMPTY, "the entry has no text, and it was not fetched")
    page = f"{entry.title or ''}\n\n{_plain(content)}".encode()
    return Part(name, page, known, "text/plain", "utf-8", entry.url, leaf=True)


def _plain(markup: str) -> str:
    """Paragraphs of an entry's HTML as text."""
    broken = re.sub(r"(?i)<br\s*/?>|</?(?:p|div|li|h\d|blockquote|ul|ol|tr)\b[^>]*>", "\n", markup)
    lines = unescape(re.sub(r"(?s)<(?:script|style).*?</(?:script|style)>|<[^>]*>", "", broken))
    return "\n\n".join(" ".join(line.split()) for line in lines.split("\n") if line.strip())


def _root(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise RefusedInputError(State.MALFORMED, f"not readable as XML: {error}") from None
    if root is None:
        raise RefusedInputError(State.MALFORMED, "not readable as XML")
    return root


def _entry(node: etree._Element) -> Entry:
    date = next(
        filter(None, (_text(node, n) for n in ("published", "pubDate", "date", "issued"))), ""
    )
    contents = [_text(node, n) or "" for n in ("encoded", "content", "description", "summary")]
    return Entry(
        url=_link(node),
        title=_text(node, "title"),
        byline=_text(node, "creator") or _text(node, "name") or _text(node, "author"),
        published=_iso(date),
        content=max(contents, key=len) or None,
    )


def _link(node: etree._Element) -> str | None:
    """The entry's page: Atom's alternate link, else RSS's link, else a guid that is a URL."""
    links = [child for child in node if _name(child) == "link"]
    best = [c for c in links if c.get("rel", "alternate") == "alternate"] or links
    found = [(c.get("href") or c.text or "").strip() for c in best]
    found += [(_text(node, "guid") or "")]
    return next((u for u in found if u.startswith(("http://", "https://"))), None)


def _text(node: etree._Element, name: str) -> str | None:
    """Text of the first child of this local name (one level down, or two inside author)."""
    for child in node:
        if _name(child) == name:
            if child.get("type") == "xhtml":
                return str(etree.tostring(child, encoding="unicode", method="xml"))
            return "".join(child.itertext()).strip() or None
        if _name(child) == "author" and name == "name":
            return _text(child, name)
    return None


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _iso(date: str) -> str | None:
    try:
        return parse_date(date) if date else None
    except ValueError:
        return None
