"""``onrecord watch``: feeds polled politely."""

from datetime import timedelta
from pathlib import Path

import click

from onrecord.cli.options import case_option


@click.command(name="watch")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@case_option
@click.option(
    "--every",
    type=click.IntRange(min=60),
    default=900,
    show_default=True,
    help="Seconds between two polls of a feed.",
)
@click.option("--once", is_flag=True, help="Poll what is due and stop.")
def command(feeds: tuple[str, ...], case_file: Path, every: int, once: bool) -> None:
    """Poll RSS or Atom feeds and add the articles they link to, until interrupted.

    Asks only whether something changed, obeys robots.txt, keeps a pause between requests to one
    site, and asks a feed that fails less and less often.
    """
    from onrecord.cli.case.add import summary
    from onrecord.cli.case.bar import watching
    from onrecord.cli.case.common import opened
    from onrecord.ingest import Fetcher, Manners
    from onrecord.record import Adding, default_reader, poll, wait_for_next

    with (
        opened(case_file, create=True) as record,
        Fetcher(Manners(robots=True, pause=2.0)) as fetcher,
        watching() as seen,
    ):
        while True:
            how = Adding(default_reader(), seen=seen)
            for one in poll(record.case, feeds, fetcher, how, timedelta(seconds=every)):
                click.echo(f"{one.url}: {one.reason or summary(one.done)}")
            if once:
                return
            wait_for_next(record.case, feeds)
