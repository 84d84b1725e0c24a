"""The torture file through the whole program, in each mode: nothing withheld in any byte form."""

from __future__ import annotations

import base64
import io
import zipfile
from functools import cache

import pytest

from antidistill.cli.desk import real_tools
from antidistill.formats.docx import Docx
from antidistill.mode import load
from antidistill.pipeline import Order

from .oracle import says
from .packages import zipped
from .torture import PRIVATE, gone, picture, torture

MODES = ("light", "medium", "heavy")


@cache
def copy(mode: str, *, accept: bool = True) -> bytes:
    """The copy of the torture file."""
    form = Docx(accept=accept)
    document = form.read(torture(), "torture.docx")
    result = real_tools().generalise(document, form, Order(load(mode)))
    return form.write(document, result.text, result.edits)


@pytest.mark.parametrize("mode", MODES)
def test_nothing_that_hid_and_nothing_withheld_is_in_a_copy(mode: str) -> None:
    assert [name for name in (*sorted(gone()), *PRIVATE) if says(copy(mode), name)] == []


def test_nor_where_tracked_changes_are_refused() -> None:
    left = [name for name in PRIVATE if says(copy("medium", accept=False), name)]
    assert left == []


@pytest.mark.parametrize("mode", MODES)
def test_what_is_nobodys_secret_stays(mode: str) -> None:
    text = Docx().read(copy(mode), "copy.docx").text
    assert text.count("The pump is checked every week by the team.") >= 1
    assert "Look at the log." in text or mode == "heavy"


def test_the_oracle_sees_all_of_it_in_the_source() -> None:
    assert [name for name in (*sorted(gone()), *PRIVATE) if not says(torture(), name)] == []


@pytest.mark.parametrize(
    "data",
    [
        "秘 Gone密词".encode(),
        b"\0" + "xGone密词".encode("utf-16-le"),
        "xGone密词".encode("utf-16-be"),
        "Gone密词".encode("gb18030"),
        base64.b64encode("said: Gone密词 and more".encode()),
        "<a><b x='Gone密词'/></a>".encode(),
        "<t>Go</t><t>ne密</t><t>词</t>".encode(),
        "Go\u200bne\u00ad密\n词".encode(),
        zipped({"a": zipped({"Gone密词.txt": b""})}),
        zipped({"a": zipped({"b": zipped({"c": "Gone密词".encode("utf-16-le")})})}),
    ],
    ids=["utf-8", "utf-16 le, odd", "utf-16 be", "gb18030", "base64", "attribute", "over tags",
         "with marks inside", "name in a zip in a zip", "zip in a zip in a zip"],
)  # fmt: skip
def test_the_oracle_is_not_blind_to(data: bytes) -> None:
    assert says(data, "Gone密词")
    assert not says(data, "Other密词")


def test_the_oracle_unpacks_what_pictures_say() -> None:
    assert says(picture(), "GonePixelXmp")
    assert says(picture(), "GonePixelComment")
    assert not says(picture(), "Other")


@pytest.mark.parametrize("mode", MODES)
def test_another_reader_opens_the_copies(mode: str) -> None:
    import docx

    opened = docx.Document(io.BytesIO(copy(mode)))
    assert opened.paragraphs and opened.tables
    with zipfile.ZipFile(io.BytesIO(copy(mode))) as archive:
        assert archive.testzip() is None
        assert not archive.comment
        assert not [i for i in archive.infolist() if i.extra or i.comment]
