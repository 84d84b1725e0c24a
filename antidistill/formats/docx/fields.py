"""Fields: the few that a document needs stay, of all others their result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from antidistill.formats.docx.names import Element, first, is_on, local, new, remove, w

_FORMAT = r"(?:\s+\\(?:\*\s*[A-Za-z]+|#\s*\"?[#0.,]+\"?|[hpnrwtfz]))*\s*"
_PAGE = re.compile(rf"\s*(PAGE|NUMPAGES|SECTIONPAGES|SECTION){_FORMAT}", re.I)
_TO_MARK = re.compile(rf"\s*(PAGEREF|REF|NOTEREF)\s+(?P<mark>[^\s\\\"]+){_FORMAT}", re.I)
_COUNT = re.compile(
    r"\s*SEQ\s+(?P<name>Figure|Table|Equation|Listing|Example|Box|Abbildung|图|表|公式|圖|图表)"
    rf"(?:\s+\\[nc])?{_FORMAT}", re.I
)  # fmt: skip
CONTENTS = re.compile(r"\s*TOC\b", re.I)
_CONTENTS_SWITCH = re.compile(
    r"\\(?:[hzun](?![a-z])|[ol]\s+\"\d-\d\"|c\s+\"(?:Figure|Table|Equation|Listing|图|表|公式|圖)\"|"
    r"n\s+\"?\d-\d\"?)", re.I
)  # fmt: skip
_LOCAL_LINK = re.compile(r"\s*HYPERLINK\s+(?:\\h\s+)?\\l\s+\"?(?P<mark>[^\s\"]+)\"?", re.I)
HIDDEN_RESULT = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|PAGEREF)\b", re.I)
"""Fields whose result is a page number: no text of the document."""


@dataclass(slots=True)
class Field:
    """One complex field of a story."""

    marks: list[Element] = field(default_factory=list)
    """Its w:fldChar: begin, perhaps separate, end."""
    codes: list[Element] = field(default_factory=list)
    """The pieces of its instruction."""
    inner: list[Element] = field(default_factory=list)
    """Whatever else stands before its result."""
    in_result: bool = False
    closed: bool = False

    @property
    def code(self) -> str:
        """The instruction."""
        return "".join(c.text or "" for c in self.codes)


def fields_of(root: Element) -> Iterator[Field]:
    """The fields of a story, outer before inner; marks and codes outside all fields are taken out
    of the tree."""
    found: list[Field] = []
    open_: list[Field] = []
    for run in list(root.iter(w("r"))):
        for child in list(run):
            name = local(child)
            if name == "fldChar":
                _mark(child, open_, found)
            elif name in ("instrText", "delInstrText"):
                _into_code(child, open_)
            elif name != "rPr" and (at := next((f for f in open_ if not f.in_result), None)):
                at.inner.append(child)
    return iter(found)


def _mark(child: Element, open_: list[Field], found: list[Field]) -> None:
    kind = child.get(w("fldCharType"))
    if kind == "begin":
        open_.append(Field([child]))
        found.append(open_[-1])
    elif not open_:
        remove(child)
    else:
        open_[-1].marks.append(child)
        if kind == "separate":
            open_[-1].in_result = True
        else:
            open_.pop().closed = True


def _into_code(child: Element, open_: list[Field]) -> None:
    if open_ and not open_[-1].in_result:
        open_[-1].codes.append(child)
    else:
        remove(child)


def settled(root: Element) -> int:
    """Make simple fields complex, keep page numbers, captions' counts, cross references and tables
    of contents; leave of all others their result. How many lost their code."""
    for simple in list(root.iter(w("fldSimple"))):
        _made_complex(simple)
    lost = 0
    for one in list(fields_of(root)):
        code = kept_code(one.code) if one.closed and not one.inner else None
        if code is not None:
            _set_code(one, code)
            continue
        link = _LOCAL_LINK.match(one.code)
        linked = one.closed and link is not None and _as_link(one, link["mark"])
        lost += not linked
        _flattened(one)
    return lost


def kept_code(code: str) -> str | None:
    """The instruction in a form that holds no words; None if the field is not one to keep."""
    if CONTENTS.match(code):
        return " ".join(("", "TOC", *(m.group() for m in _CONTENTS_SWITCH.finditer(code)), ""))
    for pattern in (_PAGE, _TO_MARK, _COUNT):
        if pattern.fullmatch(code):
            return f" {' '.join(code.split())} "
    return None


def mark_in(code: str) -> str | None:
    """The bookmark that a kept field refers to."""
    found = _TO_MARK.fullmatch(code)
    return found["mark"] if found else None


def with_mark(code: str, mark: str) -> str:
    """The instruction with another bookmark."""
    found = _TO_MARK.fullmatch(code)
    return code[: found.start("mark")] + mark + code[found.end("mark") :] if found else code


def _set_code(one: Field, code: str) -> None:
    one.codes[0].text = code
    for rest in one.codes[1:]:
        remove(rest)


def flattened(one: Field) -> None:
    """Leave of a field its result."""
    _flattened(one)


def _flattened(one: Field) -> None:
    box = _checkbox(one)
    if box is not None:
        one.marks[0].addprevious(box)
    for element in (*one.marks, *one.codes, *one.inner):
        remove(element)


def _checkbox(one: Field) -> Element | None:
    """A box, ticked or not, for a form's check box."""
    box = first(one.marks[0], "ffData/checkBox")
    if box is None:
        return None
    checked = box.find(w("checked"))
    ticked = is_on(checked if checked is not None else box.find(w("default")))
    text = new("t")
    text.text = "☒" if ticked else "☐"
    return text


def _made_complex(simple: Element) -> None:
    """A w:fldSimple as runs with field characters."""
    parent = simple.getparent()
    at = parent.index(simple)
    code = new("instrText")
    code.text = simple.get(w("instr")) or ""
    front = [new("fldChar", fldCharType="begin"), code, new("fldChar", fldCharType="separate")]
    runs = [*map(_run, front), *simple, _run(new("fldChar", fldCharType="end"))]
    for offset, run in enumerate(runs):
        parent.insert(at + offset, run)
    parent.remove(simple)


def _run(child: Element) -> Element:
    run = new("r")
    run.append(child)
    return run


def _as_link(one: Field, mark: str) -> bool:
    """Put the result of a link field into a w:hyperlink; False where that cannot be done."""
    if len(one.marks) != 3 or one.inner:
        return False
    middle, end = one.marks[1].getparent(), one.marks[2].getparent()
    parent = middle.getparent()
    if parent is None or parent is not end.getparent() or middle is end:
        return False
    inside = parent[parent.index(middle) + 1 : parent.index(end)]
    if not inside or middle.find(w("t")) is not None or end.find(w("t")) is not None:
        return False
    link = new("hyperlink", anchor=mark, history="1")
    middle.addnext(link)
    link.extend(inside)
    return True
