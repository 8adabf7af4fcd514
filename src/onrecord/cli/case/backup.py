"""``onrecord backup``: a copy of the case."""

from pathlib import Path

import click

from onrecord.cli.options import case_option


@click.command(name="backup")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@case_option
def command(target: Path, case_file: Path) -> None:
    """Write a checked copy of the case to TARGET, even while others add to it."""
    from onrecord.cli.case.common import opened
    from onrecord.store.transfer import backup

    with opened(case_file, read_only=True) as record:
        backup(record.case, target)
