"""What an office program makes of copies: it opens them, and an unchanged one shows the same pages.
Runs where LibreOffice and poppler are at hand."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageDraw

from antidistill.formats.docx import Docx
from antidistill.formats.docx.names import tag, w

from . import others
from .packages import p, r, table, word
from .test_modes import MODES, copy
from .test_stowaways import PICTURE
from .test_trees import filled
from .test_writing import BODY, PARTS
from .torture import torture

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftoppm")),
    reason="no LibreOffice or no poppler here",
)
MOST = 1.0
"""Percent of a page's pixels."""
_FILL = "".join(p(f"Line {n} of a book that fills its pages with words.") for n in range(40))
SEEN = 32
"""Steps of grey, of 256, from which on a pixel is another one."""


def pages(files: Mapping[str, bytes], at: Path) -> dict[str, list[Image.Image]]:
    """Each file's pages, as the office program shows them; KeyError for one that it cannot open."""
    at.mkdir()
    for name, data in files.items():
        (at / f"{name}.docx").write_bytes(data)
    home = f"-env:UserInstallation={(at.parent / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(at)]
    names = [str(at / f"{name}.docx") for name in files]
    subprocess.run([*command, *names], check=True, capture_output=True, timeout=120)
    out = {}
    for name in files:
        printed = at / f"{name}.pdf"
        if not printed.exists():
            raise KeyError(name)
        subprocess.run(
            ["pdftoppm", "-r", "50", "-gray", "-png", str(printed), str(at / name)], check=True
        )
        shown = sorted(at.glob(f"{name}-*.png"), key=_number)
        out[name] = [Image.open(path).convert("L") for path in shown]
    return out


def _number(path: Path) -> int:
    return int(re.findall(r"\d+", path.stem)[-1])


def differing(one: Image.Image, other: Image.Image) -> float:
    """Percent of pixels that are not the same."""
    assert one.size == other.size
    apart = ImageChops.difference(one, other).point(lambda v: 255 if v > SEEN else 0)
    return 100 * apart.histogram()[255] / (one.width * one.height)


def _with_picture() -> bytes:
    image, out = Image.new("RGB", (60, 40), "white"), io.BytesIO()
    ImageDraw.Draw(image).rectangle((5, 5, 40, 30), fill="navy")
    image.save(out, "PNG")
    links = {"rIdPicture": ("image", "media/a.png"), "rIdLink": ("image", "!C:/a.png")}
    size = "<w:pgSz w:w='16838' w:h='11906' w:orient='landscape'/>"
    end = f"<w:sectPr>{size}<w:cols w:num='2'/></w:sectPr>"
    body = PICTURE.format(crop="") + "".join(p(f"Line {n} of a column.") for n in range(40)) + end
    return word(body, links=links, files={"word/media/a.png": out.getvalue()})


def _chinese() -> bytes:
    look = '<w:rFonts w:hint="eastAsia" w:eastAsia="SimSun"/><w:sz w:val="28"/>'
    run = f"<w:r><w:rPr>{look}</w:rPr><w:t>先看连接池，再看日志。</w:t></w:r>"
    spaced = (
        "<w:pPr><w:spacing w:line='480' w:lineRule='auto'/><w:ind w:firstLineChars='200'/></w:pPr>"
    )
    equation = "<w:p><m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t>=2</m:t></m:r></m:oMath></w:p>"
    return word(
        f"<w:p><w:pPr>{spaced}</w:pPr>{run}</w:p>{equation}"
        + table(("级别", "时间"), ("一", "十分钟"))
    )


def _accepted(data: bytes) -> bytes:
    """The file with its tracked changes accepted, by another hand than ours."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            text = old.read(info)
            if info.filename == "word/document.xml":
                text = _without_marks(text)
            new.writestr(info, text)
    return out.getvalue()


def _without_marks(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "pPrChange",
                 "rPrChange", "moveFromRangeStart", "moveFromRangeEnd"):  # fmt: skip
        for element in list(root.iter(w(name))):
            element.getparent().remove(element)
    for paragraph in reversed(list(root.iter(w("p")))):
        mark = paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('del')}")
        after = paragraph.getnext()
        if mark is not None and after is not None and after.tag == w("p"):
            properties = after.find(w("pPr"))
            at = 0 if properties is None else 1
            for child in reversed([c for c in paragraph if c.tag != w("pPr")]):
                after.insert(at, child)
            paragraph.getparent().remove(paragraph)
    for name in ("del", "moveFrom"):
        for element in list(root.iter(w(name))):
            element.getparent().remove(element)
    etree.strip_tags(root, w("ins"), w("moveTo"))
    for link in list(root.iter(w("hyperlink"))):
        # copies drop the targets of links, and say so: what remains is no link and looks like none
        if link.get(tag("r:id")) and "://" not in "".join(link.itertext()):
            for look in list(link.iter(w("rPr"))):
                for drop in [e for e in look if e.tag in (w("rStyle"), w("u"), w("color"))]:
                    look.remove(drop)
    return bytes(etree.tostring(root))


def _corpus() -> dict[str, bytes]:
    """Documents of others, where they are at hand, with their tracked changes accepted."""
    return {path.stem: _accepted(path.read_bytes()) for path in others.FILES}


def test_an_unchanged_copy_shows_the_same_pages(tmp_path: Path) -> None:
    files = {
        "book": word(_FILL + filled(BODY), parts=PARTS),
        "picture": _with_picture(),
        "chinese": _chinese(),
        "bold": word(f"<w:p>{r('a ')}{r('b', bold=True)}</w:p>"),
        **_corpus(),
    }
    form = Docx()
    copies = {n: form.write(d, d.text) for n, d in ((n, form.read(x, n)) for n, x in files.items())}
    before, after = pages(files, tmp_path / "old"), pages(copies, tmp_path / "new")
    for name in files:
        assert len(before[name]) == len(after[name]), name
        apart = [differing(a, b) for a, b in zip(before[name], after[name], strict=True)]
        assert max(apart) < MOST, (name, apart)
    other = differing(before["book"][0], before["chinese"][0])
    assert other > MOST, "pages that differ are seen to"


def test_copies_of_the_torture_file_open_in_every_mode(tmp_path: Path) -> None:
    files = {"torture": torture(), **{mode: copy(mode) for mode in MODES}}
    shown = pages(files, tmp_path / "modes")
    for mode in MODES:
        assert shown[mode], mode
        ink = ImageChops.invert(shown[mode][0]).histogram()
        assert sum(ink[SEEN:]) > 1000, "the first page is not empty"


@pytest.mark.skipif(not others.FILES, reason=others.WHY)
def test_copies_of_others_open_in_every_mode_and_end_with_a_page_that_says_something(
    tmp_path: Path,
) -> None:
    sources = pages({path.stem: path.read_bytes() for path in others.FILES}, tmp_path / "old")
    for mode in MODES:
        copies = {path.stem: others.copy(path, mode) for path in others.FILES}
        shown = pages(copies, tmp_path / mode)
        for path in others.FILES:
            assert len(shown[path.stem]) <= len(sources[path.stem]), (path.stem, mode)
            assert not _is_empty(shown[path.stem][-1]), (path.stem, mode)
            left, had = (sum(map(_is_empty, s[path.stem])) for s in (shown, sources))
            assert left <= had, (path.stem, mode)


def _is_empty(page: Image.Image) -> bool:
    """Whether a page shows nothing but its running head and foot."""
    middle = page.crop((0, page.height // 12, page.width, page.height * 11 // 12))
    return sum(ImageChops.invert(middle).histogram()[SEEN:]) < 50
