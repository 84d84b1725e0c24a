"""Text that no reader sees: it goes before anybody looks at the document."""

from __future__ import annotations

from antidistill.formats.docx.names import Element, first, is_on, local, new, number, remove, w
from antidistill.formats.docx.styles import Sheet

_SPECK = 4
"""Half points; smaller letters are dots."""
_SHOWN = frozenset(map(w, ("t", "drawing", "pict", "object", "sym", "tab", "br", "fldChar")))


def removed(root: Element, sheet: Sheet, styles: frozenset[str]) -> int:
    """Take hidden runs, rows and paragraphs out of a tree; how many runs that were."""
    count = 0
    for row in list(root.iter(w("tr"))):
        if is_on(first(row, "trPr/hidden")):
            count += len(list(row.iter(w("t"))))
            remove(row)
    for paragraph in list(root.iter(w("p"))):
        runs = [r for r in paragraph.iter(w("r")) if _is_hidden(r, paragraph, sheet, styles)]
        for run in runs:
            count += run.find(f".//{w('t')}") is not None
            _empty(run)
        if runs and is_on(first(paragraph, "pPr/rPr/vanish")) and _is_spare(paragraph):
            remove(paragraph)
    return count


def _is_hidden(run: Element, paragraph: Element, sheet: Sheet, styles: frozenset[str]) -> bool:
    own = first(run, "rPr/vanish")
    if own is not None:
        return is_on(own)
    size = first(run, "rPr/sz")
    if size is not None and number(size.get(w("val")), _SPECK) < _SPECK:
        return run.find(w("t")) is not None
    style = first(run, "rPr/rStyle")
    if style is not None and style.get(w("val")) in styles:
        return True
    block = first(paragraph, "pPr/pStyle")
    named = block.get(w("val")) if block is not None else sheet.default
    return named in styles


def _empty(run: Element) -> None:
    """Take the text out, and leave the marks of fields, which belong to what is around them."""
    for child in list(run):
        if local(child) not in ("rPr", "fldChar", "instrText"):
            run.remove(child)


def _is_spare(paragraph: Element) -> bool:
    """Whether nothing of a paragraph is shown, and its container has another one."""
    if any(True for _ in paragraph.iter(*_SHOWN)) or first(paragraph, "pPr/sectPr") is not None:
        return False
    parent = paragraph.getparent()
    return parent is not None and len(parent.findall(w("p"))) > 1


def unwrapped(root: Element) -> None:
    """Put what stands in content controls, smart tags, custom XML, direction marks and reading
    aids in their place; the aids themselves and the data go."""
    for ruby in list(root.iter(w("ruby"))):
        _plain_ruby(ruby)
    for tag in ("sdt", "sdtContent", "smartTag", "customXml", "bdo", "dir"):
        for element in list(root.iter(w(tag))):
            for about in [c for c in element if local(c).endswith("Pr")]:
                element.remove(about)
            parent, at = element.getparent(), element.getparent().index(element)
            for offset, child in enumerate(list(element)):
                parent.insert(at + offset, child)
            parent.remove(element)


def _plain_ruby(ruby: Element) -> None:
    """The text below a reading aid, as runs beside the run that held both."""
    run = ruby.getparent()
    base = ruby.find(w("rubyBase"))
    for inner in list(base) if base is not None else ():
        if inner.tag == w("r"):
            run.addprevious(inner)
    remove(ruby)


def last_paragraphs(root: Element) -> None:
    """Give every cell, note, header and text box the paragraph that it must end in."""
    for name in ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent"):
        for container in list(root.iter(w(name))):
            blocks = [c for c in container if c.tag in (w("p"), w("tbl"))]
            if not blocks or (name == "tc" and blocks[-1].tag == w("tbl")):
                container.append(new("p"))
