"""A web server on this machine that answers as told and remembers what it was asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Page:
    """What the server answers for a path; a list of statuses is answered one after the other."""

    body: str | bytes = ""
    media: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """Pages by path, and the requests that came: (path, headers)."""

    pages: dict[str, Page]
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    url: str = ""

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of every request for a path."""
        return [headers for p, headers in self.requests if p == path]


@contextmanager
def serving(pages: dict[str, Page] | None = None) -> Iterator[Site]:
    """Serves a site until the block ends. A page with an ETag or a Last-Modified header is not
    sent again to who names it."""
    site = Site(pages or {})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests.append((self.path, dict(self.headers)))
            page = site.pages.get(self.path, Page(status=404))
            body = page.body.encode() if isinstance(page.body, str) else page.body
            status = 304 if _unchanged(page, dict(self.headers)) else page.status
            self.send_response(status)
            for name, value in {"Content-Type": page.media, **page.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0" if status == 304 else str(len(body)))
            self.end_headers()
            if status != 304:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _unchanged(page: Page, asked: dict[str, str]) -> bool:
    pairs = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
    return any(name in page.headers and asked.get(by) == page.headers[name] for name, by in pairs)
