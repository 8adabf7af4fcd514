"""``onrecord failures``: inputs that could not be read, and another try."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli.options import case_option


@click.command(name="failures")
@case_option
@click.option("--retry", is_flag=True, help="Try all of them again.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON Lines.")
def command(case_file: Path, retry: bool, as_json: bool) -> None:
    """List the inputs that could not be read, each with its state and the reason."""
    from onrecord.cli.case.add import summary
    from onrecord.cli.case.bar import watching
    from onrecord.cli.case.common import opened

    with opened(case_file, read_only=not retry) as record:
        if retry:
            with watching() as seen:
                click.echo(summary(record.retry(seen=seen)), err=as_json)
        for row in record.failures():
            if as_json:
                click.echo(json.dumps(asdict(row), ensure_ascii=False))
            else:
                click.echo(f"{row.name}: {row.state}: {row.reason} ({row.attempts} tried)")
