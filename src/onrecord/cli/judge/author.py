"""Who judges, and what every judging command has in common."""

import getpass
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from onrecord.cli.ask.answer import WRONG, opened, stop
from onrecord.store.case import Case
from onrecord.store.judgements import Author, JudgementError

Command = TypeVar("Command", bound=Callable[..., Any])


def author_options(command: Command) -> Command:
    """``--by``, ``--model`` and ``--reason``."""
    command = click.option("--reason", default="", metavar="TEXT", help="Why.")(command)
    command = click.option(
        "--model", is_flag=True, help="A model judges, not a person; any person outranks it."
    )(command)
    return click.option(
        "--by", metavar="NAME", help="Who judges; by default git's user.name, else the login name."
    )(command)


def author(by: str | None, model: bool) -> Author:
    """The author of a judgement. Raises ``UsageError`` for a model without a name."""
    if model and not by:
        raise click.UsageError("--model needs --by NAME: the model's name and version.")
    return Author(by or default_name(), "model" if model else "person")


def default_name() -> str:
    """git's ``user.name``, else the login name. Raises ``UsageError`` if there is neither."""
    try:
        asked = ["git", "config", "user.name"]
        found = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=False)  # noqa: S603
        name = found.stdout.strip()
    except (OSError, subprocess.SubprocessError):
        name = ""
    try:
        return name or getpass.getuser()
    except (OSError, KeyError) as error:
        raise click.UsageError("Nobody knows who you are: give --by NAME.") from error


@contextmanager
def judging(case_file: Path) -> Iterator[Case]:
    """The case, open for writing; a judgement that cannot be made ends the command."""
    with opened(case_file, write=True) as case:
        try:
            yield case
        except JudgementError as error:
            raise stop(str(error), WRONG) from error


def done(uid: str, what: str, by: Author) -> None:
    """Says what was written and how to take it back: the id alone to standard output."""
    click.echo(uid)
    click.echo(f"{what}, by {by.name} ({by.kind}); onrecord undo {uid} takes it back", err=True)
