"""The blocks of a page, from its tags."""

from __future__ import annotations

import re
from collections.abc import Sequence

from antidistill.document import Block, Form
from antidistill.formats.html.inline import pieces_of
from antidistill.formats.html.leaves import Leaf, block_of
from antidistill.formats.html.nesting import DEEPEST, Element, closed_by, inside, is_block
from antidistill.formats.html.tokens import Sort, Token
from antidistill.span import Span

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_FORMS = {"ul": Form.LIST, "ol": Form.LIST, "menu": Form.LIST, "dir": Form.LIST, "li": Form.ITEM,
          "blockquote": Form.QUOTE, "table": Form.TABLE, "tr": Form.ROW}  # fmt: skip
_TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th"})
_LANGUAGE = re.compile(r"\blanguage-([\w+#-]{1,20})", re.IGNORECASE)


def blocks_of(text: str, tokens: Sequence[Token]) -> tuple[Block, ...]:
    """The tree of a page whose words are `text`; RecursionError never, ValueError when elements
    lie too deep in one another."""
    grown = _Growing(text, tokens)
    for index, token in enumerate(tokens):
        grown.take(index, token)
    grown.finish()
    return tuple(block_of(text, leaf) for leaf in grown.leaves)


class _Growing:
    """The tree while the tags go by."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text, self.tokens = text, tokens
        self.leaves: list[Leaf] = []
        self.top = Element("", -1, None, 0, len(text))
        self.run: list[Token] = []
        self._last_list: tuple[Element, int] | None = None
        self._nested = 0

    def take(self, index: int, token: Token) -> None:
        """The next tag or text."""
        if not is_block(token.name):
            if token.sort not in (Sort.RAW, Sort.DOCTYPE):
                self.run.append(token)
        elif token.sort is Sort.CLOSE:
            self._close(token)
        else:
            self._open(index, token)

    def finish(self) -> None:
        """Closes what is open."""
        while self.top.parent is not None:
            self._end(len(self.text))
        self._flush()

    def _open(self, index: int, token: Token) -> None:
        if self._is_line(token):
            self._nested += token.name == "table"
            self.run.append(token)
            return
        self._flush()
        self._imply(token)
        if token.sort is Sort.VOID:
            if token.name == "hr":
                self._leaf(Form.RULE, Span(token.start, token.end), whole=False)
            return
        one = Element(token.name, index, self.top, token.start, level=self.top.level + 1)
        if one.level > DEEPEST:
            raise ValueError("depth")
        one.node = self._container(one, token)
        self.top.kids += 1
        self.top = one

    def _is_line(self, token: Token) -> bool:
        """Whether a block is only a line of the cell or code that it stands in."""
        if inside(self.top, "pre") is not None:
            return token.name != "pre"
        if inside(self.top, "td", "th") is None:
            return False
        return self._nested > 0 or token.name not in _TABLE or (
            token.name == "table" and token.sort is Sort.OPEN)  # fmt: skip

    def _imply(self, token: Token) -> None:
        """Closes what an opening tag closes without a word."""
        last = closed_by(self.top, token.name)
        while last is not None and last.end < 0:
            self._end(token.start)

    def _container(self, one: Element, token: Token) -> int:
        form = _FORMS.get(one.name)
        outer = self.top.node
        if form is None:
            return outer
        if form is Form.LIST and self._continues(one):
            assert self._last_list is not None
            return self._last_list[1]
        if form is Form.ITEM and (outer < 0 or self.leaves[outer].form is not Form.LIST):
            return outer
        if form is Form.ROW and (outer < 0 or self.leaves[outer].form is not Form.TABLE):
            return outer
        self.leaves.append(Leaf(form, outer, one, Span(one.start, one.start), True))
        made = self.leaves[-1]
        if form is Form.LIST:
            made.info = "1." if one.name == "ol" else "-"
            made.level = self._depth(outer) + 1
        elif form is Form.ITEM:
            made.marker = self._number(one, token)
        elif form is Form.ROW:
            made.info = "header" if inside(self.top, "thead") is not None else ""
        return len(self.leaves) - 1

    def _continues(self, one: Element) -> bool:
        """Whether a list goes on with the one before it: some programs write a list an item."""
        last = self._last_list
        if last is None or last[0].name != one.name or last[0].parent is not one.parent:
            return False
        if self.text[last[0].end : one.start].strip():
            return False
        self.leaves[last[1]].closed.append(one)
        return True

    def _depth(self, node: int) -> int:
        depth = 0
        while node >= 0:
            depth += self.leaves[node].form is Form.LIST
            node = self.leaves[node].parent
        return depth

    def _number(self, one: Element, token: Token) -> Span | None:
        """The digits that say an item's number."""
        outer = one.parent
        first = outer is not None and outer.name == "ol" and not outer.kids
        for tag, name in ((token, "value"), (self.tokens[outer.open], "start") if first and outer
                          else (token, "value")):  # fmt: skip
            for found in tag.attributes:
                if found.name == name and found.value:
                    where = Span(*found.value)
                    return where if where.of(self.text).isdigit() else None
        return None

    def _close(self, token: Token) -> None:
        if self._is_line(token):
            self._nested -= token.name == "table"
            self.run.append(token)
            return
        open_ = inside(self.top, token.name)
        if open_ is None or open_.parent is None:
            return
        while self.top is not open_:
            self._end(token.start)
        self._end(token.end)

    def _end(self, at: int) -> None:
        self._flush()
        one = self.top
        assert one.parent is not None
        one.end = at
        if one.name == "tr":
            self._mark_header(one)
        if _FORMS.get(one.name) is Form.LIST and one.node >= 0:
            self._last_list = (one, one.node)
        self.top = one.parent

    def _mark_header(self, row: Element) -> None:
        """A first row of nothing but heads is one, whatever part of the table it is in."""
        if row.node < 0 or self.leaves[row.node].element is not row:
            return
        leaf = self.leaves[row.node]
        rows = [x for x in self.leaves if x.form is Form.ROW and x.parent == leaf.parent]
        cells = [x for x in self.leaves[row.node :] if x.parent == row.node]
        if rows[0] is leaf and cells and all(c.element.name == "th" for c in cells):
            leaf.info = "header"
        for cell in cells:
            cell.info = leaf.info

    def _flush(self) -> None:
        """The texts and inline tags so far become a block."""
        run, self.run = self.run, []
        name = self.top.name
        code = inside(self.top, "pre") is not None
        pieces = pieces_of(self.text, run, code=code)
        if not pieces:
            if name in ("td", "th") and self._row() is not None:
                self._leaf(Form.CELL, Span(self.top.start, self.top.start), whole=True)
            return
        form = Form.PARAGRAPH
        cell = inside(self.top, "td", "th")
        if code:
            form = Form.CODE
        elif cell is not None:
            form = Form.CELL
        elif name in _HEADINGS:
            form = Form.HEADING
        elif name == "title":
            form = Form.FIELD
        self._leaf(form, Span(pieces[0].start, pieces[-1].end), whole=False)
        leaf = self.leaves[-1]
        leaf.pieces, leaf.tokens = pieces, () if code else tuple(run)
        leaf.level = _HEADINGS.get(name, 0) if form is Form.HEADING else 0
        if form is Form.CODE:
            tags = " ".join(t.of(self.text) for t in (self.tokens[self.top.open], *run)
                            if t.sort is Sort.OPEN)  # fmt: skip
            found = _LANGUAGE.search(tags)
            leaf.info = found[1].lower() if found else ""
        leaf.info = "title" if form is Form.FIELD else leaf.info

    def _leaf(self, form: Form, run: Span, *, whole: bool) -> None:
        self.top.kids += 1
        leaf = Leaf(form, self.top.node, self.top, run, whole)
        if form is Form.CELL:
            leaf.whole = self._row() is not None
            leaf.form = Form.CELL if leaf.whole else Form.PARAGRAPH
        self.leaves.append(leaf)

    def _row(self) -> Leaf | None:
        """The row that stands around what is read."""
        at = self.top.node
        return self.leaves[at] if at >= 0 and self.leaves[at].form is Form.ROW else None
