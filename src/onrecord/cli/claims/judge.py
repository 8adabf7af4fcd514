"""``onrecord judge-claim``."""

from pathlib import Path

import click

from onrecord.ask.show import statement_id
from onrecord.cli.judge.author import author, author_options, done, judging
from onrecord.cli.options import case_option
from onrecord.store.judgements import Verdict, judge_across

PAIRS = ("same", "different")
STANCES = ("supports", "denies", "doubts", "reports")
OUTCOMES = ("came-true", "did-not", "open")


@click.command(name="judge-claim")
@click.argument("verdict", type=click.Choice([*PAIRS, *STANCES, *OUTCOMES]))
@click.argument("statements", nargs=-1, required=True)
@author_options
@case_option
def command(
    verdict: str,
    statements: tuple[str, ...],
    by: str | None,
    model: bool,
    reason: str,
    case_file: Path,
) -> None:
    """Overrule the matcher, for good.

    same and different take two statements: they are (not) of one claim. supports, denies, doubts
    and reports take one: its stance to its claim. came-true, did-not and open take a forecast.

    \b
    Examples:
      onrecord judge-claim different s3d18152c s90aa41fe --reason "another bridge"
      onrecord judge-claim denies s3d18152c
      onrecord judge-claim came-true s77b01c2d

    Exit codes: 0 written (its id is printed), 1 there is no such statement, 2 it cannot be judged
    so.
    """
    who = author(by, model)
    if len(statements) != (2 if verdict in PAIRS else 1):
        raise click.UsageError(f"{verdict} takes {'two statements' if verdict in PAIRS else 'one'}")
    kind = "claim-pair" if verdict in PAIRS else "stance" if verdict in STANCES else "forecast"
    with judging(case_file) as case:
        ids = [statement_id(case.db, s) for s in statements]
        other = ids[1] if len(ids) > 1 else None
        made = judge_across(case, Verdict(kind, ids[0], verdict, other), who, reason=reason)
    done(made, f"{verdict} on {' and '.join(ids)}", who)
