"""Raw HTML in Markdown: the words between the tags."""

from __future__ import annotations

import re

from antidistill.formats.markdown_atoms import Mark, silent
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
    """The tags and comments of `content` as atoms."""
    if tag_name(content) in UNSEEN:
        return []
    return [silent(content, *m.span()) for m in TAG.finditer(content)]
