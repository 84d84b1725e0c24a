"""The details of an ordinary step: brackets, examples and means, which say how it is done here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from antidistill.document import AtomKind, Document
from antidistill.edit import Edit
from antidistill.finding import Kind
from antidistill.plan.frames import is_notice
from antidistill.plan.phrases import ends_badly
from antidistill.plan.tidying import tidied
from antidistill.plan.touched import joined
from antidistill.plan.units import Unit
from antidistill.span import Span

_BRACKET = re.compile(
    r"(?<=[.。])\s*(?:\([^()\n]{6,}\)|（[^（）\n]{4,}）)[.。]"
    r"|(?<!\])\s*(?:\([^()\n]{6,}\)|（[^（）\n]{4,}）)"
)
"""Not the address of a link that a template fills in, which no reader of Markdown takes for one."""
_EXAMPLE = re.compile(
    r"(?:(?:,|;| –| —)? (?:for example|for instance|e\.g\.|such as|including)|, like)"
    r"(?!,? (?:as|since|because|when|if|where|while)\b)(?:,)? "
    r"[^.;:()]{4,}(?=[.;]?$)|"
    r"[，、](?:例如|比如|譬如|如|包括)[^。；：（）]{3,}(?=[。；]?$)|"
    r"(?: [–—] |——)[^.;:()。；：（）]{8,}(?=[.;。；]?$)"
)
_MEANS = re.compile(
    r",? (?:using|via|by (?:running|using|calling|clicking|typing|entering)|with the help of) "
    r"[^;:()]{4,}?(?=[.]?$)"
)
"""With what a step is done here. Not before a comma, behind which the step itself may stand."""
_SCREENS = "tab|menu|panel|window|page|dialog|dialogue|toolbar|screen|sidebar|column|dropdown"
_SCREENS_ZH = "页面|菜单|界面|选项卡|标签页|弹窗|窗口|面板|对话框|工具栏|导航栏"
_WHERE = re.compile(
    rf"(?<=[a-z\"'`*] )(?:in|from|under) the [^,;:.()]{{3,36}}? (?:{_SCREENS})(?=[.]?$)|"
    rf"(?:^|(?<=[，；]))在[^，。；：“”「」]{{2,16}}(?:{_SCREENS_ZH})(?:中|上|里|下|内)?[，,]?"
    r"(?=[\u4e00-\u9fff]{2})"
)
"""On what screen it is done. What stands before it in English must be more than the verb."""
_AFTER = re.compile(
    r",? (?:and )?then (?:click|select|choose|tick|press|enter|type|hit|save|scroll)\b[^;:()]{3,}?"
    r"(?=[.]?$)|, making sure [^;:()]{6,}?(?=[.]?$)|"
    r"[，,](?:然后|接着)(?:再)?(?:点击|点选|选择|勾选|保存|确认|输入|填写)[^。；：]{2,}(?=[。；]?$)"
)
"""What is done right after the step, in the same breath."""
_WAY = re.compile(
    r"(?:^|(?<=[，；]))(?:通过|借助|按照|参照)[^，。；：“”「」]{2,16}"
    r"(?:(?:方式|方法|形式|渠道|工具|脚本|命令|平台|系统|流程)[，,]|来)(?=[\u4e00-\u9fff]{2})"
)
"""In what way it is done, before the verb."""
_INSTANCE = re.compile(
    r"(?<![.。!?！？\s])\s*(?:"
    r"\((?:e\.g\.|i\.e\.|for example|for instance|such as|like)[.,:]?\s[^()\n]{4,}\)|"
    r"（(?:例如|比如|譬如|如|即|包括)[^（）\n]{3,}）)"
)
"""Examples in brackets."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ONLY_VERB = re.compile(r"\W*(?:[\w'’-]+\s+){0,1}[\w'’-]+", re.ASCII)
"""Too little for an act and its object: 'Click on'."""
_SCREEN = re.compile(r"\s*(?:in|from|under) the ")
_OPERATOR_BEFORE = re.compile(r"[-+*/^=×÷−(]\s*$")
_OPERATOR_BEHIND = re.compile(r"\s*[-+*/^×÷−)]")
_EQUALS = re.compile(r"[=＝]")
_ATTRIBUTES = re.compile(r"(?:\{:?[^{}\n]*\})?")
"""Behind a link, as kramdown writes them."""
_LEAST = 0.5
"""A step keeps at least this share of the characters that other edits leave it."""


def without_details(document: Document, unit: Unit, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """`edits`, and the cuts of what a step spells out in brackets or by example, as long as most of
    the step stays. A notice needs its conditions."""
    if is_notice(unit.text):
        return edits
    return _with_cuts(document, unit, edits, (_BRACKET, _EXAMPLE, _MEANS, _WHERE, _AFTER, _WAY))


def without_examples(document: Document, unit: Unit, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """`edits`, and the cuts of a sentence's examples in brackets, as long as most of it stays."""
    return _with_cuts(document, unit, edits, (_INSTANCE,))


def _with_cuts(
    document: Document,
    unit: Unit,
    edits: tuple[Edit, ...],
    patterns: Sequence[re.Pattern[str]],
) -> tuple[Edit, ...]:
    if unit.sentence is None:
        return edits
    out = list(edits)
    rest = len(unit.span) - sum(len(e.span) for e in edits if not e.new)
    taken = 0
    for cut in _cuts(document, unit, patterns):
        size = len(cut.span) - sum(len(e.span) for e in edits if e.span in cut.span and not e.new)
        if taken + size > (1 - _LEAST) * rest or not _is_whole(document, unit, cut):
            continue
        if not any(e.span.overlaps(cut.span) and e.new for e in out):
            out = joined(out, cut)
            taken += size
    return tuple(sorted(out, key=lambda e: e.span))


def _cuts(document: Document, unit: Unit, patterns: Sequence[re.Pattern[str]]) -> Iterator[Edit]:
    sentence = unit.sentence
    assert sentence is not None
    offset = len(sentence.text) - len(unit.text)
    for pattern in patterns:
        for match in pattern.finditer(unit.text):
            if _in_formula(unit.text, match.start(), match.end()):
                continue
            span = sentence.source(offset + match.start(), offset + match.end())
            span = _with_markup(document, unit, span)
            cut = Edit(span, "", "a detail of an ordinary step", Kind.PROCEDURE, "trimmed")
            yield tidied(document, cut)


def _in_formula(text: str, start: int, end: int) -> bool:
    """Whether a bracket is part of a formula, or of another bracket: '100 - (100 / (1 + RS))'."""
    before, behind = text[:start], text[end:]
    opened = any(before.count(a) > before.count(b) for a, b in ("()", "（）"))
    operated = _OPERATOR_BEFORE.search(before) or _OPERATOR_BEHIND.match(behind)
    return opened or (_EQUALS.search(before) is not None and operated is not None)


def _with_markup(document: Document, unit: Unit, span: Span) -> Span:
    """The span with the closing mark of what its last word stands in."""
    for atom in document.blocks[unit.block].atoms:
        if atom.span.start >= span.start and atom.inner.end == span.end:
            span = Span(span.start, atom.span.end)
    return span


def _is_whole(document: Document, unit: Unit, cut: Edit) -> bool:
    """Whether the cut takes each piece of markup whole and leaves a sentence."""
    atoms = document.blocks[unit.block].atoms
    if any(a.span.overlaps(cut.span) and a.span not in cut.span for a in atoms):
        return False
    left = document.text[unit.span.start : cut.span.start]
    links = (a for a in atoms if a.kind is AtomKind.LINK and a.span.start == unit.span.start)
    if any(_ATTRIBUTES.fullmatch(document.text, a.span.end, cut.span.start) for a in links):
        return False  # says whose page it is, as lists of references do
    if _SCREEN.match(cut.span.of(document.text)) and _ONLY_VERB.fullmatch(left.strip()):
        return False
    right = document.text[cut.span.end : unit.span.end]
    opens = right[:1] and _HAN.match(right)
    return bool(left.strip() or opens) and not (
        ends_badly(left.rstrip()) and not right.strip(" .。")
    )
