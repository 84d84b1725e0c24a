"""One Word file with all that can hide, and with somebody's secrets in every place that shows."""

from __future__ import annotations

import io
import zipfile

from PIL import Image, PngImagePlugin

from .packages import NUMBERING, STYLES, field, p, r, table, word
from .test_stowaways import CASES, END, FILES, NOTES, PARTS, PICTURE, words_of

SAID = "Dana Reyes runs pg-prod-7.acme.internal."
PRIVATE = ("Dana", "Reyes", "pg-prod-7", "acme.internal")
"""What `SAID` says and no copy does, in any mode."""
_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:extent cx='9' "
    "cy='9'/><wp:docPr id='1' name='x'/><a:graphic><a:graphicData uri='http://schemas.microsoft.com"
    "/office/word/2010/wordprocessingShape'><wps:wsp><wps:txbx><w:txbxContent>{inside}"
    "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent>"
    "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_TOLD = {
    "paragraph": p(SAID),
    "two runs": f"<w:p>{r('Da', bold=True)}{r('na Re')}{r(SAID[7:])}</w:p>",
    "heading": p("What Dana Reyes checks", "Heading1"),
    "caption": p(f"Figure 1: {SAID}", "Caption"),
    "list": p(SAID, number="1") + p("Look at the log.", number="1"),
    "table in a table": f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='9'/></w:tblGrid><w:tr><w:tc>"
    f"{table((SAID, 'b'))}<w:p/></w:tc></w:tr></w:tbl>",
    "control": f"<w:sdt><w:sdtContent>{p(SAID)}</w:sdtContent></w:sdt>",
    "text box": f"<w:p>{_BOX.format(inside=p(SAID))}</w:p>",
    "field": f"<w:p>{field('REF x', SAID)}</w:p>",
    "link": f"<w:p><w:hyperlink r:id='rIdSaid'>{r(SAID)}</w:hyperlink></w:p>",
    "insertion": f"<w:p><w:ins w:id='900' w:author='Dana Reyes'>{r(SAID)}</w:ins></w:p>",
    "contents": f"<w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr>"
    f"{field('TOC', 'What Dana Reyes checks')}</w:p>",
}
_PLAIN = "".join(
    p(text)
    for text in ("Read the release notes.", "The pump is checked every week by the team.",
                 "Write down what you saw, with the time.", "Close the ticket when it is done.")
)  # fmt: skip


def picture() -> bytes:
    """A picture that says something beside its pixels, packed and plain."""
    out, told = io.BytesIO(), PngImagePlugin.PngInfo()
    told.add_text("Author", "GonePixelAuthor")
    told.add_itxt("XML:com.adobe.xmp", "GonePixelXmp", zip=True)
    told.add_text("Comment", "GonePixelComment", zip=True)
    Image.new("RGB", (8, 8), "red").save(out, "PNG", pnginfo=told)
    return out.getvalue() + b"GonePixelTail"


def torture() -> bytes:
    """The file."""
    parts = {"styles": STYLES, "numbering": NUMBERING}
    for case in PARTS:
        parts[case["part"]] = parts.get(case["part"], "") + case["xml"]
    for name in ("header1", "footer1"):
        parts[name] += p(SAID)
    links = {
        "rIdSaid": ("hyperlink", "!https://wiki.acme.internal/~dana"),
        "rIdPicture": ("image", "media/GonePicture.png"),
        "rIdLink": ("image", "!C:/GonePath.png"),
    }
    files = {case["name"]: case["text"].encode() for case in FILES}
    files |= {"word/media/GonePicture.png": picture(), "word/media/GoneNested.zip": _nested()}
    for case in CASES:
        links |= {key: tuple(pair) for key, pair in case.get("links", {}).items()}
        files |= {name: text.encode() for name, text in case.get("files", {}).items()}
    body = _PLAIN + "".join(_TOLD.values()) + PICTURE.format(crop="") + _PLAIN
    body += "".join(case["xml"] for case in CASES)
    return _remarked(word(body + NOTES + END, parts=parts, links=links, files=files))


def gone() -> frozenset[str]:
    """What is nowhere in a copy's bytes."""
    texts = [c["xml"] for c in (*CASES, *PARTS)] + [c["text"] for c in FILES]
    ours = {"GonePixelAuthor", "GonePixelXmp", "GonePixelComment", "GonePixelTail", "GonePicture",
            "GoneNested", "GonePacked", "GoneRemark", "GoneExtra", "GonePath", "GoneFile",
            "GoneAlt"}  # fmt: skip
    return frozenset(words_of("Gone", *texts) | ours)


def _nested() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/b.txt", "GonePacked " * 50)
    return out.getvalue()


def _remarked(data: bytes) -> bytes:
    """The file with a remark of its archive and one in the head of a member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            info.extra = b"\x99\x99\x09\x00GoneExtra" if "styles" in info.filename else b""
            new.writestr(info, old.read(info.filename))
        new.comment = b"GoneRemark"
    return out.getvalue()
