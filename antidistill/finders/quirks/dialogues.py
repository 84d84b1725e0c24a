"""Sample exchanges in the description of a person: the question, and a plain form of the reply."""

from __future__ import annotations

import re

from antidistill.document import Form
from antidistill.finders.clauses import clauses
from antidistill.finders.phrases import HAN
from antidistill.reading import Reading, Sentence

REPLY = re.compile(r"^\W*(?:你|我|他|她|ta|you|me|i|he|she|they|them)\s*[:：]\s*", re.IGNORECASE)
_PROMPT = re.compile(
    r"^\W*(?:有人.{0,4}|同事|领导|老板|客户|用户|对方|别人|产品|下属|上级|新人|问|someone(?: \w+)?|"
    r"(?:a |the |your )?(?:colleague|boss|manager|customer|user|client|teammate|junior)(?: \w+)?|"
    r"q|asked)"
    r"\s*[:：]",
    re.IGNORECASE,
)
_EDGE = re.compile(
    r"别|不要|催|[着心]急|烦|吵|滚|那你|你自己|谁让|[呗吧嘛啊呢哦哈呵咯哎哼呀]|[~～!！?？…]|懂|废话|随便|关我|看心情|"
    r"早干|[捂笑]|\b(?:stop|don['’]t|why|whatever|lol|haha|dude|again|yourself|seriously|obviously|relax|chill|"
    r"told you|your problem|not my|no way|nope|yeah|ugh|sigh|calm)\b",
    re.IGNORECASE,
)


def plain_reply(sentence: Sentence, source: str) -> str | None:
    """The reply without the clauses that carry the person's tone; None when nothing is left, when
    nothing has to go, or when markup stands in it."""
    speaker = REPLY.match(sentence.text)
    if speaker is None or source != sentence.text:
        return None
    said = sentence.text[speaker.end() :].rstrip()
    parts = [said[a:b].strip() for a, b in clauses(said.rstrip("。.!！?？~～"))]
    asks = said.endswith(("?", "？"))
    kept = [p for p in parts if not _EDGE.search(p) and _says(p)]
    if not kept or (len(kept) == len(parts) and not _EDGE.search(said)) or asks:
        return None
    wide = HAN.search(said) is not None
    return speaker.group() + ("，" if wide else ", ").join(kept) + ("。" if wide else ".")


def is_plain(sentence: Sentence) -> bool:
    """Whether a reply carries no tone of the person already: nothing in it has to go."""
    speaker = REPLY.match(sentence.text)
    if speaker is None:
        return False
    said = sentence.text[speaker.end() :].strip()
    return bool(said) and not said.endswith(("?", "？")) and not _EDGE.search(said)


def _says(part: str) -> bool:
    return len(HAN.findall(part)) >= 2 or len(part.split()) >= 2


def prompts(reading: Reading) -> frozenset[int]:
    """Indices of the sentences to which a reply is given that stays in a plain form."""
    out: set[int] = set()
    last: Sentence | None = None
    for sentence in reading.sentences:
        block = reading.container(sentence.block, Form.QUOTE)
        if _PROMPT.match(sentence.text):
            last = sentence
        elif REPLY.match(sentence.text) and last is not None:
            near = block == reading.container(last.block, Form.QUOTE)
            source = sentence.span.of(reading.document.text)
            if near and (is_plain(sentence) or plain_reply(sentence, source)):
                out.add(last.index)
            last = None
    return frozenset(out)
