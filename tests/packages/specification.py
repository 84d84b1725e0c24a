"""The rules of the Agent Skills specification for a skill folder, written down a second time: what
our own code believes of them proves nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

FIELDS = {"name", "description", "license", "compatibility", "metadata", "allowed-tools"}


def broken(folder: str, files: Mapping[str, str]) -> set[str]:
    """The rules that a folder breaks, by a word each; `files` are its texts by their paths."""
    card = files.get("SKILL.md") or files.get("skill.md")
    if card is None:
        return {"no SKILL.md"}
    lines = card.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].rstrip() != "---" or "---" not in (x.rstrip() for x in lines[1:]):
        return {"no front matter"}
    head = "\n".join(lines[1 : 1 + [x.rstrip() for x in lines[1:]].index("---")])
    fields = _fields(head)
    if fields is None:
        return {"front matter is no YAML"}
    return {*_broken_fields(fields, folder), *_flow(head)}


def _fields(head: str) -> dict[str, Any] | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        found = YAML(typ="safe", pure=True).load(head)
    except YAMLError:
        return None
    return found if isinstance(found, dict) else None


def _broken_fields(fields: dict[str, Any], folder: str) -> Iterator[str]:
    yield from (f"unknown field {name}" for name in fields.keys() - FIELDS)
    name, text = fields.get("name"), fields.get("description")
    if not isinstance(name, str) or not name.strip():
        yield "no name"
    else:
        plain = unicodedata.normalize("NFKC", name.strip())
        if len(plain) > 64 or plain != plain.lower():
            yield "name too long or with capitals"
        if not re.fullmatch(r"[^\W_]+(?:-[^\W_]+)*", plain):
            yield "name with other signs than letters, digits and single hyphens"
        if plain != unicodedata.normalize("NFKC", folder):
            yield "name is not the folder's"
    if not isinstance(text, str) or not 1 <= len(text.strip()) <= 1024:
        yield "description"
    if "compatibility" in fields:
        told = fields["compatibility"]
        if not isinstance(told, str) or not 1 <= len(told) <= 500:
            yield "compatibility"


def _flow(head: str) -> Iterator[str]:
    """The validator's reader of YAML knows no flow style."""
    if re.search(r"^[\w-]+:[ \t]*[\[{]|^\s+[\w-]+:[ \t]*[\[{]", head, re.M):
        yield "flow style"
