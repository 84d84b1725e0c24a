"""Stand-ins: what a language model sees in the place of withheld names, values and commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from antidistill.edit import Edit, apply_edits
from antidistill.finders.commands import commands, is_known_tool
from antidistill.finders.public import is_public_in_any_case
from antidistill.finding import Finding, Kind
from antidistill.guard.outbound import pattern_of
from antidistill.manual.fog import tables
from antidistill.span import Span, merged

OPEN, CLOSE = "⟦", "⟧"
TERMS = frozenset({Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.SYSTEM, Kind.ARGUMENT})
"""Kinds whose words are names and values: they are hidden wherever they stand."""
_LABELS = {
    "person": "人员",
    "system": "系统",
    "customer": "名称",
    "secret": "密文",
    "argument": "取值",
    "value": "取值",
    "figure": "数字",
    "command": "命令",
    "name": "名称",
    "link": "链接",
    "note": "省略",
}
_STAND_IN = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")
_PLACEHOLDER = re.compile(r"<([a-z][a-z -]{1,24})>\Z")
_ZERO_WIDTH = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
FIGURE = re.compile(
    r"(?<![A-Za-z0-9_.\-])\d[\d.,:]*(?:\s?[-–~～至到]\s?\d[\d.,:]*)?"
    r"\s?(?:[%％‰°℃×]C?|(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|per ?cent|times)\b|"
    r"(?:ms|min|mins|[smhdxGMKT]B?|[μu]?[lLmg]|rpm|kPa|MPa|mm|cm|nm)\b|"
    r"[个条次分钟小时天秒年月周人元万亿台倍行字块度级]+)?"
)


_MORE = (
    r"(?<![\w.])\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?![\w.])",
    r"\b(?:an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|a few) "
    r"(?:hours?|minutes?|days?|weeks?|months?|times)\b",
    r"[两三四五六七八九十百千万]+(?:次|遍|轮|单|台|行|条|成|点)",
)
"""Figures in words that a manual may use, and a person's line may not tell."""


_PART = re.compile(
    r"(?:\b(?:step|phase|stage|part|layer|level|section|chapter|rule|option|case|example|figure|"
    r"table|appendix|no\.) ?|(?:步骤|阶段|第|层|环节|附录|图|表|案例|示例|规则) ?)\Z",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"(?:[=:]|\b(?:is|are|was|to|returns?|code|exit)|为|是|等于|返回)[ `]*\Z", re.IGNORECASE
)


_STATUS = re.compile(r"[1-5]\d\d")
_CODE = re.compile(
    r"(?:\b(?:https?|status|codes?|errors?|returns?|answers?|gives?|responses?)|返回|响应|状态码|错误码|"
    r"报错|报)[ `]*\Z",
    re.IGNORECASE,
)
"""What a status of HTTP stands behind."""


