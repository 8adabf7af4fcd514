import re
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.domain import Document, Entity, Mention, Reading, Span, Statement
from onrecord.read.speakers import STAGE
from onrecord.read.speakers.names import same_person, title_length

CASES = Path(__file__).parents[1] / "cases" / "speakers.txt"
OUTLET = "The Harbour Gazette"


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text("utf-8").splitlines()
    return [
        tuple(line.split(" => ")) for line in lines if line.strip() and not line.startswith("#")
    ]


def marked(text: str) -> Reading:
    """A reading with one statement for each source in square brackets."""
    text = text.replace(" // ", "\n\n")
    plain, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", text):
        inner = part[1:-1] if part.startswith("[") else part
        if part.startswith("["):
            spans.append(Span(len(plain), len(plain) + len(inner)))
        plain += inner
    statements = []
    for n, span in enumerate(spans):
        begin = max((m.end() for m in re.finditer(r"[.\n]\s*", plain[: span.start])), default=0)
        stop = plain.find(".", span.end)
        content = Span(span.end, stop + 1) if stop >= 0 else Span(begin, span.start)
        quoted = re.search(r"“[^”]*”|\"[^\"]*\"", plain[begin : span.start])
        if quoted:
            content = Span(begin + quoted.start(), begin + quoted.end())
        source = (span,) if span.end > span.start else None
        statements.append(Statement(f"s{n}", (content,), source))
    return Reading(Document("d", plain, outlet=OUTLET), "test", tuple(statements))


def read(text: str, **changes: object) -> Reading:
    reading = marked(text)
    return STAGE.run([replace(reading, **changes)])[0]


def speakers(reading: Reading) -> list[str]:
    return [s.speaker.name if s.speaker else "none" for s in reading.statements or ()]


def entity(reading: Reading, name: str) -> Entity:
    return next(e for e in reading.entities or () if e.name == name)


@pytest.mark.parametrize(("text", "expected"), cases())
def test_speaker(text: str, expected: str) -> None:
    """Each marked source resolves to the fullest name or description in the text."""
    assert speakers(read(text)) == [name.strip() for name in expected.split("|")]


def test_title_in_apposition() -> None:
    """The role after a name becomes the title of every statement of that person."""
    reading = read(
        "[Brian Cole, a former harbour pilot,] agreed. [Cole] said the channel was full."
    )
    text = reading.document.text
    titles = [[s.of(text) for s in x.title or ()] for x in reading.statements or ()]
    assert titles == [["a former harbour pilot"], ["a former harbour pilot"]]


def test_role_with_dates() -> None:
    """A role keeps the years in which it was held, and its snippet leaves them out."""
    reading = read("[Ann Story, the envoy to Kestrana from 2018 to 2023,] said talks had failed.")
    (role,) = entity(reading, "Ann Story").roles
    assert role.span.of(reading.document.text) == "the envoy to Kestrana"
    assert (role.since, role.until) == ("2018", "2023")


def test_former_role() -> None:
    """A role that is over is marked as former."""
    reading = read("[Former Finance Minister Petra Lund] warned of a deficit.")
    (role,) = entity(reading, "Petra Lund").roles
    assert role.former


def test_mentions_of_every_kind() -> None:
    """An entity holds its names, the pronouns and the descriptions that refer to it."""
    reading = read("Harold Finch, the mayor of Leeds, spoke. [The mayor] smiled. [He] said so.")
    kinds = {m.kind for m in entity(reading, "Harold Finch").mentions}
    assert kinds == {"name", "nominal", "pronoun"}


def test_speaker_points_to_first_full_mention() -> None:
    """The speaker's mention is where the text gives the fullest name."""
    reading = read("[Whitlock] said it was safe. // Dana Whitlock is the city's chief engineer.")
    (statement,) = reading.statements or ()
    assert statement.speaker is not None
    assert statement.speaker.mention is not None
    assert statement.speaker.mention.of(reading.document.text) == "Dana Whitlock"


def test_metonym_is_apart_from_the_place() -> None:
    """A capital that speaks is an organisation; the city stays a place."""
    reading = read("Rain fell in Moscow on Monday. [Moscow] denied the report.")
    assert {e.type for e in reading.entities or () if e.name == "Moscow"} == {
        "organisation",
        "place",
    }


def test_model_names_win() -> None:
    """Where a name model gives a mention, its extent and type are kept."""
    text = "[Ever Given] said nothing about the canal."
    raw = (Entity("r1", "person", "Ever Given", (Mention(Span(0, 10), "name"),)),)
    reading = read(text, entities=raw)
    assert entity(reading, "Ever Given").type == "person"


def test_other_kinds_of_names_are_kept() -> None:
    """Names of events, laws and products from the model stay in the layer."""
    text = "[Dana Whitlock] opposed the Clean Harbours Act."
    plain = text.replace("[", "").replace("]", "")
    at = plain.index("Clean")
    raw = (Entity("r1", "law", "Clean Harbours Act", (Mention(Span(at, at + 18), "name"),)),)
    assert entity(read(text, entities=raw), "Clean Harbours Act").type == "law"


def test_same_input_same_output() -> None:
    """Reading twice gives the same result."""
    text = "Harold Finch met Rosa Klein. [He] said it went well. [She] agreed."
    assert read(text) == read(text)


def test_empty_document() -> None:
    """A document without statements gets empty layers, not an error."""
    reading = STAGE.run([Reading(Document("d", ""), "test", ())])[0]
    assert reading.statements == ()
    assert reading.entities == ()


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("Russian Foreign Minister Sergei Lavrov", 3),
        ("Secretary of State John Kerry", 3),
        ("Mr. Bush", 1),
        ("Republican Party", 0),
        ("Gloria Major", 0),
    ],
)
def test_title_length(words: str, length: int) -> None:
    """A title ends where the name begins, and the name of a body has none."""
    assert title_length(tuple(words.split())) == length


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bill Clinton", "William Jefferson Clinton", True),
        ("Bill Clinton", "Hillary Clinton", False),
        ("George W. Bush", "George H.W. Bush", False),
        ("Donald Trump", "Donald J. Trump", True),
        ("Donald Trump", "Donald Trump Jr.", False),
        ("J. Story", "James Story", True),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    """Nicknames and initials join; other forenames, initials and suffixes keep apart."""
    assert same_person(tuple(one.split()), tuple(other.split())) is same


COLUMN = "I doubt it. [I] think the dam is cracked. I asked the mayor, and “[I] know,” she said."


def test_a_column_is_its_authors_word() -> None:
    """In a signed article that keeps saying "I", who says "I" outside quotations is its author;
    without a byline it is the outlet."""
    reading = marked(COLUMN)
    signed = replace(reading.document, byline="By Ana Ruiz")
    assert speakers(STAGE.run([replace(reading, document=signed)])[0])[0] == "Ana Ruiz"
    assert speakers(STAGE.run([reading])[0])[0] == OUTLET


def test_speakers_of_turns_are_people() -> None:
    """Who speaks in a transcript is one person, under the name that is written out, by whatever
    label; their own entity holds every label."""
    reading = read("JOY ANSA: Yes? // ELIAS TAMBORO: No. // ANSA: Why? // [TAMBORO]: It is so.")
    elias = entity(reading, "Elias Tamboro")
    assert elias.type == "person"
    assert [m.span.of(reading.document.text) for m in elias.mentions] == [
        "ELIAS TAMBORO",
        "TAMBORO",
    ]
    assert all(s.speaker.entity == elias.id for s in reading.statements or () if s.speaker)
    ids = [e.id for e in reading.entities or ()]
    assert len(ids) == len(set(ids))
