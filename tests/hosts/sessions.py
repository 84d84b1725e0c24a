"""Scripted sessions, half of them distilling: how many of the steps that give know-how away are
stopped, and how many sessions of ordinary work are.

`scripted/` holds sets of about 120. The rules were written against `first`, which measures nothing.
Each of the others was written without a look at what it would be scored by, scored once, and only
then used to generalise: `second` the forms of sentences, `third` the trained weights, `fourth`
their thresholds, and so on.
docs/agents.md has the figures of these first runs.
`python -m tests.hosts.sessions [SET]` plays a set with the real pipeline and prints the figures.
"""

from __future__ import annotations

import functools
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from antidistill import hooking, settings, toml
from antidistill.edit import Edit
from antidistill.hosts import HOSTS
from antidistill.hosts.base import Fate
from antidistill.hosts.choices import Choice, Do, remember
from antidistill.hosts.in_place import Clean
from antidistill.span import Span
from tests.hosts.dialects import payload

FOLDER = Path(__file__).with_name("scripted")
SETS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
HELD = ("thirteenth",)
"""Kept for measuring: no rule, threshold or weight has come from it."""
Session = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the sessions."""

    missed: tuple[str, ...]
    """Steps that were to be stopped and were not."""
    wanted: int
    stopped: tuple[str, ...]
    """Sessions of ordinary work in which something was stopped."""
    ordinary: int
    unnoticed: tuple[str, ...] = ()
    """Prompts that ask for distillation, and no notice was given."""
    asked: int = 0
    noticed: tuple[str, ...] = ()
    """Sessions of ordinary work with a notice in them."""

    @property
    def recall(self) -> float:
        """Share of the steps that were to be stopped."""
        return 1 - len(self.missed) / self.wanted

    @property
    def false_stops(self) -> float:
        """Share of the sessions of ordinary work."""
        return len(self.stopped) / self.ordinary


@dataclass(frozen=True, slots=True)
class Played:
    """A step, and what came of it."""

    session: Session
    step: Mapping[str, Any]
    stopped: bool
    noticed: bool

    @property
    def name(self) -> str:
        """For a list of failures."""
        kind = next(k for k in ("prompt", "bash", *FILES) if k in self.step)
        return f"{self.session['id']}: {str(self.step[kind]).strip()[:70]}"


FILES = ("write", "edit", "multiedit", "notebook", "proposal")


def sessions(which: str) -> list[Session]:
    """All of a set, with the language of each."""
    return [
        {**one, "language": language}
        for language in ("en", "zh")
        for one in toml.parsed((FOLDER / f"{which}.{language}.toml").read_text("utf-8"))["session"]
    ]


def suspicious(choice: Choice, folder: Path) -> Clean:
    """In the place of the pipeline: whatever gets this far would change."""
    del choice, folder
    return lambda name, text: (Edit(Span(0, len(text)), "", f"{name} was recognised"),)


def play(every: Sequence[Session], root: Path, cleaner: Callable[..., Clean]) -> Figures:
    """Plays the sessions below `root`, each in a folder of its own, as its host would."""
    remember(Choice(Do.BLOCK), None, settings.folders().data)
    given = hooking.Given(settings.folders(), cleaner, root / "home")
    done: list[Played] = []
    for session in every:
        folder = root / session["id"]
        folder.mkdir()
        done += _steps(session, folder, given)
    wanted = [one for one in done if one.step.get("stop")]
    asked = [one for one in done if one.step.get("notice")]
    ordinary = [one for one in done if not one.session["distils"]]
    return Figures(
        tuple(one.name for one in wanted if not one.stopped),
        len(wanted),
        tuple(dict.fromkeys(one.name for one in ordinary if one.stopped)),
        sum(not s["distils"] for s in every),
        tuple(one.name for one in asked if not one.noticed),
        len(asked),
        tuple(one.name for one in ordinary if one.noticed),
    )


def _steps(session: Session, folder: Path, given: hooking.Given) -> Iterator[Played]:
    """Each step, and whether it was stopped; what was not is done."""
    host = HOSTS[session["host"]]
    for step in session["step"]:
        _prepare(step, folder)
        answer = hooking.run(
            host, json.dumps(payload(session["host"], step, folder)).encode(), given
        )
        prompt = "prompt" in step
        stopped = not prompt and host.fate(answer)[0] is not Fate.RUNS
        yield Played(session, step, stopped, prompt and bool(answer.stdout.strip()))
        if "write" in step:
            _put(folder / step["write"].lstrip("/"), step["text"])


def _prepare(step: Mapping[str, Any], folder: Path) -> None:
    """What is on disk before: the file that is edited, the input files of a writer."""
    edited = step.get("edit") or step.get("multiedit")
    if edited:
        _put(folder / edited, f"# Deploy\n\n{step['old']}\n\n1. Run it.\n")
    for word in step.get("bash", "").split():
        path = folder / word.lstrip("/")
        if word.startswith("/tmp/dot_skill_") and not path.exists():
            _put(path, "- If the run hangs, kill the export first. Only Ada knows why.\n")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """Plays a set, or all, with recognition alone and with the real pipeline."""
    for which in words or (*SETS, *HELD):
        score(which)
    return 0


def score(which: str) -> None:
    """Plays a set and prints the figures."""
    from antidistill.cli.generaliser import generaliser

    with tempfile.TemporaryDirectory() as place:
        os.environ[settings.HOME_VARIABLE] = f"{place}/own"
        made = generaliser(Path(place), "medium")
        ways: dict[str, Callable[..., Clean]] = {
            "recognition": suspicious,
            "pipeline": functools.partial(_always, made),
        }
        for title, cleaner in ways.items():
            root = Path(place) / title
            root.mkdir()
            _report(f"{which}, {title}", play(sessions(which), root, cleaner))


def _always(made: Clean, choice: Choice, folder: Path) -> Clean:
    del choice, folder
    return made


def _report(title: str, found: Figures) -> None:
    print(f"{title}:")
    print(f"  stopped {found.recall:.1%} of {found.wanted} steps that give know-how away")
    print(f"  stopped {found.false_stops:.1%} of {found.ordinary} sessions of ordinary work")
    print(f"  no notice: {len(found.unnoticed)} of {found.asked} prompts that ask for it;")
    print(f"  notice in ordinary work: {len(found.noticed)}")
    for what in ("missed", "stopped", "unnoticed", "noticed"):
        for name in getattr(found, what):
            print(f"    {what}: {name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
