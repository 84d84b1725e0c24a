"""Packages in one file: a zip opened with care, and one written anew."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from antidistill.errors import UnreadableInput
from antidistill.formats.docx.package import BOMB_RATIO, BOMB_SIZE, MOST_BYTES, MOST_MEMBERS
from antidistill.message import said

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold: when it was packed is nobody's business."""
_TOP = "unpack it and name the folder"


def members(data: bytes) -> dict[str, bytes]:
    """The files in an archive by their paths; UnreadableInput with one line when it is broken,
    encrypted, a bomb, or would write outside its folder."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_read(archive))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError,
            ValueError, RuntimeError) as fault:  # fmt: skip
        raise UnreadableInput(said("it is no zip file, or a broken one; pack it again")) from fault


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive of `files`, in their order: the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def _read(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise UnreadableInput(said("it has more than {most} files", most=MOST_MEMBERS))
    seen: set[str] = set()
    total = 0
    for info in infos:
        _check(info, seen)
        total += info.file_size
        large = info.file_size > BOMB_SIZE
        if total > MOST_BYTES or (large and info.file_size > BOMB_RATIO * info.compress_size):
            raise UnreadableInput(said("it unpacks to far more than a skill holds (a zip bomb?)"))
        if not info.is_dir():
            yield info.filename.replace("\\", "/"), _bounded(archive, info)


def _check(info: zipfile.ZipInfo, seen: set[str]) -> None:
    name = info.filename.replace("\\", "/")
    if info.flag_bits & 0x1:
        raise UnreadableInput(said("it is encrypted; take the password off"))
    if name.lower() in seen:
        raise UnreadableInput(said("it holds two files of the same name; {way}", way=_TOP))
    if name.startswith("/") or ".." in name.split("/") or ":" in name:
        raise UnreadableInput(said("a file's name leads out of it; do not trust this archive"))
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnreadableInput(said("it holds a link to another file; {way}", way=_TOP))
    seen.add(name.lower())


def _bounded(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, no more than it declares: the declaration may lie."""
    with archive.open(info) as member:
        data = member.read(info.file_size + 1)
    if len(data) > info.file_size:
        raise UnreadableInput(said("a file in it is larger than it says; pack it again"))
    return data
