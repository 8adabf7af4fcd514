"""``onrecord undo``."""

from pathlib import Path

import click

from onrecord.ask.history import judgement_id, last_by
from onrecord.cli.ask.answer import NOTHING, stop
from onrecord.cli.judge.author import author, author_options, judging
from onrecord.cli.options import case_option
from onrecord.store.judgements import withdraw


@click.command(name="undo")
@click.argument("judgement", required=False)
@author_options
@case_option
def command(
    judgement: str | None, by: str | None, model: bool, reason: str, case_file: Path
) -> None:
    """Withdraw a judgement: the one with this id, or the last of your own.

    Nothing is deleted: the withdrawal is kept beside the judgement, and `onrecord judgements`
    shows both.

    \b
    Examples:
      onrecord undo
      onrecord undo j5f0c9e12 --reason "wrong article"

    Exit codes: 0 withdrawn, 1 there is nothing to withdraw, 2 it cannot be withdrawn.
    """
    who = author(by, model)
    with judging(case_file) as case:
        found = judgement_id(case.db, judgement) if judgement else last_by(case.db, who.name)
        if found is None:
            raise stop(f"{who.name} has judged nothing that still stands", NOTHING)
        made = withdraw(case, found, who, reason=reason)
    click.echo(made)
    click.echo(f"{found} is withdrawn, by {who.name} ({who.kind})", err=True)
