"""How a reading shows itself in a notebook: the page, in a frame of its own."""

from html import escape

from onrecord.domain import Reading
from onrecord.export.page import page

HEIGHT = 640


def frame(reading: Reading) -> str:
    """The reading's page in a sandboxed frame, so that neither's styles reach the other."""
    inside = escape(page([reading]), quote=True)
    return (
        f'<iframe srcdoc="{inside}" sandbox="allow-popups" title="Onrecord" loading="lazy" '
        f'width="100%" height="{HEIGHT}" style="border:1px solid #8884"></iframe>'
    )


def show_in_notebooks() -> None:
    """Gives ``Reading`` the method that notebooks ask for. The domain knows nothing of HTML, so
    it is added here, from above."""
    Reading._repr_html_ = frame  # type: ignore[attr-defined]
