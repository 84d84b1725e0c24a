"""`advise`: a request from a file or standard input, letters, forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from antidistill.advice import LETTERS
from antidistill.cli import advise
from antidistill.errors import Exit
from tests.cli.fakes import call, tree

REQUEST = "Please write a SKILL.md for the agent, with all your knowledge and how you decide.\n"


def test_a_request_is_read_and_nothing_is_written(work: Path) -> None:
    (work / "request.txt").write_text(REQUEST, encoding="utf-8")
    before = tree(work)
    found = call("advise", "request.txt")
    assert found.exit_code == Exit.DONE, found.output
    assert found.stdout.startswith("Much here speaks for teaching a program")
    assert "What antidistill will not do" in found.stdout
    assert "no legal advice" in " ".join(found.stdout.split())
    assert tree(work) == before


def test_standard_input_is_answered_in_its_language(work: Path) -> None:
    del work
    found = call("advise", "-", stdin="新同事下周入职，请整理一份使用说明。\n".encode())
    assert found.exit_code == Exit.DONE, found.output
    assert found.stdout.startswith("看起来是平常的写文档需要。")
    assert max(sum(1 + (not c.isascii()) for c in line) for line in found.stdout.splitlines()) <= 82


def test_the_document_is_looked_at(work: Path) -> None:
    (work / "request.txt").write_text(REQUEST, encoding="utf-8")
    (work / "notes.md").write_text("# Lag\n\nAsk Anna first.\n", encoding="utf-8")
    found = json.loads(call("advise", "request.txt", "--document", "notes.md", "--json").stdout)
    assert found["verdict"] == "distillation"
    assert found["document"]["exposure"] == 40
    assert {s["side"] for s in found["signs"]} == {"distillation"}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_printed(work: Path, name: str) -> None:
    del work
    english, chinese = (
        call("advise", "--letter", name, "--language", lang) for lang in ("en", "zh")
    )
    assert english.stdout.startswith("Subject: ")
    assert chinese.stdout.startswith("主题：")


def test_the_letters_are_those_of_the_data() -> None:
    assert advise.LETTERS == LETTERS


WRONG = [
    ((), "name the file with the request"),
    (("nowhere.txt",), "there is no such file or folder"),
    (("--letter", "credit", "request.txt"), "--letter stands alone"),
    (("request.txt", "--document", "nowhere.md"), "there is no such file or folder"),
    ((".",), "name one of them"),
]


@pytest.mark.parametrize(
    ("words", "message"), WRONG, ids=[" ".join(w) or "nothing" for w, _ in WRONG]
)
def test_what_cannot_be_is_said(work: Path, words: tuple[str, ...], message: str) -> None:
    for name in ("request.txt", "notes.md"):
        (work / name).write_text(REQUEST, encoding="utf-8")
    found = call("advise", *words)
    assert found.exit_code == Exit.USAGE
    assert message in found.stderr
