import pytest

from onrecord.store.offices import is_official


@pytest.mark.parametrize(
    "words",
    [
        "Prime Minister Ana Ruiz",
        "the mayor of Elm",
        "a senior U.S. official",
        "police",
        "lawmakers",
    ],
)
def test_public_office_is_official(words):
    """Holders of public office and public bodies count, by name, title or source."""
    assert is_official("person", "Ana Ruiz", words)


@pytest.mark.parametrize("words", ["a campaign official", "the company", "a neighbour", None])
def test_private_bodies_and_people_are_not_official(words):
    """Officials of campaigns, firms and clubs, and private people, do not count."""
    assert not is_official("person", words)


@pytest.mark.parametrize("kind", ["document", "outlet", "none"])
def test_documents_and_outlets_are_never_official(kind):
    """A government report is a document, not an official."""
    assert not is_official(kind, "a government report")
