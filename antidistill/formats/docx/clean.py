"""From a package to what a copy may hold of it: live stories, sound parts, nothing hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from antidistill.formats.docx import (
    drawings,
    equations,
    fields,
    hidden,
    links,
    numbering,
    styles,
    typefaces,
)
from antidistill.formats.docx.allowed import filtered, without_own_fonts
from antidistill.formats.docx.names import (
    Element,
    local,
    new,
    parse,
    remove,
    tag,
    w,
)
from antidistill.formats.docx.notes import Notes
from antidistill.formats.docx.package import Package
from antidistill.formats.docx.parts import font_table, settings, theme
from antidistill.formats.docx.pictures import Crop, redrawn
from antidistill.formats.docx.stories import Story, related, stories_of


@dataclass(frozen=True, slots=True)
class Copy:
    """All that a copy may hold. The trees are not changed after; whoever edits takes copies."""

    stories: tuple[Story, ...]
    parts: Mapping[str, Element]
    """The other parts by new name: 'styles', 'numbering', 'settings', 'theme', 'fontTable'."""
    media: Mapping[str, bytes]
    """Pictures by new name with suffix."""
    sheet: styles.Sheet
    numbering: numbering.Numbering
    notes: tuple[str, ...]
    """What was left behind, for the user."""
    fonts: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """Embedded fonts by their relations to the table of fonts: new name, data."""


def copy_of(package: Package, *, accept: bool) -> Copy:
    """What may be copied of a package; tracked changes are accepted or refused first."""
    notes = Notes()
    found = stories_of(package, accept=accept, notes=notes)
    parts = _parts(package)
    sheet = styles.sheet_of(parts.get("styles"))
    unseen = styles.hidden_styles(sheet)
    media: dict[str, bytes] = {}
    for part, story in found:
        _scrub(story, package, part, sheet, unseen, media, notes)
    notes.add(_count_comments(package), "comment")
    stories = [story for _, story in found]
    for story in stories[1:]:
        if story.kind in ("footnotes", "endnotes"):
            _used_notes(story.root, stories[0].root)
    links.settled([s.root for s in stories])
    _finish(stories, parts, unseen, notes)
    fonts = (
        typefaces.embedded(parts["fontTable"], typefaces.faces_in(package))
        if "fontTable" in parts
        else {}
    )
    drawings.named_anew(s.root for s in stories)
    _note_package(package, notes, len(fonts))
    return Copy(
        tuple(stories),
        {kind: parts[kind] for kind in _BESIDE if kind in parts},
        media,
        styles.sheet_of(parts.get("styles")),
        numbering.numbering_of(parts.get("numbering")),
        notes.lines(),
        fonts,
    )


_BESIDE = ("styles", "numbering", "settings", "theme", "fontTable")


def _parts(package: Package) -> dict[str, Element]:
    """The parts beside the stories that a copy builds on."""
    found = {}
    for kind in _BESIDE:
        for part in list(package.targets(package.main, kind))[:1]:
            found[kind] = parse(package.members[part], part)
    return found


def _scrub(
    story: Story,
    package: Package,
    part: str,
    sheet: styles.Sheet,
    unseen: frozenset[str],
    media: dict[str, bytes],
    notes: Notes,
) -> None:
    """Take everything out of a story that is not text, shape or picture."""
    root, relations = story.root, package.relations(part)
    drawings.choose(root)
    hidden.unwrapped(root)
    notes.add(hidden.removed(root, sheet, unseen), "piece of hidden text")
    notes.add(fields.settled(root), "field code")

    def embed(old: str, crop: Crop) -> str:
        relation = relations.get(old)
        if relation is None or relation.external or relation.target not in package.members:
            return ""
        picture = redrawn(package.members[relation.target], crop)
        if picture is None:
            return ""
        name = _named(media, picture.data, picture.suffix)
        return related(story, "image", f"media/{name}", external=False)

    for what, count in drawings.settled(root, embed).items():
        notes.add(count, what)
    notes.add(equations.settled(root), "equation turned into text")

    def keep(link: Element) -> bool:
        relation = relations.get(link.get(tag("r:id")) or "")
        if relation is None or not links.is_shown(relation.target, links.text_of(link)):
            return False
        link.set(tag("r:id"), related(story, "hyperlink", relation.target, external=True))
        return True

    notes.add(links.external_settled(root, keep), "link target outside the document")
    filtered(root)
    hidden.last_paragraphs(root)


def _named(media: dict[str, bytes], data: bytes, suffix: str) -> str:
    """The new name of a picture; the same pixels are kept once."""
    for name, known in media.items():
        if known == data:
            return name
    name = f"image{len(media) + 1}.{suffix}"
    media[name] = data
    return name


def _used_notes(root: Element, body: Element) -> None:
    one = local(root).removesuffix("s")
    used = {e.get(w("id")) for e in body.iter(w(f"{one}Reference"))}
    for note in list(root):
        if note.get(w("type")) is None and note.get(w("id")) not in used:
            root.remove(note)
        elif note.get(w("type")) not in (None, "normal"):
            for text in list(note.iter(w("t"))):
                remove(text)
    there = {n.get(w("id")) for n in root}
    for reference in list(body.iter(w(f"{one}Reference"))):
        if reference.get(w("id")) not in there:
            remove(reference)


def _finish(
    stories: list[Story], parts: dict[str, Element], unseen: frozenset[str], notes: Notes
) -> None:
    """Styles, lists and the other parts, once the stories are clean."""
    trees = [s.root for s in stories]
    sheet_root = parts.setdefault("styles", new("styles"))
    filtered(sheet_root)
    renamed = styles.cleaned(sheet_root, unseen)
    if "numbering" in parts:
        filtered(parts["numbering"])
        notes.add(numbering.cleaned(parts["numbering"]), "list label with words")
    for root in (*trees, sheet_root, *(parts[k] for k in ("numbering",) if k in parts)):
        styles.relabelled(root, renamed)
    parts["settings"] = settings(parts.get("settings"), trees)
    if "theme" in parts:
        theme(parts["theme"])
    if "fontTable" in parts:
        font_table(parts["fontTable"])
    own = sum(without_own_fonts(root) for root in (*trees, *parts.values()))
    notes.add(own, "unknown font name")


def _count_comments(package: Package) -> int:
    roots = (parse(package.members[p], p) for p in package.targets(package.main, "comments"))
    return sum(len(list(root.iter(w("comment")))) for root in roots)


_KINDS = {
    "customXml": "custom XML part",
    "glossaryDocument": "set of building blocks",
    "aFChunk": "embedded document",
    "subDocument": "linked document",
    "attachedTemplate": "template",
    "font": "embedded font",
}


def _note_package(package: Package, notes: Notes, fonts: int) -> None:
    """`fonts` are the embedded ones that a copy has."""
    notes.add(-fonts, _KINDS["font"])
    for part in (package.main, *package.targets(package.main, "fontTable"),
                 *package.targets(package.main, "settings")):  # fmt: skip
        for relation in package.relations(part).values():
            if relation.kind in _KINDS:
                notes.add(1, _KINDS[relation.kind])
    properties = [r for r in package.relations("").values() if "propert" in r.kind.lower()]
    notes.add(len(properties), "set of properties", spell="sets of properties")


def pictures_in(copy: Copy) -> int:
    """How many pictures the stories show."""
    return sum(1 for s in copy.stories for _ in s.root.iter(tag("a:blip")))
