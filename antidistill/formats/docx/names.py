"""The namespaces of a Word file, and its parser: the one place that knows lxml's loading."""

from __future__ import annotations

from typing import Any

from antidistill.errors import UnreadableInput
from antidistill.message import said

Element = Any
"""An lxml element; lxml has no types of its own."""

_OPEN = "http://schemas.openxmlformats.org/"
_MICROSOFT = "http://schemas.microsoft.com/office/word/2010/"
WORD = f"{_OPEN}wordprocessingml/2006/main"
RELATIONS = f"{_OPEN}officeDocument/2006/relationships"
PACKAGE_RELATIONS = f"{_OPEN}package/2006/relationships"
CONTENT_TYPES = f"{_OPEN}package/2006/content-types"
MATH = f"{_OPEN}officeDocument/2006/math"
COMPATIBILITY = f"{_OPEN}markup-compatibility/2006"
DRAWING = f"{_OPEN}drawingml/2006/main"
PLACED = f"{_OPEN}drawingml/2006/wordprocessingDrawing"
PICTURE = f"{_OPEN}drawingml/2006/picture"
SHAPE = f"{_MICROSOFT}wordprocessingShape"
GROUP = f"{_MICROSOFT}wordprocessingGroup"
CANVAS = f"{_MICROSOFT}wordprocessingCanvas"
VML = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"
XML = "http://www.w3.org/XML/1998/namespace"

PREFIXES = {
    "w": WORD,
    "r": RELATIONS,
    "m": MATH,
    "mc": COMPATIBILITY,
    "a": DRAWING,
    "wp": PLACED,
    "pic": PICTURE,
    "wps": SHAPE,
    "wpg": GROUP,
    "wpc": CANVAS,
    "v": VML,
    "o": OFFICE,
}
_MOST_ATTRIBUTES = 1_000
"""Of one element; to take out many of them takes the square of their number."""
SPACE = f"{{{XML}}}space"
ENTRY_TAGS = ("footnote", "endnote")


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{WORD}}}{name}"


def tag(prefixed: str) -> str:
    """The full name of 'prefix:name', with the prefixes of `PREFIXES`."""
    prefix, _, name = prefixed.partition(":")
    return f"{{{PREFIXES[prefix]}}}{name}"


def local(element: Element) -> str:
    """The name of an element without its namespace; '' of a comment or instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def space_of(full: str) -> str:
    """The namespace of a full name, '' if it has none."""
    return full[1:].partition("}")[0] if full.startswith("{") else ""


def parse(data: bytes, part: str) -> Element:
    """The root of an XML part, without comments and instructions; nothing is fetched and no
    entity resolved. UnreadableInput when it is broken, nests too deep or has a DTD."""
    from lxml import etree

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or _is_wide(data):
        raise UnreadableInput(
            said(
                "{part} holds a document type, which Word files may not; save it again in Word",
                part=part,
            )
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise UnreadableInput(
            said(
                "{part} is broken ({reason}); open it in Word and save it again",
                part=part,
                reason=_reason(fault),
            )
        ) from None
    if root.xpath("boolean(//*[count(@*) > $most])", most=_MOST_ATTRIBUTES):
        reason = said("an element has more than {most} attributes", most=_MOST_ATTRIBUTES)
        message = "{part} is broken ({reason}); open it in Word and save it again"
        raise UnreadableInput(said(message, part=part, reason=reason))
    return root


def _is_wide(data: bytes) -> bool:
    """Whether a document type hides in UTF-16."""
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") and "<!DOCTYPE" in data.decode("utf-16", "ignore")


def _reason(fault: Exception) -> str:
    return str(fault).split(",")[0].split("\n")[0][:80]


def serialised(root: Element) -> bytes:
    """The bytes of a part, with the namespaces that it uses and no others."""
    from lxml import etree

    etree.cleanup_namespaces(root, top_nsmap=_used(root))
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _used(root: Element) -> dict[str, str]:
    found = {space_of(e.tag) for e in root.iter() if isinstance(e.tag, str)}
    found |= {space_of(k) for e in root.iter() for k in e.attrib}
    shapes = {n for e in root.iter(tag("mc:Choice")) for n in (e.get("Requires") or "").split()}
    return {p: n for p, n in PREFIXES.items() if n in found or p in shapes}


def new(name: str, **attributes: str) -> Element:
    """A new element; attributes are of WordprocessingML."""
    from lxml import etree

    made = etree.Element(tag(name) if ":" in name else w(name), nsmap={"w": WORD})
    for key, value in attributes.items():
        made.set(w(key), value)
    return made


def child(parent: Element, prefixed: str, /, **attributes: str) -> Element:
    """A new last child of a drawing's element; attributes have no namespace."""
    from lxml import etree

    prefix = prefixed.partition(":")[0]
    made = etree.SubElement(parent, tag(prefixed), nsmap={prefix: PREFIXES[prefix]})
    for key, text in attributes.items():
        made.set(key, text)
    return made


def remove(element: Element) -> None:
    """Take an element out of its tree with all that is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(at + offset, child)
    parent.remove(element)


def is_on(element: Element | None) -> bool:
    """Whether a toggle such as w:b is there and not switched off."""
    return element is not None and element.get(w("val")) not in ("0", "false", "off", "none")


def value(element: Element | None, path: str) -> str | None:
    """The w:val of a descendant by a path of local names ('pPr/pStyle'); None if missing."""
    for name in path.split("/"):
        element = element.find(w(name)) if element is not None else None
    found: str | None = element.get(w("val")) if element is not None else None
    return found


def first(element: Element | None, path: str) -> Element | None:
    """A descendant by a path of local names, None if missing."""
    for name in path.split("/"):
        element = element.find(w(name)) if element is not None else None
    return element


def number(text: str | None, default: int = 0) -> int:
    """A whole number in an attribute; `default` if it is missing or none."""
    try:
        return int(text) if text else default
    except ValueError:
        return default
