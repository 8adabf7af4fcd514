"""How answers reach people and programs: tables on a terminal, JSON Lines in a pipe."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import apsw
import click
from rich.console import Console, RenderableType

from onrecord.ask.errors import NotFoundError, QuestionError
from onrecord.export.table import plain
from onrecord.store.case import Case, open_case
from onrecord.store.errors import CaseError, NotACaseError

NOTHING, WRONG = 1, 2


@contextmanager
def opened(case_file: Path, *, write: bool = False) -> Iterator[Case]:
    """The case, with every error a person can act on turned into a message and an exit code:
    1 where nothing was found, 2 where the question or the case is wrong."""
    try:
        if not write:
            _bring_up_to_date(case_file)
        with open_case(case_file, read_only=not write) as case:
            yield case
    except QuestionError as error:
        raise stop(str(error), WRONG) from error
    except NotFoundError as error:
        hint = f"; did you mean {' or '.join(error.near)}?" if error.near else ""
        raise stop(f"{error}{hint}", NOTHING) from error
    except (CaseError, apsw.Error) as error:
        raise stop(str(error), WRONG) from error


def _bring_up_to_date(case_file: Path) -> None:
    """Lets an older case answer: questions only read, but the first one after an upgrade of
    Onrecord has to migrate the file."""
    try:
        open_case(case_file, read_only=True).close()
    except NotACaseError:
        open_case(case_file).close()


def stop(message: str, code: int) -> click.exceptions.Exit:
    """Says why on standard error; raise what it returns to end the command."""
    click.echo(f"onrecord: {plain(message)}", err=True)
    return click.exceptions.Exit(code)


def wants_json(form: str | None) -> bool:
    """Whether to write JSON: as asked for, else wherever the output is no terminal."""
    return form == "json" or (form is None and not sys.stdout.isatty())


def write_json(rows: Iterable[object]) -> None:
    """One line of JSON for each row, in UTF-8 whatever the locale."""
    for row in rows:
        value: Any = asdict(row) if is_dataclass(row) and not isinstance(row, type) else row
        line = json.dumps(value, ensure_ascii=False, allow_nan=False)
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def write_tables(*tables: RenderableType) -> None:
    """Tables for people; colours only on a terminal, and none with NO_COLOR set."""
    console = Console()
    for table in tables:
        console.print(table)


def found(any_rows: object) -> None:
    """Ends the command with exit code 1 if there were no rows."""
    if not any_rows:
        raise click.exceptions.Exit(NOTHING)
