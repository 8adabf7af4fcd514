"""The generated pages: each function returns one page as Markdown."""
