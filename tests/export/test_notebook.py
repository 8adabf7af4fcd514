from html import unescape

import sample

import onrecord.export.notebook as notebook
from onrecord.export.page import page


def test_notebook_shows_the_page_in_a_frame():
    """A notebook shows the page in a sandboxed frame that cannot run a script."""
    shown = notebook.frame(sample.reading())
    inside = shown.split('srcdoc="')[1].split('"')[0]
    assert unescape(inside) == page([sample.reading()])
    assert 'sandbox="allow-popups"' in shown
