"""Persona lines: of a topic, of its field, and what the linter says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill.manual import lint, wording
from antidistill.manual.entries import Entry
from antidistill.manual.known import is_known
from antidistill.manual.load import TOPICS, heads, lines_of, topic
from antidistill.manual.topic import Both

OWN = '\n[[persona]]\nen = "Ask the queen twice."\nzh = "问蜂王两遍。"\n'


def test_every_topic_has_some() -> None:
    assert [h.id for h in heads() if len(topic(h.path).persona) < 3] == []


def test_a_topic_has_its_own_before_those_of_its_field(tmp_path: Path) -> None:
    text = (TOPICS / "redis.toml").read_text(encoding="utf-8")
    path = tmp_path / "redis.toml"
    path.write_text(text + OWN, encoding="utf-8")
    lines = topic(path).persona
    assert lines[0].en == "Ask the queen twice."
    assert lines[1:] == lines_of("queues and caches")


def test_a_new_field_needs_lines_of_its_own(tmp_path: Path) -> None:
    text = (TOPICS / "redis.toml").read_text(encoding="utf-8")
    path = tmp_path / "redis.toml"
    path.write_text(text.replace("queues and caches", "beekeeping"), encoding="utf-8")
    assert "redis.toml: persona: 0 entries, 3 to 6 wanted" in map(str, lint.lint([path]))


def test_what_they_say_is_public() -> None:
    line = lines_of("operations")[0]
    assert is_known(line.en) and is_known(line.zh)


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("en", "They ask for the version first.", "not how somebody is"),
        ("en", "You always help.", "not how somebody is"),
        ("en", "Stay proactive in each meeting.", "a model employee"),
        ("zh", "他先问版本号。", "not how somebody is"),
        ("zh", "做事积极主动。", "a model employee"),
        ("en", "Ask for the version before you start to argue.", ""),
        ("zh", "开口争之前先问版本号。", ""),
    ],
)
def test_a_line_is_guidance_with_edges(language: str, text: str, says: str) -> None:
    entry = Entry("sample", "persona[0]", "persona", Both(text, text))
    found = [m for of, m in wording.problems(entry) if of == language]
    assert [m for m in found if says in m] if says else not found
