"""The zip file of a Word document, opened with care."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.errors import UnreadableInput
from antidistill.formats.docx.names import WORD, Element, parse, tag
from antidistill.message import said

MOST_MEMBERS = 2_000
MOST_BYTES = 120_000_000
LARGEST_XML = 30_000_000
"""A part of this size is a book of some thousand pages."""
BOMB_RATIO = 200
BOMB_SIZE = 1_000_000
"""Below this size a high ratio is harmless: empty parts pack well."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part."""

    kind: str
    """The last word of its type: 'header', 'image', …"""
    target: str
    """The member that it leads to; the address itself if it is external."""
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """A checked package."""

    members: dict[str, bytes]
    main: str
    """The member that holds the body."""
    root: Element
    """Its root."""

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by id."""
        return _relations(self.members, part)

    def targets(self, part: str, kind: str) -> Iterator[str]:
        """The members of one kind that a part leads to."""
        for relation in self.relations(part).values():
            if relation.kind == kind and relation.target in self.members:
                yield relation.target


def open_package(data: bytes) -> Package:
    """The package in `data`; UnreadableInput with one line that says why it cannot be taken."""
    if data.startswith(_OLE):
        raise UnreadableInput(
            "it is encrypted or in the old binary format; take the password off, or save it as "
            ".docx in Word"
        )
    members = _members(data)
    if "[Content_Types].xml" not in members:
        raise UnreadableInput("it is a zip file but no Word document; save it as .docx in Word")
    _refuse_special(members)
    main = _main(members)
    root = parse(members[main], main)
    if root.tag != f"{{{WORD}}}document":
        strict = "purl.oclc.org" in str(root.tag)
        way = "'Strict Open XML'; save it as 'Word document (.docx)'" if strict else (
            "no Word document; save it as .docx in Word")  # fmt: skip
        raise UnreadableInput(said("it is {way}", way=way))
    if root.find(tag("w:body")) is None:
        raise UnreadableInput("it has no body; open it in Word and save it again")
    return Package(members, main, root)


def _members(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_read(archive))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError,
            ValueError, RuntimeError) as fault:  # fmt: skip
        raise UnreadableInput(
            "it is broken or cut short; open it in Word and save it again"
        ) from fault


def _read(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise UnreadableInput(
            said(
                "it has more than {most_members} members, as no document has; save it "
                "again in Word",
                most_members=MOST_MEMBERS,
            )
        )
    seen: set[str] = set()
    total = 0
    for info in infos:
        _check_member(info, seen)
        total += info.file_size
        if total > MOST_BYTES or _is_bomb(info):
            raise UnreadableInput("it unpacks to far more than a document holds (a zip bomb?)")
        if not info.is_dir():
            yield info.filename, _bounded(archive, info)


def _check_member(info: zipfile.ZipInfo, seen: set[str]) -> None:
    name = info.filename
    if info.flag_bits & 0x1:
        raise UnreadableInput("it is encrypted; take the password off in Word")
    if name.lower() in seen:
        raise UnreadableInput("it holds two members of the same name; save it again in Word")
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
        raise UnreadableInput("a member's name leads out of the file; save it again in Word")
    seen.add(name.lower())


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    large = info.file_size > BOMB_SIZE
    packed = max(1, info.compress_size)
    text = info.filename.lower().endswith((".xml", ".rels", ".vml"))
    return large and (
        info.file_size > BOMB_RATIO * packed or (text and info.file_size > LARGEST_XML)
    )


def _bounded(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, no more than it declares: the declaration may lie."""
    with archive.open(info) as member:
        data = member.read(info.file_size + 1)
    if len(data) > info.file_size:
        raise UnreadableInput("a member is larger than it says; save it again in Word")
    return data


def _refuse_special(members: dict[str, bytes]) -> None:
    types = members["[Content_Types].xml"]
    names = [name.lower() for name in members]
    if b"macroEnabled" in types or any(n.endswith("vbaproject.bin") for n in names):
        raise UnreadableInput("it holds macros; save it as .docx without macros")
    if any(n.startswith("_xmlsignatures/") for n in names):
        raise UnreadableInput("it is signed, and a copy would break the signature; remove the "
                              "signature in Word first")  # fmt: skip
    if any(n in ("encryptioninfo", "encryptedpackage") for n in names):
        raise UnreadableInput("it is encrypted; take the password off in Word")
    for name, data in members.items():
        if name.lower().endswith((".xml", ".rels", ".vml")) and b"<!DOCTYPE" in data:
            parse(data, name)


def _main(members: dict[str, bytes]) -> str:
    for relation in _relations(members, "").values():
        if relation.kind == "officeDocument" and relation.target in members:
            return relation.target
    raise UnreadableInput("it is a zip file but no Word document; save it as .docx in Word")


def _relations(members: dict[str, bytes], part: str) -> dict[str, Relation]:
    folder, name = posixpath.split(part)
    file = posixpath.join(folder, "_rels", f"{name}.rels")
    if file not in members:
        return {}
    found = {}
    for element in parse(members[file], file):
        kind = (element.get("Type") or "").rpartition("/")[2]
        target, external = element.get("Target") or "", element.get("TargetMode") == "External"
        path = target if external else _resolved(folder, target)
        found[element.get("Id") or ""] = Relation(kind, path, external)
    return found


def _resolved(folder: str, target: str) -> str:
    """The member that a relative or absolute target names."""
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
