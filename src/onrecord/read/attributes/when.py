"""When: the time of the saying."""

from onrecord.domain import Reason
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.places import chosen


def when(case: Case) -> Reason | None:
    """The date, time or clause of time of the saying, in its sentence or in the one that opens
    the speech event."""
    return chosen(case, "when")
