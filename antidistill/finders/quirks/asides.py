"""What people say around a sentence rather than in it, told by its frame: exclamations ('Holy cow,
…', '我的天，…'), calls ('Right, folks, …'), tags ('…, deal?', '…，懂了吧？'), handed-on sayings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from antidistill.finders.phrases import HAN, table
from antidistill.finders.quirks.base import Quirk, dropped, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENS = r"\A[\s\"'“‘*_>-]*"
_EXCLAIMED = re.compile(
    rf"{_OPENS}(?P<x>(?:oh,? (?:my )?(?:god|gosh|days|dear|boy|man|no|well|snap|word)|"
    r"holy \w+|good (?:grief|lord|gracious|heavens|golly)|great scott|"
    r"goodness(?: (?:me|gracious))?|my (?:goodness|word)|dear (?:me|lord|god)|"
    r"for (?:goodness|heaven|pete)['’]?s? sake|bloody hell|what the (?:heck|hell|deuce)|"
    r"thank (?:god|goodness|heavens)|lord (?:almighty|above)))(?=\s?[,!.…])",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"{_OPENS}(?P<x>(?:right|ok(?:ay)?|so|now|alright|well|listen(?: up)?|good morning|morning|"
    r"hey|hi),?\s(?:team|everybody|people|gang|crew|folks|guys|lads|ladies|peeps|y['’]all)|"
    r"folks|guys|lads|peeps|y['’]all)(?=\s?[,!])",
    re.IGNORECASE,
)
_TAG = re.compile(
    r",\s(?P<x>(?:capisce|deal|savvy|okay|ok|okey[- ]dok(?:ey|ie)|right|yeah|got it|got that|"
    r"comprende|(?:all )?clear|agreed|understood|you (?:know|hear|see)|know what i mean|"
    r"see what i mean|get (?:me|it|my drift)|fair enough|sound good|makes? sense|(?:are )?we good|"
    r"eh|huh|innit|no))(?=\?[\"'”’)*_]*\Z)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:\A|[.!?]\s)\W{0,3}as (?:they|people) (?:always |like to )?say\b|"
    r",\s?as (?:they say|the saying goes)[.!]?\Z|"
    r"\bas (?:my|our|the old) [\w ]{2,24}? (?:used to say|always sa(?:ys|id)|would say)\b|"
    r"\bthere['’]s an old saying\b|\bas the (?:old )?saying goes\b",
    re.IGNORECASE,
)
_HAN_EXCLAIMED = re.compile(
    rf"{_OPENS}(?P<x>(?:我(?:的?(?:天|妈|乖乖)|去|晕|滴神|勒个去)|天[哪呐啊]|妈呀|"
    r"老天爷?(?:保佑)?|谢天谢地|阿弥陀佛|乖乖|艾玛|好家伙|了不得|不得了)[呀啊哟呢]?)"
    r"(?=\s?[，,！!…])"
)
_HAN_CALLED = re.compile(
    rf"{_OPENS}(?P<x>来来来|好了好了|各位(?:老师|同学|同事|伙伴|亲)?|诸位|伙计们|同志们|老师们|"
    r"大伙儿?|兄弟姐妹们)(?=[，,！!])"
)
_HAN_TAG = re.compile(
    r"(?<=[\u4e00-\u9fff”」])[，,]\s?(?P<x>(?:你?(?:懂|明白|晓得|知道)(?:我(?:的)?意思)?"
    r"(?:了?[吧吗没嘛不])?|对[吧不]|是吧|行[吗吧不]|好[吗吧不]|中不中|成不|OK吗|欧了|可以[吧不]|"
    r"没(?:毛病|问题)吧))(?=[？?][”」]?\Z)"
)
_HAN_FORMULA = re.compile(
    rf"{_OPENS}(?P<x>[说讲][一句]{{0,2}}(?:公道|良心|心里|大实|实在|老实|难听|不好听|题外|题外的|"
    r"不客气的)话|恕我直言|长话短说|(?:个人|小弟|在下)(?:愚见|拙见|浅见)|不是我[说吹]|"
    r"闲话(?:少说|不说)|言归正传|话糙理不糙|丑话说在?前[头面])(?=[，,：:])"
)
_HAN_SAID = re.compile(
    r"俗话(?:说|讲)|常言道|老话[说讲]|[老俗]话说得好|正所谓|"
    r"(?:奶奶|爷爷|外婆|姥姥|[爸妈娘爹]|师傅|师父|老师|老前辈)(?:以前|从前)?[常总老]?爱?说[，：:]"
)
_ENGLISH = (_EXCLAIMED, _CALLED, _TAG)
_CHINESE = (_HAN_EXCLAIMED, _HAN_CALLED, _HAN_TAG, _HAN_FORMULA)
_TAGS = (_TAG, _HAN_TAG)


def see(doc: Doc) -> Iterator[Quirk]:
    """The words that go, each with its comma; all of a sentence that hands on a saying."""
    text, note = text_of(doc), table("quirks")["asides"]["note"]
    han = HAN.search(text) is not None
    if (_HAN_SAID if han else _SAID).search(text):
        yield Quirk(0, len(text), "asides/saying", note, None, 0.75)
        return
    for pattern in _CHINESE if han else _ENGLISH:
        for match in pattern.finditer(text):
            if pattern in _TAGS:
                # the question was only in the tag
                stop = "。" if han else "."
                yield Quirk(match.start(), match.end("x") + 1, "asides/tag", note, stop)
            else:
                yield from dropped(text, *match.span("x"), "asides/words", note)
