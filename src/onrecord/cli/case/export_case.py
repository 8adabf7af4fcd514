"""``onrecord export-case``: a whole case in open formats."""

from pathlib import Path

import click

from onrecord.cli.options import case_option


@click.command(name="export-case")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@case_option
def command(target: Path, case_file: Path) -> None:
    """Write the whole case to TARGET, a .tar.gz of the original bytes and JSON Lines."""
    from onrecord.cli.case.common import opened
    from onrecord.store.transfer import export_case

    with opened(case_file, read_only=True) as record:
        export_case(record.case, target)
