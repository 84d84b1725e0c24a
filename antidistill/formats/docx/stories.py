"""The parts of a Word file that have text: which of them some page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from antidistill.formats.docx import revisions
from antidistill.formats.docx.names import ENTRY_TAGS, Element, is_on, local, parse, remove, tag, w
from antidistill.formats.docx.notes import Notes
from antidistill.formats.docx.package import Package

MAIN = "document"


@dataclass(slots=True)
class Story:
    """One part with text in it."""

    kind: str
    """'document', 'header', 'footer', 'footnotes' or 'endnotes'."""
    name: str
    """Of the new part, without folder and suffix: 'header2'."""
    root: Element
    relations: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    """By new id: kind, target and whether it leads out of the package."""


def stories_of(package: Package, *, accept: bool, notes: Notes) -> list[tuple[str, Story]]:
    """The body, the headers and footers that its pages show, and the notes, each with its old
    part."""
    main = Story(MAIN, MAIN, package.root)
    changes = revisions.settled(main.root, accept=accept)
    found = [(package.main, main), *_heads(package, main)]
    for kind in ("footnotes", "endnotes"):
        for part in list(package.targets(package.main, kind))[:1]:
            found.append((part, Story(kind, kind, parse(package.members[part], part))))
    changes += sum(revisions.settled(s.root, accept=accept) for _, s in found[1:])
    notes.add(changes, f"tracked change {'accepted' if accept else 'refused'}")
    return found


_HEADS = ("headerReference", "footerReference")


def _heads(package: Package, main: Story) -> Iterator[tuple[str, Story]]:
    """The headers and footers that some page shows; the references follow their new names."""
    relations, names = package.relations(package.main), dict[str, str]()
    shown = {"default", None}
    shown |= {"first"} if any(map(is_on, main.root.iter(w("titlePg")))) else set()
    shown |= {"even"} if _has_even_pages(package) else set()
    counts: Counter[str] = Counter()
    for reference in list(main.root.iter(*map(w, _HEADS))):
        relation = relations.get(reference.get(tag("r:id")) or "")
        part = relation.target if relation is not None else ""
        if part not in package.members or reference.get(w("type")) not in shown:
            remove(reference)
            continue
        kind = local(reference).removesuffix("Reference")
        if part not in names:
            counts[kind] += 1
            names[part] = f"{kind}{counts[kind]}"
            yield part, Story(kind, names[part], parse(package.members[part], part))
        key = related(main, kind, f"{names[part]}.xml", external=False)
        reference.set(tag("r:id"), key)


def _has_even_pages(package: Package) -> bool:
    roots = (parse(package.members[p], p) for p in package.targets(package.main, "settings"))
    return any(is_on(root.find(w("evenAndOddHeaders"))) for root in roots)


def related(story: Story, kind: str, target: str, *, external: bool) -> str:
    """The id of a relationship of a story, made if it has none like it."""
    for key, known in story.relations.items():
        if known == (kind, target, external):
            return key
    key = f"rId{len(story.relations) + 1}"
    story.relations[key] = (kind, target, external)
    return key


def entries(story: Story) -> Iterator[Element]:
    """The notes of a story of notes that have text."""
    for note in story.root.iter(*map(w, ENTRY_TAGS)):
        if note.get(w("type")) in (None, "normal"):
            yield note
