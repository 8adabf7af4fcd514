"""``onrecord restore``: a backup back in place."""

from pathlib import Path

import click

from onrecord.cli.options import case_option


@click.command(name="restore")
@click.argument("source", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@case_option
@click.option("--force", is_flag=True, help="Replace the case that is there.")
def command(source: Path, case_file: Path, force: bool) -> None:
    """Put the backup SOURCE in the place of the case, after checking it."""
    from onrecord.store.errors import CaseError
    from onrecord.store.transfer import restore

    try:
        restore(source, case_file, force=force)
    except CaseError as error:
        raise click.ClickException(str(error)) from error
