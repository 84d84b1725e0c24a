"""Documents of the tests, read."""

from __future__ import annotations

from functools import cache

from antidistill.audit import View, view
from antidistill.formats import format_for
from antidistill.pipeline import scan


@cache
def seen(text: str, name: str = "notes.md") -> View:
    """The view of a text in a file of that name."""
    form = format_for(name)
    document = form.read(text.encode(), name)
    found = scan(document)
    problems = form.problems(document, document.text)
    return view(found.reading, found.findings, found.exposure, problems)
