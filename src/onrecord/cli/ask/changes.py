"""``onrecord changes``."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from onrecord.ask.changes import ArticleChanges, Changes, Step, changes
from onrecord.ask.difference import StatementChange
from onrecord.ask.words import Edit
from onrecord.cli.ask.answer import found, opened, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell, verbatim
from onrecord.cli.options import case_option, form_options

COLOURS = {"added": "green", "removed": "red", "corrected": "yellow", "softened": "magenta"}


@click.command(name="changes")
@click.argument("article", required=False)
@click.option("--outlet", metavar="NAME", help="Only articles of this outlet.")
@click.option("--text", is_flag=True, help="Also every edit of the text, word by word.")
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    help="Compare at most this many.",
)
@form_options
@case_option
def command(
    article: str | None,
    outlet: str | None,
    text: bool,
    limit: int,
    form: str | None,
    case_file: Path,
) -> None:
    """Show what outlets changed in their articles.

    For each article with several versions (or the one with this URL, path or document id):
    statements that were added, removed, reversed, corrected (another number, name or speaker),
    softened (less certain, or held at more distance), firmed or reworded, with the edited words,
    and the corrections the outlet owns up to. JSON has one step from version to version a line.

    \b
    Examples:
      onrecord changes
      onrecord changes https://elm.example/dam --text

    Exit codes: 0 something changed, 1 nothing did or there is no such article, 2 the case is wrong.
    """
    with opened(case_file) as case:
        answer = changes(case.db, article, outlet=outlet, limit=limit)
    if wants_json(form):
        write_json(_objects(answer))
    else:
        _tables(answer, text)
    found(answer.articles)


def _objects(answer: Changes) -> Iterator[dict[str, object]]:
    for a in answer.articles:
        place = {"article": a.article, "outlet": a.outlet, "url": a.url}
        yield from ({**place, **asdict(step)} for step in a.steps)


def _tables(answer: Changes, text: bool) -> None:
    for a in answer.articles:
        write_tables(_heading(a))
        for step in a.steps:
            write_tables(_step_line(step), _statements(step))
            for note in step.notes:
                write_tables(cell(f"{note.kind}: {note.text}", "yellow"))
            for edit in step.text if text else ():
                write_tables(_edit(edit))
        write_tables("")
    left = answer.total - len(answer.articles)
    if left > 0:
        write_tables(cell(f"and {left} more articles that changed", "dim"))


def _heading(a: ArticleChanges) -> Text:
    return cell(" · ".join(filter(None, (a.outlet, a.url or a.article))), "bold")


def _step_line(step: Step) -> Text:
    old, new = step.before, step.after
    when = [v.fetched or v.published or "?" for v in (old, new)]
    line = cell(f"version {old.version} ({when[0]}) → {new.version} ({when[1]})")
    line.append(f": edits of the text: {len(step.text)}", "dim")
    for edit in step.headline:
        line.append("; headline ").append_text(_edit(edit))
    return line


def _statements(step: Step) -> Table:
    table = Table(show_header=False, show_edge=False, pad_edge=False)
    for change in step.statements:
        said = change.after or change.before
        who = said.speaker if said else None
        table.add_row(
            Text(change.kind, COLOURS.get(change.kind, "cyan")), cell(who, "bold"), _what(change)
        )
    return table


def _what(change: StatementChange) -> Text:
    if change.before is None or change.after is None:
        said = change.after or change.before
        return cell(said.content if said else "")
    text, at = Text(), 0
    for edit in change.edits:
        text.append(verbatim(change.before.content[at : edit.old.start])).append_text(_edit(edit))
        at = edit.old.end
    text.append(verbatim(change.before.content[at:]))
    for field in change.fields:
        text.append(f" [{field.field}: {field.before or '—'} → {field.after or '—'}]", "dim")
    return text


def _edit(edit: Edit) -> Text:
    """The words taken out and put in: [-old-]{+new+}, also legible without colours."""
    text = Text()
    if edit.before:
        text.append_text(cell(f"[-{edit.before}-]", "red"))
    if edit.after:
        text.append(" " if edit.op == "insert" else "")
        text.append_text(cell(f"{{+{edit.after}+}}", "green"))
    return text
