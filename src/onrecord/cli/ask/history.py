"""Judgements as table rows."""

from collections.abc import Iterable

from rich.table import Table

from onrecord.ask.history import JudgementRow
from onrecord.cli.ask.tables import MODEL, PERSON, cell


def history_table(rows: Iterable[JudgementRow]) -> Table:
    """Who judged what, when and why; withdrawn ones struck out with who withdrew them."""
    table = Table(title="judgements", title_justify="left", show_edge=False, pad_edge=False)
    for name in ("id", "when", "who", "verdict", "on", "why", ""):
        table.add_column(name)
    for row in rows:
        struck = "strike dim" if row.withdrawn_by else ""
        mark = PERSON if row.author_kind == "person" else MODEL
        table.add_row(
            cell(row.id[:9], "dim"),
            cell(row.at[:16].replace("T", " "), struck),
            cell(f"{mark} {row.author}", struck),
            cell(_verdict(row), struck),
            cell(f"“{row.words}”" if row.words else row.target, struck),
            cell(row.reason, struck),
            cell(_fate(row)),
        )
    return table


def _verdict(row: JudgementRow) -> str:
    if row.other:
        return f"{row.verdict} → {row.other}"
    return f"{row.verdict} → {row.speaker}" if row.speaker else row.verdict


def _fate(row: JudgementRow) -> str:
    if row.withdrawn_by:
        why = f": {row.withdrawn_why}" if row.withdrawn_why else ""
        return f"withdrawn by {row.withdrawn_by} {(row.withdrawn_at or '')[:16]}{why}"
    if row.anchor == "lost":
        return "lost when the document was read again"
    return f"now on {(row.now or '')[:9]}" if row.anchor == "moved" else ""
