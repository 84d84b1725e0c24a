"""Lines that the mode keeps and that go with others: the sheet says so, an answer keeps them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.sheet import Line, May
from tests.asking.documents import run, sheet_of

DOCUMENTS = toml.parsed((Path(__file__).parent / "hanging.toml").read_text(encoding="utf-8"))
TRICK = "Never restart all nodes at once: the cache is cold and db-7.corp.internal falls over."
OTHER = "Read the log of the gateway."
PUBLIC = "Open the latency graph of the service."


@pytest.mark.parametrize("told", DOCUMENTS["document"], ids=lambda d: d["name"])
def test_when_a_line_goes(told: dict[str, Any]) -> None:
    sheet = sheet_of(told["text"])
    lines = list(sheet.lines())
    for words, when in told["goes"]:
        goes = next(ln.goes for ln in lines if words in ln.text)
        assert (goes.value if goes else "") == when, words
    for words, when in told["headings"]:
        goes = next(p.goes for p in sheet.parts if p.heading == words)
        assert (goes.value if goes else "") == when, words


@pytest.mark.parametrize("told", DOCUMENTS["document"], ids=lambda d: d["name"])
def test_what_goes_without_answers_is_gone(told: dict[str, Any]) -> None:
    text = run(told["text"], lambda _: None)[0].text.replace("\n", " ")
    for words, when in [*told["goes"], *told["headings"]]:
        assert (words in text) == (not when), words


def test_a_lead_in_stays_with_an_answered_list() -> None:
    text = DOCUMENTS["document"][0]["text"]

    def told(line: Line) -> str | bool:
        if line.text.startswith("Never"):
            return OTHER
        return PUBLIC if line.text.startswith("Look at") else False

    assert f"Check these:\n\n- {PUBLIC}\n- {OTHER}\n" in run(text, told)[0].text


def test_a_leaning_line_stays_in_its_own_words_when_it_is_answered() -> None:
    text = DOCUMENTS["document"][2]["text"]

    def told(line: Line) -> str | bool:
        if line.may is not May.MEND:
            return PUBLIC
        return line.text if line.text.startswith("This also") else False

    kept = run(text, told)[0]
    assert kept.text.replace("\n", " ").find(f"{PUBLIC} This also holds for the standby.") > 0
    assert kept.tally is not None and kept.tally.mended == 1


CODE = f"""# Order service

1. {TRICK}

```bash
kubectl scale deployment/web --replicas=1750
```

```bash
psql -c "select * from orders limit 1750"
```
"""


def test_a_block_with_a_value_that_is_withheld_elsewhere_can_be_given_without_it() -> None:
    plain, model = run(CODE, lambda _: False)
    open_ = [ln for ln in model.sheets[0].open() if "psql" in ln.text]
    assert [ln.may for ln in open_] == [May.REPLACE]
    assert "1750" not in open_[0].text
    assert "psql" not in plain.text

    def told(line: Line) -> str | bool:
        if line.place != "code":
            return False
        return line.text.replace("⟦count 1⟧", "<count>")

    kept = run(CODE, told)[0].text
    assert 'psql -c "select * from orders limit <count>"' in kept
    assert "--replicas=<count>" in kept and "1750" not in kept


RULES = """# 事件分级

## P0

**定义**: 核心服务完全不可用。
**响应时间**: 15分钟内
**通知范围**: 技术团队

## P1

**定义**: 部分服务不可用。
**响应时间**: 45分钟内
**通知范围**: 技术团队

## 通知

- 值班人员电话通知技术团队（20分钟）。
- 值班人员在群里通知客服团队（30分钟）。

## 处理

1. 先看连接池，十有八九是它的问题。
2. 查看最近一次发布的时间。
"""


def test_a_figure_that_goes_is_not_shown_and_one_that_stays_is() -> None:
    shown = "\n".join(ln.text for ln in sheet_of(RULES, "heavy").lines())
    assert "20分钟" not in shown and "30分钟" not in shown
    assert "15分钟" in shown and "45分钟" in shown
    assert "技术团队" in shown
