"""Tests of names, profiles, comparison and grouping, without a case."""

from itertools import permutations

import pytest

from onrecord.domain import Document, Entity, Mention, Reading, Role, Span
from onrecord.match import gazetteer
from onrecord.match.actors.cluster import best_name, groups
from onrecord.match.actors.compare import SAME, compare
from onrecord.match.actors.names import fold, is_abbreviation, untitled
from onrecord.match.actors.profile import Profile, is_vague, profiles
from onrecord.match.actors.roles import where_of
from onrecord.match.actors.short import shortened


def people(name: str, fields: str = "", where: str = "") -> Profile:
    """A person's profile."""
    return Profile("person", fold(name), name, frozenset(fields.split()), where)


def body(name: str, known: str = "") -> Profile:
    """An organisation's profile."""
    return Profile("organisation", name.lower(), name, known=known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyj"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Mohammed Daoud", "Muhammad Daoud"),
        ("Elias K. Tamboro", "Elias Tamboro"),
        ("Bill Marrow", "William Marrow"),
        ("José Peña", "Jose Pena"),
    ],
)
def test_spellings_of_one_name_are_one_person(one, other):
    """Transliterations, accents, particles, middle names and short forms do not part a person."""
    found = compare(people(one), people(other))
    assert found.score >= SAME
    assert one in found.reasons[0]
    assert people(one).blocks & people(other).blocks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (people("Elias Tamboro"), people("Miriam Tamboro")),
        (people("Ana Ruiz"), people("Ann Ruiz")),
        (people("Alexandra Koval"), people("Alexander Koval")),
        (people("George W. Bush"), people("George H. Bush")),
        (people("John Marsh", "sport"), people("John Marsh", "official")),
        (people("John Marsh", where="FRA"), people("John Marsh", where="CAN")),
        (people("John Marsh", where="of elm"), people("John Marsh", where="of oak")),
        (body("Ministry of Health of Sembara"), body("Ministry of Health of Ilmara")),
    ],
)
def test_two_of_one_name_stay_two(one, other):
    """Other given names, work, countries or offices keep two apart, with a reason."""
    found = compare(one, other)
    assert found.score < SAME
    assert found.reasons[0]


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        (people("Ruiz"), people("Ana Ruiz"), True),
        (people("A. Ruiz"), people("Ana Ruiz"), True),
        (people("M. Ruiz"), people("Ana Ruiz"), False),
        (people("Ruizo"), people("Ana Ruiz"), False),
        (body("IGC"), body("Ilmara Grid Company"), True),
        (body("IGC"), body("Ilmara Gas"), False),
        (body("Ministry of Health"), body("Ministry of Health of Sembara"), True),
        (body("Ministry of Health"), body("Ministry of Justice of Sembara"), False),
        (body("Ruiz"), people("Ana Ruiz"), False),
    ],
)
def test_short_names_say_what_they_may_be_short_for(short, full, fits):
    """A surname, initials or some of the words can stand for the full name, and say why."""
    why = shortened(short, full)
    assert (why is not None) is fits
    assert not fits or full.spelled in str(why)


def test_groups_do_not_depend_on_order():
    """Every order of profiles gives the same groups."""
    some = [
        people("Ana Ruiz"),
        people("Ana Ruíz", "official"),
        people("Ana M. Ruiz"),
        people("Leo Park"),
        people("Leo Park", "sport"),
    ]
    links = [
        (a.id, b.id) for a in some for b in some if a.id < b.id and compare(a, b).score >= SAME
    ]
    found = {tuple(map(tuple, groups(order, links))) for order in permutations(some)}
    assert len(found) == 1
    assert sorted(map(len, found.pop())) == [2, 3]


def test_one_who_may_be_either_of_two_is_neither():
    """A bare name does not join two people of that name whom their work keeps apart."""
    bare, mayor, boxer = people("Jo Lim"), people("Jo Lim", "official"), people("Jo Lim", "sport")
    links = [(bare.id, mayor.id), (bare.id, boxer.id)]
    assert sorted(map(len, groups([bare, mayor, boxer], links))) == [1, 1, 1]


def test_an_actor_is_shown_by_its_fullest_name():
    """Fullest, not shouted and not possessive; the gazetteer's name comes before all."""
    names = {"Tamboro": 9, "ELIAS TAMBORO": 5, "Elias Tamboro": 2}
    assert best_name([people("Elias Tamboro")], names) == "Elias Tamboro"
    assert best_name([people("Bill Marsh")], {"Bill Marsh": 9, "William Marsh": 1})[:4] == "Will"
    assert best_name([people("Jose Peña")], {"Jose Pena": 9, "José Peña": 1}) == "José Peña"
    iaea = body("International Atomic Energy Agency", known="organisation:x")
    assert best_name([iaea], {"IAEA": 7, "the IAEA in Vienna": 1}) == iaea.spelled


