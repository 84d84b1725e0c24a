"""The catalogues hold every message, and say the same."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest
from babel.messages.catalog import Message as Entry

from antidistill import errors
from antidistill.cli.app import COMMANDS
from tests.ui.catalogues import LANGUAGES, compiled, fresh, kept, mo_file, po_file, wanted, written
from tests.ui.sources import PACKAGE

_CODE = re.compile(rf"antidistill (?:{'|'.join(COMMANDS)})\b|--[a-z][a-z-]+|`[^`]+`")
"""Commands and options: they are the same in every language."""
_HAN = r"[\u4e00-\u9fff]"
_HALF_WIDTH = re.compile(f"{_HAN}[,;:!?]|[,;:!?]{_HAN}|{_HAN}\\.(?:\\s|$)")


def _entries(language: str) -> list[tuple[str, str]]:
    """Message and translation; of a plural the form by which it is looked up."""
    found = []
    for entry in kept(language):
        if entry.id:
            found.append((_id(entry), _string(entry)))
    return found


def _id(entry: Entry) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[1]


def _string(entry: Entry) -> str:
    return entry.string if isinstance(entry.string, str) else entry.string[0]


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_lacks_its_translation(language: str) -> None:
    there = {e.id for e in kept(language) if e.id and _string(e).strip()}
    missing = {text: where for text, where in wanted().items() if text not in there}
    assert not missing, "run `python -m tests.ui` and translate, or see tests/ui/not_messages.txt"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_over(language: str) -> None:
    assert {e.id for e in kept(language) if e.id} <= set(wanted())


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language: str) -> None:
    wrong = [(a, b) for a, b in _entries(language) if "{" in a and _fields(a) != _fields(b)]
    assert [pair for pair in wrong if not _is_of_one(*pair)] == []


def _is_of_one(text: str, other: str) -> bool:
    """A plural may leave out its number where the language has no singular."""
    return _fields(other) <= _fields(text) and "nargs" in _fields(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_and_options_stay(language: str) -> None:
    wrong = [(a, b) for a, b in _entries(language) if set(_CODE.findall(a)) - set(_CODE.findall(b))]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_edges_agree(language: str) -> None:
    wrong = [(a, b) for a, b in _entries(language) if a[:1].isspace() != b[:1].isspace()
             and not a.startswith(" (")]  # fmt: skip
    wrong += [(a, b) for a, b in _entries(language) if a.endswith("\n") != b.endswith("\n")]
    assert wrong == []


def test_chinese_has_its_own_marks() -> None:
    assert [b for _, b in _entries("zh") if _HALF_WIDTH.search(b)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_sources(language: str) -> None:
    catalogue = fresh(language)
    assert po_file(language).read_bytes() == written(catalogue), "run `python -m tests.ui`"
    assert mo_file(language).read_bytes() == compiled(catalogue), "run `python -m tests.ui`"


FAULTS = {name for name, value in vars(errors).items() if isinstance(value, type)} - {"Exit"}


def test_what_users_are_told_is_no_f_string() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and _is_told(node.exc):
                found.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert found == [], "write said('… {name} …', name=…) (antidistill.message)"


def _is_told(raised: ast.expr | None) -> bool:
    if not isinstance(raised, ast.Call) or not raised.args:
        return False
    name = ast.unparse(raised.func).rpartition(".")[2]
    return name in FAULTS | {"UsageError"} and isinstance(raised.args[0], ast.JoinedStr)
