"""Options that commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
DEFAULT_CASE = "onrecord.db"


def case_option(command: Command) -> Command:
    """``--case FILE``: which case to work on."""
    return click.option(
        "--case",
        "case_file",
        type=click.Path(dir_okay=False, path_type=Path),
        default=DEFAULT_CASE,
        show_default=True,
        envvar="ONRECORD_CASE",
        show_envvar=True,
        help="The case file.",
    )(command)


def form_options(command: Command) -> Command:
    """``--json`` and ``--table``: the form of the answer, whatever it is written to."""
    command = click.option(
        "--table", "form", flag_value="table", help="Write a table, also to a pipe."
    )(command)
    return click.option(
        "--json", "form", flag_value="json", help="Write JSON Lines, also to a terminal."
    )(command)


def page_options(command: Command) -> Command:
    """``--limit`` and ``--offset``: which part of a long answer."""
    command = click.option(
        "--offset", type=click.IntRange(min=0), default=0, help="Leave out this many first."
    )(command)
    return click.option(
        "--limit",
        type=click.IntRange(1, 100_000),
        default=50,
        show_default=True,
        help="Give at most this many.",
    )(command)


def version_options(command: Command) -> Command:
    """Options for rows that answers leave out unless asked for."""
    command = click.option(
        "--rejected", is_flag=True, help="Also what was judged to be no statement."
    )(command)
    return click.option(
        "--all-versions", is_flag=True, help="Also versions of articles that a newer one replaced."
    )(command)
