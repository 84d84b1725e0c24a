"""What everybody is told once, before the first document."""

from __future__ import annotations

from pathlib import Path

import click

from antidistill import remembered, ui

TEXTS = {
    "en": """\
antidistill writes a generalised copy of a document that you are entitled to edit; your original
stays as it is. It invents nothing, never changes text on safety, law or compliance, and touches no
company system.
Your contract, your duty of confidentiality and your duty to hand over still bind you. Before you
use it on a document that you must hand over, ask a lawyer or your union. Where a record must be
preserved, do not use it. Keep nothing confidential on private devices. No tool can promise that
a reader will not notice. (You see this once.)
""",
    "zh": """\
antidistill 为您有权修改的文档另写一份概括后的副本，原件保持不变。它不编造任何内容，不改动涉及安全、
法律与合规的文字，也不触碰公司的任何系统。
劳动合同、保密义务和交接义务对您依然有效。文档若属于必须移交之列，使用前请先咨询律师或工会；依规定
必须保存的记录，请不要使用本工具；请勿在私人设备上留存保密内容。没有任何工具能担保读者看不出来。
（本说明只显示一次。）
""",
}


def show(data: Path, language: str) -> None:
    """Print the notice in `language` to stderr, unless that was done before."""
    if language in TEXTS and language not in remembered.noticed(data):
        click.echo(TEXTS[language], err=True)
        remembered.record_notice(data, language)


def spoken() -> str:
    """The language in which this run speaks: 'en' or 'zh'."""
    return ui.spoken()
