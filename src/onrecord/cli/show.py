"""What ``onrecord read`` writes where: results to standard output, failures and progress to
standard error."""

import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from onrecord.contract import Json, reading_to_dict
from onrecord.domain import Reading
from onrecord.export.page import page
from onrecord.export.table import plain, table
from onrecord.ingest import expand
from onrecord.reading import Outcome

Watch: TypeAlias = Callable[[Iterable[Outcome]], Iterator[Outcome]]


class Show:
    """Shows outcomes in the form asked for: ``json``, ``table``, or as the output can take it."""

    def __init__(
        self, form: str | None, html: Path | None, explain: bool, only: Collection[str] = ()
    ) -> None:
        self.console = Console()
        self.errors = Console(stderr=True)
        self.html = html
        self.explain = explain
        self.only = only
        default = None if html else "table" if self.console.is_terminal else "json"
        self.form = form or default
        self.kept: list[Reading] = []

    @property
    def bar_console(self) -> Console | None:
        """The terminal a progress bar may use; ``None`` where nobody would see it. Tables and
        bar must go through one console, or they would overwrite each other."""
        if self.form == "table":
            return self.console if self.console.is_terminal else None
        return self.errors if self.errors.is_terminal else None

    def outcome(self, outcome: Outcome) -> bool:
        """Shows one outcome; true if the input was not read."""
        if outcome.reading is None:
            self.errors.print(failure_line(outcome), markup=False, highlight=False, soft_wrap=True)
        if self.form == "json":
            write_line(outcome_to_dict(outcome))
        elif self.form == "table" and outcome.reading is not None:
            self.console.print(table(outcome.reading, self.explain, self.only), "")
        if self.html and outcome.reading is not None:
            self.kept.append(outcome.reading)
        return outcome.reading is None

    def finish(self) -> None:
        """Writes the page, if one was asked for."""
        if self.html is None:
            return
        self.html.write_text(page(self.kept), encoding="utf-8", errors="replace")
        found = sum(len(r.statements or ()) for r in self.kept)
        click.echo(f"Wrote {self.html}: articles {len(self.kept)}, statements {found}.", err=True)


def outcome_to_dict(outcome: Outcome) -> Json:
    """The JSON object of one input: its reading, or the state it ended in and why."""
    if outcome.reading is not None:
        return {**reading_to_dict(outcome.reading), "state": outcome.state.value}
    place = {"id": outcome.name, "path": outcome.name}
    return {"document": place, "state": outcome.state.value, "reason": outcome.reason}


def failure_line(outcome: Outcome) -> str:
    """One line for standard error: which input, which state, why."""
    return plain(f"onrecord: {outcome.name}: {outcome.state.value}: {outcome.reason or ''}")


def write_line(row: Json) -> None:
    """One JSON line to standard output, in UTF-8 whatever the locale, at once."""
    line = json.dumps(row, ensure_ascii=False, allow_nan=False)
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def progress(console: Console | None, sources: Iterable[str]) -> Iterator[Watch]:
    """A bar that counts the outcomes passing through ``watch``; nothing without a console."""
    if console is None:
        yield lambda outcomes: iter(outcomes)
        return
    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=_expected(sources))

        def watch(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
            for outcome in outcomes:
                bar.update(task, advance=1, description=plain(outcome.name))
                yield outcome

        yield watch


def _expected(sources: Iterable[str]) -> int | None:
    """How many documents to expect; ``None`` where only reading could tell."""
    count = 0
    for source in sources:
        if source == "-" or source.lower().startswith(("http://", "https://")):
            count += 1
            continue
        files = expand(source)
        if any(f.suffix in (".jsonl", ".ndjson") for f in files):
            return None
        count += len(files)
    return count
