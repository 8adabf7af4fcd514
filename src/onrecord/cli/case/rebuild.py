"""``onrecord rebuild``: everything derived, made anew."""

from pathlib import Path

import click

from onrecord.cli.options import case_option


@click.command(name="rebuild")
@case_option
@click.option("--read", "again", is_flag=True, help="First read again what an older reader read.")
def command(case_file: Path, again: bool) -> None:
    """Drop everything derived and make it anew from evidence, readings and judgements."""
    from onrecord.cli.case.common import opened

    with opened(case_file) as record:
        if again:
            click.echo(f"{record.reread():,} documents read again")
        click.echo(f"{record.rebuild():,} documents rebuilt")
