"""Reporter: the distance the outlet keeps from the source, as the cue shows it."""

from onrecord.domain import Reason
from onrecord.read.attributes.case import Case

_STRONG = frozenset(
    {
        "claim",
        "allege",
        "insist",
        "reportedly",
        "allegedly",
        "seem",
        "appear",
        "purport",
        "boast",
        "note",
        "point out",
        "acknowledge",
        "admit",
        "concede",
        "show",
        "reveal",
        "find",
        "explain",
    }
)


def reporter(case: Case) -> Reason | None:
    """Neutral unless a cue word distances or endorses; distance outweighs endorsement."""
    for wanted in ("distancing", "endorsing"):
        for span, lemma, sense in case.senses:
            if sense.reporter == wanted:
                return Reason(
                    "reporter", wanted, "rule", 0.92 if lemma in _STRONG else 0.8, (span,)
                )
    return Reason("reporter", "neutral", "rule", 0.95, case.statement.cue or ())
