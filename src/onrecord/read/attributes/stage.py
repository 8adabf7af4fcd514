"""The stage: what every attributed statement means."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.domain import Reading, Statement
from onrecord.read.attributes.act import act
from onrecord.read.attributes.addressee import addressee
from onrecord.read.attributes.basis import basis
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.combine import applied, settle
from onrecord.read.attributes.conditional import conditional
from onrecord.read.attributes.factuality import factuality
from onrecord.read.attributes.features import features
from onrecord.read.attributes.forecast import forecast
from onrecord.read.attributes.identity import identity
from onrecord.read.attributes.kind import kind
from onrecord.read.attributes.linear import guess
from onrecord.read.attributes.reporter import reporter
from onrecord.read.attributes.title import title
from onrecord.read.attributes.via import via
from onrecord.read.attributes.when import when
from onrecord.read.stage import Stage, per_reading

CLASSES = (kind, identity, act, factuality, reporter, forecast, conditional)
PLACES = (title, addressee, via, when, basis)
RULES = (*CLASSES, *PLACES)


def cases(reading: Reading) -> Iterator[Case]:
    """A case for each statement that has a cue or source, each with those before it."""
    before: tuple[Case, ...] = ()
    for statement in reading.statements or ():
        case = Case(reading, statement, before)
        before = (case, *before[:11])
        yield case


def read_attributes(reading: Reading) -> Reading:
    """The reading with every attribute of its attributed statements settled."""
    return replace(reading, statements=tuple(_settled(c) for c in cases(reading)))


def _settled(case: Case) -> Statement:
    if not case.statement.cue and not case.statement.source:
        return case.statement
    said = applied(case, RULES)
    learned = guess(features(case, said))
    return settle(case, (*said, *learned.values()))


STAGE = Stage(
    "attributes", ("statements", "entities", "times"), ("statements",), per_reading(read_attributes)
)
