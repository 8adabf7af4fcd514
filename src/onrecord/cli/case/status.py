"""``onrecord status``: what a case holds and where its inputs ended."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli.options import case_option


@click.command(name="status")
@case_option
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def command(case_file: Path, as_json: bool) -> None:
    """Show what the case holds and in which state its inputs ended."""
    from onrecord.cli.case.common import opened, size

    with opened(case_file, read_only=True) as record:
        found = record.status()
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    click.echo(f"{case_file}: {size(found.file_bytes)}")
    click.echo(f"documents   {found.documents:,} (of {found.articles:,} articles)")
    click.echo(f"statements  {found.statements:,}")
    click.echo(f"judgements  {found.judgements:,}")
    click.echo(f"evidence    {size(found.evidence_bytes)}")
    for reader, n in found.readings.items():
        click.echo(f"readings    {n:,} by {reader}")
    for state, n in found.states.items():
        click.echo(f"inputs      {n:,} {state}")
    if "pending" in found.states:
        click.echo("An add was interrupted: `onrecord add` without a path goes on with it.")
