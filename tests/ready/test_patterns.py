"""Patterns that were kept find what they would find if they were compiled, and none of them comes
from what a user has."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from antidistill.ready import Shelf, of_the_program, patterns
from antidistill.ready.origin import is_of_the_program

SOURCES: list[tuple[str, int]] = [
    ("", 0),
    ("plain", 0),
    ("Case|FOLD|ſtraße", re.IGNORECASE),
    (r"(?P<number>\d{1,2})(?:st|nd)?(?P<rest>.*?)(?P=number)", re.DOTALL),
    (r"(a)(b)?(?(2)c|d)", 0),
    (r"(?<![A-Za-z0-9])(?i:ask|tell)(?![A-Za-z0-9])", 0),
    (r"[\u4e00-\u9fff]{2,4}(?=[，。])|[^\W\d_]+", 0),
    (r"^a$  # a line", re.MULTILINE | re.VERBOSE),
    (r"\w+\b", re.ASCII),
    (r"(?s).(?-s:.)", 0),
    ("|".join(f"word{n}" for n in range(300)), re.IGNORECASE),
]


@pytest.fixture
def purged() -> Iterator[None]:
    """Without what `re` itself has kept, so that it asks for each pattern."""
    re.purge()
    yield
    re.purge()


@of_the_program
def compiled() -> list[re.Pattern[str]]:
    return [re.compile(source, flags) for source, flags in SOURCES]


@of_the_program
def marked(source: Any) -> Any:
    return re.compile(source)


def started(shelf: Shelf) -> patterns.Patterns:
    found = patterns.keep(shelf)
    assert found is not None
    return found


@pytest.mark.usefixtures("purged")
def test_a_kept_pattern_is_the_one_that_python_makes() -> None:
    usual = compiled()
    shelf = Shelf()
    for round_ in range(2):
        re.purge()
        start = started(shelf)
        made = compiled()
        # equal for `re`: the same source, signs and numbers for its machine
        assert made == usual
        assert [m.groupindex for m in made] == [u.groupindex for u in usual]
        assert start.added == (0 if round_ else len(SOURCES))
        start.end()
    assert shelf.changed


@pytest.mark.usefixtures("purged")
def test_groups_can_be_asked_for_by_name() -> None:
    shelf = Shelf()
    for _ in range(2):
        re.purge()
        start = started(shelf)
        match = compiled()[3].search("7th of 7")
        assert match is not None and match.groupdict() == {"number": "7", "rest": "th of "}
        assert match.lastgroup == "rest"
        start.end()


@pytest.mark.usefixtures("purged")
def test_faults_and_bytes_are_left_to_python() -> None:
    start = started(Shelf())
    try:
        with pytest.raises(re.error):
            marked("(")
        assert marked(b"a.").match(b"ab")
        assert start.added == 0
    finally:
        start.end()


@pytest.mark.usefixtures("purged")
def test_python_compiles_as_before_after_the_end() -> None:
    start = started(Shelf())
    start.end()
    compiled()
    assert start.added == 0


FINDERS = "antidistill.finders.some"
ORIGINS = [
    # what makes a pattern, in which module, and whether the program alone decides what it is
    ("def make(): return asked()", FINDERS, True),
    ("def make(): return [asked() for _ in range(1)][0]", FINDERS, True),
    ("def make(): return of(1)\ndef of(number): return asked()", FINDERS, True),
    ("def make(text='Anna'): return asked()", FINDERS, False),
    ("def make(*texts): return asked()", FINDERS, False),
    ("def make(**texts): return asked()", FINDERS, False),
    ("def make(*, text='Anna'): return asked()", FINDERS, False),
    (
        "def of(text):\n  def inner(): return bool(text) and asked()\n  return inner\n"
        "make = of('Anna')",
        FINDERS,
        False,
    ),
    # the body of a script, which is no module that is imported
    ("found = asked()\ndef make(text='Anna'): return found", "__main__", False),
    ("def make(): return asked()", "antidistill.cli.some", False),
    ("def make(): return asked()", "antidistill.pipeline", False),
    ("def make(): return asked()", "somebody.elses", False),
]


@pytest.mark.parametrize(("source", "module", "kept"), ORIGINS)
def test_only_what_depends_on_the_program_alone_is_kept(
    source: str, module: str, kept: bool
) -> None:
    names: dict[str, Any] = {"__name__": module, "asked": asked}
    exec(source, names)
    assert names["make"]() is kept


def asked() -> bool:
    return is_of_the_program(sys._getframe(1))


def test_the_names_of_an_imported_module_are_the_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless its body calls what knows documents."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "imported_first.py").write_text(
        "import sys\nfrom antidistill.ready.origin import is_of_the_program\n"
        "found = is_of_the_program(sys._getframe())\n"
        "names = {'__name__': 'antidistill.pipeline', 'ask': is_of_the_program, 'sys': sys}\n"
        "exec('def run(text): return ask(sys._getframe())', names)\n"
        "run = names['run']('Anna')\n",
        encoding="utf-8",
    )
    module = import_module("imported_first")
    assert module.found is True and module.run is False
