import re
from dataclasses import replace
from html.parser import HTMLParser

import sample

from onrecord.domain import Reading, Span, Speaker, Statement
from onrecord.export.page import page

NO_CONTENT = {"meta", "input", "br"}


class Visible(HTMLParser):
    """Collects the text, the ids and links, and whether every element is closed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [v for k, v in attrs if k == "id" and v]
        self.links += [v for k, v in attrs if k == "href" and v]
        if tag not in NO_CONTENT:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def of_statement(markup: str, number: int) -> str:
    """The marked words of one statement's content, as the page shows them."""
    found = re.findall(r'<mark class="([^"]*)">([^<]*)</mark>', markup)
    return "".join(w for c, w in found if f"s{number}" in c.split() and "cue" not in c.split())


def test_markup_is_well_formed():
    """Every element is closed in order and every id is used once."""
    seen = Visible(page([sample.reading(), sample.reading()]))
    assert seen.open == []
    assert len(seen.ids) == len(set(seen.ids))


def test_cards_and_words_are_linked_both_ways():
    """Each statement's number leads to its card and its card back to its words."""
    seen = Visible(page([sample.reading()]))
    inside = {link[1:] for link in seen.links if link.startswith("#")}
    assert inside <= set(seen.ids)
    for n in range(1, 8):
        assert {f"a1-w{n}", f"a1-c{n}"} <= inside


def test_every_word_of_the_article_is_on_the_page():
    """The page shows the whole article, marked or not."""
    shown = "".join(Visible(page([sample.reading()])).words)
    squeezed = re.sub(r"\d|\s", "", shown)
    for paragraph in sample.PARAGRAPHS:
        assert re.sub(r"\d|\s", "", paragraph) in squeezed


def test_interrupted_content_is_marked_in_both_pieces():
    """A quotation interrupted by its cue is marked before and after it."""
    shown = of_statement(page([sample.reading()]), 1)
    assert shown.startswith("“We do not ask for your sons,”")
    assert shown.endswith("“We ask for your weapons.”")


def test_nested_statement_is_inside_its_parent():
    """A statement inside another is marked as both and its card names the other."""
    markup = page([sample.reading()])
    assert re.search(r'"m content t0 u1 l1 inside [^"]*s5 [^"]*s6 [^"]*">it “might', markup)
    assert re.search(r'inside statement <a href="#a1-c5">5</a>', markup)


def test_own_voice_is_told_from_what_a_source_says():
    """What the outlet says itself has a look of its own and no entry among the speakers."""
    markup = page([sample.reading()])
    assert '<mark class="m content t-own u-own s2 v3 x-own">Two landing ships' in markup
    assert "in its own voice" in markup
    assert 'class="pick-v3"' not in markup


def test_machine_values_say_so():
    """Every card says that a machine found it, and how sure it is."""
    markup = page([sample.reading()])
    assert markup.count('class="machine"') == 7 + 1
    assert "machine 64 %" in markup


def test_article_text_is_never_markup():
    """Markup, scripts and attribute breaks in any field of an article come out as text."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>{{ 7*7 }}</style>"
    document = replace(
        sample.document(),
        text=evil + sample.TEXT,
        blocks=(),
        title=evil,
        outlet=evil,
        byline=evil,
        published=evil,
        url="javascript:alert(1)",
        removed=(evil,),
    )
    said = Statement("s1", (Span(0, len(evil)),), (Span(0, 8),), None, speaker=Speaker(evil))
    seen = Visible(page([Reading(document, evil, statements=(said,), warnings=(evil,))]))
    assert not {"script", "img"} & {tag for tag, _ in seen.tags}
    assert not any(name.startswith("on") for _, attrs in seen.tags for name in attrs)
    assert not any(link.startswith("javascript") for link in seen.links)


def test_page_asks_for_nothing_from_elsewhere():
    """No element loads anything, and the page's policy would refuse it if one did."""
    markup = page([sample.reading()])
    seen = Visible(markup)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in seen.tags}
    assert "url(" not in markup
    assert "@import" not in markup
    assert "default-src 'none'" in markup.replace("&#39;", "'")


def test_statement_outside_the_text_is_counted_not_shown():
    """A statement whose words do not lie in the text is left out, and the page says so."""
    size = len(sample.TEXT)
    stray = Statement("stray", (Span(size - 1, size + 5),), speaker=Speaker("Nobody Real"))
    markup = page([sample.reading(stray)])
    assert "Nobody Real" not in markup
    assert "<b>1</b> statement not shown" in markup


def test_counts_are_what_choosing_them_shows():
    """The number beside a speaker or sort is the number of cards that carry its class."""
    markup = page([sample.reading()])
    picks = re.findall(r'class="pick-([\w-]+)".*?<span class="count">(\d+)</span>', markup)
    cards = re.findall(r'<li class="card ([^"]*)"', markup)
    assert len(picks) == 1 + 3 + 7
    for name, count in picks:
        chosen = [c for c in cards if name == "all" or name in c.split()]
        assert len(chosen) == int(count), name


def test_page_is_the_same_every_time():
    """The same reading gives the same bytes."""
    assert page([sample.reading()]) == page([sample.reading()])


def test_reading_without_statements_has_a_page():
    """An article in which nothing was found is shown, and the page says that nothing was."""
    markup = page([Reading(sample.document(), "r", statements=())])
    assert "found no statement" in markup
