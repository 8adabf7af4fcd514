import gzip
import io
import json
from email.message import EmailMessage

import pytest
from serving import Page, serving

from onrecord.domain import State
from onrecord.ingest import Fetcher, Manners, Options, ingest

WORDS = "The dam will hold, Ana Ruiz said on Monday. Nobody was hurt, and the road is open again. "
FULL = f"<p>{WORDS * 8}</p>"
RSS = """<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Daily Elm</title>
<item><title>Dam &amp; road</title><link>https://elm.example/dam.html</link>
<author>Ann Example</author><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[{full}]]></content:encoded></item>
<item><title>Fair</title><link>{link}</link><description>Opens soon.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Oak Post</title><entry>
<title>Dam cracks</title><link rel="alternate" href="https://oak.example/dam"/>
<published>2026-03-02T08:00:00Z</published><author><name>Bo Writer</name></author>
<content type="html">{full}</content></entry></feed>"""


def only(found):
    (one,) = found
    assert one.state == State.READ, one.reason
    return one.document


def test_a_feed_gives_its_full_texts_and_fetches_the_rest(tmp_path):
    """An entry with its text is a document; of one with a summary the page is fetched."""
    with serving({"/fair": Page(f"<title>The fair</title><article>{FULL}</article>")}) as site:
        path = tmp_path / "feed.xml"
        path.write_text(RSS.format(full=FULL, link=site.url + "/fair"))
        with Fetcher(allow_private=True) as fetcher:
            dam, fair = ingest(path, Options(fetcher=fetcher))
    assert (dam.document.title, dam.document.outlet) == ("Dam & road", "Daily Elm")
    assert dam.document.url == "https://elm.example/dam.html"
    assert dam.document.text.startswith("Dam & road\n\nThe dam")
    assert dam.document.published.startswith("2026-03-02T10:00")
    assert (fair.name, fair.document.title) == (site.url + "/fair", "The fair")
    assert fair.document.fetched


def test_without_a_fetcher_a_summary_is_what_there_is(tmp_path):
    """Offline, an entry's summary is read as its text."""
    path = tmp_path / "feed.rss"
    path.write_text(RSS.format(full=FULL, link="https://elm.example/fair"))
    assert [i.state for i in ingest(path)] == [State.READ, State.READ]


def test_an_atom_feed_is_read(tmp_path):
    """Atom entries have title, author, date and address."""
    path = tmp_path / "a.atom"
    path.write_text(ATOM.format(full=FULL.replace("<", "&lt;")))
    document = only(ingest(path))
    assert (document.outlet, document.byline) == ("Oak Post", "Bo Writer")
    assert document.url == "https://oak.example/dam"
    assert document.published.startswith("2026-03-02")


def test_opml_leads_to_its_feeds(tmp_path):
    """Each feed of an OPML list is fetched, and its entries are documents."""
    with serving() as site:
        site.pages["/feed"] = Page(ATOM.format(full=FULL.replace("<", "&lt;")), "application/xml")
        path = tmp_path / "list.opml"
        outlines = f'<outline xmlUrl="{site.url}/feed"/><outline xmlUrl="{site.url}/gone"/>'
        path.write_text(f"<opml><body>{outlines}</body></opml>")
        with Fetcher(allow_private=True) as fetcher:
            found = list(ingest(path, Options(fetcher=fetcher)))
    assert [i.state for i in found] == [State.READ, State.NOT_FOUND]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("<rss><channel></channel></rss>", State.EMPTY),
        ("<opml><body/></opml>", State.EMPTY),
    ],
)
def test_feeds_without_content_end_in_a_state(tmp_path, text, state):
    """A feed or list with nothing in it is named as such."""
    path = tmp_path / "feed.xml"
    path.write_text(text)
    assert {i.state for i in ingest(path)} == {state}


