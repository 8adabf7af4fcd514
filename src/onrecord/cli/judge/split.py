"""``onrecord split``."""

from pathlib import Path

import click

from onrecord.ask.names import names_of, subject
from onrecord.ask.show import statement_id
from onrecord.ask.statements import Filters, statements
from onrecord.cli.ask.answer import WRONG, stop
from onrecord.cli.judge.author import author, author_options, done, judging
from onrecord.cli.options import case_option
from onrecord.store.case import Case
from onrecord.store.judgements import split, split_statements

MOST = 10_000


@click.command(name="split")
@click.argument("name")
@click.argument("ids", nargs=-1, metavar="[STATEMENT]...")
@click.option("--as", "to", metavar="NEW", help="The other person's or body's name.")
@click.option("--document", metavar="ID", help="All statements by NAME in this document.")
@author_options
@case_option
def command(
    name: str,
    ids: tuple[str, ...],
    to: str | None,
    document: str | None,
    by: str | None,
    model: bool,
    reason: str,
    case_file: Path,
) -> None:
    """Take apart what was taken for one.

    With NAME alone: it stands for itself again, apart from the names it was merged with. With
    statements (or --document) and --as NEW: those are by somebody else of that name.

    \b
    Examples:
      onrecord split "A. Ruiz"
      onrecord split "Ruiz" s3d18152c s27f4aa56 --as "Mia Ruiz"
      onrecord split "Ruiz" --document d98b0a879d867a579 --as "Mia Ruiz"

    Exit codes: 0 written (the ids are printed), 1 there is no such name or statement, 2 wrongly
    called.
    """
    if bool(ids or document) != bool(to):
        raise click.UsageError("--as NEW goes with statements or --document, and they with it.")
    who = author(by, model)
    with judging(case_file) as case:
        if to is None:
            if len(names_of(case.db, name)) < 2:
                raise stop(f"{name!r} is not merged with any other name", WRONG)
            made = [split(case, name, who, reason=reason)]
        else:
            chosen = _chosen(case, name, ids, document)
            made = split_statements(case, chosen, to, who, reason=reason)
    for uid in made:
        done(uid, f"{name} is taken apart" + (f" as {to}" if to else ""), who)


def _chosen(case: Case, name: str, ids: tuple[str, ...], document: str | None) -> list[str]:
    chosen = [statement_id(case.db, one) for one in ids]
    if document:
        filters = Filters(speaker=subject(case.db, name).shown, document=document)
        page = statements(case.db, filters, limit=MOST).page
        chosen += [row.id for row in page.statements if row.id not in chosen]
    return chosen
