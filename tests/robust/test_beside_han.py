"""Addresses that stand right beside Han characters, without a space: letters of no address."""

from __future__ import annotations

import pytest

from antidistill.finding import Kind
from antidistill.formats.markdown import Markdown
from antidistill.pipeline import scan

FOUND = {
    "登录ledger-02.corp.internal重启服务。": "ledger-02.corp.internal",
    "登录10.20.3.4重启服务。": "10.20.3.4",
    "访问https://wiki.corp.internal/runbook/7，再查看。": "https://wiki.corp.internal/runbook/7",
    "克隆git@git.corp.internal:ops/tool.git后运行。": "git@git.corp.internal:ops/tool.git",
    "发邮件给wlq@oakfield.corp确认。": "wlq@oakfield.corp",
    "有问题找@wangliqun确认。": "@wangliqun",
}
NOT_FOUND = (
    "版本升级到1.2.3版以后再发布。",
    "用node.js写的脚本放在一起。",
    "例如user@example.com这样的地址。",
    "范围是10.5到20.5之间。",
)


def seen(text: str) -> set[str]:
    """The addresses and persons that are found."""
    document = Markdown().read(f"# 检查\n\n{text}\n".encode(), "notes.md")
    kinds = (Kind.ARGUMENT, Kind.PERSON)
    return {f.span.of(document.text) for f in scan(document).findings if f.kind in kinds}


@pytest.mark.parametrize(("text", "address"), FOUND.items(), ids=FOUND.values())
def test_an_address_beside_a_han_character_is_found(text: str, address: str) -> None:
    assert address in seen(text)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_address_is_none_there_either(text: str) -> None:
    assert not seen(text)
