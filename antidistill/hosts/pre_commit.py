"""The pre-commit framework: a commit with a skill file that gives know-how away stops."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from antidistill.errors import UsageFault
from antidistill.hosts.parts import Lines, Part, Place
from antidistill.message import said

FILE = ".pre-commit-config.yaml"
FILES = r"(^|/)(SKILL|work|persona|work_skill|persona_skill)\.md$"
_HOOK = """\
- repo: local
  hooks:
    - id: antidistill
      name: antidistill (skill and workflow documents)
      entry: antidistill --check
      language: system
      files: '{files}'
"""


@dataclass(frozen=True, slots=True)
class PreCommit:
    """See `installing.Target`."""

    name: str = "pre-commit"
    title: str = "pre-commit"

    def parts(self, place: Place) -> tuple[Part, ...]:
        """A local hook in the project's configuration."""
        if place.project is None:
            raise UsageFault("pre-commit belongs to one project: leave out --user")
        file = place.project / FILE
        text = _HOOK.format(files=FILES)
        pad = _indent(file)
        lines = "".join(f"{pad}{line}" for line in text.splitlines(keepends=True))
        return (Lines(file, lines, after="repos:", base="repos:\n"),)

    def remains(self, place: Place) -> tuple[str, ...]:
        """What the framework wants, and who sees it."""
        del place
        return (
            "Run `pre-commit install`, if that is not done.",
            said(
                "{file} is shared with the project: others will see the hook, and need "
                "antidistill.",
                file=FILE,
            ),
        )


def _indent(file: Path) -> str:
    """How the entries of `repos` are indented; UsageFault when it has no such list."""
    if not file.is_file():
        return "  "
    text = file.read_text(encoding="utf-8-sig")
    if not re.search(r"^repos:[ \t]*$", text, re.MULTILINE):
        raise UsageFault(
            said("{file}: has no list `repos:`; add one, or add the hook by hand", file=file)
        )
    found = re.search(r"^([ \t]*)- repo:", text, re.MULTILINE)
    return found.group(1) if found else "  "
