"""``onrecord add``: inputs into a case."""

import os
from collections import Counter
from pathlib import Path

import click

from onrecord.cli.options import case_option


@click.command(name="add")
@click.argument("paths", nargs=-1, metavar="[PATH|URL|-]...")
@case_option
@click.option("--url", help="Where the article was published.")
@click.option("--outlet", metavar="NAME", help="Who published the articles.")
@click.option("--published", metavar="DATE", help="When the articles were published.")
@click.option("--fetched", metavar="DATE", help="When the articles were fetched.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=max(1, (os.cpu_count() or 1) // 4),
    show_default="a quarter of the processors",
    help="Read in this many processes.",
)
def command(
    paths: tuple[str, ...],
    case_file: Path,
    url: str | None,
    outlet: str | None,
    published: str | None,
    fetched: str | None,
    jobs: int,
) -> None:
    """Add articles to a case, making it if there is none.

    PATH is a file, a folder, a glob in quotes, an archive, a feed, WARC, JSON Lines or mail file,
    or an address; `-` is standard input. Only what is new or has changed is read: adding twice
    changes nothing. Without PATH, goes on with what an interrupted `add` left to be done.

    What the options say outranks what a page says of itself. An input that cannot be read is
    named on standard error; `onrecord failures` lists all of them.

    Exit codes: 0 if every input was read or is in the case, 1 if some input could not be read or
    the case could not be written, 2 if the command was called wrongly.
    """
    from onrecord.cli.case.bar import watching
    from onrecord.cli.case.common import opened
    from onrecord.record import Flags

    flags = Flags(url, outlet, published, fetched)
    with opened(case_file, create=True) as record, watching() as seen:
        try:
            done = record.add(paths, flags, jobs=jobs, seen=seen)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    click.echo(summary(done))
    if set(done) - {"read", "unchanged"}:
        raise click.exceptions.Exit(1)


def summary(done: Counter[str]) -> str:
    """Counts by state in one line."""
    return ", ".join(f"{n} {state}" for state, n in sorted(done.items())) or "nothing to do"
