"""The machinery below the hosts: patches, JSON texts, merging, shell commands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.edit import Edit, apply_edits
from antidistill.hosts import json_text, merging, patch, shell
from antidistill.hosts.writes import put, writes
from antidistill.span import Span
from tests.hosts.simulated import prose

LINES = st.lists(
    st.sampled_from(["One.", "Two.", "", "Ask Anna.", "Bluebird.", "中文。"]), max_size=8
)


@given(LINES, LINES, LINES)
def test_an_edit_never_changes_what_stands_on_disk(
    before: list[str], new: list[str], after: list[str]
) -> None:
    head, tail = "".join(f"{x}\n" for x in before), "".join(f"{x}\n" for x in after)
    fresh = "".join(f"{x}\n" for x in new)
    disk = f"{head}@@@\n{tail}"
    arguments = {"file_path": "work.md", "old_string": "@@@\n", "new_string": fresh}
    (write,) = writes("Edit", arguments)
    coming = merging.future(write, disk)
    assert coming.text == head + fresh + tail
    carried = merging.carry(write, coming, prose("work.md", coming.text))
    changed = put(arguments, carried.texts)
    assert {k: v for k, v in changed.items() if k != "new_string"} == {
        k: v for k, v in arguments.items() if k != "new_string"
    }
    assert carried.stuck == ()
    assert "Anna" not in changed["new_string"]
    assert changed["new_string"] == apply_edits(fresh, prose("work.md", fresh))


@given(
    st.lists(st.tuples(st.sampled_from(["One.", "Two.", "Three."]), st.booleans()), min_size=1),
    st.booleans(),
)
def test_lines_that_go_one_by_one_all_go(rows: list[tuple[str, bool]], ends: bool) -> None:
    """Also when the line end of the last one stands on disk: it takes the one before it, which the
    edit above it has taken already."""
    lines = [f"{text} {n}" for n, (text, _) in enumerate(rows)]
    fresh = "\n".join(("@@@", *lines)) + "\n" * ends
    arguments = {"file_path": "work.md", "old_string": "@@@", "new_string": fresh}
    (write,) = writes("Edit", arguments)
    coming = merging.future(write, "# Head\n\n@@@\n")
    gone = [f"{line}\n" for line, (_, goes) in zip(lines, rows, strict=True) if goes]
    edits = [Edit(Span(at := coming.text.index(g), at + len(g)), "", "") for g in gone]
    carried = merging.carry(write, coming, edits)
    new = put(arguments, carried.texts)["new_string"]
    kept = ["@@@", *(line for line, (_, goes) in zip(lines, rows, strict=True) if not goes)]
    assert not carried.stuck
    assert [line for line in new.split("\n") if line] == kept


@given(LINES)
def test_a_patch_keeps_what_it_does_not_add(new: list[str]) -> None:
    added = "".join(f"+{x}\n" for x in new)
    text = f"*** Begin Patch\n*** Update File: a.md\n@@\n keep\n-gone\n{added} end\n*** End Patch\n"
    for part in patch.parts(text):
        same = [(run.lines, run.text) for run in part.runs]
        assert patch.put(text, same) == text
        none = patch.put(text, [(run.lines, "") for run in part.runs])
        assert none == text.replace(added, "")


def test_a_patch_names_its_files() -> None:
    text = (
        "*** Begin Patch\n*** Add File: a b.md\n+x\n*** Delete File: c\n"
        "*** Update File: d.md\n*** Move to: SKILL.md\n@@ def\n one\n+two\n*** End of File\n"
        "*** End Patch"
    )
    assert [(p.path, p.new, p.source) for p in patch.parts(text)] == [
        ("a b.md", True, "a b.md"),
        ("SKILL.md", False, "d.md"),
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=10,
)


def _leaves(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [leaf for one in inner for leaf in _leaves(one)]


@given(VALUES, st.sampled_from([None, 2]), st.booleans())
def test_the_values_of_json_are_found_in_their_places(
    value: Any, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    found = json_text.values(text)
    assert [v.text for v in found] == _leaves(value)
    assert all(json.loads(v.span.of(text)) == v.text for v in found)


def test_only_values_of_json_change() -> None:
    text = (
        '{ "Ask Anna": "Ask Anna who knows it.", "n": 1,\n "tags": {"mbti": "INTJ", "x": ["a"]} }'
    )
    made = json_text.edits(text, prose, traits=True)
    assert apply_edits(text, made) == (
        '{ "Ask Anna": "", "n": 1,\n "tags": {"mbti": "", "x": [""]} }'
    )
    assert json_text.edits(text, prose, traits=False)[0].new == '""'
    one = '{"name": "Li", "made": "2026-03-30T00:00:00Z", "profile": {"role": "cook", "mbti": "X"}}'
    said = apply_edits(one, json_text.edits(one, prose, traits=True))
    assert json.loads(said) == {
        "name": "cook",
        "made": "2026-03-30T00:00:00Z",
        "profile": {"role": "cook", "mbti": ""},
    }
    assert json_text.edits(said, prose, traits=True) == ()
    other = '{"name": "a skill", "version": "1"}'
    assert json_text.edits(other, prose, traits=True) == ()
    assert json_text.edits("no json", prose, traits=True) == ()


@pytest.mark.parametrize(
    ("command", "files"),
    [
        ("echo x > a.md", ("a.md",)),
        ("echo x >>a.md 2>/dev/null", ("a.md",)),
        ("x | tee -a 'a b.md' | y", ("a b.md",)),
        ("cp -r x skills/", ("skills/", "skills/x")),
        ("mv a.md b.md", ("b.md",)),
        ("python -c \"open('a.md', 'w').write(x)\"", ("a.md",)),
        ("python -c \"Path('a.md').write_text(x)\"", ("a.md",)),
        ("Set-Content -Path a.md -Value x", ("a.md",)),
        ("cat a.md", ()),
        ("a 2>&1", ()),
        ("test 3 -gt 2 && echo '->' ", ()),
    ],
)
def test_the_files_that_a_command_writes(command: str, files: tuple[str, ...]) -> None:
    assert shell.targets(command) == files


def test_here_documents_are_found_with_their_text() -> None:
    command = "cat > a.md <<'EOF'\none\nEOF\ncat <<-X >> b.md\n\ttwo\n\tX\ncat <<Y\nthree\nY\n"
    found = [(h.path, h.body.of(command)) for h in shell.here_documents(command)]
    assert found == [("a.md", "one\n"), ("b.md", "\ttwo\n")]
    assert "one" not in shell.without_here_documents(command)


@given(st.text(max_size=200))
def test_any_command_can_be_looked_at(command: str) -> None:
    shell.targets(command)
    shell.inputs(command)
    shell.without_here_documents(command)
