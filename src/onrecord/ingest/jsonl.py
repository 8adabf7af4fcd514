"""JSON Lines: a document a line, ``text`` and any of id, title, outlet, url, published, byline."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from onrecord.domain import Document, State
from onrecord.ingest.compose import check_text, compose, iso_or_refuse
from onrecord.ingest.decode import decode
from onrecord.ingest.intake import Draft, Intake, Options
from onrecord.ingest.refusal import RefusedInputError
from onrecord.ingest.text import draft_text, verbatim

_MEMBERS = ("id", "title", "outlet", "url", "published", "byline")
_MEDIA = "application/x-ndjson"


def read_jsonl(lines: BinaryIO, name: str, options: Options) -> Iterator[Intake]:
    """One intake for each line that is not blank, in order; a bad line stops nothing."""
    most = options.limits.text_characters * 8
    number = 0
    while line := lines.readline(most + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > most:
            while line and not line.endswith(b"\n"):
                line = lines.readline(most)
            yield Intake(place, State.TOO_LARGE, f"a line of more than {most:,} bytes")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _intake(line.rstrip(b"\r\n"), place, options)


def _intake(line: bytes, place: str, options: Options) -> Intake:
    try:
        document = _document(line, place, options)
    except RefusedInputError as refusal:
        return Intake(place, refusal.state, refusal.reason, content=line, media=_MEDIA)
    return Intake(place, State.READ, document=document, content=line, media=_MEDIA)


def _document(line: bytes, place: str, options: Options) -> Document:
    row = _row(line)
    text = row.pop("text")
    check_text(text, options)
    given = {name: value for name, value in row.items() if value.strip()}
    options = _outranked(options, given)
    draft = draft_text(text) if not options.verbatim else Draft(pieces=())
    draft = replace(draft, id=given.get("id"))
    if options.verbatim:
        return verbatim(text, draft, place, options)
    return compose(draft, place, options)


def _outranked(options: Options, given: dict[str, str]) -> Options:
    """The options with what the line itself says in their place."""
    return replace(
        options,
        title=given.get("title") or options.title,
        outlet=given.get("outlet") or options.outlet,
        url=given.get("url") or options.url,
        published=given.get("published") or options.published,
        byline=given.get("byline") or options.byline,
    )


def _row(line: bytes) -> dict[str, str]:
    """The members of a line that are known, as strings; ``text`` is always there."""
    try:
        row = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise RefusedInputError(State.MALFORMED, f"not JSON: {error}") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise RefusedInputError(State.MALFORMED, "a line must be an object with a string 'text'")
    if any("\ud800" <= c <= "\udfff" for c in row["text"]):
        raise RefusedInputError(State.BAD_ENCODING, "'text' holds half of a surrogate pair")
    out = {"text": row["text"]}
    for name in _MEMBERS:
        value = row.get(name)
        if value is not None and not isinstance(value, (str, int)):
            raise RefusedInputError(State.MALFORMED, f"{name!r} must be a string")
        out[name] = "" if value is None else str(value)
    iso_or_refuse(out["published"])
    return out
