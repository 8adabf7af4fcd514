from datetime import UTC, datetime, timedelta

import pytest
from fakes import read_documents
from serving import Page, serving

from onrecord.ingest import Fetcher, Manners
from onrecord.record import Adding, Record, poll

EVERY = timedelta(minutes=15)
NOW = timedelta(0)
REST = "Nobody was hurt, and the road is open again since Tuesday morning. " * 4


def page(what):
    text = f"<p>“The {what} will hold,” said Ana Ruiz.</p><p>{REST}</p>"
    return Page(f"<title>{what}</title><article>{text}</article>")


def feed(site, *paths):
    items = "".join(f"<item><link>{site.url}{p}</link></item>" for p in paths)
    return Page(f"<rss><channel>{items}</channel></rss>", "application/rss+xml",
                headers={"ETag": f'"{len(paths)}"'})  # fmt: skip


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "case", create=True) as record:
        yield record


@pytest.fixture
def site():
    with serving({"/dam": page("dam"), "/fair": page("fair")}) as site:
        site.pages["/feed"] = feed(site, "/dam")
        yield site


@pytest.fixture
def fetcher():
    manners = Manners(robots=True, retries=1, backoff=0.01)
    with Fetcher(manners, allow_private=True) as fetcher:
        yield fetcher


def poll_once(record, site, fetcher, every=NOW):
    return poll(record.case, [site.url + "/feed"], fetcher, Adding(read_documents), every)


def test_only_new_articles_are_fetched(record, site, fetcher):
    """A poll adds the articles that the case has never seen, each fetched once."""
    (first,) = poll_once(record, site, fetcher)
    assert (first.new, first.done) == (1, {"read": 1})
    site.pages["/feed"] = feed(site, "/fair", "/dam")
    (second,) = poll_once(record, site, fetcher)
    assert (second.new, second.done) == (1, {"read": 1})
    assert len(site.asked("/dam")) == 1
    assert record.status().documents == 2


def test_an_unchanged_feed_is_not_sent_again(record, site, fetcher):
    """The second request is conditional, and nothing follows from a 304."""
    poll_once(record, site, fetcher)
    (again,) = poll_once(record, site, fetcher)
    assert (again.new, again.reason) == (0, "")
    assert site.asked("/feed")[1]["If-None-Match"] == '"1"'


def test_a_feed_is_asked_only_when_it_is_due(record, site, fetcher):
    """Between two polls lies the interval, also for another process or a later day's start."""
    assert len(poll_once(record, site, fetcher, EVERY)) == 1
    assert poll_once(record, site, fetcher, EVERY) == []
    assert len(site.asked("/feed")) == 1


def due_in(record):
    at = datetime.fromisoformat(record.case.db.execute("SELECT next_at FROM feed").get)
    return (at - datetime.now(UTC)).total_seconds() / 60


def test_a_failing_feed_is_asked_less_and_less_often(record, site, fetcher):
    """Each failure doubles the wait, up to a day; success ends that."""
    site.pages["/feed"].status = 503
    waits = []
    for _ in range(8):
        (failed,) = poll_once(record, site, fetcher, EVERY)
        assert failed.reason == "the server answered 503 Service Unavailable"
        waits.append(round(due_in(record)))
        record.case.db.execute("UPDATE feed SET next_at = '2026-01-01T00:00:00+00:00'")
    assert waits == [30, 60, 120, 240, 480, 960, 1440, 1440]
    site.pages["/feed"].status = 200
    (well,) = poll_once(record, site, fetcher, EVERY)
    assert (well.reason, round(due_in(record))) == ("", 15)


def test_robots_txt_is_obeyed(record, site, fetcher):
    """What robots.txt forbids is not fetched but named; it is asked for once."""
    site.pages["/robots.txt"] = Page("User-agent: *\nDisallow: /dam\n", "text/plain")
    (polled,) = poll_once(record, site, fetcher)
    assert polled.done == {"fetch-failed": 1}
    assert site.asked("/dam") == []
    assert [f.reason for f in record.failures()] == ["robots.txt of the site forbids it"]
    assert len(site.asked("/robots.txt")) == 1


def test_a_site_whose_rules_cannot_be_had_is_left_alone(record, site, fetcher):
    """Where robots.txt answers with an error of the server, nothing else is fetched."""
    site.pages["/robots.txt"] = Page(status=500)
    (polled,) = poll_once(record, site, fetcher)
    assert polled.reason == "robots.txt of the site cannot be had"
    assert site.asked("/feed") == []


def test_a_crawl_delay_is_kept(record, site, fetcher):
    """The pause between two requests is at least what the site asks for."""
    site.pages["/robots.txt"] = Page("User-agent: *\nCrawl-delay: 1\n", "text/plain")
    begin = datetime.now(UTC)
    poll_once(record, site, fetcher)
    assert (datetime.now(UTC) - begin).total_seconds() > 0.9


def test_a_feed_that_is_none_is_a_failure(record, site, fetcher):
    """A page that is no feed is a failure with a reason, and the others are polled."""
    site.pages["/feed"] = Page("", "text/html")
    both = [site.url + "/feed", site.url + "/other"]
    site.pages["/other"] = feed(site, "/fair")
    broken, whole = poll(record.case, both, fetcher, Adding(read_documents), NOW)
    assert "not readable as XML" in broken.reason
    assert whole.new == 1


def test_who_asks_says_so(record, site, fetcher):
    """Every request names Onrecord as its user agent."""
    poll_once(record, site, fetcher)
    assert {h["User-Agent"].split("/")[0] for _, h in site.requests} == {"Onrecord"}
