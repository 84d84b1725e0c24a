"""The front matter by which agents know a skill, after the Agent Skills specification."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from antidistill.document import Document, Form
from antidistill.edit import Edit
from antidistill.packages.member import amended
from antidistill.result import Result

KEYS = frozenset({"name", "description", "license", "compatibility", "metadata", "allowed-tools"})
MOST_NAME, MOST_DESCRIPTION, MOST_COMPATIBILITY = 64, 1024, 500
"""Characters."""
_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.S | re.M)


def faults(text: str, folder: str) -> frozenset[str]:
    """What a validator of the specification has against a `SKILL.md` in `folder`, a word or two
    each; none when it is valid."""
    head = _HEAD.match(text)
    fields = _loaded(head.group(1)) if head else None
    if fields is None:
        return frozenset({"front matter"})
    found = {f"key {key}" for key in fields if key not in KEYS}
    found |= _name_faults(fields.get("name"), folder)
    description, compatibility = fields.get("description"), fields.get("compatibility", "-")
    if not _within(description, MOST_DESCRIPTION):
        found.add("description")
    elif re.search(r"[<>]", str(description)):
        found.add("description with < or >")
    if not _within(compatibility, MOST_COMPATIBILITY):
        found.add("compatibility")
    return frozenset(found)


def _name_faults(name: object, folder: str) -> set[str]:
    if not _within(name, MOST_NAME):
        return {"name"}
    plain = unicodedata.normalize("NFKC", str(name))
    shaped = all(c.isalnum() or c == "-" for c in plain) and plain == plain.lower()
    hyphens = not plain.startswith("-") and not plain.endswith("-") and "--" not in plain
    found = set() if shaped and hyphens else {"name"}
    if folder and plain != unicodedata.normalize("NFKC", folder):
        found.add("name unlike its folder")
    return found


def _within(value: object, most: int) -> bool:
    return isinstance(value, str) and len(value.strip()) > 0 and len(value) <= most


def _loaded(head: str) -> Mapping[str, Any] | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        found = YAML(typ="safe", pure=True).load(head)
    except (YAMLError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def field_value(text: str, key: str) -> str:
    """A field of the front matter; '' when there is none."""
    head = _HEAD.match(text)
    fields = _loaded(head.group(1)) if head else None
    value = (fields or {}).get(key)
    return value.strip() if isinstance(value, str) else ""


def described(result: Result) -> Result:
    """The result with the title of the copy as its description where nothing is left of one: an
    agent does not load a skill without a description."""
    had = field_value(result.document.text, "description")
    if not had or field_value(result.text, "description").strip("~- "):
        return result
    block = _field(result.document, "description")
    title = next((t for t in _titles(result)), field_value(result.text, "name"))
    if block is None or not title:
        return result
    edits = [e for e in result.edits if not e.span.overlaps(block.span)]
    new = Edit(block.span, title, "a skill needs a description", action="repaired")
    return amended(replace(result, edits=tuple(edits)), [new])


def _titles(result: Result) -> list[str]:
    body = _HEAD.sub("", result.text)
    return [m.group(1).strip() for m in re.finditer(r"^#\s+([^\n<>:]{2,200})$", body, re.M)]


def _field(document: Document, key: str) -> Any:
    return next(
        (b for b in document.blocks if b.form is Form.FIELD and b.info == key and b.pieces), None
    )
