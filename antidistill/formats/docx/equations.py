"""Equations: those of symbols stay, those with words in them become text."""

from __future__ import annotations

import re

from antidistill.formats.docx.allowed import rules
from antidistill.formats.docx.names import Element, local, new, tag, unwrap

_WORD = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff]")


def settled(root: Element) -> int:
    """Turn equations that hold words into text in place; how many they were."""
    changed = 0
    for equation in list(root.iter(tag("m:oMath"))):
        if _is_wordy(equation):
            changed += 1
            _as_text(equation)
    for outer in list(root.iter(tag("m:oMathPara"))):
        if outer.find(tag("m:oMath")) is None:
            for about in outer.findall(tag("m:oMathParaPr")):
                outer.remove(about)
            unwrap(outer)
    return changed


def _is_wordy(equation: Element) -> bool:
    known = set(rules()["equations"]["words"].split())
    text = " ".join(e.text or "" for e in equation.iter(tag("m:t")))
    joined = "".join(e.text or "" for e in equation.iter(tag("m:t")))
    words = [m.group().lower() for m in _WORD.finditer(text)]
    letters = [m.group().lower() for m in _WORD.finditer(joined)]
    return any(word not in known for word in words) or any(len(one) > 8 for one in letters)


def _as_text(equation: Element) -> None:
    run, text = new("r"), new("t")
    text.text = linear(equation)
    run.append(text)
    equation.getparent().replace(equation, run)


def linear(element: Element) -> str:
    """An equation in one line."""
    if element.tag == tag("m:t"):
        return element.text or ""
    if local(element) == "f":
        over, under = element.find(tag("m:num")), element.find(tag("m:den"))
        return f"{_part(over)}/{_part(under)}"
    if local(element) in ("sSup", "sSub"):
        base, script = element.find(tag("m:e")), element.find(tag("m:sup"))
        script = element.find(tag("m:sub")) if script is None else script
        return f"{_part(base)}{'^' if local(element) == 'sSup' else '_'}{_part(script)}"
    return "".join(linear(child) for child in element)


def _part(element: Element | None) -> str:
    text = linear(element) if element is not None else ""
    return f"({text})" if re.search(r"[-+*/ ]", text) else text
