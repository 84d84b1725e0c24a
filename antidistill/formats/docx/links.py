"""Links and the bookmarks that they lead to: names that say nothing, no way out of the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from antidistill.formats.docx import fields
from antidistill.formats.docx.names import Element, first, is_on, remove, tag, unwrap, w

_WEB = re.compile(r"^(?:https?://|mailto:)", re.I)
_KINDS = ("_Toc", "_Ref")
"""How the names begin of bookmarks that Word makes for contents and references; it hides them."""


def is_shown(address: str, text: str) -> bool:
    """Whether the text of a link is its address: then it tells no more than its reader sees."""
    return bool(text.strip()) and _bare(address) == _bare(text)


def _bare(address: str) -> str:
    return _WEB.sub("", address.strip()).rstrip("/").casefold()


def text_of(element: Element) -> str:
    """The text inside an element."""
    return "".join(t.text or "" for t in element.iter(w("t")))


def external_settled(root: Element, keep: Callable[[Element], bool]) -> int:
    """Unwrap the links that lead out of the document and `keep` does not say to keep; how many."""
    gone = 0
    for link in list(root.iter(w("hyperlink"))):
        leads_out = link.get(tag("r:id")) is not None
        if leads_out and keep(link):
            link.attrib.pop(w("anchor"), None)
        elif leads_out or not link.get(w("anchor")):
            gone += leads_out
            unlinked(link)
    return gone


def unlinked(link: Element) -> None:
    """Leave of a link its words, in the look of the words around."""
    for run in link.iter(w("r")):
        style = first(run, "rPr/rStyle")
        named = style is not None and (style.get(w("val")) or "").lower().endswith("hyperlink")
        plain = _underline_and_colour(run)
        for element in (style, *plain) if named else (plain if len(plain) == 2 else ()):
            remove(element)
    unwrap(link)


def _underline_and_colour(run: Element) -> list[Element]:
    found = (first(run, "rPr/u"), first(run, "rPr/color"))
    return [f for f in found if is_on(f)]


def targets(roots: Sequence[Element]) -> set[str]:
    """The bookmarks that something in the document refers to."""
    found = {e.get(w("anchor")) for root in roots for e in root.iter(w("hyperlink"))}
    found |= {fields.mark_in(e.text or "") for root in roots for e in root.iter(w("instrText"))}
    return {name for name in found if name}


def settled(roots: Sequence[Element]) -> None:
    """Rename the bookmarks that are used, on both sides, take out the others, and unlink what
    leads nowhere."""
    wanted = targets(roots)
    renamed: dict[str, str] = {}
    count = 0
    for root in roots:
        for start in list(root.iter(w("bookmarkStart"))):
            name = start.get(w("name")) or ""
            if name not in wanted or name in renamed:
                _drop_bookmark(root, start)
                continue
            count += 1
            kind = next((k for k in _KINDS if name.startswith(k)), "")
            renamed[name] = f"{kind}{count:09d}" if kind else f"mark{count}"
            start.set(w("name"), renamed[name])
    _renumbered(roots)
    for root in roots:
        follow(root, renamed)


def _drop_bookmark(root: Element, start: Element) -> None:
    key = start.get(w("id"))
    remove(start)
    for end in [e for e in root.iter(w("bookmarkEnd")) if e.get(w("id")) == key]:
        remove(end)


def _renumbered(roots: Sequence[Element]) -> None:
    """Ids from 1; ends without a start go, starts without an end get one."""
    count = 0
    for root in roots:
        ends = {e.get(w("id")): e for e in root.iter(w("bookmarkEnd"))}
        paired = set()
        for start in list(root.iter(w("bookmarkStart"))):
            end = ends.get(start.get(w("id")))
            if end is None:
                remove(start)
                continue
            count += 1
            paired.add(end)
            for mark in (start, end):
                mark.set(w("id"), str(count))
        for end in ends.values():
            if end not in paired:
                remove(end)


def follow(root: Element, renamed: dict[str, str]) -> None:
    """Let links and fields follow renamed bookmarks; what leads to none becomes plain text."""
    for link in list(root.iter(w("hyperlink"))):
        name = link.get(w("anchor"))
        if name and name in renamed:
            link.set(w("anchor"), renamed[name])
        elif name:
            unlinked(link)
    for one in list(fields.fields_of(root)):
        name = fields.mark_in(one.code)
        if name and name in renamed:
            one.codes[0].text = fields.with_mark(one.code, renamed[name])
        elif name or not one.closed:
            fields.flattened(one)
