"""``onrecord judge``."""

from pathlib import Path

import click

from onrecord.ask.show import statement_id
from onrecord.cli.judge.author import author, author_options, done, judging
from onrecord.cli.options import case_option
from onrecord.store.judgements import judge_statement
from onrecord.store.verdicts import VERDICTS


@click.command(name="judge")
@click.argument("statement")
@click.argument("verdict", type=click.Choice([*VERDICTS, "note"]))
@click.argument("note", nargs=-1)
@click.option("--speaker", metavar="NAME", help="With wrong-speaker: who said it after all.")
@author_options
@case_option
def command(
    statement: str,
    verdict: str,
    note: tuple[str, ...],
    speaker: str | None,
    by: str | None,
    model: bool,
    reason: str,
    case_file: Path,
) -> None:
    """Judge a statement: confirmed, wrong-span, wrong-speaker, not-a-statement, or a note.

    The verdict is kept with your name, the time and the reason, survives re-reading, and shows in
    every answer; what is no statement is left out of them unless asked for. NOTE, the words after
    the verdict, is the reason.

    \b
    Examples:
      onrecord judge s3d18152c confirmed
      onrecord judge s3d18152c wrong-speaker --speaker "Leo Park" --reason "he, in the 2nd line"
      onrecord judge s3d18152c note compare the minutes of the council

    Exit codes: 0 written (its id is printed), 1 there is no such statement, 2 it cannot be judged
    so.
    """
    who = author(by, model)
    why = " ".join([*note, reason]).strip()
    with judging(case_file) as case:
        uid = statement_id(case.db, statement)
        made = judge_statement(case, uid, verdict, who, reason=why, speaker=speaker)
    done(made, f"{verdict} on {uid}", who)
