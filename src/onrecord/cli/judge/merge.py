"""``onrecord merge``."""

from pathlib import Path

import click

from onrecord.ask.names import subject
from onrecord.cli.judge.author import author, author_options, done, judging
from onrecord.cli.options import case_option
from onrecord.store.judgements import merge


@click.command(name="merge")
@click.argument("name")
@click.argument("into")
@author_options
@case_option
def command(
    name: str, into: str, by: str | None, model: bool, reason: str, case_file: Path
) -> None:
    """Say that two names are one: NAME is shown as INTO and answers for it.

    \b
    Examples:
      onrecord merge "A. Ruiz" "Ana Ruiz"
      onrecord merge "the mayor of Elm" "Ana Ruiz" --reason "mayor since 2024"

    Exit codes: 0 written (its id is printed), 1 a name is not in the record, 2 the names are one
    already.
    """
    who = author(by, model)
    with judging(case_file) as case:
        names = [subject(case.db, name), subject(case.db, into)]
        made = merge(case, name, names[1].shown, who, reason=reason)
    done(made, f"{name} is {names[1].shown}", who)
