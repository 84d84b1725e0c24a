"""From clean stories to text and a tree of blocks, with the way back to every element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from antidistill.document import Block, Form
from antidistill.formats.docx import looks, tables
from antidistill.formats.docx.clean import Copy
from antidistill.formats.docx.fields import CONTENTS, fields_of
from antidistill.formats.docx.growing import Grid, Growth, Line
from antidistill.formats.docx.inline import OBJECT, Inline, inline_of
from antidistill.formats.docx.names import Element, local, value, w
from antidistill.formats.docx.numbering import Counters, Level, Numbering
from antidistill.formats.docx.stories import MAIN, Story, entries
from antidistill.formats.docx.styles import Sheet
from antidistill.span import Span

_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's text, and where each character of it comes from."""

    text: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]
    contents: tuple[Element, ...]
    """The paragraphs of tables of contents: copies of headings, made anew from these."""


@dataclass(slots=True)
class _List:
    index: int
    depth: int
    family: str
    info: str
    indent: int


@dataclass(slots=True)
class Walk:
    """What is known while a story is walked through."""

    sheet: Sheet
    numbering: Numbering
    growth: Growth = field(default_factory=Growth)
    counters: Counters = field(init=False)
    results: dict[Element, str] = field(default_factory=dict)
    in_contents: set[Element] = field(default_factory=set)
    contents: list[Element] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    title: Element | None = None

    def __post_init__(self) -> None:
        self.counters = Counters(self.numbering)


def lay_out(copy: Copy, stories: Sequence[Story]) -> Layout:
    """The text: headers first, then the body, the notes, the footers."""
    walk = Walk(copy.sheet, copy.numbering)
    order = ("header", MAIN, "footnotes", "endnotes", "footer")
    for story in sorted(stories, key=lambda s: order.index(s.kind)):
        walk.results, walk.in_contents = results_of(story.root)
        if story.kind.endswith("notes"):
            for note in entries(story):
                _note(walk, note)
        else:
            main = story.kind == MAIN
            body = story.root.find(w("body")) if main else story.root
            walk.title = looks.title(body, copy.sheet) if main else None
            blocks_in(walk, body, -1)
    growth = walk.growth
    return Layout(
        "".join(growth.parts),
        growth.blocks(),
        tuple(growth.lines),
        tuple(growth.grids),
        tuple(walk.contents),
    )


def results_of(root: Element) -> tuple[dict[Element, str], set[Element]]:
    """For each element of a run that is part of a field's result, the code of the innermost such
    field; and those elements that are part of a table of contents."""
    by_mark = {f.marks[0]: f.code for f in fields_of(root) if f.marks}
    open_: list[str] = []
    found: dict[Element, str] = {}
    contents: set[Element] = set()
    for run in root.iter(w("r")):
        for child in run:
            kind = child.get(w("fldCharType")) if local(child) == "fldChar" else None
            if kind == "begin":
                open_.append(by_mark.get(child, ""))
            elif kind == "end" and open_:
                open_.pop()
            elif open_:
                found[child] = open_[-1]
                if any(map(CONTENTS.match, open_)):
                    contents.add(child)
    return found, contents


def _note(walk: Walk, note: Element) -> None:
    growth = walk.growth
    label = ("e" if local(note) == "endnote" else "") + (note.get(w("id")) or "")
    index = growth.add(Form.FOOTNOTE, growth.at, info=label)
    start = growth.write("[^").end
    growth.nodes[index].marker = Span(start, growth.write(label).end)
    growth.write("]: ")
    blocks_in(walk, note, index)
    growth.close(index)


def blocks_in(walk: Walk, container: Element, parent: int) -> None:
    """Lay out the paragraphs and tables of a container."""
    walk.lists = []
    for child in container:
        if child.tag == w("p"):
            _paragraph(walk, child, parent)
            for box in _boxes(child):
                _text_box(walk, box, parent)
        elif child.tag == w("tbl"):
            walk.lists = []
            if tables.is_grid(child, walk.sheet):
                tables.grid(walk, child, parent)
            else:
                for cell in child.iter(w("tc")):
                    if _table_of(cell) is child:
                        blocks_in(walk, cell, parent)
            walk.lists = []


