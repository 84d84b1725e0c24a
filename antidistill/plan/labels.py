"""Bold labels and what they stand before: neither shows that the other went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from antidistill.document import Atom, AtomKind, Form
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import leans
from antidistill.reading import Speech

_LETTER = re.compile(r"[^\W_]")
_COLON = re.compile(r"[:：]\s*$")
_COLON_BEHIND = re.compile(r"\s?[:：]\s*")
_CAPITAL = re.compile(r"[A-Z]")
_FULL = 2
"""Members that still say what their label is about, beside which any bare label stands out; among
fewer, those do that are no more than they."""
_SPELT = 3
"""Single letters from which on labels spell a word."""


@dataclass(frozen=True, slots=True)
class Member:
    """A list item, or a paragraph among others, that a bold label opens."""

    whole: int
    """The item or the paragraph."""
    own: int
    """The paragraph with the label."""
    below: tuple[int, ...]
    """Blocks that hang on it."""


def opening(draft: Draft, block: int) -> Atom | None:
    """The bold words that a paragraph opens with, if it does."""
    here = draft.document.blocks[block]
    if here.form is not Form.PARAGRAPH or not here.atoms:
        return None
    first = here.atoms[0]
    if first.kind is not AtomKind.EMPHASIS or first.span.start != here.span.start:
        return None
    strong = first.span.of(draft.document.text)[:2] in ("**", "__")
    return first if strong else None


def kept_from(draft: Draft, block: int) -> int:
    """Where the words behind a paragraph's bold label with its colon begin in the source; 0 if it
    has none. The label stays for the sentences that are left, if these have none of their own."""
    atom = opening(draft, block)
    if atom is None or _has_its_own(draft, block):
        return 0
    text = draft.document.text
    if _COLON.search(atom.inner.of(text)):
        end = atom.span.end
        return end + len(text[end : end + 1]) - len(text[end : end + 1].lstrip(" "))
    colon = _COLON_BEHIND.match(text, atom.span.end)
    return colon.end() if colon else 0


def _has_its_own(draft: Draft, block: int) -> bool:
    """Whether the first sentence that is left opens with a bold label: 'Answer: …', 'Tell: …'."""
    left = next((u for u in draft.units_of(block) if u not in draft.gone), None)
    if left is None:
        return False
    unit, bold = draft.units[left], draft.document.blocks[block].atoms[1:]
    starts = {a.span.start for a in bold if a.kind is AtomKind.EMPHASIS}
    return bool(unit.label) or bool(starts & {unit.span.start, unit.whole.start})


def settle(draft: Draft) -> bool:
    """Leave out labels whose explanation went, beside others that keep theirs; keep whole the
    labels that spell a word and the bold lines that stand there as headings do. Whether something
    changed."""
    changed = _bold_lines(draft)
    for members in rows(draft):
        changed |= _spelling(draft, members) or _unlabelled(draft, members)
        changed |= _bare(draft, members)
    return changed


def rows(draft: Draft) -> Iterator[list[Member]]:
    """The items of each list, and paragraphs that follow one another, with a bold label each."""
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.LIST:
            yield list(_items(draft, index))
    yield from _paragraphs(draft)


def _items(draft: Draft, at: int) -> Iterator[Member]:
    for item in draft.children(at):
        children = draft.children(item)
        if children and opening(draft, children[0]) is not None:
            yield Member(item, children[0], tuple(children[1:]))


def _paragraphs(draft: Draft) -> Iterator[list[Member]]:
    row: list[Member] = []
    top = draft.children(-1)
    for index, behind in pairwise([*top, -1]):
        if opening(draft, index) is None:
            yield row
            row = []
            continue
        hangs = behind >= 0 and draft.document.blocks[behind].form in (Form.LIST, Form.CODE)
        if not hangs:
            row.append(Member(index, index, ()))
    yield row


def _bare(draft: Draft, members: Sequence[Member]) -> bool:
    """Leave out the members of which only the label is left, where none was so before."""
    if any(is_bare(draft, m, before=True) for m in members):
        return False
    standing = [m for m in members if draft.stands(m.whole)]
    bare = [m for m in standing if is_bare(draft, m) and not _is_told(draft, m)]
    full = [m for m in standing if not is_bare(draft, m)]
    if not bare:
        return False
    if len(full) < min(_FULL, len(bare)):
        return False
    removed = [draft.remove(m.whole, "only its label was left") for m in bare]
    return any(removed)


def _unlabelled(draft: Draft, members: Sequence[Member]) -> bool:
    """Among several, a label that went comes back for what stands behind it, or takes it along."""
    changed = False
    for member in members if len(members) > _FULL else ():
        first, *rest = draft.units_of(member.own) or [-1]
        if first not in draft.gone or not draft.stands(member.whole):
            continue
        if not any(u not in draft.gone for u in rest):
            continue
        if kept_from(draft, member.own) and first not in draft.barred:
            continue
        if draft.can_stay(first):
            draft.let_stay(first)
            changed = True
        else:
            changed |= draft.remove(member.whole, "its label went")
    return changed


def is_bare(draft: Draft, member: Member, *, before: bool = False) -> bool:
    """Whether only its label is left of a member, or was there before anything went."""
    atom = opening(draft, member.own)
    if atom is None:
        return False
    label = _letters(atom.inner.of(draft.document.text))
    units = draft.units_of(member.own)
    if before:
        here = draft.document.blocks[member.own].span
        return not member.below and _letters(here.of(draft.document.text)) == label
    if any(draft.stands(b) for b in member.below) or any(u in draft.new for u in units):
        return False
    left = "".join(draft.left_of(u) for u in units if u not in draft.gone)
    return _letters(left) == label


def _is_told(draft: Draft, member: Member) -> bool:
    """Whether a label is a sentence, or one of counted steps, that tells what to do."""
    first = draft.units[draft.units_of(member.own)[0]]
    if first.speech not in (Speech.STEP, Speech.RULE):
        return False
    counted = draft.document.blocks[member.whole].marker is not None
    return counted or first.text.rstrip().endswith((".", "。", "!", "！"))


def _spelling(draft: Draft, members: Sequence[Member]) -> bool:
    """Bring back what went from a row of single letters: they spell a word."""
    texts = [opening(draft, m.own) for m in members]
    letters = [a for a in texts if a and _CAPITAL.fullmatch(a.inner.of(draft.document.text))]
    if len(letters) < _SPELT or len(letters) < len(members):
        return False
    lost = [draft.units_of(m.own)[:1] for m in members]
    return _return(draft, [u for units in lost for u in units if u in draft.gone])


def _bold_lines(draft: Draft) -> bool:
    """A bold line on its own is a heading, a link on its own a title: their words stay together. So
    do lines of one paragraph that open with single letters."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        units = draft.units_of(index)
        gone = [u for u in units if u in draft.gone]
        if not gone or len(gone) == len(units):
            continue
        if block.form is Form.PARAGRAPH and any(a.span == block.span for a in block.atoms):
            changed |= _together(draft, units, gone)
        else:
            changed |= _return(draft, _spelt(draft, index, units))
    return changed


def _together(draft: Draft, units: Sequence[int], gone: Sequence[int]) -> bool:
    """Bring back what went of a line; where that cannot be, or leans on what went, the rest goes
    with it."""
    if all(draft.can_stay(u) and not leans(draft.units[u].text) for u in gone):
        return _return(draft, gone)
    if any(draft.verdicts[u].critical for u in units):
        return False
    for unit in units:
        draft.drop(unit)
    return True


def _spelt(draft: Draft, block: int, units: Sequence[int]) -> list[int]:
    """The units that are gone of those that open with a bold capital."""
    text = draft.document.text
    bold = {
        a.span.start
        for a in draft.document.blocks[block].atoms
        if a.kind is AtomKind.EMPHASIS and _CAPITAL.fullmatch(a.inner.of(text))
    }
    here = [u for u in units if draft.units[u].whole.start in bold]
    return [u for u in here if u in draft.gone] if len(here) >= _SPELT else []


def _return(draft: Draft, units: Sequence[int]) -> bool:
    able = [u for u in units if draft.can_stay(u)]
    for unit in able:
        draft.let_stay(unit)
    return bool(able)


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(text))
