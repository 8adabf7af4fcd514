"""Via: the outlet, document or medium that carried the words to this article."""

from onrecord.domain import Reason
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.places import chosen


def via(case: Case) -> Reason | None:
    """What carried the words, in the same sentence or the one that opens the speech event."""
    return chosen(case, "via")
