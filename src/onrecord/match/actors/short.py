"""What a name that holds in one document may be short for."""

from onrecord.match.actors.names import content, fold, initials, is_abbreviation, person, plain
from onrecord.match.actors.offices import is_office
from onrecord.match.actors.profile import Profile, stem


def shortened(short: Profile, full: Profile) -> str | None:
    """Why a name that holds in one document may stand for a fuller one, or ``None``."""
    if is_office(short):
        return None
    if short.sort == "person" and full.sort == "person":
        return _surname(short, full)
    if short.sort == "person" or full.sort == "person":
        return None
    if is_abbreviation(short.spelled):
        fits = short.spelled.replace(".", "").casefold() in initials(full.spelled)
        return f"{short.spelled} are initials of {full.spelled}" if fits else None
    mine, theirs = ({stem(w) for w in content(p.spelled)} for p in (short, full))
    if mine and mine < theirs:
        return f"the words of {short.spelled} are among those of {full.spelled}"
    return None


def _surname(short: Profile, full: Profile) -> str | None:
    mine, theirs = person(short.spelled), person(full.spelled)
    if fold(mine.family) != fold(theirs.family):
        if not mine.given and theirs.given and fold(mine.family) == fold(theirs.given[0]):
            return f"{short.spelled} is the given name of {full.spelled}"
        return None
    if mine.given and theirs.given and mine.given[0][:1] != theirs.given[0][:1]:
        return None
    return f"{short.spelled} is the surname of {full.spelled}"


def is_alike(a: Profile, b: Profile) -> bool:
    """Whether two names that each hold in one document are the same, and nothing tells them
    apart; one may have been read as a person's and one as a place's. Descriptions never are."""
    if is_office(a) or is_office(b):
        return False
    if a.sort == b.sort:
        return a.key == b.key and not (a.where and b.where and a.where != b.where)
    return plain(a.spelled) == plain(b.spelled)
