import socket
from collections.abc import Callable, Iterator

import pytest
from serving import Page, Site, serving

from onrecord.domain import State
from onrecord.ingest import Fetcher, Manners, Options, RefusedInputError, ingest

QUICK = Manners(timeout=2, deadline=4, retries=0)
PAGE = "<html><body>" + "<p>The dam is safe, the minister said on Tuesday in Elm.</p>" * 5
PUBLIC = "93.184.216.34"
Resolve = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/dam": Page(PAGE)}) as found:
        yield found


def resolver(answers: dict[str, list[str]]) -> Resolve:
    """A stand-in for the system's resolver: host -> addresses. This machine is where it is."""
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *rest: object, **named: object) -> list[tuple[object, ...]]:
        if host == "127.0.0.1":
            return real(host, port, *rest, **named)
        if host not in answers:
            raise socket.gaierror("no such host")
        return [(None, None, None, "", (address, port)) for address in answers[host]]

    return resolve


def state_of(url: str) -> State:
    """How fetching the URL ends."""
    with Fetcher(QUICK) as fetcher, pytest.raises(RefusedInputError) as refused:
        fetcher.fetch(url)
    assert "\n" not in refused.value.reason
    return refused.value.state


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "[::1]", "[fe80::1]", "[fd00::1]",  # noqa: S104
        "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "2130706433", "0x7f.1",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(host: str):
    """Loopback, private, link-local, shared and multicast addresses are refused in every way of
    writing them, also wrapped in IPv6."""
    assert state_of(f"http://{host}:8080/dam") is State.REFUSED_ADDRESS


def test_name_of_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch):
    """A public name that resolves to a private address is refused, also if only one of its
    addresses is private."""
    names = {"inside.example": ["10.0.0.8"], "both.example": [PUBLIC, "127.0.0.1"]}
    monkeypatch.setattr(socket, "getaddrinfo", resolver(names))
    assert state_of("http://inside.example/dam") is State.REFUSED_ADDRESS
    assert state_of("http://both.example/dam") is State.REFUSED_ADDRESS
    assert state_of("http://absent.example/dam") is State.FETCH_FAILED


def test_redirect_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch):
    """A redirect is checked like a first request, so that a public page cannot lead inside."""
    site.pages["/away"] = Page(status=302, headers={"Location": "http://inside.example/secret"})
    port = int(site.url.rpartition(":")[2])
    monkeypatch.setattr(socket, "getaddrinfo", resolver({"inside.example": ["10.0.0.8"]}))
    monkeypatch.setattr("onrecord.ingest.fetch.resolve", _public_is_here(port))
    assert state_of(f"http://public.example:{port}/away") is State.REFUSED_ADDRESS
    assert site.asked("/away")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/x", "gopher://a/", "http://"]
)
def test_other_schemes_are_refused(url: str):
    """Only http and https are fetched, from a host."""
    assert state_of(url) in (State.REFUSED_ADDRESS, State.FETCH_FAILED)


def test_redirect_to_another_scheme_is_refused(site: Site):
    """A redirect to a file is not followed."""
    site.pages["/file"] = Page(status=301, headers={"Location": "file:///etc/passwd"})
    with (
        Fetcher(QUICK, allow_private=True) as fetcher,
        pytest.raises(RefusedInputError) as refused,
    ):
        fetcher.fetch(f"{site.url}/file")
    assert refused.value.state is State.REFUSED_ADDRESS


@pytest.mark.parametrize(
    ("page", "state"),
    [
        (Page(status=404), State.NOT_FOUND),
        (Page(status=410), State.NOT_FOUND),
        (Page(status=403), State.FETCH_FAILED),
        (Page(status=503), State.FETCH_FAILED),
        (Page(status=302, headers={"Location": "/x"}), State.FETCH_FAILED),
        (Page("x" * 2_000_000, media="text/plain"), State.TOO_LARGE),
    ],
    ids=["404", "410", "403", "503", "loop", "large"],
)
def test_failed_fetches_have_a_state(site: Site, page: Page, state: State):
    """What a server answers instead of an article ends in a state with a reason."""
    site.pages["/x"] = page
    manners = Manners(timeout=2, deadline=4, retries=0, max_bytes=1_000_000)
    with Fetcher(manners, allow_private=True) as fetcher:
        (intake,) = ingest(f"{site.url}/x", Options(fetcher=fetcher))
    assert intake.state is state
    assert intake.reason


def test_page_is_fetched_with_its_address(site: Site):
    """A fetched article keeps the address where redirects ended and the time of fetching."""
    site.pages["/old"] = Page(status=301, headers={"Location": "/dam"})
    with Fetcher(QUICK, allow_private=True) as fetcher:
        (intake,) = ingest(f"{site.url}/old", Options(fetcher=fetcher))
    document = intake.document
    assert document is not None
    assert document.url == f"{site.url}/dam"
    assert document.fetched


def _public_is_here(port: int) -> Callable[..., str]:
    """A check of addresses that takes public.example to the local site and is real otherwise."""
    from onrecord.ingest.address import resolve

    def check(host: str, at: int, *, allow_private: bool = False) -> str:
        if (host, at) == ("public.example", port):
            return "127.0.0.1"
        return resolve(host, at, allow_private=allow_private)

    return check
