"""``onrecord verify``: whether the case is what it claims."""

from pathlib import Path

import click

from onrecord.cli.options import case_option


@click.command(name="verify")
@case_option
@click.option("--hash", "with_hash", is_flag=True, help="Also write the hash of the whole export.")
def command(case_file: Path, with_hash: bool) -> None:
    """Check the file, every hash and every stored span against the text it claims.

    Exit codes: 0 if all holds, 1 if something does not.
    """
    from onrecord.cli.case.common import opened

    with opened(case_file, read_only=True) as record:
        problems = 0
        for problems, problem in enumerate(record.verify(), 1):  # noqa: B007
            click.echo(f"{problem.where}: {problem.what}")
        if with_hash:
            click.echo(record.export_hash())
    if problems:
        raise click.ClickException(f"{problems} problems")
    click.echo("All holds.", err=True)
