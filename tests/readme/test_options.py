"""README and docs/ tell every option, and none that there is not."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from antidistill import cli

ROOT = Path(__file__).parents[2]
PAGES = {path.name: path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))}
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]+)\)")
_OPTION = re.compile(r"(?<![\w-])-{1,2}[a-z][a-z-]*")


def commands(command: click.Command, words: tuple[str, ...] = ()) -> dict[str, click.Command]:
    """The commands by their words; the one without a word by ''."""
    found = {" ".join(words): command}
    if isinstance(command, click.Group):
        for word, one in command.commands.items():
            found |= commands(one, (*words, word))
    return found


KNOWN = {**commands(cli.main), "": cli.main.default}


def options(command: click.Command) -> Iterator[tuple[str, ...]]:
    """The names of each option, with the short one and the opposite."""
    for one in command.params:
        if isinstance(one, click.Option):
            yield (*one.opts, *one.secondary_opts)


def shown(page: str) -> list[list[str]]:
    """The calls of a page, as words."""
    text = PAGES[page].read_text(encoding="utf-8")
    lines = [line for block in _BLOCK.findall(text) for line in block.splitlines()]
    calls = [re.split(r"\s+# ", line[2:])[0] for line in lines if line.startswith("$ antidistill")]
    return [shlex.split(call)[1:] for call in calls]


@pytest.mark.parametrize("page", PAGES)
def test_what_is_shown_is_there(page: str) -> None:
    own = {"--ui", "--version", "--help", "-h", "-"}
    for words in shown(page):
        name = next(n for n in (" ".join(words[:2]), words[0], "") if n in KNOWN)
        known = own.union(*options(KNOWN[name]))
        assert [w for w in words if w.startswith("-") and w not in known] == [], words


def test_every_page_shows_calls() -> None:
    """So that the test above says something."""
    assert [page for page in PAGES if not shown(page)] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    links = _LINK.findall(PAGES[page].read_text(encoding="utf-8"))
    assert [link for link in links if not (PAGES[page].parent / link).exists()] == []


def test_every_option_is_told() -> None:
    told = {o for page in PAGES.values() for o in _OPTION.findall(page.read_text("utf-8"))}
    untold = {
        f"{names[0]} of {name}".strip()
        for name, command in KNOWN.items()
        for names in options(command)
        if not told & set(names)
    }
    assert untold == set()
