"""Nothing unseen comes along: every place where text hides in a Word file."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from antidistill.document import Document
from antidistill.edit import Edit, apply_edits
from antidistill.formats.docx import Docx

from .oracle import says
from .packages import NUMBERING, STYLES, word
from .tables import cases

CASES: list[dict[str, Any]] = cases("stowaways.toml", "body")
PARTS: list[dict[str, Any]] = cases("stowaways.toml", "part")
FILES: list[dict[str, Any]] = cases("stowaways.toml", "file")
END = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId_header1"/>'
    '<w:headerReference w:type="even" r:id="rId_header2"/>'
    '<w:footerReference w:type="default" r:id="rId_footer1"/><w:pgSz w:w="11906"/></w:sectPr>'
)
NOTES = '<w:p><w:r><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r></w:p>'
FORM = Docx()


def words_of(beginning: str, *texts: str) -> set[str]:
    """Words of the texts that begin so."""
    return {m for text in texts for m in re.findall(rf"\b{beginning}\w+", text)}


def _of(case: dict[str, Any]) -> bytes:
    links = {key: tuple(pair) for key, pair in case.get("links", {}).items()}
    files = {name: text.encode() for name, text in case.get("files", {}).items()}
    return word(case["xml"] + "<w:p/>", links=links, files=files)


@cache
def everything() -> bytes:
    """One file with all of it."""
    parts = {"styles": STYLES, "numbering": NUMBERING}
    for case in PARTS:
        parts[case["part"]] = parts.get(case["part"], "") + case["xml"]
    links: dict[str, tuple[str, str]] = {}
    files = {case["name"]: case["text"].encode() for case in FILES}
    for case in CASES:
        links |= {key: tuple(pair) for key, pair in case.get("links", {}).items()}
        files |= {name: text.encode() for name, text in case.get("files", {}).items()}
    body = "".join(case["xml"] for case in CASES)
    return word(body + NOTES + END, parts=parts, links=links, files=files)


def _rewritten(document: Document) -> bytes:
    """A copy in which every piece of text reads otherwise."""
    edits = [Edit(p, "plain", "") for b in document.blocks for p in b.pieces]
    return FORM.write(document, apply_edits(document.text, edits), edits)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["what"])
def test_what_hides_goes_and_what_shows_stays(case: dict[str, Any]) -> None:
    document = FORM.read(_of(case), "x.docx")
    copy = FORM.write(document, document.text)
    for name in words_of("Gone", case["xml"]):
        assert not says(copy, name), name
    for name in words_of("Stays", case["xml"]):
        assert name in document.text, name
        assert says(copy, name), name


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["what"])
def test_what_shows_can_be_changed(case: dict[str, Any]) -> None:
    document = FORM.read(_of(case), "x.docx")
    assert not says(_rewritten(document), "Stays")


def test_the_oracle_finds_all_of_it_in_the_source() -> None:
    texts = [c["xml"] for c in (*CASES, *PARTS)] + [c["text"] for c in FILES]
    for name in words_of("Gone", *texts) | {"GoneMemberName"}:
        assert says(everything(), name), name


def test_nothing_of_it_is_in_a_copy() -> None:
    document = FORM.read(everything(), "x.docx")
    copy = FORM.write(document, document.text)
    texts = [c["xml"] for c in (*CASES, *PARTS)] + [c["text"] for c in FILES]
    assert not [name for name in words_of("Gone", *texts) if says(copy, name)]
    for name in words_of("Stays", *(c["xml"] for c in PARTS)):
        assert name in document.text and says(copy, name)


def test_nothing_that_was_shown_is_in_a_copy_that_says_something_else() -> None:
    copy = _rewritten(FORM.read(everything(), "x.docx"))
    assert not says(copy, "Stays")
    assert FORM.read(copy, "x.docx").text.count("plain") > 35


def test_a_copy_of_a_copy_is_the_same() -> None:
    document = FORM.read(everything(), "x.docx")
    copy = FORM.write(document, document.text)
    again = FORM.read(copy, "x.docx")
    assert FORM.write(again, again.text) == copy
    assert again.text == document.text


def test_the_user_hears_what_is_not_in_the_copy() -> None:
    notes = " ".join(FORM.read(everything(), "x.docx").notes)
    for part in ("tracked changes accepted", "1 comment", "hidden text", "1 chart",
                 "1 embedded object", "link target", "1 unknown font name"):  # fmt: skip
        assert part in notes, part


@cache
def _picture(form: str) -> bytes:
    out = io.BytesIO()
    image = Image.effect_noise((30, 20), 50).convert("RGB")
    if form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "GoneInPicture")
        info.add_itxt("XML:com.adobe.xmp", "GoneInPicture", zip=True)
        image.save(out, "PNG", pnginfo=info)
    else:
        exif = Image.Exif()
        exif[0x010E] = "GoneInPicture"
        image.save(out, form, exif=exif, comment=b"GoneInPicture")
    return out.getvalue() + b"GoneInPicture"


PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="600000"/>'
    '<wp:docPr id="7" name="GoneName" descr="GoneAlt"><a:hlinkClick r:id="rIdLink" '
    'tooltip="GoneTip"/></wp:docPr><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="GoneFile.png" descr="GoneAlt"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="rIdPicture" r:link="rIdLink"/>{crop}<a:stretch/>'
    "</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    "</w:r></w:p>"
)


def _with_picture(data: bytes, name: str, crop: str = "") -> bytes:
    links = {"rIdPicture": ("image", f"media/{name}"), "rIdLink": ("image", "!C:/GonePath.png")}
    return word(PICTURE.format(crop=crop), links=links, files={f"word/media/{name}": data})


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_stays_and_nothing_but_its_pixels(form: str) -> None:
    data = _with_picture(_picture(form), f"GoneFile.{form.lower()}")
    assert says(data, "GoneInPicture")
    document = FORM.read(data, "x.docx")
    copy = FORM.write(document, document.text)
    assert not says(copy, "Gone")
    assert _pixels(copy) == Image.open(io.BytesIO(_picture(form))).tobytes()


def test_what_is_cropped_away_is_cut() -> None:
    data = _with_picture(_picture("PNG"), "p.png", '<a:srcRect l="50000"/>')
    document = FORM.read(data, "x.docx")
    whole = Image.open(io.BytesIO(_picture("PNG")))
    assert _pixels(FORM.write(document, document.text)) == whole.crop((15, 0, 30, 20)).tobytes()


def test_a_drawing_that_cannot_be_drawn_anew_goes_and_is_reported() -> None:
    document = FORM.read(_with_picture(b"\x01\x00\x00\x00GoneMetafile", "p.emf"), "x.docx")
    assert not says(FORM.write(document, document.text), "Gone")
    assert "1 picture that cannot be read" in document.notes[0]


def _pixels(copy: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        [name] = [n for n in archive.namelist() if "media" in n]
        return Image.open(io.BytesIO(archive.read(name))).tobytes()