def test_entities_of_a_feed_are_not_expanded(tmp_path):
    """What a feed declares for itself is not put in (the billion laughs)."""
    path = tmp_path / "feed.rss"
    laugh = '<!DOCTYPE r [<!ENTITY a "haha"><!ENTITY b "&a;&a;">]>'
    item = f"<item><title>A &b; title</title><description>{WORDS}</description></item>"
    path.write_text(f"{laugh}<rss><channel>{item}</channel></rss>")
    (found,) = ingest(path)
    assert b"haha" not in found.content


def test_mail_is_a_document_with_its_attachments(tmp_path):
    """Subject, sender and date are title, byline and date; attachments are documents."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Statement on the dam", "Press Office <press@dam.example>"
    mail["Date"], mail["To"] = "Mon, 02 Mar 2026 10:00:00 +0000", "desk@elm.example"
    mail.set_content(WORDS * 3)
    mail.add_attachment(WORDS.encode() * 2, maintype="text", subtype="plain", filename="note.txt")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(99), maintype="image", subtype="png",
                        filename="a.png")  # fmt: skip
    path = tmp_path / "press.eml"
    path.write_bytes(bytes(mail))
    body, note, image = ingest(path)
    assert (body.document.title, body.document.byline) == ("Statement on the dam", "Press Office")
    assert body.document.published.startswith("2026-03-02")
    assert (note.name, note.state) == (f"{path}!note.txt", State.READ)
    assert image.state == State.UNSUPPORTED_FORMAT


def test_each_json_line_is_a_document_or_says_why_not(tmp_path):
    """A line's members describe its document; a bad line stops nothing."""
    rows = [{"text": WORDS, "id": "a", "outlet": "Elm", "published": "2026-03-02"}, {"text": 3}]
    path = tmp_path / "a.jsonl"
    lines = [json.dumps(row) for row in rows]
    path.write_text("\n".join([lines[0], "{broken", "", lines[1]]))
    one, broken, wrong = ingest(path)
    assert (one.document.id, one.document.outlet) == ("a", "Elm")
    assert (broken.name, broken.state) == (f"{path}:2", State.MALFORMED)
    assert (wrong.name, wrong.state) == (f"{path}:4", State.MALFORMED)


def warc(records, *, compressed):
    out = io.BytesIO()
    for url, status, media, body in records:
        http = f"HTTP/1.1 {status} X\r\nContent-Type: {media}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2026-03-02T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        out.write(gzip.compress(record) if compressed else record)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_gives_its_pages(tmp_path, name):
    """Pages of a WARC file are documents with address and day of fetching; images, redirects and
    errors are no inputs."""
    page = f"<title>Dam</title><article>{FULL}</article>".encode()
    path = tmp_path / name
    path.write_bytes(
        warc(
            [
                ("https://elm.example/dam", 200, "text/html; charset=utf-8", page),
                ("https://elm.example/a.png", 200, "image/png", b"\x89PNG"),
                ("https://elm.example/gone", 404, "text/html", page),
            ],
            compressed=name.endswith("gz"),
        )
    )
    (found,) = ingest(path)
    assert found.name == f"{path}!https://elm.example/dam"
    assert found.document.url == "https://elm.example/dam"
    assert found.document.fetched.startswith("2026-03-02T10:00")
    assert "Ana Ruiz" in found.document.text


def test_a_cut_off_web_archive_keeps_what_came_before(tmp_path):
    """A WARC file that ends in the middle of a record gives the records before."""
    page = f"<title>Dam</title><article>{FULL}</article>".encode()
    rows = [(f"https://elm.example/{n}", 200, "text/html", page) for n in range(3)]
    path = tmp_path / "cut.warc"
    content = warc(rows, compressed=False)
    path.write_bytes(content[: len(content) * 2 // 3])
    assert next(i.state for i in ingest(path)) == State.READ


def test_only_english_is_read(tmp_path):
    """What is not English ends in a state of its own."""
    path = tmp_path / "a.txt"
    path.write_text("Der Damm wird halten, sagte Ana Ruiz am Montag. Niemand wurde verletzt. " * 4)
    (found,) = ingest(path, Options(fetcher=Fetcher(Manners())))
    assert found.state == State.UNSUPPORTED_LANGUAGE