def _table_of(cell: Element) -> Element:
    return next(cell.iterancestors(w("tbl")))


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes that hang on a paragraph, without those within them."""
    for box in paragraph.iter(w("txbxContent")):
        if next(box.iterancestors(w("p"))) is paragraph:
            yield box


def _text_box(walk: Walk, box: Element, parent: int) -> None:
    kept, walk.lists = walk.lists, []
    index = walk.growth.add(Form.QUOTE, walk.growth.at, parent, info="text box")
    blocks_in(walk, box, index)
    walk.growth.close(index)
    walk.lists = kept


def _paragraph(walk: Walk, element: Element, parent: int) -> None:
    inline = inline_of(element, walk.sheet, walk.results)
    if any(owner in walk.in_contents for owner in inline.owners):
        walk.contents.append(element)
        return
    words = inline.text.strip(f"{OBJECT} \t\n")
    level = _heading_level(walk, element) if parent == -1 and words else 0
    place = looks.list_place(element, walk.sheet)
    label = walk.counters.label(place[0], place[1]) if place else ""
    if not inline.text.strip():
        walk.growth.line(element, inline)
        return
    if level:
        walk.lists = []
        index = walk.growth.add(Form.HEADING, walk.growth.at, parent, level)
        walk.growth.fill(index, walk.growth.line(element, inline))
    elif place and walk.numbering.level(*place) is not None:
        _item(walk, element, inline, parent, place, label)
    else:
        _plain(walk, element, inline, parent)


def _heading_level(walk: Walk, element: Element) -> int:
    """1 for the title, one more than Word's own level for any other heading, 0 for none."""
    if element is walk.title:
        return 1
    level = looks.outline(element, walk.sheet)
    return min(level + 1, _DEEPEST) if level else 0


def _item(
    walk: Walk, element: Element, inline: Inline, parent: int, place: tuple[str, int], label: str
) -> None:
    growth = walk.growth
    level = walk.numbering.level(*place)
    assert level is not None
    _open_list(walk, parent, place, level)
    here = walk.lists[-1]
    item = growth.add(Form.ITEM, growth.at, here.index)
    growth.write("  " * (len(walk.lists) - 1))
    if label:
        span = growth.write(label)
        if label != "-":
            bare = re.search(r"\w(?:.*\w)?", label)
            cut = bare.span() if bare else (0, len(label))
            growth.nodes[item].marker = Span(span.start + cut[0], span.start + cut[1])
        growth.write(" ")
    index = growth.add(Form.PARAGRAPH, growth.nodes[item].start, item)
    growth.fill(index, growth.line(element, inline))


def _open_list(walk: Walk, parent: int, place: tuple[str, int], level: Level) -> None:
    """Leave as the last of the open lists the one that an item of this place belongs to."""
    list_id, depth = place
    family = walk.numbering.family.get(list_id, list_id)
    info = "-" if level.form == "bullet" else "1."
    while walk.lists and walk.lists[-1].depth > depth:
        walk.lists.pop()
    if walk.lists and walk.lists[-1].depth == depth:
        if (walk.lists[-1].family, walk.lists[-1].info) == (family, info):
            return
        walk.lists.pop()
    above = _last_item(walk, walk.lists[-1].index) if walk.lists else parent
    index = walk.growth.add(Form.LIST, walk.growth.at, above, len(walk.lists) + 1, info)
    walk.lists.append(_List(index, depth, family, info, level.indent))


def _last_item(walk: Walk, of_list: int) -> int:
    nodes = walk.growth.nodes
    return next(i for i in range(len(nodes) - 1, of_list, -1) if nodes[i].parent == of_list)


def _plain(walk: Walk, element: Element, inline: Inline, parent: int) -> None:
    growth = walk.growth
    within = parent
    if walk.lists and looks.goes_on(element, walk.sheet, walk.lists[-1].indent):
        within = _last_item(walk, walk.lists[-1].index)
    else:
        walk.lists = []
    if inline.mono or walk.sheet.is_code(value(element, "pPr/pStyle")):
        last = growth.nodes[-1] if growth.nodes else None
        joins = (last is not None and last.form is Form.CODE and last.parent == within
                 and last.end == growth.at)  # fmt: skip
        index = len(growth.nodes) - 1 if joins else growth.add(Form.CODE, growth.at, within)
    else:
        index = growth.add(Form.PARAGRAPH, growth.at, within)
    growth.fill(index, growth.line(element, inline))
