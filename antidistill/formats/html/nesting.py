"""Elements in one another: which are open, and which of them a tag closes that does not say so."""

from __future__ import annotations

from dataclasses import dataclass

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup",
     "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
     "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
     "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
     "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"}
)  # fmt: skip
_CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tbody": ({"tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"}, {"table"}),
    "tfoot": ({"tr", "td", "th", "thead", "tbody", "colgroup"}, {"table"}),
}
"""What an opening tag closes that was left open, up to which element around it."""
DEEPEST = 300
"""Elements in one another; no page that people wrote has as many."""


@dataclass(slots=True)
class Element:
    """A block-level element."""

    name: str
    open: int
    """Index of its opening tag, -1 of the page."""
    parent: Element | None
    start: int
    end: int = -1
    kids: int = 0
    """Blocks and texts directly in it."""
    node: int = -1
    """Its block; that of the nearest one around it where it has none."""
    level: int = 0


def is_block(name: str) -> bool:
    """Whether an element stands on lines of its own."""
    return name in _BLOCKS


def inside(top: Element, *names: str) -> Element | None:
    """The nearest element of these names, `top` or around it; None when there is none."""
    at: Element | None = top
    while at is not None and at.name not in names:
        at = at.parent
    return at


def closed_by(top: Element, name: str) -> Element | None:
    """The outermost open element that an opening tag closes; None when it closes none."""
    if name not in _CLOSES:
        return top if top.name == "p" else None
    closed, stop = _CLOSES[name]
    at: Element | None = top
    last = None
    while at is not None and at.name not in stop and at.parent is not None:
        last = at if at.name in closed else last
        at = at.parent
    return last
