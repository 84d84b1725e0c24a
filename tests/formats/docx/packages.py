"""Word files for the tests, from as little XML as a case needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:of-nobody"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>
  <w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Listing"><w:name w:val="Our Listing"/>
  <w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:nsid w:val="0BADCAFE"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>
  <w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>
  <w:pPr><w:ind w:left="1440" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>
  <w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""
_KINDS = {"styles": "styles", "numbering": "numbering", "settings": "settings",
          "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
          "header1": "hdr", "header2": "hdr", "footer1": "ftr", "fontTable": "fonts"}  # fmt: skip


def word(
    body: str = "",
    *,
    parts: Mapping[str, str] | None = None,
    files: Mapping[str, bytes] | None = None,
    links: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """A Word file. `parts` are the insides of XML parts by name ('styles', 'header1', …), `files`
    other members; `links` relationships of the body by id: kind and target, which begins with '!'
    when it leads out of the file."""
    inside = {"styles": STYLES, "numbering": NUMBERING, **(parts or {})}
    members = {"word/document.xml": _part("document", f"<w:body>{body}</w:body>")}
    related = [("rIdMain", "officeDocument", "word/document.xml")]
    inner = [(key, kind, target) for key, (kind, target) in (links or {}).items()]
    types = [("word/document.xml", "document.main")]
    for name, text in inside.items():
        members[f"word/{name}.xml"] = _part(_KINDS[name], text)
        kind = name.rstrip("12")
        inner.append((f"rId_{name}", kind, f"{name}.xml"))
        types.append((f"word/{name}.xml", kind))
    members["word/_rels/document.xml.rels"] = _relations(inner)
    members["_rels/.rels"] = _relations(related)
    members["[Content_Types].xml"] = _types(types)
    return zipped({**{n: d.encode() for n, d in members.items()}, **(files or {})})


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip file of `members`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def p(text: str, style: str = "", *, number: str = "", bold: bool = False) -> str:
    """A paragraph; `number` is 'list' or 'list/level'."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    list_id, _, level = number.partition("/")
    counted = (
        f'<w:numPr><w:ilvl w:val="{level or 0}"/><w:numId w:val="{list_id}"/></w:numPr>'
        if number
        else ""
    )
    return f"<w:p><w:pPr>{named}{counted}</w:pPr>{r(text, bold=bold)}</w:p>"


def r(text: str, *, bold: bool = False) -> str:
    """A run."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of plain cells."""
    width = max(len(row) for row in rows)
    grid = '<w:gridCol w:w="2000"/>' * width
    lines = "".join(
        "<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{p(c)}</w:tc>'
                           for c in row) + "</w:tr>"
        for row in rows
    )  # fmt: skip
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def field(code: str, result: str) -> str:
    """Runs of a field with its result, which may itself be runs."""
    inner = result if result.startswith("<") else r(result)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{inner}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _part(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {SPACES}>{inside}</w:{root}>'


def _relations(found: list[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target.lstrip("!")}"'
        + (' TargetMode="External"/>' if target.startswith("!") else "/>")
        for key, kind, target in found
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{lines}</Relationships>'


def _types(parts: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD}{kind}+xml"/>' for name, kind in parts
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )
