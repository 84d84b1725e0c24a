"""New words into the runs of a paragraph, so that each takes the look of the word it replaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from antidistill.formats.docx.changes import Splice
from antidistill.formats.docx.names import SPACE, Element, local, new, remove, tag, w

_TOKEN = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]|\w+|\s+|[^\w\s]")
"""A word, a Han character, white space, or a mark."""
_ALIKE = 0.3
"""Below this share of common words the look of single words says nothing: all take the look that
most of the old ones have."""
_COMPARABLE = 1_000_000
"""Products of token counts above this are not compared."""
_TEXTS = (w("t"),)
BREAK = re.compile(r"([\t\n])")
"""Characters that are elements of their own in a run."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line with one fate, all from one element."""

    op: str
    """'same', 'gone' or 'new'."""
    text: str
    owner: Element | None
    """For new text, the element whose look it takes."""


def pieces(text: str, owners: Sequence[Element], splices: Sequence[Splice]) -> list[Piece]:
    """What a line becomes, in its order."""
    out: list[Piece] = []
    done = 0
    for splice in splices:
        out += _owned("same", text, owners, done, splice.start)
        out += _compared(text, owners, splice)
        done = splice.end
    return [*out, *_owned("same", text, owners, done, len(text))]


def _owned(op: str, text: str, owners: Sequence[Element], start: int, end: int) -> Iterator[Piece]:
    while start < end:
        stop = start + 1
        while stop < end and owners[stop] is owners[start]:
            stop += 1
        yield Piece(op, text[start:stop], owners[start])
        start = stop


def _compared(text: str, owners: Sequence[Element], splice: Splice) -> Iterator[Piece]:
    """Word by word; as one where the two have little in common."""
    old_words, new_words = (
        _TOKEN.findall(text[splice.start : splice.end]),
        _TOKEN.findall(splice.new),
    )
    places = [splice.start]
    for word in old_words:
        places.append(places[-1] + len(word))
    small = len(old_words) * len(new_words) <= _COMPARABLE
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False) if small else None
    if matcher is None or not _is_alike(matcher, old_words, new_words):
        yield from _owned("gone", text, owners, splice.start, splice.end)
        if splice.new:
            yield Piece("new", splice.new, _host(owners, splice.start, splice.end))
        return
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            yield from _owned("same", text, owners, places[a], places[b])
            continue
        yield from _owned("gone", text, owners, places[a], places[b])
        if d > c:
            yield Piece("new", "".join(new_words[c:d]), _host(owners, places[a], places[b]))


def _is_alike(matcher: SequenceMatcher[str], old: list[str], new_words: list[str]) -> bool:
    common = sum(
        token.strip() != ""
        for block in matcher.get_matching_blocks()
        for token in old[block.a : block.a + block.size]
    )
    fewer = min(sum(t.strip() != "" for t in old), sum(t.strip() != "" for t in new_words))
    return common >= _ALIKE * max(1, fewer)


def _host(owners: Sequence[Element], start: int, end: int) -> Element | None:
    """Whose look new text takes: that of most replaced characters, else of the left neighbour, at
    the beginning of the right one."""
    counted = Counter(o for o in owners[start:end] if o.tag in _TEXTS)
    if counted:
        return counted.most_common(1)[0][0]
    if end > start:
        return owners[start]
    if start:
        return owners[start - 1]
    return owners[0] if owners else None


def rewrite(paragraph: Element, made: Sequence[Piece]) -> None:
    """Put the pieces of a line into its paragraph."""
    order: dict[Element, list[Piece]] = {}
    for piece in made:
        owner = piece.owner if piece.owner is not None else _first_text(paragraph, order)
        order.setdefault(owner, []).append(piece)
    for owner, own in order.items():
        if any(piece.op != "same" for piece in own):
            _put(owner, own)


def _first_text(paragraph: Element, order: dict[Element, list[Piece]]) -> Element:
    """A new, empty text at the end of the paragraph, for one that had none."""
    known = next((o for o in order if o.getparent() is not None), None)
    if known is not None:
        return known
    run, text = new("r"), new("t")
    run.append(text)
    paragraph.append(run)
    return text


def _put(owner: Element, own: Sequence[Piece]) -> None:
    text = "".join(p.text for p in own if p.op != "gone")
    fresh = "".join(p.text for p in own if p.op == "new")
    whole = not any(p.op == "gone" for p in own)
    if owner.tag in _TEXTS:
        set_text(owner, text)
    elif owner.tag == tag("m:oMath"):
        _after(owner, text, in_run=False)
        remove(owner)
    else:
        _after(owner, fresh, in_run=True)
        if not whole:
            remove(owner)


def _after(owner: Element, text: str, *, in_run: bool) -> None:
    """New text behind an element that holds none itself."""
    if not text:
        return
    fresh = new("t")
    if in_run:
        owner.addnext(fresh)
    else:
        run = new("r")
        run.append(fresh)
        owner.addnext(run)
    set_text(fresh, text)


def set_text(element: Element, text: str) -> None:
    """Give a w:t this text, with tabs and line breaks as elements behind it."""
    parts = [p for p in BREAK.split(text) if p]
    if not parts:
        remove(element)
        return
    at = element
    for number, part in enumerate(parts):
        made = {"\t": "tab", "\n": "br"}.get(part, "t")
        if number == 0 and made == "t":
            current = element
        else:
            current = new(made)
            at.addnext(current)
        if made == "t":
            current.text = part
            current.set(SPACE, "preserve")
        at = current
    if parts[0] in "\t\n":
        remove(element)


def tidy(paragraph: Element) -> None:
    """Take out runs and links with nothing in them."""
    for run in list(paragraph.iter(w("r"))):
        if all(local(child) == "rPr" for child in run):
            remove(run)
    for link in list(paragraph.iter(w("hyperlink"))):
        if not any(True for _ in link.iter(w("r"))):
            remove(link)
