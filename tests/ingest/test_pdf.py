from pdfs import pdf

from onrecord.domain import State
from onrecord.ingest import Intake, ingest_bytes

FIRST = [
    "Report on the harbour",
    "",
    "The harbour was closed for eleven days in March, and the pilots",
    "said that no ship had been turned away without a reason. The port",
    "authority has published the list of those that had to wait at sea",
]
SECOND = [
    "until the storm had passed, and says that it will do so again. It",
    "has ordered a second tug, which is to arrive before the summer.",
]


def read(content: bytes) -> Intake:
    """The intake of a PDF file."""
    (intake,) = ingest_bytes(content, "report.pdf")
    return intake


def test_text_of_a_pdf_is_read_in_paragraphs():
    """Lines of a page are joined to paragraphs, also over a page break."""
    intake = read(pdf([FIRST, SECOND]))
    assert intake.document is not None, intake.reason
    flat = " ".join(intake.document.text.split())
    assert "the list of those that had to wait at sea until the storm had passed" in flat
    assert "pilots said that no ship" in flat


def test_running_heads_and_page_numbers_are_taken_out():
    """What stands on every page goes, and is kept for inspection."""
    pages = [
        ["Port Elm Gazette", "", *FIRST[2:], "", "1"],
        ["Port Elm Gazette", "", *SECOND, "", "2"],
    ]
    document = read(pdf(pages)).document
    assert document is not None
    assert "Gazette" not in document.text
    assert "Port Elm Gazette" in document.removed


def test_metadata_fills_what_the_text_leaves_open():
    """Date and title come from the file's metadata where its text has none."""
    made = pdf([FIRST[2:]], title="Harbour closed for days", date="D:20260303120000")
    document = read(made).document
    assert document is not None
    assert document.title == "Harbour closed for days"
    assert document.published == "2026-03-03"


def test_locked_pdf_is_encrypted():
    """A PDF that needs a password says so."""
    intake = read(pdf([FIRST], password="secret"))  # noqa: S106
    assert (intake.state, intake.reason) == (State.ENCRYPTED, "the PDF needs a password")


def test_pdf_without_text_is_image_only():
    """A PDF that only draws says that it needs OCR."""
    intake = read(pdf([[], []]))
    assert intake.state is State.IMAGE_ONLY
    assert "OCR" in (intake.reason or "")


def test_damaged_pdf_is_malformed():
    """A PDF that is cut off before its objects is damaged, not a traceback."""
    assert read(b"%PDF-1.7\nnothing of use").state is State.MALFORMED


def test_pdf_is_known_by_its_bytes():
    """A PDF with another suffix is still read as one."""
    (intake,) = ingest_bytes(pdf([FIRST, SECOND]), "report.txt")
    assert intake.state is State.READ
    assert intake.media == "application/pdf"