def test_titles_fall_from_names():
    """Titles in front are no part of a name, and capitals are set as a name has them."""
    assert untitled("Gov. ELIAS TAMBORO") == "Elias Tamboro"
    assert untitled("Foreign Minister Yun") == "Yun"
    assert untitled("Marshall Islands") == "Marshall Islands"


def test_what_names_of_bodies_tell():
    """Abbreviations and names that every country has do not say whose they are."""
    assert is_abbreviation("U.N.")
    assert not is_abbreviation("Nato")
    assert is_vague("organisation", "Supreme Court")
    assert not is_vague("organisation", "Ilmara Grid Company")


def test_where_roles_place_somebody():
    """A people's or country's name, else the place of a local office."""
    assert where_of(["Ukrainian foreign minister"]) == "UKR"
    assert where_of(["mayor of Port Kesh"]) == "of port kesh"
    assert where_of(["a lawyer"]) == ""


class TestGazetteer:
    """What ships of countries, leaders, bodies and outlets."""

    @pytest.mark.parametrize(
        ("type_", "name", "full"),
        [
            ("organisation", "IAEA", "International Atomic Energy Agency"),
            ("organisation", "the U.N.", "United Nations"),
            ("outlet", "AP", "Associated Press"),
            ("organisation", "Doctors Without Borders", "Médecins Sans Frontières"),
            ("place", "Russian Federation", "Russia"),
            ("place", "Kiev", "Kyiv"),
            ("person", "Sergey Lavrov", "Sergei Lavrov"),
            ("person", "Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ],
    )
    def test_names_lead_to_one(self, type_, name, full):
        """Every name of someone or something well known leads to it."""
        found = gazetteer.look_up(type_, name)
        assert found is not None
        assert found.name == full

    def test_office_on_a_day(self):
        """A title and a surname mean whoever held that office then."""
        found = [gazetteer.in_office("Bush", "President", d) for d in ("1990-05-01", "2005-05-01")]
        assert [k.name for k in found if k] == ["George Bush", "George W. Bush"]
        assert gazetteer.in_office("Bush", "President", "2015-05-01") is None

    def test_it_is_small(self):
        """The lists stay compact enough to ship."""
        folder = gazetteer.files("onrecord.match.gazetteer")
        assert sum(len(f.read_bytes()) for f in folder.iterdir() if f.is_file()) < 500_000


def reading(text: str, *named: tuple[str, str, str], day: str = "2026-03-01") -> Reading:
    """A reading whose entities are (type, name, role) with the name's place in the text."""
    entities = []
    for n, (type_, name, role) in enumerate(named):
        at = text.index(name)
        roles = (Role(Span(text.index(role), text.index(role) + len(role))),) if role else ()
        mention = Mention(Span(at, at + len(name)), "name")
        entities.append(Entity(f"e{n}", type_, name, (mention,), roles=roles))
    return Reading(Document("d1", text, published=day), "hand", entities=tuple(entities))


def test_unnamed_sources_have_no_profile():
    """A description, even in capitals, is nobody across documents."""
    text = "A diplomat spoke. THE OFFICIAL spoke. Governor spoke to a governor."
    found = profiles(
        reading(
            text,
            ("person", "A diplomat", ""),
            ("person", "THE OFFICIAL", ""),
            ("person", "Governor", ""),
        )
    )
    assert found == []


def test_a_leader_needs_his_country_in_the_article():
    """Somebody who has a leader's name is the leader only where his country is spoken of."""
    here = profiles(reading("In Russia Dmitry Medvedev spoke.", ("person", "Dmitry Medvedev", "")))
    there = profiles(reading("The baker Dmitry Medvedev spoke.", ("person", "Dmitry Medvedev", "")))
    assert here[0].profile.known == "person:RUS/Dmitry Medvedev"
    assert there[0].profile.known == ""


def test_an_abbreviation_that_is_a_shouted_name_is_no_agency():
    """ANSA in an interview with Joy Ansa is not the Italian agency."""
    found = profiles(reading("Joy Ansa asks. ANSA: Why?", ("organisation", "ANSA", "")))
    assert found[0].profile.known == ""
