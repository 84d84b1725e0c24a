"""Git: a clean filter, so that the working copy keeps the full text and commits get the
generalised one. All of it stays in the repository's own folder, where no clone carries it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from antidistill.errors import UsageFault
from antidistill.hosts.parts import Lines, Part, Place
from antidistill.message import said

PATTERNS = (
    "**/SKILL.md", "**/work.md", "**/persona.md", "**/work_skill.md", "**/persona_skill.md",
)  # fmt: skip
_SIGN = " filter=antidistill"


@dataclass(frozen=True, slots=True)
class Git:
    """See `installing.Target`."""

    name: str = "git"
    title: str = "Git"

    def parts(self, place: Place) -> tuple[Part, ...]:
        """The filter in the repository's configuration, the paths in its own attributes."""
        if place.project is None:
            raise UsageFault("a filter belongs to one repository: leave out --user")
        folder = repository(place.project)
        rows = "".join(f"{p}{_SIGN}\n" for p in place.patterns or PATTERNS)
        config = folder / "config"
        monitor = _monitor(place.program)
        return (
            Lines(config, _settings(place.program)),
            *((Lines(config, monitor),) if _is_free(config, monitor) else ()),
            Lines(folder / "info" / "attributes", rows, sign=_SIGN),
        )

    def remains(self, place: Place) -> tuple[str, ...]:
        """What Git does not do by itself."""
        del place
        return (
            "Files that are committed already: git add --renormalize . and commit; the history "
            "keeps their full text.",
            "A checkout or stash puts the committed, generalised text in the place of yours: what "
            "was added before is kept, `antidistill vault` gives it back.",
            "What was never added is kept too, as long as Git has no other file-system monitor "
            "(core.fsmonitor), and the vault is there.",
            "The filter is in this clone only; others see the generalised text.",
        )


def repository(folder: Path) -> Path:
    """The folder where the repository around `folder` keeps its own things; UsageFault when
    there is none."""
    import subprocess

    command = ["git", "rev-parse", "--path-format=absolute", "--git-common-dir"]
    try:
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise UsageFault(
            said("{folder}: no Git repository here, or no git on this machine", folder=folder)
        ) from None
    return Path(run.stdout.strip())


def _is_free(config: Path, monitor: str) -> bool:
    """Whether the repository has no file-system monitor of somebody else."""
    try:
        text = config.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return True
    return "fsmonitor" not in text.replace(monitor.rstrip(), "").lower()


def _monitor(program: str) -> str:
    """Before Git overwrites files it asks this what has changed: see `overwriting`."""
    command = _quoted(f"{shlex.quote(program)} filter seen")
    return f"[core]\n\tfsmonitor = {command}\n\tfsmonitorHookVersion = 2\n"


def _quoted(command: str) -> str:
    return '"' + command.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _settings(program: str) -> str:
    def line(verb: str) -> str:
        return _quoted(f"{shlex.quote(program)} filter {verb}")

    return (
        '[filter "antidistill"]\n'
        f"\tclean = {line('clean --path %f')}\n"
        "\tsmudge = cat\n"
        f"\tprocess = {line('process')}\n"
        "\trequired = true\n"
    )
