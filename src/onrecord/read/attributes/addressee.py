"""Addressee: whom it is said to."""

from onrecord.domain import Reason
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.hearers import first_of_content
from onrecord.read.attributes.places import chosen
from onrecord.read.attributes.turns import answered


def addressee(case: Case) -> Reason | None:
    """Who is told, in the same sentence or in the one that opens the speech event; of "urged [the
    court to act]" whom the content begins with."""
    if found := answered(case):
        return found
    for asked in first_of_content(case):
        return Reason("addressee", asked.span.of(case.text), "rule", 0.8, (asked.span,))
    return chosen(case, "addressee")
