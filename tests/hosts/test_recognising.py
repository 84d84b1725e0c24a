"""The one way in for hooks, watchers, shell commands and the filter of Git: a closer look where a
quick one leaves it open, and the same texts pass everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from antidistill import hooking, settings, toml
from antidistill.cli.filter import cleaned
from antidistill.edit import Edit
from antidistill.finding import Kind
from antidistill.hosts import HOSTS, telling
from antidistill.hosts.base import Fate
from antidistill.hosts.choices import Choice, Do, remember
from antidistill.hosts.in_place import Clean, Tools, clean_file
from antidistill.hosts.memory import Memory
from antidistill.hosts.recognising import recognised
from antidistill.span import Span
from tests.hosts.dialects import payload
from tests.hosts.test_installing import Shelf

ROWS = toml.parsed(Path(__file__).with_name("closer.toml").read_text("utf-8"))
HEAD = "---\nname: svg\ndescription: Draw icons as SVG.\n---\n\n# SVG\n\n"
PUBLIC = f"{HEAD}Run `svgo` on SVG files. Avoid inline styles in them. Set the `viewBox` of each.\n"
CRAFT = f"{HEAD}Run `svgo` on SVG files. Avoid inline styles in them. We trust no icon of Lea's.\n"


def avoiding(name: str, text: str) -> tuple[Edit, ...]:
    """In the place of the pipeline: what begins with 'Avoid' would go."""
    del name
    at = text.find("Avoid")
    if at < 0:
        return ()
    span = Span(at, text.index(".", at) + 2)
    return (Edit(span, "", "a rule", Kind.PITFALL, "left out"),)


def finding_nothing(name: str, text: str) -> tuple[Edit, ...]:
    """In its place: it sees nothing."""
    del name, text
    return ()


def fate(command: str, clean: Clean, project: Path) -> Fate:
    """What becomes of a shell command that is to be blocked when it gives something away."""
    remember(Choice(Do.BLOCK), None, settings.folders().data)

    def cleaner(choice: Choice, folder: Path) -> Clean:
        del choice, folder
        return clean

    given = hooking.Given(settings.folders(), cleaner, project)
    host = HOSTS["codex"]
    event = payload("codex", {"bash": command}, project)
    return host.fate(hooking.run(host, json.dumps(event).encode(), given))[0]


@pytest.mark.parametrize("row", ROWS["told"], ids=lambda r: r[0])
def test_a_closer_look_sees_what_a_quick_one_does_not(row: list[str]) -> None:
    assert recognised(*row).enough, recognised(*row)


@pytest.mark.parametrize("row", ROWS["passed"], ids=lambda r: r[0])
def test_what_looks_like_it_is_passed(row: list[str]) -> None:
    assert not recognised(*row).enough, recognised(*row)


@pytest.mark.parametrize(("text", "passed"), [(PUBLIC, True), (CRAFT, False)])
def test_a_public_skill_is_left_alone_in_place_and_by_git(
    text: str, passed: bool, tmp_path: Path
) -> None:
    file = tmp_path / "skills" / "svg" / "SKILL.md"
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    tools = Tools(avoiding, Shelf(), Memory(tmp_path / "memory"))
    assert (clean_file(file, tools, write=False) is None) is passed
    assert (cleaned(text.encode(), "skills/svg/SKILL.md", tools) == text.encode()) is passed


@pytest.mark.parametrize(("text", "end"), [(PUBLIC, Fate.RUNS), (CRAFT, Fate.BLOCKED)])
def test_a_public_skill_passes_in_a_here_document(text: str, end: Fate, project: Path) -> None:
    command = f"cat > skills/svg/SKILL.md <<'END'\n{text}END\n"
    assert fate(command, avoiding, project) is end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Kiln two lies by thirty degrees. Never trust its door, ask Lea. It cost us March.\n",
         Fate.BLOCKED),
        ("Load the kiln and set the programme. It cools by itself.\n", Fate.RUNS),
    ],
)  # fmt: skip
def test_a_here_document_is_not_passed_because_nothing_is_found(
    text: str, end: Fate, project: Path
) -> None:
    command = f"cat > skills/kiln/SKILL.md <<'END'\n{text}END\n"
    assert fate(command, finding_nothing, project) is end


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("    make run now please\n\nThe left scale reads two too low.\n",
         ["The left scale reads two too low."]),
        ("coolant: on the far side, it packs chips\n",
         ["coolant: on the far side, it packs chips"]),
        ("- a\n    - below the list there is more to say\n",
         ["- below the list there is more to say"]),
        ("---\nname: x\ndescription: one two three four five\n---\n", []),
        ("timeout: 30\nretries: three\n", []),
    ],
)  # fmt: skip
def test_code_and_settings_hide_no_sentence(text: str, said: list[str]) -> None:
    """Once an indented line of code hid all that came after it."""
    assert list(telling.sentences(text)) == said
