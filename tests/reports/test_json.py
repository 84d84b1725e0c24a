"""The wire schema."""

from __future__ import annotations

import json

from antidistill.errors import Refused
from antidistill.reports import REPORTS, Look
from antidistill.reports.json_lines import failure

from .documents import RUNBOOK, exposing, outcome


def test_one_object_a_line() -> None:
    text = "".join(REPORTS["json"].render([outcome(RUNBOOK), outcome("same\n", "b.md")], Look()))
    assert [json.loads(line)["file"] for line in text.splitlines()] == ["notes.md", "b.md"]


def test_the_keys_of_the_schema() -> None:
    found = json.loads("".join(REPORTS["json"].render([outcome("a\nb [[c|d]] e\n")], Look())))
    assert found == {
        "version": 1,
        "file": "notes.md",
        "mode": "heavy",
        "language": "en",
        "changed": True,
        "output": None,
        "kept": 0.61,
        "counts": {"manual": 1},
        "changes": [
            {
                "start": 4,
                "end": 5,
                "line": 2,
                "path": [],
                "old": "c",
                "new": "d",
                "kind": "pitfall",
                "action": "manual",
                "because": "a trap",
            }
        ],
        "exposed": [],
    }


def test_every_key_is_documented() -> None:
    from antidistill.reports import json_lines

    outcomes = [exposing("Ms Berg [[a|b]]", "Berg")]
    found = json.loads("".join(REPORTS["json"].render(outcomes, Look())))
    keys = {*found, *found["changes"][0], *found["exposed"][0]}
    assert all(key in (json_lines.__doc__ or "") for key in keys)


def test_line_separators_of_unicode_stay_inside_their_line() -> None:
    text = "".join(REPORTS["json"].render([outcome("a [[b\u2028c\n|d]]")], Look()))
    assert text.count("\n") == 1
    assert json.loads(text)["changes"][0]["old"] == "b\u2028c\n"


def test_a_failure_is_an_object_too() -> None:
    assert json.loads(failure("a.md", Refused("no"))) == {
        "version": 1,
        "file": "a.md",
        "error": "no",
        "exit": 4,
    }
