"""Recognising distillation: tables of what is and what is not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill import toml
from antidistill.hosts import signs
from antidistill.hosts.recognising import recognised

MORE = [
    json.loads(line)
    for line in Path(__file__).with_name("writes.jsonl").read_text("utf-8").splitlines()
]
TABLES = toml.parsed(Path(__file__).with_name("recognition.toml").read_text("utf-8"))


@pytest.mark.parametrize("row", TABLES["writes"]["recognised"], ids=str)
def test_a_write_is_recognised(row: list[str]) -> None:
    assert recognised(*row).enough


@pytest.mark.parametrize("row", TABLES["writes"]["passed"], ids=str)
def test_a_write_is_passed(row: list[str]) -> None:
    assert not recognised(*row).enough, signs.of_write(*row)


@pytest.mark.parametrize("row", MORE, ids=lambda r: r["path"])
def test_what_has_no_telling_place_is_told_by_its_text(row: dict[str, Any]) -> None:
    found = recognised(row["path"], row["text"])
    assert found.enough is row["distils"], found


@pytest.mark.parametrize("role", ["writer", "collector"])
def test_a_distillers_command_is_recognised(role: str) -> None:
    found = [signs.of_command(text) for text in TABLES["commands"][role]]
    assert [{s.role for s in signs} for signs in found] == [{role}] * len(found)


@pytest.mark.parametrize("text", TABLES["commands"]["none"])
def test_a_command_is_passed(text: str) -> None:
    assert not signs.of_command(text)


@pytest.mark.parametrize("text", TABLES["prompts"]["recognised"])
def test_a_request_is_recognised(text: str) -> None:
    assert signs.of_prompt(text).enough, signs.of_prompt(text)


@pytest.mark.parametrize("text", TABLES["prompts"]["passed"])
def test_a_request_is_passed(text: str) -> None:
    assert not signs.of_prompt(text).enough, signs.of_prompt(text)


def test_there_are_twelve_signs_of_a_request() -> None:
    assert len(signs.signs("prompt")) == 12


@pytest.mark.parametrize("kind", ["path", "never", "text", "command", "prompt"])
def test_every_sign_is_a_sound_pattern_with_a_reason(kind: str) -> None:
    for sign in signs.signs(kind):
        re.compile(sign.pattern)
        assert sign.why or kind == "never"
        assert -2 < sign.weight <= 1 and sign.weight


@given(st.text(max_size=300), st.text(max_size=2000))
def test_any_text_can_be_looked_at(path: str, text: str) -> None:
    found = signs.of_write(path, text)
    assert found.enough == (found.strength >= signs.ENOUGH - 1e-9)


@pytest.mark.parametrize(
    ("path", "text", "doubted"),
    [
        ("skills/kiln/SKILL.md", "Kiln two lies by thirty degrees. Never trust its door.", True),
        ("skills/yaoting/SKILL.md", "二号窑的表少报三十度，别信。谁催都别提前开门。", True),
        ("skills/qr/SKILL.md", "Run the command with the link. It writes a picture file.", False),
        ("skills/qr/SKILL.md", "运行命令并输入链接。它会生成图片文件。", False),
        ("docs/kiln.md", "Load the kiln and set the programme. It cools by itself.", False),
    ],
)
def test_nothing_found_is_doubted_where_words_tell(path: str, text: str, doubted: bool) -> None:
    assert signs.of_write(path, text).told is doubted, signs.of_write(path, text)


def test_two_sentences_are_enough_when_their_words_leave_no_doubt() -> None:
    told = "客户一催就先晾半天，急的都不是真急。老周签字前必问价，报高两成他才砍得高兴。"
    assert recognised("docs/塔台.md", told).enough
    assert not recognised("docs/塔台.md", "打开页面并点击保存。文件会自动下载。").enough
