"""Archives: hostile ones are refused with a line, sound ones come back."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable

import pytest

from antidistill.errors import UnreadableInput
from antidistill.packages import archive


def _zip(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return out.getvalue()


def _link() -> bytes:
    info = zipfile.ZipInfo("SKILL.md")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return _zip((info, b"/etc/passwd"))


def _encrypted() -> bytes:
    data = bytearray(_zip(("SKILL.md", b"x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data[at : at + 2] = struct.pack("<H", 1)
    return bytes(data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: b"", "no zip file"),
        (lambda: b"PK\x03\x04 and no more", "no zip file"),
        (lambda: _zip(("SKILL.md", b"x"))[:40], "no zip file"),
        (lambda: _zip(("../SKILL.md", b"x")), "leads out"),
        (lambda: _zip(("/etc/SKILL.md", b"x")), "leads out"),
        (lambda: _zip(("C:SKILL.md", b"x")), "leads out"),
        (lambda: _zip(("a/..\\..\\SKILL.md", b"x")), "leads out"),
        (lambda: _zip(("SKILL.md", b"x"), ("skill.MD", b"y")), "two files"),
        (lambda: _zip(("SKILL.md", b"\0" * 30_000_000)), "zip bomb"),
        (lambda: _zip(*((f"{n}.md", b"") for n in range(2_001))), "more than"),
        (_link, "a link"),
        (_encrypted, "encrypted"),
    ],
)
def test_hostile_archives_are_refused(make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        archive.members(make())


def test_a_sound_archive_comes_back_without_dates_and_comments() -> None:
    files = {"a/SKILL.md": b"# A\n", "a/参考.md": "乙".encode()}
    data = archive.packed(files)
    assert archive.members(data) == files
    assert archive.packed(files) == data
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert {i.date_time for i in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not made.comment
