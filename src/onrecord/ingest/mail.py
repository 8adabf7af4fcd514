"""Mail (.eml): the message as a document, and each attachment that is a document."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_binary_file, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO

from onrecord.domain import State
from onrecord.ingest.dates import parse_date
from onrecord.ingest.intake import Intake, Options
from onrecord.ingest.part import Part

_MOST_PARTS = 200


def read_mail(file: BinaryIO, name: str, options: Options) -> Iterator[Part | Intake]:
    """The body (HTML where there is some, else plain text) with subject, sender's name and
    date as title, byline and published; then the attachments."""
    try:
        message = message_from_binary_file(file, policy=policy.default)
        parts = [p for _, p in zip(range(_MOST_PARTS), message.walk(), strict=False)]
    except (ValueError, LookupError, RecursionError) as error:
        yield Intake(name, State.MALFORMED, f"not readable as mail: {error}")
        return
    body = _body(message)
    if body is None:
        yield Intake(name, State.EMPTY, "the message has no text")
    else:
        yield replace(_part(body, name, _known(message, options)), leaf=True)
    for part in parts:
        if part.get_content_disposition() == "attachment" and not part.is_multipart():
            yield _part(part, f"{name}!{part.get_filename() or 'attachment'}", options)


def _body(message: EmailMessage) -> EmailMessage | None:
    try:
        found = message.get_body(preferencelist=("html", "plain"))
    except (ValueError, LookupError, KeyError, AttributeError):
        return None
    return found if isinstance(found, EmailMessage) else None


def _part(part: EmailMessage, name: str, options: Options) -> Part:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    return Part(name, content, options, media=part.get_content_type(), charset=charset)


def _known(message: EmailMessage, options: Options) -> Options:
    sender = parseaddr(_header(message, "From"))[0]
    return replace(
        options,
        title=options.title or _header(message, "Subject") or None,
        byline=options.byline or sender or None,
        published=options.published or _date(_header(message, "Date")),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, IndexError, AttributeError):
        return ""


def _date(value: str) -> str | None:
    try:
        return parse_date(value) if value else None
    except ValueError:
        return None
