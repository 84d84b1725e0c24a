"""`public`: what any manual has. Sentences and commands that stand word for word in ours or in the
user's own, documented defaults, and plain definitions of public products."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from antidistill.document import Form
from antidistill.finders.phrases import HAN, Phrase, phrase, table
from antidistill.finders.public import is_public_in_any_case, public_spans
from antidistill.finding import Finding, Kind
from antidistill.manual.known import is_known
from antidistill.reading import Reading, Sentence, Speech

RULE = "known/manual"
_NOTE = "stands in public manuals like this"
_LABEL = re.compile(r"^[^:：]{1,40}[:：]\s*")
_PROSE = frozenset({Form.PARAGRAPH, Form.CELL})
_STATES = frozenset({Speech.FACT, Speech.STEP, Speech.LABEL})
"""'grep prints …' is taken for an order to somebody called grep, 'A key refers …' for a noun."""
_ARTICLE = re.compile(r"(?:An?|The)\s+", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][\w.+#'/-]*")
_COMMAND = re.compile(r"[a-z][\w.-]*(?: -{1,2}[\w-]+)*")
_FIGURE = re.compile(r"\d")
_LATIN = re.compile(r"[A-Za-z]")


class KnownFinder:
    """Sees what anybody can read elsewhere: it is nobody's craft, and a second run changes nothing
    more."""

    name = "known"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """A finding for each sentence and command block that any manual has."""
        folders = reading.own.manual
        told = _known_blocks(reading)
        for sentence in reading.sentences:
            if sentence.block in told or _is_ours(sentence.text, folders):
                yield Finding(Kind.PUBLIC, sentence.span, RULE, 1.0, _NOTE)
            elif (rule := _documented(reading, sentence)) is not None:
                yield Finding(Kind.PUBLIC, sentence.span, *rule)
        for block in reading.document.blocks:
            if block.form is Form.CODE and block.pieces:
                content = reading.document.content(block)
                lines = [ln.strip().lstrip("#$ ") for ln in content.split("\n")]
                if all(is_known(ln, folders) for ln in lines if ln):
                    yield Finding(Kind.PUBLIC, block.span, RULE, 1.0, _NOTE)


def _known_blocks(reading: Reading) -> frozenset[int]:
    """Blocks whose sentences together are one entry."""
    texts: dict[int, list[str]] = {}
    for sentence in reading.sentences:
        texts.setdefault(sentence.block, []).append(sentence.text)
    folders = reading.own.manual
    return frozenset(
        block
        for block, parts in texts.items()
        if len(parts) > 1
        and any(is_known(sign.join(p.strip() for p in parts), folders) for sign in (" ", ""))
    )


def _is_ours(text: str, folders: tuple[Path, ...]) -> bool:
    return is_known(text.rstrip(":："), folders) or is_known(_LABEL.sub("", text), folders)


def _documented(reading: Reading, sentence: Sentence) -> tuple[str, float, str] | None:
    """Rule, confidence and note for a documented default or a definition; None when it is none, or
    when something in it may be somebody's own."""
    text = sentence.text
    if reading.block(sentence).form not in _PROSE or sentence.speech not in _STATES:
        return None
    language = "zh" if HAN.search(text) else "en"
    if _says("own", language, text) or _names_something_else(text, reading):
        return None
    if _says("default", language, text) and _subject_end(text, anywhere=True):
        return "known/default", 0.8, "a documented default"
    if _FIGURE.search(text) is None and _defines(text, language):
        return "known/definition", 0.8, "says what a public product is or does"
    return None


def _defines(text: str, language: str) -> bool:
    end = _subject_end(text, anywhere=False)
    if not end:
        return False
    rest = text[end:].lstrip(" `*")
    return any(start == 0 for p in _phrases("definition", language) for start, _ in p.spans(rest))


def _subject_end(text: str, *, anywhere: bool) -> int:
    """Where the public name or command ends with which a sentence opens, or, `anywhere`, the first
    one in it; 0 without one."""
    opens = _ARTICLE.match(text)
    at = opens.end() if opens else 0
    for start, end in public_spans(text):
        # '根因' is nobody's name either, but no product
        if (anywhere or start <= at) and _LATIN.search(text[start:end]):
            return end
    term = _terms().match(text, at)
    if term and not anywhere:
        return term.end()
    first = _COMMAND.match(text, at)
    return first.end() if first and is_public_in_any_case(first[0].split()[0]) else 0


@cache
def _terms() -> re.Pattern[str]:
    data = table("known")["terms"]
    latin = sorted((" ".join(t.split()) for t in data["en"].split(",")), key=len, reverse=True)
    han = sorted(data["zh"].split(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, latin))})s?\b|{'|'.join(han)}", re.IGNORECASE)


def _names_something_else(text: str, reading: Reading) -> bool:
    """Whether a word may be a name that not everybody knows."""
    own = {w.lower() for w in reading.own.names | reading.own.withhold}
    public = list(public_spans(text))
    for match in _WORD.finditer(text):
        word = match[0].rstrip(".,'-")
        if word.lower() in own:
            return True
        marked = (
            word[:1].isupper() or any(sign in word[1:-1] for sign in "_/-") or not word.isalpha()
        )
        inside = any(
            start <= match.start() and match.start() + len(word) <= end for start, end in public
        )
        if marked and match.start() and not inside and not is_public_in_any_case(word):
            return True
    return False


def _says(part: str, language: str, text: str) -> bool:
    lower = text.lower()
    return any(
        p.may_stand_in(lower) and next(p.spans(text), None) is not None
        for p in _phrases(part, language)
    )


@cache
def _phrases(part: str, language: str) -> tuple[Phrase, ...]:
    return tuple(phrase(source) for source in table("known")[part][language])


FINDER = KnownFinder()
