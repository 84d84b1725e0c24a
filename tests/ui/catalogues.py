"""The catalogues: read, brought up to the sources, written in a form that does not change with the
day or the order in which files are found."""

from __future__ import annotations

from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from antidistill.ui import DOMAIN, FOLDER
from tests.ui.sources import found, listed

LANGUAGES = ("zh",)
Id = "str | tuple[str, str]"


def po_file(language: str) -> Path:
    """What translators edit."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_file(language: str) -> Path:
    """What the program reads."""
    return po_file(language).with_suffix(".mo")


_NO_DATE = datetime(2000, 1, 1, tzinfo=timezone.utc)


def kept(language: str) -> Catalog:
    """The catalogue as it stands in the repository."""
    if not po_file(language).exists():
        return Catalog(locale=language)
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def fresh(language: str) -> Catalog:
    """A catalogue of all messages of the sources, with the translations that there are."""
    old = kept(language)
    new = Catalog(locale=language, project="antidistill", charset="utf-8", fuzzy=False)
    for message_id, where in sorted(wanted().items(), key=lambda row: (row[1], str(row[0]))):
        known = old.get(message_id if isinstance(message_id, str) else message_id[0])
        new.add(message_id, known.string if known else None, auto_comments=[where])
    return new


def wanted() -> dict[str | tuple[str, str], str]:
    """All messages that a catalogue must hold → where they stand."""
    plurals = [tuple(line.split(" | ")) for line in listed("click_plural.txt")]
    return {**found(), **dict.fromkeys(plurals, "click")}


def written(catalogue: Catalog) -> bytes:
    """The .po file, without dates."""
    out = BytesIO()
    write_po(out, catalogue, width=100, omit_header=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    plural = f'"Language: {catalogue.locale}\\n"\n"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    return head.encode() + plural.encode() + out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The .mo file."""
    out = BytesIO()
    again = read_po(BytesIO(written(catalogue)), locale=str(catalogue.locale))
    again.creation_date = _NO_DATE  # or every minute would make another file
    write_mo(out, again)
    return out.getvalue()
