"""A new package from clean parts: fresh names, fresh relationships, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

from antidistill.formats.docx.clean import Copy
from antidistill.formats.docx.names import (
    CONTENT_TYPES,
    PACKAGE_RELATIONS,
    RELATIONS,
    serialised,
    tag,
)
from antidistill.formats.docx.stories import Story

_EXTERNAL = ' TargetMode="External"'
_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    "document": "wordprocessingml.document.main",
    "theme": "theme",
}
_FILES = {"theme": "theme/theme1.xml"}
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "ttf": "application/x-font-ttf",
}


def packed(copy: Copy, stories: Sequence[Story]) -> bytes:
    """The package with the parts and pictures of `copy` and the given stories."""
    files: dict[str, bytes] = {}
    kinds: dict[str, str] = {}
    media: set[str] = set()
    for story in stories:
        files[f"word/{story.name}.xml"], kinds[f"word/{story.name}.xml"] = (
            serialised(story.root), story.kind)  # fmt: skip
        used = _used(story)
        media |= {target for kind, target, _ in used.values() if kind == "image"}
        if story is stories[0]:
            used |= _beside(copy, stories, used)
        if used:
            files[f"word/_rels/{story.name}.xml.rels"] = _relations(used)
    for kind, root in copy.parts.items():
        name = f"word/{_FILES.get(kind, f'{kind}.xml')}"
        files[name], kinds[name] = serialised(root), kind
    files |= {f"word/{target}": copy.media[target.removeprefix("media/")] for target in media}
    if copy.fonts:
        files |= {f"word/fonts/{name}": data for name, data in copy.fonts.values()}
        files["word/_rels/fontTable.xml.rels"] = _relations(
            {key: ("font", f"fonts/{name}", False) for key, (name, _) in copy.fonts.items()}
        )
    root = {"rId1": ("officeDocument", "word/document.xml", False)}
    files["_rels/.rels"] = _relations(root)
    files["[Content_Types].xml"] = _content_types(files, kinds)
    return _zipped(files)


def _used(story: Story) -> dict[str, tuple[str, str, bool]]:
    """The relationships that the story still refers to."""
    keys = {
        text
        for element in story.root.iter()
        for name, text in element.attrib.items()
        if name in (tag("r:id"), tag("r:embed"))
    }
    return {key: relation for key, relation in story.relations.items() if key in keys}


def _beside(
    copy: Copy, stories: Sequence[Story], used: Mapping[str, object]
) -> dict[str, tuple[str, str, bool]]:
    """The relationships of the body to parts that no element names."""
    free = (f"rId{n}" for n in range(1, 100_000) if f"rId{n}" not in used)
    parts = [(kind, _FILES.get(kind, f"{kind}.xml"), False) for kind in copy.parts]
    notes = [(s.kind, f"{s.name}.xml", False) for s in stories if s.kind.endswith("notes")]
    return dict(zip(free, (*parts, *notes), strict=False))


def _relations(found: Mapping[str, tuple[str, str, bool]]) -> bytes:
    lines = [
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target={quoteattr(target)}'
        f"{_EXTERNAL if external else ''}/>"
        for key, (kind, target, external) in found.items()
    ]
    return (
        f'{_HEAD}<Relationships xmlns="{PACKAGE_RELATIONS}">{"".join(lines)}</Relationships>'
    ).encode()


def _content_types(files: Mapping[str, bytes], kinds: Mapping[str, str]) -> bytes:
    suffixes = {name.rpartition(".")[2] for name in files}
    defaults = [f'<Default Extension="{s}" ContentType="{t}"/>'
                for s, t in _DEFAULTS.items() if s in suffixes | {"rels", "xml"}]  # fmt: skip
    parts = [
        f'<Override PartName="/{name}" ContentType="{_OFFICE}'
        f'{_TYPES.get(kind, "wordprocessingml." + kind)}+xml"/>'
        for name, kind in kinds.items()
    ]
    return (
        f'{_HEAD}<Types xmlns="{CONTENT_TYPES}">{"".join((*defaults, *parts))}</Types>'
    ).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, files[name])
    return out.getvalue()
