import time
from dataclasses import replace

import pytest
from pdfs import pdf

from onrecord.domain import State
from onrecord.ingest import Intake, Limits, Options, ingest_bytes

PROSE = "The dam above the town is safe and will stay so, the minister said on Tuesday."
ARTICLE = "".join(f"<p>{PROSE} Number {i}.</p>" for i in range(20))


def read(content: str | bytes, name: str, **limits: int) -> Intake:
    """The intake of an input under the limits given."""
    raw = content if isinstance(content, bytes) else content.encode()
    options = Options(limits=replace(Limits(), **limits))
    (found,) = ingest_bytes(raw, name, options)
    return found


@pytest.mark.parametrize(
    ("content", "name", "limits"),
    [
        (PROSE * 10, "a.txt", {"text_characters": 500}),
        (PROSE * 100, "a.txt", {"text_characters": 500}),
        (f"<html><body>{ARTICLE}", "a.html", {"html_bytes": 1_000}),
        (f"<html><body>{ARTICLE}", "a.html", {"text_characters": 500}),
        (pdf([[PROSE]] * 5), "a.pdf", {"pdf_pages": 4}),
        (pdf([[PROSE] * 40] * 5), "a.pdf", {"text_characters": 3_000}),
        (pdf([[PROSE]] * 5), "a.pdf", {"pdf_seconds": -1}),
        ('{"text": "' + PROSE * 20 + '"}', "a.jsonl", {"text_characters": 100}),
    ],
)
def test_what_is_beyond_a_limit_is_too_large(content: str, name: str, limits: dict[str, int]):
    """Each format ends beyond its limit as too large, with the limit in the reason."""
    intake = read(content, name, **limits)
    assert intake.state is State.TOO_LARGE
    assert intake.reason


def test_ten_megabytes_of_text_are_refused_at_once():
    """Text far beyond the limit is refused without being taken apart first."""
    began = time.process_time()
    assert read(PROSE * (10_000_000 // len(PROSE)), "a.txt").state is State.TOO_LARGE
    assert time.process_time() - began < 5


def test_page_with_too_many_elements_is_too_large():
    """A small page of very many elements is refused before anything walks over it."""
    assert read("<html><body>" + "<b>a</b>" * 110_000, "a.html").state is State.TOO_LARGE


@pytest.mark.parametrize(
    "content",
    [
        "<html><body>" + "<div>" * 100_000 + ARTICLE,
        "<html><body>" + "<div>deep " * 20_000 + ARTICLE,
        "<html><body><article>" + ARTICLE + "<p>" + "<b>deep " * 20_000,
        "<html><body>" + "<table><tr><td>" * 20_000 + ARTICLE,
        '<html><script type="application/ld+json">' + "[" * 100_000 + f"</script>{ARTICLE}",
        "<html><body><p " + "a=b " * 100_000 + f">x</p>{ARTICLE}",
        "<html><body><p>" + "&amp;" * 200_000 + f"</p>{ARTICLE}",
        "<html><body>" + "".join(f"<p>“{PROSE} {i}" for i in range(2_000)),
    ],
    ids=["nested", "nested-words", "nested-inline", "tables", "json", "attributes", "entities",
         "quoted"],
)  # fmt: skip
def test_hostile_pages_end_in_a_state_in_time(content: str):
    """Deep nesting, many attributes and many repeats end in a named state, within seconds."""
    began = time.process_time()
    intake = read(content, "a.html")
    assert intake.state in (State.READ, State.NO_ARTICLE, State.FAILED, State.TOO_LARGE)
    assert intake.state is State.READ or intake.reason
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "content",
    [
        "a\n" * 60_000,
        "a" * 300_000,
        "A B C D " * 100_000,
        "abc-\ndef ghi jkl mno pqr stu vwx yz abc def ghi\n" * 15_000,
        "By " + "Ann Bee " * 100_000 + "\n\n" + PROSE,
        "A" + "A. " * 200_000 + "\n\n" + PROSE,
        "\f".join(f"line one\nline {i}" for i in range(8_000)),
        "“" * 400_000,
    ],
    ids=["lines", "word", "capitals", "hyphens", "byline", "dateline", "pages", "quotes"],
)
def test_hostile_text_ends_in_a_state_in_time(content: str):
    """Text made to be slow for the rules that read heads and line ends ends within seconds."""
    began = time.process_time()
    intake = read(content, "a.txt")
    assert intake.state is State.READ or intake.reason
    assert time.process_time() - began < 20
