"""Bytes to documents: text, HTML, PDF, JSON Lines, mail, feeds, archives and URLs.

>>> for intake in ingest("articles/"):                                     # doctest: +SKIP
...     print(intake.name, intake.state, intake.reason or intake.document.title)
"""

from onrecord.ingest.dates import parse_date
from onrecord.ingest.feed import Entry, Feed, parse_feed, parse_opml
from onrecord.ingest.fetch import Fetched, Fetcher, Manners
from onrecord.ingest.inputs import expand, ingest, ingest_bytes
from onrecord.ingest.intake import Intake, Limits, Options
from onrecord.ingest.refusal import RefusedInputError

__all__ = [
    "Entry",
    "Feed",
    "Fetched",
    "Fetcher",
    "Intake",
    "Limits",
    "Manners",
    "Options",
    "RefusedInputError",
    "expand",
    "ingest",
    "ingest_bytes",
    "parse_date",
    "parse_feed",
    "parse_opml",
]
