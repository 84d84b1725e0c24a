"""Names and values that stand outside all sentences: link definitions, attributes, fence infos."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from antidistill.document import Atom, AtomKind, Block, Form
from antidistill.edit import Edit
from antidistill.finding import Finding
from antidistill.mode import Action, Mode
from antidistill.plan.draft import Draft
from antidistill.plan.unlinking import with_attributes, words_of
from antidistill.span import Overlapping, Span


def loose_edits(
    draft: Draft, findings: Sequence[Finding], mode: Mode, made: Sequence[Edit]
) -> Iterator[Edit]:
    """Edits for withheld findings that no unit holds and no edit in `made` takes."""
    blocks = draft.document.blocks
    taken = [e.span for e in made]
    units = Overlapping((u.whole, u) for u in draft.units)
    for finding in findings:
        if mode.treats(finding) is Action.KEEP or units.at(finding.span):
            continue
        if any(finding.span.overlaps(t) for t in taken):
            continue
        index = next((i for i, b in enumerate(blocks) if _defines(b, finding.span)), -1)
        if index >= 0:
            new = [_removed(blocks[index], finding), *_unlinked(draft, blocks[index], finding)]
        else:
            new = [Edit(finding.span, finding.neutral or "", finding.note, finding.kind, "masked")]
        for edit in new:
            if not any(edit.span.overlaps(t) for t in taken):
                taken.append(edit.span)
                yield edit


def unlink(draft: Draft, findings: Sequence[Finding], mode: Mode) -> None:
    """Let sentences keep the words alone of links whose definition is withheld."""
    blocks = draft.document.blocks
    definitions = [b for b in blocks if b.form is Form.LINK_DEFINITION]
    withheld = [f for f in findings if definitions and mode.treats(f) is not Action.KEEP]
    units = Overlapping((u.span, u) for u in draft.units)
    for block in definitions:
        for finding in [f for f in withheld if _defines(block, f.span)][:1]:
            for edit in _unlinked(draft, block, finding):
                for unit in units.at(edit.span):
                    draft.touch(unit.index, edit)


def orphaned(draft: Draft, made: Sequence[Edit]) -> Iterator[Edit]:
    """Removals of definitions and footnotes that only text which went referred to: their labels
    would still say what it said."""
    document = draft.document
    definitions = [b for b in document.blocks if b.form in (Form.LINK_DEFINITION, Form.FOOTNOTE)]
    if not definitions:
        return
    taken = Overlapping((e.span, e) for e in made)
    units = Overlapping((u.span, u) for u in draft.units)
    atoms = [a for b in document.blocks for a in b.atoms if a.kind in _REFERRING]
    for block in definitions:
        if taken.at(block.extent):
            continue
        if any(draft.verdicts[u.index].critical for u in units.at(block.extent)):
            continue
        uses = [a.span for a in atoms if _uses(draft, block, a)]
        if uses and all(any(_takes(draft, e, u) for e in taken.at(u)) for u in uses):
            yield Edit(block.extent, "", "nothing refers to it any more", action="left out")


def _takes(draft: Draft, edit: Edit, use: Span) -> bool:
    """Whether an edit takes a reference away; a paragraph that is wrapped again may still have
    it."""
    words = use.of(draft.document.text).split()
    return use in edit.span and " ".join(words) not in " ".join(edit.new.split())


_REFERRING = frozenset({AtomKind.FOOTNOTE_REF, AtomKind.LINK, AtomKind.IMAGE})


def _uses(draft: Draft, definition: Block, atom: Atom) -> bool:
    footnote = definition.form is Form.FOOTNOTE
    if footnote is not (atom.kind is AtomKind.FOOTNOTE_REF):
        return False
    whole, label = atom.span.of(draft.document.text), _label(draft, definition)
    return label in whole if footnote else _names(whole, label)


def _names(whole: str, label: str) -> bool:
    """Whether a link is one by label, and that the label."""
    return whole.endswith(("]", "]\n")) and _reference(label).search(whole) is not None


def _label(draft: Draft, definition: Block) -> str:
    marker = definition.marker.of(draft.document.text) if definition.marker else ""
    return definition.info or marker


def _reference(label: str) -> re.Pattern[str]:
    return re.compile(rf"\[{re.escape(label)}\](?:\[\])?$", re.IGNORECASE)


def _defines(block: Block, span: Span) -> bool:
    return block.form is Form.LINK_DEFINITION and span.overlaps(block.extent)


def _removed(block: Block, finding: Finding) -> Edit:
    return Edit(block.extent, "", finding.note, finding.kind, "left out")


def _unlinked(draft: Draft, definition: Block, finding: Finding) -> Iterator[Edit]:
    """The words alone, for each link that used the definition."""
    label = _label(draft, definition)
    for index, block in enumerate(draft.document.blocks):
        for atom in block.atoms:
            if atom.kind not in (AtomKind.LINK, AtomKind.IMAGE):
                continue
            if _names(atom.span.of(draft.document.text), label) and draft.stands(index):
                words = words_of(draft.document, atom)
                span = with_attributes(draft.document, atom.span)
                yield Edit(span, words, finding.note, finding.kind, "unlinked")
