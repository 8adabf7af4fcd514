import pytest

from onrecord.domain import State
from onrecord.ingest import Options, ingest_bytes

FOREIGN = {
    "German": "Der Minister sagte, der Damm sei sicher. Niemand müsse die Stadt verlassen.",
    "French": "Le ministre a déclaré que le barrage était sûr et que personne ne devait partir.",
    "Spanish": "El ministro dijo el martes que la presa es segura y que nadie tiene que irse.",
    "Russian": "Министр заявил во вторник, что плотина безопасна и никому не нужно уезжать.",
    "Chinese": "部长星期二表示,大坝是安全的,没有人需要离开这座城市。",
    "Arabic": "قال الوزير يوم الثلاثاء إن السد آمن ولا يحتاج أحد إلى مغادرة المدينة.",
}
ENGLISH = [
    "The dam is safe, the minister said.",
    "“¿Qué pasa?” asked María Núñez in Bogotá. The minister said that he did not know, and left.",
    "Dam safe",
    "Imran Khan and Bilawal Bhutto Zardari met in Islamabad on Tuesday, officials said.",
]


@pytest.mark.parametrize("name", FOREIGN)
def test_other_languages_are_refused_by_name(name: str):
    """A text in another language ends as unsupported, and the reason names the language."""
    (intake,) = ingest_bytes((FOREIGN[name] + "\n").encode() * 3, "a.txt")
    assert intake.state is State.UNSUPPORTED_LANGUAGE
    assert name in (intake.reason or "")
    assert intake.document is None


@pytest.mark.parametrize("text", ENGLISH)
def test_english_with_foreign_words_is_read(text: str):
    """English is read though it is short or full of foreign names and words."""
    (intake,) = ingest_bytes(text.encode(), "a.txt")
    assert intake.state is State.READ
    assert intake.document is not None
    assert intake.document.language == "en"


def test_any_language_is_read_on_request():
    """Callers who only want the text can have it in any language."""
    (intake,) = ingest_bytes(FOREIGN["German"].encode(), "a.txt", Options(only_english=False))
    assert intake.state is State.READ
