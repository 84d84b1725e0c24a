"""A script without its insides: the signatures, what the comments intend, and where something has
to be supplied."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Reword = Callable[[Sequence[str]], list[str]]
LICENCE = re.compile(r"copyright|\blicen[cs]e|SPDX|©|版权|许可证", re.IGNORECASE)
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def skeleton(text: str, written: Mapping[str, Any], said: str, reword: Reword) -> str | None:
    """The skeleton of a script; None when its language shows no functions to keep and its
    comments say nothing that stays. `written` is its row of `scripts.toml`."""
    if ".py" in written["suffixes"]:
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            return None
        return _python(text, tree, said, reword)
    return _by_lines(text, written, said, reword) if "head" in written else None


def _python(text: str, tree: ast.Module, said: str, reword: Reword) -> str:
    notes = _Notes(reword, [d for d in _docstrings(tree) if d])
    out = [*_head(text, "#")]
    if doc := notes.of(ast.get_docstring(tree)):
        out += [f'"""{doc}"""', ""]
    body = [n for n in tree.body if isinstance(n, ast.ClassDef | _Function)]
    for node in body:
        out += ["", *_definition(node, notes, said, ""), ""]
    if not body:
        out.append(f"raise SystemExit({said!r})")
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(out)).strip("\n") + "\n"


class _Notes:
    """Docstrings as the copy has them."""

    def __init__(self, reword: Reword, found: Sequence[str]) -> None:
        paragraphs = [d.strip().split("\n\n")[0] for d in found]
        told = [" ".join(p.split()) for p in paragraphs]
        self._new = dict(zip(found, reword(told), strict=True)) if told else {}

    def of(self, docstring: str | None) -> str:
        return self._new.get(docstring or "", "").replace('"""', "'''").replace("\\", "/").strip()


def _docstrings(tree: ast.Module) -> Iterator[str | None]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | _Function):
            yield ast.get_docstring(node)


def _definition(
    node: ast.ClassDef | _Function, notes: _Notes, said: str, indent: str
) -> Iterator[str]:
    inner = f"{indent}    "
    yield f"{indent}{_signature(node)}:"
    if doc := notes.of(ast.get_docstring(node)):
        yield f'{inner}"""{doc}"""'
    if isinstance(node, ast.ClassDef):
        methods = [n for n in node.body if isinstance(n, _Function)]
        for method in methods:
            yield ""
            yield from _definition(method, notes, said, inner)
        if methods:
            return
    yield f"{inner}raise NotImplementedError({said!r})"


def _signature(node: ast.ClassDef | _Function) -> str:
    if isinstance(node, ast.ClassDef):
        bases = ", ".join(ast.unparse(b) for b in node.bases if isinstance(b, ast.Name))
        return f"class {node.name}({bases})" if bases else f"class {node.name}"
    arguments = node.args
    arguments.defaults = [_plain(d) for d in arguments.defaults]
    arguments.kw_defaults = [d and _plain(d) for d in arguments.kw_defaults]
    word = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    back = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{word} {node.name}({ast.unparse(arguments)}){back}"


def _plain(default: ast.expr) -> ast.expr:
    """A default that somebody chose is craft; True, False and None are not."""
    if isinstance(default, ast.Constant) and default.value in (None, True, False, ""):
        return default
    return ast.Constant(...)


def _by_lines(text: str, written: Mapping[str, Any], said: str, reword: Reword) -> str | None:
    """The head of a script, its functions' first lines and the comments above them."""
    mark, head = str(written["comment"]), re.compile(written["head"])
    lines = text.splitlines()
    heads = [n for n, line in enumerate(lines) if head.match(line)]
    told = [_comment_above(lines, n, mark) for n in heads]
    top = _intent(lines, mark)
    if not heads and not top:
        return None
    new = reword([top, *told])
    out = [*_head(text, mark)]
    out += [f"{mark} {new[0]}", ""] if new[0] else []
    for n, comment in zip(heads, new[1:], strict=True):
        out += [f"{mark} {comment}"] if comment else []
        out += [lines[n], str(written["inside"]).replace("{said}", said), ""]
    if not heads:
        out.append(str(written["stub"]).replace("{said}", said))
    return "\n".join(out).strip("\n") + "\n"


def _head(text: str, mark: str) -> Iterator[str]:
    """The first line of a program and its licence."""
    lines = text.splitlines()
    if lines and lines[0].startswith("#!"):
        yield lines[0]
    yield from (s for s in lines[:40] if s.strip().startswith(mark) and LICENCE.search(s))


def _intent(lines: Sequence[str], mark: str) -> str:
    """The comment at the top of a script."""
    found: list[str] = []
    for line in lines:
        bare = line.strip()
        if bare.startswith("#!") or (not bare and not found) or LICENCE.search(bare):
            continue
        if not bare.startswith(mark):
            break
        found.append(bare.lstrip(mark[0]).strip())
    return " ".join(f for f in found if f)


def _comment_above(lines: Sequence[str], at: int, mark: str) -> str:
    found: list[str] = []
    while at > 0 and lines[at - 1].strip().startswith(mark) and not lines[at - 1].startswith("#!"):
        at -= 1
        found.insert(0, lines[at].strip().lstrip(mark[0]).strip())
    return " ".join(f for f in found if f)
