"""The guard stands between engine and file: no answer, format or network gets around it."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

from antidistill.document import Document
from antidistill.engines import Brief
from antidistill.errors import Exit, Refused
from antidistill.formats.markdown import Markdown
from antidistill.mode import load
from antidistill.passage import Passage, Rewrite
from antidistill.pipeline import Order, generalise

ROOT = Path(__file__).parents[2]
MARKDOWN = Markdown()
SOURCE = """# Redis runbook

Redis holds the sessions of the shop, and two replicas run beside it in the same rack.

## Traps

The list below was last read in the spring, by two people of the platform team.

- Never flush the keys before the second replica has caught up, whatever the dashboard says.
- Never restart both replicas on the same evening, because the backup of the ledger reads them.
- Always look at the slow log before you look at the memory graph on the wall.

## Where

The hosts are listed in the inventory, and the key is at the desk.
"""
CHINESE = """# Redis 运维手册

Redis 保存商城的会话，旁边有两个从节点，放在同一个机柜里，由平台组维护。

## 踩坑经验

下面的清单由平台组的两个人在春天读过一遍。

- 第二个从节点没追上之前，千万不要清空 key，不管大盘上怎么显示。
- 千万别在同一个晚上重启两个从节点，因为账务备份会读它们。
- 一定要先看慢日志，再看墙上的内存图。

## 位置

