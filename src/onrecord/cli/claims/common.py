"""What the commands about claims have in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from onrecord.ask.claims.answers import ClaimAnswer
from onrecord.cli.ask.answer import opened
from onrecord.store.case import Case


@contextmanager
def linked(case_file: Path) -> Iterator[Case]:
    """The case, to be read, with its claims brought up to date, which takes a moment after
    documents came."""
    from onrecord.record.across import up_to_date

    with opened(case_file, write=True) as case:
        up_to_date(case)
    with opened(case_file) as case:
        yield case


def as_object(answer: ClaimAnswer) -> dict[str, object]:
    """A claim as the contract has it: ``from`` for ``from_``, the edges of its origins left out."""
    row = asdict(answer)
    del row["edges"]
    row["relations"] = [
        {"type": r.type, "from": r.from_, "to": r.to, "why": r.why} for r in answer.relations
    ]
    return row
