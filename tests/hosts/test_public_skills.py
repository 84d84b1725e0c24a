"""Skill files about a technology pass the real pipeline, short know-how does not."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.cli.generaliser import generaliser
from antidistill.edit import Edit
from antidistill.finding import Kind
from antidistill.hosts.choices import Choice
from antidistill.hosts.impersonal import is_impersonal
from antidistill.hosts.in_place import Clean
from antidistill.span import Span
from tests.hosts import sessions

ROWS = toml.parsed(Path(__file__).with_name("public_skills.toml").read_text("utf-8"))["skills"]


def _session(name: str, body: str, *, stop: bool) -> dict[str, Any]:
    head = f"---\nname: {name}\ndescription: {body.splitlines()[0]}\n---\n\n# {name}\n\n"
    step = {"write": f".claude/skills/{name}/SKILL.md", "text": head + body, "stop": stop}
    return {"id": name, "host": "claude-code", "distils": stop, "step": [step]}


def _cleaner(made: Clean, choice: Choice, folder: Path) -> Clean:
    del choice, folder
    return made


def test_skills_of_a_technology_pass_and_know_how_is_stopped(tmp_path: Path) -> None:
    every = [_session(*row, stop=False) for row in ROWS["passed"]]
    every += [_session(*row, stop=True) for row in ROWS["stopped"]]
    made = generaliser(tmp_path, "medium")
    found = sessions.play(every, tmp_path, functools.partial(_cleaner, made))
    assert not found.stopped
    assert not found.missed


PUBLIC = "Run `svgo` on SVG files. Avoid inline styles in them. Set the `viewBox` of each icon.\n"


@pytest.mark.parametrize(
    ("text", "kinds", "passed"),
    [
        (PUBLIC, [Kind.PITFALL], True),
        (PUBLIC, [Kind.PITFALL, Kind.JUDGEMENT], True),
        (PUBLIC, [Kind.PITFALL, Kind.JUDGEMENT, Kind.NORM], True),
        (PUBLIC, [Kind.PITFALL] * 7, False),
        (PUBLIC, [Kind.PERSON], False),
        (PUBLIC, [Kind.CUSTOMER], False),
        (PUBLIC, [Kind.SECRET], False),
        (PUBLIC + "We send them to the printer first.\n", [Kind.PITFALL], False),
        ("Heat the oven. Put the bread in. Wait until it is brown.\n", [Kind.PITFALL], False),
    ],
)
def test_what_would_change_is_weighed(text: str, kinds: list[Kind], passed: bool) -> None:
    edits = [
        Edit(Span(at, at + 24), "", "a rule", kind, "left out") for at, kind in enumerate(kinds)
    ]
    assert is_impersonal("skills/svg/SKILL.md", text, edits) is passed
