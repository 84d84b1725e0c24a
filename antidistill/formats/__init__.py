"""The formats: one module each, listed in `FORMATS`."""

from __future__ import annotations

from pathlib import PurePath

from antidistill.errors import UsageFault
from antidistill.formats.base import Format
from antidistill.formats.delimited import Delimited
from antidistill.formats.docx import Docx
from antidistill.formats.html import Html
from antidistill.formats.markdown import Markdown
from antidistill.formats.notebook import Notebook
from antidistill.formats.pdf import Pdf
from antidistill.formats.text import Text
from antidistill.message import said

FORMATS: tuple[Format, ...] = (
    Markdown(), Text(), Docx(), Delimited(), Notebook(), Html(), Pdf(),
)  # fmt: skip
"""Adding a format is adding it here."""

STDIN = "-"

ROUTES = {
    ".doc": "save it as .docx",
    ".dotx": "save it as .docx",
    ".docm": "save it as .docx, without macros",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".mht": "save it as .html",
    ".mhtml": "save it as .html",
    ".rst": "convert it to Markdown (for example with pandoc)",
    ".adoc": "convert it to Markdown",
    ".org": "convert it to Markdown (for example with pandoc)",
    ".xlsx": "save the sheet as .csv",
    ".xls": "save the sheet as .csv",
    ".pptx": "copy its text into a Markdown file",
}
"""What to do with a file that is no format of ours but can become one."""


WRITTEN_AS = {".pdf": ".md"}
"""The suffix of a copy, where it is not that of its original."""


def copy_name(name: str) -> str:
    """What the copy of a file is called: as its original, but for formats that are only read."""
    suffix = PurePath(name).suffix
    new = WRITTEN_AS.get(suffix.lower())
    return name if new is None else name.removesuffix(suffix) + new


def suffixes() -> tuple[str, ...]:
    """All suffixes that some format reads, in lower case, with the dot."""
    return tuple(suffix for one in FORMATS for suffix in one.suffixes)


def format_for(name: str) -> Format:
    """The format of a file by the suffix of its name; of standard input ('-') Markdown.
    UsageFault when no format reads it."""
    suffix = PurePath(name).suffix.lower() if name != STDIN else ".md"
    for one in FORMATS:
        if suffix in one.suffixes:
            return one
    if not suffix:
        raise UsageFault(
            said(
                "{name}: has no suffix that says what it is; give it one ({suffixes}), or have it "
                "read as Markdown from standard input (-)",
                name=name,
                suffixes=", ".join(suffixes()),
            )
        )
    route = ROUTES.get(suffix, "convert it to Markdown or give it one of these suffixes")
    raise UsageFault(
        said(
            "{name}: cannot read {value}, only {suffixes}; {route}",
            name=name,
            value=suffix,
            suffixes=", ".join(suffixes()),
            route=route,
        )
    )
