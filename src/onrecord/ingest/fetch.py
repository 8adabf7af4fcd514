"""URLs to bytes, politely and safely: public addresses only, limits on size, time, redirects."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpx

from onrecord.domain import State
from onrecord.ingest.address import resolve
from onrecord.ingest.refusal import NoAnswerError, RefusedInputError
from onrecord.ingest.robots import Robots

USER_AGENT = "Onrecord/0.1 (news reader for people's own archives)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.8"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One response. ``content`` is ``None`` when the server says it has not changed (304).

    ``url`` is where redirects ended; ``etag`` and ``last_modified`` make the next request
    conditional; ``fetched`` is an ISO date-time in UTC.
    """

    url: str
    content: bytes | None
    media: str | None
    charset: str | None
    etag: str | None
    last_modified: str | None
    fetched: str


@dataclass(frozen=True, slots=True)
class Manners:
    """How a fetcher behaves. Times in seconds, sizes in bytes after decompression.

    ``robots`` obeys robots.txt (RFC 9309: a site whose rules cannot be had is left alone);
    ``pause``, or a longer Crawl-delay up to ``patience``, is kept between requests to one host. A
    busy server is asked again ``retries`` times, after ``backoff``, twice that, …, or after what
    it asks for with Retry-After, if that is no longer than ``patience``.
    """

    timeout: float = 20.0
    deadline: float = 60.0
    max_bytes: int = 50_000_000
    max_redirects: int = 5
    retries: int = 2
    backoff: float = 1.0
    patience: float = 30.0
    pause: float = 0.0
    robots: bool = False
    user_agent: str = USER_AGENT


class Fetcher:
    """Fetches URLs over HTTP and HTTPS. Not thread-safe; close it, or use it as a context.

    Every host is resolved once per hop, every address of it checked, and the connection made to
    that very address. ``allow_private`` lifts this check and is meant for tests.
    """

    def __init__(self, manners: Manners | None = None, *, allow_private: bool = False) -> None:
        self._manners = manners or Manners()
        self._allow_private = allow_private
        self._client = httpx.Client(
            timeout=self._manners.timeout, trust_env=False, follow_redirects=False
        )
        self._robots = Robots(lambda root: self._persist(root, {}).content or b"")
        self._delays: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        """The content at ``url``, redirects followed.

        Raises ``RefusedInputError``: ``refused-address``, ``not-found`` (404, 410),
        ``too-large`` or ``fetch-failed``, with a one-line reason.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        if self._manners.robots:
            self._obey_robots(url)
        return self._persist(url, headers)

    def _persist(self, url: str, headers: dict[str, str]) -> Fetched:
        """Tries again while the server is busy or does not answer."""
        for attempt in range(self._manners.retries + 1):
            last = attempt == self._manners.retries
            try:
                return self._follow(url, headers)
            except _BusyError as busy:
                wait = busy.wait or self._manners.backoff * 2**attempt
                if last or wait > self._manners.patience:
                    raise NoAnswerError(State.FETCH_FAILED, str(busy)) from None
            except httpx.HTTPError as error:
                wait = self._manners.backoff * 2**attempt
                if last or not isinstance(error, httpx.TransportError):
                    raise NoAnswerError(State.FETCH_FAILED, _why(url, error)) from None
            time.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _follow(self, url: str, headers: dict[str, str]) -> Fetched:
        deadline = time.monotonic() + self._manners.deadline
        for _ in range(self._manners.max_redirects + 1):
            answer = self._request(url, headers, deadline)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        reason = f"more than {self._manners.max_redirects} redirects"
        raise RefusedInputError(State.FETCH_FAILED, reason)

    def _request(self, url: str, headers: dict[str, str], deadline: float) -> Fetched | str:
        """One hop: the response, or where it redirects to."""
        request = self._build(url, headers)
        self._wait_turn(request.headers["Host"])
        response = self._client.send(request, stream=True)
        try:
            location = response.headers.get("Location")
            if response.status_code in _REDIRECTS and location:
                return str(httpx.URL(url).join(location))
            _check_status(response)
            content = None if response.status_code == 304 else self._body(response, deadline)
            return _fetched(url, response, content)
        finally:
            response.close()

    def _build(self, url: str, headers: dict[str, str]) -> httpx.Request:
        """A request to the checked numeric address, with the name in Host and TLS SNI."""
        target = _parse(url)
        port = target.port or (443 if target.scheme == "https" else 80)
        address = resolve(target.host, port, allow_private=self._allow_private)
        return self._client.build_request(
            "GET",
            target.copy_with(host=address),
            headers={
                "Host": target.netloc.decode("ascii"),
                "User-Agent": self._manners.user_agent,
                "Accept": _ACCEPT,
                **headers,
            },
            extensions={"sni_hostname": target.host},
        )

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes(65_536):
            body += chunk
            if len(body) > self._manners.max_bytes:
                reason = f"more than {self._manners.max_bytes:,} bytes"
                raise RefusedInputError(State.TOO_LARGE, reason)
            if time.monotonic() > deadline:
                reason = f"not finished after {self._manners.deadline:g} seconds"
                raise RefusedInputError(State.FETCH_FAILED, reason)
        return bytes(body)

    def _wait_turn(self, host: str) -> None:
        wait = self._next.get(host, 0.0) - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        pause = max(self._manners.pause, self._delays.get(host, 0.0))
        if pause:
            self._next[host] = time.monotonic() + pause

    def _obey_robots(self, url: str) -> None:
        parsed = _parse(url)
        delay = self._robots.check(parsed)
        self._delays[parsed.netloc.decode("ascii")] = min(delay, self._manners.patience)


class _BusyError(Exception):
    """A status that asks for a later attempt; ``wait`` is what Retry-After says, in seconds."""

    def __init__(self, reason: str, wait: float | None) -> None:
        super().__init__(reason)
        self.wait = wait


def _parse(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedInputError(State.FETCH_FAILED, f"not a URL: {error}") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        reason = f"only http and https are fetched, not {parsed.scheme or 'this'!r}"
        raise RefusedInputError(State.REFUSED_ADDRESS, reason)
    return parsed.copy_with(fragment=None)


def _check_status(response: httpx.Response) -> None:
    status = response.status_code
    reason = f"the server answered {status} {response.reason_phrase}".strip()
    if status in (404, 410):
        raise RefusedInputError(State.NOT_FOUND, reason)
    if status in _BUSY:
        raise _BusyError(reason, _retry_after(response.headers.get("Retry-After")))
    if status not in (200, 203, 304):
        raise RefusedInputError(State.FETCH_FAILED, reason)


def _retry_after(value: str | None) -> float | None:
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _fetched(url: str, response: httpx.Response, content: bytes | None) -> Fetched:
    headers = response.headers
    return Fetched(
        url=url,
        content=content,
        media=headers.get("Content-Type", "").partition(";")[0].strip().lower() or None,
        charset=response.charset_encoding,
        etag=headers.get("ETag"),
        last_modified=headers.get("Last-Modified"),
        fetched=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _why(url: str, error: httpx.HTTPError) -> str:
    host = httpx.URL(url).host
    if isinstance(error, httpx.TimeoutException):
        return f"{host} did not answer in time"
    return f"{host}: {error or type(error).__name__}"
