"""Plan and apply: what the agent is told, what it may answer, what becomes of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from antidistill.cli import main
from antidistill.engines.agent.records import SCHEMAS
from tests.engines.claude.documents import twenty
from tests.homes import settle

TEXT = """# Order service

1. Look at the connection pool before anything else, because it is nearly always the culprit.
2. Check when the last release went out.
3. Never restart all nodes at once: the cache is cold and db-7.corp.internal falls over.
4. Marta Kowalska will tell you that a restart is fine.

Switch off the breaker before you open the cabinet: danger of electric shock.
"""
WALL = f"""{TEXT}

The page lists all presses, from the window to the wall.

The page is open all day. It shows the state of each press.

The shop prints on demand.
"""


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one document, and a home of its own."""
    settle(monkeypatch, tmp_path / "home")
    folder = tmp_path / "work"
    (folder / ".git").mkdir(parents=True)
    (folder / "notes.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def call(*args: str) -> Result:
    """One call of the command."""
    return CliRunner().invoke(main, args)


def plan(*args: str) -> dict[str, Any]:
    """The plan of notes.md, which is written to plan.json too."""
    found = call("plan", *(args or ("notes.md",)), "--json")
    assert found.exit_code == 0, found.stderr
    Path("plan.json").write_text(found.stdout, encoding="utf-8")
    told: dict[str, Any] = json.loads(found.stdout)
    return told


def line(told: dict[str, Any], words: str) -> dict[str, Any]:
    """The line with these words."""
    lines = (ln for s in told["sections"] for ln in s["lines"])
    return next(ln for ln in lines if words in ln["text"])


def answer(told: dict[str, Any], file: str = "answers.json", **texts: str | None) -> str:
    """A file of answers: first words of a line to its new text."""
    given = [{"id": line(told, k.replace("_", " "))["id"], "text": t} for k, t in texts.items()]
    data = {"version": 1, "digest": told["digest"], "answers": given}
    assert not list(Draft202012Validator(_schema("answers")).iter_errors(data))
    Path(file).write_text(json.dumps(data), encoding="utf-8")
    return file


def _given(told: dict[str, Any], key: str, text: str) -> str:
    data = {"version": 1, "digest": told["digest"], "answers": [{"id": key, "text": text}]}
    Path("given.json").write_text(json.dumps(data), encoding="utf-8")
    return "given.json"


def _found(told: dict[str, Any], file: str, entry: dict[str, Any]) -> str:
    data = {"version": 1, "digest": told["digest"], "answers": [], "found": [entry]}
    Path(file).write_text(json.dumps(data), encoding="utf-8")
    return file


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMAS[name].read_text("utf-8"))
    return found


