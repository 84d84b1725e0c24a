"""A clean document with edits made: the bytes of a new package."""

from __future__ import annotations

import copy as copying
import re
from collections.abc import Sequence

from antidistill.edit import Edit
from antidistill.errors import Refused
from antidistill.formats.docx import contents, endings, links, structure
from antidistill.formats.docx.changes import Changes, LineChange
from antidistill.formats.docx.clean import Copy
from antidistill.formats.docx.layout import Layout, lay_out
from antidistill.formats.docx.names import Element, first, new, remove, tag, w
from antidistill.formats.docx.pack import packed
from antidistill.formats.docx.runs import pieces, rewrite, set_text, tidy
from antidistill.formats.docx.stories import Story

_LETTERS = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"\[\^e?\d+\]")
"""Of a note, which goes when the note does."""


def written(copy: Copy, edits: Sequence[Edit]) -> bytes:
    """The copy with `edits` of its text made. Refused if what then stands in the file is not what
    the edits say: that would not have been checked."""
    stories = own_stories(copy)
    layout = lay_out(copy, stories)
    changes = Changes(layout, edits)
    if edits:
        _make(changes, layout, stories)
        _check(changes, copy, stories)
    contents.settle(stories[0].root, layout.contents, copy.sheet)
    links.settled([s.root for s in stories])
    return packed(copy, stories)


def own_stories(copy: Copy) -> list[Story]:
    """Stories that may be changed."""
    return [
        Story(s.kind, s.name, copying.deepcopy(s.root), dict(s.relations)) for s in copy.stories
    ]


def _make(changes: Changes, layout: Layout, stories: Sequence[Story]) -> None:
    body = first(stories[0].root, "body")
    idle = endings.idle_breaks(body)
    for change in changes.lines:
        if change.splices and not change.removed:
            _rewrite(change)
    structure.settle_grids(layout.grids, changes)
    structure.remove_hollow(structure.remove_lines(changes), stories)
    structure.drop_unused_notes(stories)
    for story in stories:
        for link in list(story.root.iter(w("hyperlink"))):
            _, target, _ = story.relations.get(link.get(tag("r:id")) or "", ("", "", False))
            if target and not links.is_shown(target, links.text_of(link)):
                links.unlinked(link)
    endings.close_up(body, idle)


def _rewrite(change: LineChange) -> None:
    inline, paragraph = change.line.inline, change.line.element
    rewrite(paragraph, pieces(inline.text, inline.owners, change.splices))
    tidy(paragraph)
    at = paragraph
    for line in change.more:
        fresh = like(paragraph, line)
        at.addnext(fresh)
        at = fresh


def like(paragraph: Element, text: str) -> Element:
    """A paragraph with other words and the same look."""
    fresh = new("p")
    properties = paragraph.find(w("pPr"))
    if properties is not None:
        fresh.append(copying.deepcopy(properties))
        remove_section(fresh)
    run, holder = new("r"), new("t")
    look = first(next(paragraph.iter(w("r")), None), "rPr")
    if look is not None:
        run.append(copying.deepcopy(look))
    run.append(holder)
    fresh.append(run)
    set_text(holder, text)
    return fresh


def remove_section(paragraph: Element) -> None:
    """A copy of a paragraph ends no section."""
    section = first(paragraph, "pPr/sectPr")
    if section is not None:
        remove(section)


def _check(changes: Changes, copy: Copy, stories: Sequence[Story]) -> None:
    """Whether the file says, letter by letter, what the edits say."""
    found = lay_out(copy, stories)
    has = _letters("\n".join(line.inline.text for line in found.lines))
    alive = {line.element for line in found.lines}
    wanted = _letters(
        "\n".join(
            "\n".join((c.text, *c.more))
            for c in changes.lines
            if not c.removed and c.line.element in alive
        )
    )
    if has != wanted:
        raise Refused("the new text could not be put into the Word file as it was checked")


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(_LABEL.sub("", text)))
