"""The portable skill, and where each agent looks for skills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from antidistill.errors import UsageFault
from antidistill.hosts.parts import Entry, Part, Place, Whole
from antidistill.message import said

NAMES = {"en": "antidistill", "zh": "antidistill-zh"}
_PACKAGED = Path(__file__).parents[1] / "skills"
_SOURCE = Path(__file__).parents[2] / "skills"


@dataclass(frozen=True, slots=True)
class SkillOnly:
    """An agent without a hook that we could use: it gets the skill and nothing else."""

    name: str
    title: str
    project: str
    """Its skill folder in a project."""
    user: str
    """The same below the home folder."""

    def parts(self, place: Place) -> tuple[Part, ...]:
        """The skill."""
        root = place.project / self.project if place.project else place.home / self.user
        return parts(root, place)

    def remains(self, place: Place) -> tuple[str, ...]:
        """That nothing is intercepted."""
        del place
        return (
            said(
                "{title} has no hook that antidistill could use: nothing is intercepted, the agent "
                "only knows how to call antidistill. `antidistill watch` looks after a folder.",
                title=self.title,
            ),
        )


ONLY = (
    SkillOnly("windsurf", "Windsurf", ".windsurf/skills", ".codeium/windsurf/skills"),
    SkillOnly("trae", "Trae", ".trae/skills", ".trae/skills"),
    SkillOnly("trae-cn", "Trae CN", ".trae/skills", ".trae-cn/skills"),
    SkillOnly("hermes", "Hermes", ".hermes/skills", ".hermes/skills"),
    SkillOnly("kiro", "Kiro", ".kiro/skills", ".kiro/skills"),
    SkillOnly("goose", "goose", ".goose/skills", ".config/goose/skills"),
    SkillOnly("roo", "Roo Code", ".roo/skills", ".roo/skills"),
    SkillOnly("agents", "agents that read .agents/skills", ".agents/skills", ".agents/skills"),
)


def parts(folder: Path, place: Place) -> tuple[Part, ...]:
    """The files of the skill below an agent's skill folder."""
    return tuple(_files(folder, place))


def beside(
    file: Path,
    rows: Iterable[tuple[str, Mapping[str, Any]]],
    folder: Path,
    place: Place,
    base: str = "",
) -> tuple[Part, ...]:
    """Hooks, each with its event, in a settings file of the host, and the skill below `folder`."""
    entries = (Entry(file, ("hooks", event), value, base) for event, value in rows)
    return (*entries, *parts(folder, place))


def source(language: str) -> Path:
    """The folder of the skill in a language; UsageFault when it was not installed with us."""
    for root in (_PACKAGED, _SOURCE):
        if (root / NAMES[language] / "SKILL.md").is_file():
            return root / NAMES[language]
    raise UsageFault("the skill is missing from this installation; install antidistill again")


def _files(folder: Path, place: Place) -> Iterator[Whole]:
    for language in place.languages:
        root = source(language)
        for file in sorted(p for p in root.rglob("*") if p.is_file()):
            name = file.relative_to(root.parent)
            yield Whole(folder / name, file.read_text(encoding="utf-8"))
