"""When a skill may run stays in its description, whatever the mode: no answer is taken for it."""

from __future__ import annotations

import pytest

from tests.asking.documents import run

SKILL = """---
name: letters
description: {says}
---

# Letters

Never send a draft to the whole list: it came back as spam and nobody could write for days.
"""
STAYS = (
    "Only use this when the user asks for a letter by name; never start it from context.",
    "Do not trigger it for short notes.",
    "Use only after the user has asked for it, never on your own.",
    "仅在用户明确输入命令时调用，千万不要根据上下文自动触发。",
    "不适用于短消息，切勿自动启用。",
)
GOES = (
    "Look at the mail queue before anything else, because it is nearly always the culprit.",
    "Never start both presses at once: the fuse blows. Sends letters to the list.",
)


@pytest.mark.parametrize("says", STAYS)
@pytest.mark.parametrize("mode", ["medium", "heavy"])
def test_when_a_skill_runs_is_not_asked_about(says: str, mode: str) -> None:
    result, model = run(SKILL.format(says=f"'{says}'"), lambda _: None, mode)
    assert says in result.text
    lines = [ln for sheet in model.sheets for ln in sheet.open() if ln.place == "field"]
    assert lines == []


@pytest.mark.parametrize("says", GOES)
def test_other_words_of_a_description_are_withheld_as_ever(says: str) -> None:
    result, _ = run(SKILL.format(says=f"'{says}'"), lambda _: None)
    assert says not in result.text
