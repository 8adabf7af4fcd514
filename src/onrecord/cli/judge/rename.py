"""``onrecord rename``."""

from pathlib import Path

import click

from onrecord.ask.names import subject
from onrecord.cli.judge.author import author, author_options, done, judging
from onrecord.cli.options import case_option
from onrecord.store.judgements import rename


@click.command(name="rename")
@click.argument("name")
@click.argument("to")
@author_options
@case_option
def command(name: str, to: str, by: str | None, model: bool, reason: str, case_file: Path) -> None:
    """Show a name, and all merged with it, as another; documents keep their own words.

    \b
    Example:
      onrecord rename "Ruiz" "Ana María Ruiz"

    Exit codes: 0 written (its id is printed), 1 the name is not in the record, 2 it is empty.
    """
    who = author(by, model)
    with judging(case_file) as case:
        found = subject(case.db, name)
        made = rename(case, found.shown, to, who, reason=reason)
    done(made, f"{found.shown} is shown as {to}", who)
