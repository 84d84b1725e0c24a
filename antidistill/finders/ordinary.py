"""Sentences that name a dangerous thing without a duty about it: craft, cost, contacts, stories."""

from __future__ import annotations

import re

_CONTACT = re.compile(
    r"\b(?:ask|call|ring|text|try|find)s?\s+(?:for\s+)?(?!for\b|an?\b|the\b|about\b|your\b|them\b)"
    r"(?-i:[A-Z])[a-z]+|\bhas an? (?:spare )?key\b|\b(?:calls|asks|rings|knows) (?:him|her)\b|"
    r"找[\u4e00-\u9fff]{1,3}(?:师傅|姐|哥|工)?[，,]?(?:修|问|借|要|快|比)|备用钥匙|叫得动|请得动|"
    r"比(?:报修|走流程|排队)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[$€£¥]\s?\d|\d\s*(?:euros?|dollars?|pounds|EUR|USD)\b|signed request|"
    r"[\d百千万]\s*元|块钱|审批单|申请单",
    re.IGNORECASE,
)
_CHANCE = re.compile(
    r"\b(?:faster|slower|cheaper|sells? best|clicks?|flickers?|tidy|season tickets?|timetable|"
    r"calendar|schedule|always late|comes? late|is full|(?:first|last) slot|rolls collapse)\b|"
    r"修得快|点击|卖得|排班|月票|总是晚|片子|排满|排(?:最早|第一|最后)|直接放行|不用管|面包会塌",
    re.IGNORECASE,
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_STORY = re.compile(
    rf"\bin {_MONTH}\b[^.]*\w+ed\b|\w+ed\b[^.]*\bin {_MONTH}\b|"
    r"\bhad (?:left|taken|been|put|forgotten)\b|\b(?:19|20)\d\d\b.*\bwas\b|"
    r"\b(?:yesterday|last (?:week|month|year|spring|summer|autumn|winter))\b|"
    r"后来(?:查明|发现)|又有人|[一二三四五六七八九十]月份.*了|去年|上个?月|那次|有一次|被人(?:拿|忘)",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\A[\s*_>-]*(?:I|She|He)\b(?!['’]m\b)|\bI (?:stop|book|keep|take|never|don['’]t|always)\b|"
    r"我[^，。]{0,6}(?:不|才|就|爱|从)|\A[她他](?:的|从|们)?",
)
_SIGN = re.compile(
    r"\bturns? (?:blue|red|green|yellow)\b.*\b(?:wrong|low|high|off|filter|feed|speed)\b|"
    r"\bkey\b.*\bcage\b|变(?:蓝|红|绿|黄)就是",
    re.IGNORECASE,
)
_WHATEVER = re.compile(
    r"\bwhatever the (?:plan|book|list|manual)\b|\bbecause the (?:old|new)\b|"
    r"别管说明|不管说明",
    re.IGNORECASE,
)
_DIGITAL = re.compile(
    r"\b(?:stack|buffer|integer|heap) (?:over|under)flow|\b(?:heap|memory) (?:explo|leak|dump)|"
    r"\bcircuit breakers?\b.*\b(?:backend|service|request|api|endpoint|upstream|downstream|client|"
    r"timeout|retr(?:y|ies))|\b(?:child|parent|zombie) process|"
    r"\bpoison(?:ed)? (?:message|pill|record)|\bfork bomb|"
    r"\bfirewall rules?\b|\b(?:thread|connection) pool|"
    r"(?:栈|缓冲区|整数|堆|内存)溢出|内存(?:泄[漏露]|爆)|防火墙(?:规则|策略|端口)|熔断|毒丸|"
    r"(?:僵尸|子|父)进程|(?:消息|任务)堆积|(?:线程|连接)池|死锁",
    re.IGNORECASE,
)
"""What overflows, leaks, burns or dies inside a computer hurts nobody."""
_PATTERNS = (_WHATEVER, _DIGITAL, _CONTACT, _MONEY, _CHANCE, _STORY, _SELF, _SIGN)

_REASON = re.compile(
    r"[,;:–—]\s*(?:or|otherwise|else|because|as|since|so|that|it|they|this|we|you|the|a|whatever)\b"
    r"[^,;]*\Z|\b(?:because|since|whatever)\b|[，,：；](?!但|并|且|才|方|再|不[得可能许准]|严禁|禁止)[^，,]*"
    r"(?:会|就|不然|否则|容易|满|崩|乱|塌|晚|才|多|少)[^，,]*\Z|别管|不管说明",
    re.IGNORECASE,
)
_STRICT = re.compile(
    r"\b(?:must|shall|never|may not|may only|not to be|do(?:es)? not|don['’]t|cannot|can['’]t|"
    r"nobody|no one|only|forbidden|prohibited|not allowed|has to|have to|at least|at most|"
    r"more than|immediately|at once|keep|before|without|under)\b|\A\W*no\b|"
    r"必须|不得|不能|不可|不许|不准|严禁|禁止|切勿|请勿|务必|只能|仅限|方可|才能|须|不超过|至少|之前|"
    r"前|立即|立刻|要",
    re.IGNORECASE,
)


def is_ordinary(text: str) -> bool:
    """Whether it tells a contact, a price, an approval by price, a habit, what happened, what a
    sign of the work means, what programs do: nothing that keeps anybody safe, whatever it names."""
    return any(p.search(text) for p in _PATTERNS)


def demands(text: str) -> bool:
    """Whether it bans or demands something."""
    return _STRICT.search(text) is not None


def is_strict(text: str) -> bool:
    """Whether it bans or demands something, without a reason behind it: who warns of a hazard names
    the hazard, and the rules know that; another reason is one of craft, cost or convenience."""
    return demands(text) and _REASON.search(text) is None
