"""Which statements an answer shows unless asked for more."""

from onrecord.ask.sql import Condition, all_of


def shown_rows(*, all_versions: bool = False, rejected: bool = False) -> Condition:
    """The newest version of each article, without what was judged to be no statement."""
    conditions = []
    if not all_versions:
        conditions.append(Condition("d.latest = 1"))
    if not rejected:
        conditions.append(Condition("s.judged IS NOT 'not-a-statement'"))
    return all_of(conditions)