主机清单在资产表里，钥匙在前台。
"""
WITHHELD = "second replica has caught up"


def read(text: str) -> Document:
    """The Markdown document."""
    return MARKDOWN.read(text.encode(), "runbook.md")


@dataclass
class Scripted:
    """An engine that says what a function of the passage says."""

    says: Callable[[Passage], str | None]
    name: str = "scripted"
    asked: list[Passage] = field(default_factory=list)

    def rewrite(self, passages: Sequence[Passage], brief: Brief) -> list[Rewrite]:
        """One answer for each."""
        assert brief.text
        self.asked += passages
        return [Rewrite(p.id, self.says(p)) for p in passages]


def written(engine: Scripted, text: str = SOURCE) -> str:
    """What comes out in medium with that engine."""
    out = generalise(read(text), MARKDOWN, Order(load("medium"), engine=engine)).text
    assert engine.asked, "the engine was asked"
    return out


def test_a_harmless_answer_is_written() -> None:
    said = iter(["Compare the offsets of the replicas.", "Read the log of the primary first."])
    out = written(Scripted(lambda _: next(said, None)))
    assert "- Compare the offsets of the replicas.\n" in out
    assert "- Read the log of the primary first.\n" in out


BAD = {
    "the original itself": lambda p: p.text,
    "the original in capitals": lambda p: p.text.upper(),
    "fog": lambda _: "Handle the replicas as appropriate and follow best practices.",
    "a number from nowhere": lambda _: "Wait 4711 seconds before the next restart.",
    "an address from nowhere": lambda _: "Read https://redis.example.org/replicas first.",
    "Chinese in an English document": lambda _: "先看从节点的偏移量。",
    "two lines": lambda _: "Compare the offsets.\nThen restart one.",
    "nothing": lambda _: "",
    "a mask": lambda _: "Ask [REDACTED] before a restart of the replicas.",
}


@pytest.mark.parametrize("says", BAD.values(), ids=BAD.keys())
def test_a_bad_answer_is_not_written(says: Callable[[Passage], str]) -> None:
    engine = Scripted(says)
    out = written(engine)
    assert not any(says(p) and says(p) in out for p in engine.asked)
    assert WITHHELD not in out.lower()


def test_english_is_not_written_into_a_chinese_document() -> None:
    engine = Scripted(lambda _: "Compare the offsets of both replicas before a restart.")
    assert "Compare" not in written(engine, CHINESE)


def test_the_same_answer_is_written_at_most_once() -> None:
    same = "Compare the offsets of both replicas before a restart."
    assert written(Scripted(lambda _: same)).count(same) <= 1


@pytest.mark.xfail(strict=True, reason="a wording that stands twice is taken out at both places")
def test_the_same_answer_is_written_once() -> None:
    same = "Compare the offsets of both replicas before a restart."
    assert written(Scripted(lambda _: same)).count(same) == 1


def test_a_section_of_traps_without_answers_does_not_come_back() -> None:
    bare = re.sub(r"The list below .*\n\n", "", SOURCE)
    out = written(Scripted(lambda _: None), bare)
    assert not any(words in out for words in ("Never flush", "same evening", "memory graph"))


def test_without_answers_the_withheld_goes() -> None:
    out = written(Scripted(lambda _: None))
    assert WITHHELD not in out and "same evening" not in out
    assert out.startswith("# Redis runbook\n\nRedis holds the sessions")


def test_an_engine_that_fails_fails_the_run() -> None:
    def broken(_: Passage) -> NoReturn:
        raise TimeoutError("no answer")

    with pytest.raises(TimeoutError):
        written(Scripted(broken))


def test_no_document_comes_out_empty() -> None:
    traps = "\n".join(line for line in SOURCE.splitlines() if line.startswith("- "))
    with pytest.raises(Refused, match="nothing would be left"):
        written(Scripted(lambda _: None), f"{traps}\n")


@dataclass(frozen=True)
class Fussy(Markdown):
    """Markdown that finds a fault in every text but the one that it has read."""

    def problems(self, document: Document, text: str) -> list[str]:
        """One problem for a changed text."""
        return [] if text == document.text else ["line 3: not to my liking"]


def test_a_broken_promise_is_refused_with_check_and_document() -> None:
    with pytest.raises(Refused) as caught:
        generalise(read(SOURCE), Fussy(), Order(load("medium")))
    assert caught.value.exit_code == Exit.REFUSED
    said = str(caught.value)
    assert "runbook.md" in said and "structure" in said and "line 3" in said
    assert "\n" not in said and "replica" not in said


def test_what_is_not_changed_is_not_refused() -> None:
    plain = read("# Hall\n\nThe hall is on the left.\n")
    assert not generalise(plain, Fussy(), Order(load("heavy"))).changed


@pytest.mark.parametrize("source", [SOURCE, CHINESE], ids=["en", "zh"])
def test_nothing_leaves_the_machine(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    for mode in ("light", "medium", "heavy"):
        assert generalise(read(source), MARKDOWN, Order(load(mode))).changed


# ---- Documents of everyday life that must not be refused ------------------------------------

AUTHOR = """---
title: Press notes
author: Anna Kowalski
tags: [printing, hall]
---

# Press notes

Ask Anna Kowalski for the key. The press stands on the left of the hall.
"""
WRAPPED = """# Notes

The press stands on the left of the hall, by the
window. Never start a release on a Friday, we lost
a whole weekend in 2021 because of it. Personal data of
customers must be deleted after thirty days under GDPR. Ask
for the key at the desk, and sign for it in the
book that lies beside it.
"""


def test_an_author_in_the_front_matter_stays_as_authorship_does() -> None:
    out = generalise(read(AUTHOR), MARKDOWN, Order(load("heavy"))).text
    assert out.startswith(AUTHOR[: AUTHOR.index("# Press")])
    assert "Ask Anna" not in out


def test_a_name_among_the_tags_goes() -> None:
    tagged = AUTHOR.replace("[printing, hall]", "[printing, Kowalski]")
    out = generalise(read(tagged), MARKDOWN, Order(load("heavy"))).text
    assert "tags: [printing" in out and "Kowalski]" not in out


def test_a_wrapped_paragraph_with_a_legal_duty_is_written() -> None:
    out = generalise(read(WRAPPED), MARKDOWN, Order(load("heavy"))).text
    assert "Personal data of\ncustomers must be deleted after thirty days under GDPR." in out
    assert "weekend" not in out
