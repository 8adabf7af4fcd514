"""robots.txt: what a site lets robots fetch, and how often (RFC 9309)."""

import time
from collections.abc import Callable
from urllib.robotparser import RobotFileParser

import httpx

from onrecord.domain import State
from onrecord.ingest.refusal import NoAnswerError, RefusedInputError

ROBOT = "Onrecord"
DAY, HOUR = 86_400.0, 3_600.0
MOST = 500_000


class Robots:
    """The rules of every site met, asked for once a day, or after an hour where they could not be
    had. ``get`` fetches a robots.txt and raises as ``Fetcher.fetch`` does."""

    def __init__(self, get: Callable[[str], bytes]) -> None:
        self._get = get
        self._known: dict[str, tuple[RobotFileParser | None, float]] = {}

    def check(self, url: httpx.URL) -> float:
        """The site's Crawl-delay in seconds, 0 where it asks for none.

        Raises ``RefusedInputError`` where the site forbids the page or its rules cannot be had.
        """
        rules = self._rules(str(url.join("/robots.txt")))
        if rules is None:
            raise RefusedInputError(State.FETCH_FAILED, "robots.txt of the site cannot be had")
        if not rules.can_fetch(ROBOT, str(url)):
            raise RefusedInputError(State.FETCH_FAILED, "robots.txt of the site forbids it")
        return float(rules.crawl_delay(ROBOT) or 0)

    def _rules(self, root: str) -> RobotFileParser | None:
        rules, until = self._known.get(root, (None, 0.0))
        if until < time.monotonic():
            rules = self._read(root)
            self._known[root] = rules, time.monotonic() + (HOUR if rules is None else DAY)
        return rules

    def _read(self, root: str) -> RobotFileParser | None:
        """A refusal (4xx) allows everything, no answer nothing (RFC 9309, 2.3.1)."""
        content = b""
        try:
            content = self._get(root)
        except NoAnswerError:
            return None
        except RefusedInputError as refusal:
            if refusal.state is State.REFUSED_ADDRESS:
                raise
        rules = RobotFileParser()
        rules.parse(content[:MOST].decode("utf-8", "replace").splitlines())
        return rules
