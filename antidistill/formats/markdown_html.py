"""Raw HTML in Markdown: the words between the tags."""

from __future__ import annotations

import re

from antidistill.document import AtomKind
from antidistill.formats.markdown_atoms import ADDRESS, Mark
from antidistill.formats.places import Range

TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[!?/]?[A-Za-z][^<>]*>", re.DOTALL)
COMMENT = re.compile(r"\s*<!--(?P<text>.*?)-->\s*", re.DOTALL)
NAME = re.compile(r"</?([A-Za-z][\w-]*)")
UNSEEN = frozenset({"script", "style"})


def comment_inside(content: str) -> Range | None:
    """The text of the one comment that `content` consists of; None if it is anything else."""
    match = COMMENT.fullmatch(content)
    return match.span("text") if match and "-->" not in match["text"] else None


def tag_name(content: str) -> str:
    """The name of the first tag in lower case, '' when there is none."""
    match = NAME.search(content)
    return match[1].lower() if match else ""


def tags(content: str) -> list[Mark]:
    """The tags and comments of `content` as atoms of which a reader sees nothing."""
    if tag_name(content) in UNSEEN:
        return []
    return [_mark(m) for m in TAG.finditer(content)]


def _mark(match: re.Match[str]) -> Mark:
    address = ADDRESS.search(match.string, *match.span())
    target = address.span("address") if address else None
    return Mark(AtomKind.HTML, match.span(), (match.end(), match.end()), target)