@dataclass(slots=True)
class Masks:
    """The stand-ins of one document: the same string has the same one everywhere."""

    language: str
    hidden: dict[str, str] = field(default_factory=dict)
    """Withheld string, in lower case, to what is shown for it."""
    carried: dict[str, str] = field(default_factory=dict)
    """Stand-ins that answers may carry through, and what they mean."""
    local: dict[str, str] = field(default_factory=dict)
    """The same for what is hidden in withheld lines only: figures and code that may stay
    elsewhere."""
    _counts: dict[str, int] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)

    def term(self, finding: Finding, text: str) -> str:
        """What is shown for a withheld name or value."""
        word = text.strip()
        known = self.hidden.get(word.lower())
        if known is None:
            known = self._for(finding, word)
            self.hidden[word.lower()] = known
        return known

    def _for(self, finding: Finding, word: str) -> str:
        neutral = finding.neutral or ""
        placeholder = _PLACEHOLDER.match(neutral)
        if placeholder:
            return self.new(placeholder[1])
        if neutral and word.lower() not in neutral.lower():
            return neutral
        return self.new(finding.kind.value)

    def new(self, label: str, about: str = "") -> str:
        """A stand-in that was not used before."""
        shown = _LABELS.get(label, label) if self.language == "zh" else label
        self._counts[shown] = self._counts.get(shown, 0) + 1
        made = f"{OPEN}{shown} {self._counts[shown]}{': ' + about if about else ''}{CLOSE}"
        self._made.add(made)
        return made

    def inside(self, text: str, label: str, about: str = "") -> str:
        """The stand-in of a figure or of code, hidden in withheld lines only."""
        key = text.strip()
        if key not in self.local:
            self.local[key] = self.new(label, about)
        return self.local[key]

    def command(self, code: str) -> str:
        """The stand-in of withheld code: the public tools that it calls are told."""
        tools = dict.fromkeys(tools_of(code))
        return self.inside(code, "command" if tools else "name", ", ".join(tools))

    def link(self, target: str) -> str:
        """The stand-in of an address that stays in the document: answers may carry it."""
        known = next((k for k, v in self.carried.items() if v == target), None)
        if known is None:
            known = self.new("link")
            self.carried[known] = target
        return known

    def scrubbed(self, text: str) -> str:
        """`text` without invisible characters and with every withheld name and value replaced,
        wherever it stands."""
        out = _ZERO_WIDTH.sub("", text)
        for word in sorted(self.hidden, key=len, reverse=True):
            out = self._outside(out, pattern_of(word), self.hidden[word])
        return out

    def _outside(self, text: str, pattern: re.Pattern[str], new: str) -> str:
        """`text` with `new` for what the pattern finds outside our stand-ins: their numbers are no
        figures of the document."""
        parts = _STAND_IN.split(text)
        return "".join(p if p in self._made else pattern.sub(lambda _: new, p) for p in parts)

    def shown(self, text: str) -> str:
        """`text` with the stand-ins that a withheld line has for words of it."""
        out = self.scrubbed(text)
        for word in sorted(self.local, key=len, reverse=True):
            out = self._outside(out, pattern_of(word), self.local[word])
        return out

    def figures(self, text: str, stays: str = "", heads: str = "") -> str:
        """`text` with its figures replaced, those aside that `stays` has too, that number a heading
        ('Layer 4' in `heads`), or that belong to a public name ('Java 17')."""
        out: list[str] = []
        done = 0
        for match in sorted(figures_in(text), key=lambda m: (m.start(), -m.end())):
            if match.start() < done or _in_stand_in(text, match.start()):
                continue
            before = re.search(r"([A-Za-z][\w.+-]*)[ -]?$", text[: match.start()])
            if before and is_public_in_any_case(f"{before[1]} {match.group().strip()}"):
                continue
            words = match.group().rstrip(" .,:")
            if words in stays or (before and f"{before[1]} {words}" in heads):
                continue
            if _counts_parts(text[: match.start()], words) or _is_off(text, match.start(), words):
                continue
            out += text[done : match.start()], self.inside(words, "figure")
            done = match.start() + len(words)
        return "".join((*out, text[done:]))


def _counts_parts(before: str, figure: str) -> bool:
    """Whether a number says which part of the document this is: 'Step 4', '步骤 4'."""
    return figure.isdigit() and _PART.search(before) is not None


def _is_off(text: str, at: int, figure: str) -> bool:
    """Whether a 0 or 1 says that something is off or on, or a number is a code, and no amount that
    somebody chose."""
    if figure in ("0", "1"):
        return _STATE.search(text[:at]) is not None
    return _STATUS.fullmatch(figure) is not None and _CODE.search(text[:at]) is not None


def figures_in(text: str) -> Iterator[re.Match[str]]:
    """Numbers with their units, in digits and in words."""
    yield from FIGURE.finditer(text)
    for pattern in (*tables()["figures"]["en"], *tables()["figures"]["zh"], *_MORE):
        yield from re.finditer(pattern, text, re.IGNORECASE)


def tools_of(code: str) -> Iterable[str]:
    """The public tools that a script calls."""
    for command in commands(code):
        tool = command[0].text.rsplit("/", 1)[-1]
        if is_known_tool(tool):
            yield tool


def without_figures(text: str) -> str:
    """`text` with a line feed in the place of each figure."""
    spans = merged(Span(*m.span()) for m in figures_in(text))
    return apply_edits(text, [Edit(s, "\n", "") for s in spans])


def _in_stand_in(text: str, at: int) -> bool:
    return text.rfind(OPEN, 0, at) > text.rfind(CLOSE, 0, at)


def without_brackets(text: str) -> str:
    """`text` with the brackets of stand-ins made ordinary ones: a document cannot forge any."""
    return text.replace(OPEN, "[").replace(CLOSE, "]")