def copy() -> str:
    """The copy as it was written."""
    return Path("handover/notes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("mode", ["light", "medium", "heavy"])
def test_a_plan_follows_its_schema_and_holds_nothing_withheld(mode: str) -> None:
    canaries = []
    for name, text, own in list(twenty())[:6]:
        Path(name).write_text(text, encoding="utf-8")
        canaries += own
    names = [name for name, _, _ in list(twenty())[:6]]
    found = call("plan", "--mode", mode, "--json", *names)
    plans = [json.loads(row) for row in found.stdout.splitlines()]
    assert [p["file"] for p in plans] == names
    for told in plans:
        assert not list(Draft202012Validator(_schema("plan")).iter_errors(told))
    # What the copy keeps by the mode's own word is not withheld; nothing else may be told.
    assert call("--mode", mode, "-o", "kept", *names).exit_code == 0
    copies = "".join(p.read_text(encoding="utf-8") for p in Path("kept").iterdir())
    told_canaries = [c for c in canaries if c.lower() in found.stdout.lower()]
    assert [c for c in told_canaries if c not in copies] == []
    assert len(told_canaries) < len(canaries) / 4


def test_a_file_that_is_called_by_a_withheld_name_is_not_named() -> None:
    Path("Marta Kowalska.md").write_text(TEXT, encoding="utf-8")
    told = plan("Marta Kowalska.md")
    assert told["file"] is None
    file = answer(told, Look_at="Open the latency graph.")
    assert call("apply", "plan.json", file).exit_code == 2
    assert call("apply", "plan.json", file, "--file", "Marta Kowalska.md").exit_code == 0


def test_good_answers_are_written() -> None:
    told = plan()
    file = answer(told, Look_at="Open the latency graph of the service.", Never_restart="")
    found = call("apply", "plan.json", file)
    assert found.exit_code == 0, found.stderr
    assert "1. Open the latency graph of the service.\n" in copy()
    assert "restart" not in copy() and "Kowalska" not in copy()
    assert "danger of electric shock" in copy()


def test_a_refused_answer_is_told_and_the_second_round_mends_it() -> None:
    told = plan()
    file = answer(told, Look_at="Wait for 17 minutes.", Never_restart="Restart one node.")
    found = call("apply", "plan.json", file)
    refused = line(told, "Look at")["id"]
    assert f"refused {refused}: invention" in found.stderr
    assert "17" not in copy()
    again = answer(told, "second.json", Look_at="Open the latency graph.")
    found = call("apply", "plan.json", file, again)
    assert found.exit_code == 0
    assert "1. Open the latency graph.\n" in copy()
    assert refused not in found.stderr


def test_a_second_round_writes_over_its_own_copy_and_over_no_other_file() -> None:
    told = plan()
    file = answer(told, Look_at="Open the latency graph.", Never_restart="Restart one node.")
    assert call("apply", "plan.json", file).exit_code == 0
    assert call("apply", "plan.json", file).exit_code == 0
    Path("handover/notes.md").write_text("Mine now.\n", encoding="utf-8")
    assert call("apply", "plan.json", file).exit_code == 2
    assert copy() == "Mine now.\n"
    assert call("apply", "plan.json", file, "--force").exit_code == 0
    assert "Mine now." not in copy()


def test_a_file_that_was_there_before_is_not_written_over() -> None:
    told = plan()
    file = answer(told, Look_at="Open the latency graph.", Never_restart="Restart one node.")
    Path("handover").mkdir()
    Path("handover/notes.md").write_text("Mine.\n", encoding="utf-8")
    assert call("apply", "plan.json", file).exit_code == 2
    assert copy() == "Mine.\n"


def test_a_refused_later_answer_leaves_the_earlier_one() -> None:
    told = plan()
    file = answer(told, Look_at="Open the latency graph.", Never_restart="Restart one node.")
    worse = answer(told, "worse.json", Look_at="Wait for 17 minutes.")
    third = answer(told, "third.json", Look_at="Wait for 18 minutes.")
    assert call("apply", "plan.json", file).exit_code == 0
    found = call("apply", "plan.json", file, worse, third, "--force")
    assert "1. Open the latency graph.\n" in copy()
    refused = [ln for ln in found.stderr.splitlines() if line(told, "Look at")["id"] in ln]
    assert len(refused) == 1
    assert "'18'" in refused[0]
    assert refused[0].endswith("; your earlier answer stands")


def test_a_refused_answer_says_what_stands() -> None:
    told = plan()
    out = line(told, "Marta" if "Marta" in json.dumps(told["sections"]) else "will tell")
    told_of = call("apply", "plan.json", _given(told, out["id"], "Ask Zorblax Industries."))
    assert "Zorblax" not in copy()
    row = next(ln for ln in told_of.stderr.splitlines() if f"refused {out['id']}" in ln)
    assert row.endswith(("; the line is left out", "; the line stands as `otherwise` shows it"))


def test_a_refused_later_entry_of_found_leaves_the_earlier_one() -> None:
    Path("notes.md").write_text(WALL, encoding="utf-8")
    told = plan()
    key = line(told, "The page lists all")["id"]
    entry = {"id": key, "kind": "context", "quote": "from the window to the wall", "text": None}
    good = _found(told, "good.json", entry)
    bad = _found(told, "bad.json", {**entry, "text": "It lists the presses of Zorblax Industries."})
    worse = _found(told, "worse.json", {**entry, "quote": "from the wall"})
    for later in (bad, worse):
        found = call("apply", "plan.json", good, later, "--force")
        assert "The page lists all presses.\n" in copy()
        assert f"refused {key}: " in found.stderr
    call("apply", "plan.json", bad, "--force")
    assert "from the window to the wall" in copy()


def test_a_check_writes_nothing_and_tells_by_its_code() -> None:
    told = plan()
    assert call("apply", "--check", "plan.json", answer(told, Look_at="Wait 17 s.")).exit_code == 1
    assert not Path("handover").exists()


def test_the_record_for_programs_holds_the_refusals() -> None:
    told = plan()
    found = call("apply", "--json", "plan.json", answer(told, Look_at="Wait for 17 minutes."))
    tally = json.loads(found.stdout)["engine"]
    first = line(told, "Look at")["id"]
    assert tally["name"] == "agent"
    assert [t["check"] for t in tally["refused"] if t["id"] == first] == ["invention"]


def test_the_record_for_programs_tells_nothing_of_the_original() -> None:
    told = plan()
    found = call("apply", "--json", "plan.json", answer(told, Look_at="Open the latency graph."))
    assert json.loads(found.stdout)["changes"]
    for words in ("Kowalska", "db-7.corp.internal", "cache is cold", "connection pool"):
        assert words not in found.output


def test_a_plan_of_a_document_that_has_changed_is_stale() -> None:
    file = answer(plan(), Look_at="Open the latency graph.")
    Path("notes.md").write_text(TEXT.replace("Order", "Billing"), encoding="utf-8")
    found = call("apply", "plan.json", file)
    assert found.exit_code == 2
    assert "stale" in found.stderr
    assert not Path("handover").exists()


BROKEN = {
    "an unknown id": {"answers": [{"id": "ffffffffffff", "text": ""}]},
    "another digest": {"digest": "000000000000000000000000"},
    "a later version": {"version": 2},
    "no list": {"answers": {"a": "b"}},
    "no text": {"answers": [{"id": "x"}]},
    "a number": {"answers": [{"id": "x", "text": 4}]},
    "no answer": {"answers": ["x"]},
    "sources": {"answers": [{"id": "x", "text": "", "sources": [1]}]},
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_answers_to_something_else_are_a_usage_fault(change: dict[str, Any]) -> None:
    told = plan()
    data = {"version": 1, "digest": told["digest"], "answers": [], **change}
    Path("answers.json").write_text(json.dumps(data), encoding="utf-8")
    found = call("apply", "plan.json", "answers.json")
    assert found.exit_code == 2
    assert not Path("handover").exists()


NO_PLANS = {"empty": "", "prose": "not json", "list": "[1]", "answers": '{"version": 1}'}


@pytest.mark.parametrize("text", NO_PLANS.values(), ids=NO_PLANS)
def test_a_plan_that_is_none_is_a_usage_fault(text: str) -> None:
    Path("plan.json").write_text(text, encoding="utf-8")
    assert call("apply", "plan.json", "plan.json").exit_code == 2


def test_null_is_otherwise_and_empty_leaves_out() -> None:
    told = plan()
    ids = {ln["id"]: ln for s in told["sections"] for ln in s["lines"] if "otherwise" in ln}
    assert {bool(ln["otherwise"]) for ln in ids.values()} == {False}
    given = [{"id": k, "text": None if n % 2 else ""} for n, k in enumerate(ids)]
    Path("answers.json").write_text(
        json.dumps({"version": 1, "digest": told["digest"], "answers": given})
    )
    found = call("apply", "--json", "plan.json", "answers.json")
    tally = json.loads(found.stdout)["engine"]
    assert (tally["local"], tally["refused"]) == (0, [])
    assert [ln["text"] for ln in ids.values() if ln["text"] in copy()] == []


def test_without_answers_the_copy_is_the_plans_own() -> None:
    told = plan()
    assert call("apply", "plan.json", answer(told)).exit_code == 0
    assert "Look at the connection pool" not in copy()


KEPT = "The lamp of press two is looked at first."
PRESSES = f"""# Print shop

The shop prints on demand. {KEPT} The page lists all presses.

The shop is open to everybody on the floor.
"""


def presses() -> dict[str, Any]:
    """The plan of a document in which the finders leave a line that tells something."""
    Path("notes.md").write_text(PRESSES, encoding="utf-8")
    return plan()


def found(told: dict[str, Any], file: str = "found.json", **entry: Any) -> str:
    """A file that names the line about the lamp."""
    one = {"id": line(told, KEPT)["id"], "kind": "judgement", "quote": KEPT, **entry}
    data = {"version": 1, "digest": told["digest"], "found": [one]}
    assert not list(Draft202012Validator(_schema("answers")).iter_errors(data))
    Path(file).write_text(json.dumps(data), encoding="utf-8")
    return file


def test_a_kept_line_that_is_named_goes_and_is_told() -> None:
    told = presses()
    assert line(told, KEPT)["may"] in ("mend", "name")
    done = call("apply", "plan.json", found(told, text="Open the page of the queue."))
    assert done.exit_code == 0, done.stderr
    assert "1 found by the model" in done.stderr
    assert "Open the page of the queue." in copy(), done.stderr
    assert "first" not in copy()
    shown = call("apply", "plan.json", "found.json", "--force", "--json")
    engine = json.loads(shown.stdout)["engine"]
    assert engine["found"] == 1
    assert "the model's reading" in {c["because"] for c in json.loads(shown.stdout)["changes"]}


def test_the_same_entries_give_the_same_copy() -> None:
    file = found(presses())
    assert call("apply", "plan.json", file).exit_code == 0
    first = copy()
    assert call("apply", "plan.json", file, "--force").exit_code == 0
    assert copy() == first != PRESSES


def test_an_entry_that_may_not_count_is_told_and_the_second_round_mends_it() -> None:
    told = presses()
    done = call("apply", "plan.json", found(told, kind="norm"))
    assert f"refused {line(told, KEPT)['id']}: found: the kind is none" in done.stderr
    assert KEPT in copy()
    second = found(told, "second.json", text="")
    assert call("apply", "plan.json", "found.json", second, "--force").exit_code == 0
    assert KEPT not in copy()


def test_an_entry_is_taken_back_by_a_later_file() -> None:
    told = presses()
    first, back = found(told), found(told, "back.json", kind=None)
    assert call("apply", "plan.json", first, back).exit_code == 0
    assert KEPT in copy()
    assert call("apply", "plan.json", back, first, "--force").exit_code == 0
    assert KEPT not in copy()


def test_a_refused_text_keeps_its_line_and_says_so() -> None:
    told = presses()
    done = call("apply", "plan.json", found(told, text="Wait for 17 minutes."))
    assert "the line stays as it is" in done.stderr
    assert "found by the model" not in done.stderr
    assert KEPT in copy() and "17" not in copy()


def test_the_example_in_the_instructions_is_what_apply_takes() -> None:
    told = plan()
    shown = re.search(r'`(\{"version".*\})`', told["instructions"])
    assert shown is not None
    example = json.loads(shown[1])
    assert example["version"] == 1
    assert example["digest"] == told["digest"]
    assert example.keys() == told["answer_with"].keys()


def test_a_chinese_plan_gives_its_reasons_in_chinese() -> None:
    text = "# 值班说明\n\n联系人：欧阳建国（值班组）。\n\n服务每天对外开放，页面上列出所有机器。\n"
    Path("notes.md").write_text(text, encoding="utf-8")
    told = plan()
    reasons = [ln["why"] for s in told["sections"] for ln in s["lines"] if "why" in ln]
    assert reasons and all(re.search("[\u4e00-\u9fff]", why) for why in reasons)
    assert call("apply", "plan.json", answer(told)).exit_code == 0


@pytest.mark.parametrize("entry", [{"kind": 3}, {"quote": None}, {"text": 7}])
def test_an_entry_that_is_none_is_a_usage_error(entry: dict[str, Any]) -> None:
    told = presses()
    one = {"id": line(told, KEPT)["id"], "kind": "judgement", "quote": KEPT, **entry}
    data = {"version": 1, "digest": told["digest"], "answers": [], "found": [one]}
    Path("bad.json").write_text(json.dumps(data), encoding="utf-8")
    assert call("apply", "plan.json", "bad.json").exit_code == 2


def test_an_entry_for_a_line_that_there_is_not_is_an_error() -> None:
    file = found(presses(), id="0123456789ab")
    assert call("apply", "plan.json", file).exit_code == 2


def test_a_document_with_nothing_to_say_has_no_plan() -> None:
    Path("plain.md").write_text("# Notes\n", encoding="utf-8")
    found = call("plan", "plain.md", "--json")
    assert found.exit_code == 0
    assert found.stdout == ""
    assert "nothing to word anew" in found.stderr


def test_the_schemas_can_be_read() -> None:
    told = json.loads(call("plan", "--schema").stdout)
    assert set(told) == {"plan", "answers"}
    for schema in told.values():
        Draft202012Validator.check_schema(schema)


def test_the_engine_option_tells_the_two_commands() -> None:
    found = call("--engine", "agent", "notes.md")
    assert found.exit_code == 2
    assert "antidistill plan" in found.stderr
