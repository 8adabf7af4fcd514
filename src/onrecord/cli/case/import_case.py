"""``onrecord import-case``: a case from an export."""

from pathlib import Path

import click

from onrecord.cli.options import case_option


@click.command(name="import-case")
@click.argument("source", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@case_option
def command(source: Path, case_file: Path) -> None:
    """Make a new case from SOURCE, which `onrecord export-case` wrote."""
    from onrecord.record import Record
    from onrecord.record.actors import up_to_date
    from onrecord.store.errors import CaseError
    from onrecord.store.transfer import import_case

    try:
        import_case(source, case_file, lambda _table: None)
        with Record.open(case_file) as record, record.case.transaction() as db:
            up_to_date(db)
    except CaseError as error:
        raise click.ClickException(str(error)) from error
