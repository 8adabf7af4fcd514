"""A checked draft as one self-contained HTML page: each claim marked with what the record has."""

from collections.abc import Sequence
from html import escape
from typing import Protocol

from onrecord.domain import Span

COLOURS = {
    "supported": "#d8f0d8",
    "single-origin": "#fff3c4",
    "disputed": "#f8d0d0",
    "number outdated": "#ffd9b0",
    "not on the record": "#e6e6e6",
}


class Row(Protocol):
    """What is shown of one checked claim."""

    @property
    def span(self) -> Span: ...
    @property
    def verdict(self) -> str: ...
    @property
    def gloss(self) -> str | None: ...
    @property
    def supported_by(self) -> Sequence[str]: ...
    @property
    def disputed_by(self) -> Sequence[str]: ...


def page(text: str, rows: Sequence[Row]) -> str:
    """The draft with each claim coloured by its verdict and the evidence in a note below."""
    body, notes, at = [], [], 0
    for n, row in enumerate(sorted(rows, key=lambda r: (r.span.start, r.span.end)), 1):
        if row.span.start < at:
            continue
        body.append(escape(text[at : row.span.start]))
        colour, said = COLOURS[row.verdict], escape(row.span.of(text))
        body.append(f'<mark style="background:{colour}" title="{row.verdict}">{said}</mark>')
        body.append(f'<sup><a href="#n{n}">{n}</a></sup>')
        notes.append(f'<li id="n{n}" value="{n}">{_note(row)}</li>')
        at = row.span.end
    body.append(escape(text[at:]))
    legend = " ".join(f'<mark style="background:{c}">{v}</mark>' for v, c in COLOURS.items())
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Checked draft</title>'
        "<style>body{font:16px/1.5 serif;max-width:44em;margin:2em auto;padding:0 1em}"
        "pre{white-space:pre-wrap;font:inherit}</style>"
        f"<p>{legend}</p><pre>{''.join(body)}</pre><ol>{''.join(notes)}</ol></html>\n"
    )


def _note(row: Row) -> str:
    parts = [f"<b>{row.verdict}</b>"]
    if row.gloss:
        parts.append(f"on record: “{escape(row.gloss)}”")
    if row.supported_by:
        parts.append("say so: " + escape(", ".join(row.supported_by)))
    if row.disputed_by:
        parts.append("deny it: " + escape(", ".join(row.disputed_by)))
    return "; ".join(parts)
