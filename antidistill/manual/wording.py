"""How an entry of the manual may be worded: language, form, length, no fog, no figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from antidistill.manual.entries import Entry, characters, prose, words
from antidistill.manual.fog import tables

STEP_WORDS, OTHER_WORDS = 28, 32
STEP_CHARACTERS, OTHER_CHARACTERS = 60, 75
ENGLISH_SENTENCE = re.compile(r"(?:\b[A-Za-z][a-z']*\b[ ,]+){4,}[A-Za-z]")
"""Five Latin words in a row; product names are shorter than that."""
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN = re.compile(f"[{HAN}]")
_TIGHT = re.compile(f"[{HAN}][A-Za-z0-9`]|[A-Za-z0-9`%][{HAN}]")
_NARROW = re.compile(f"[,;:?!()]|(?<=[{HAN}])\\.")
_LABELS = ("commands.purpose", "samples.title")
"""Slots that hold a phrase and so end without a full stop."""
_NO_ORDER = re.compile(r"(You|The|It|This|That|We|Please|There|An?)\b")
_DESCRIBES = re.compile(r"(?:He|She|They|I)\b|[他她我]")
_IF = re.compile(r"(If|When|Unless|Where|Once)\b")
_IF_ZH = re.compile(r"如果|若|当|一旦|除非|要是|只要")


@dataclass(frozen=True, slots=True)
class Taboo:
    """Wording that is refused, by language."""

    name: str
    en: re.Pattern[str]
    zh: re.Pattern[str]


def problems(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is wrong with the wording of `entry`: (language, message) pairs."""
    for rule in _RULES_EN:
        if message := rule(entry, entry.text.en):
            yield "en", message
    for rule in _RULES_ZH:
        if message := rule(entry, entry.text.zh):
            yield "zh", message
    for taboo in _taboos():
        for language in ("en", "zh"):
            pattern = taboo.zh if language == "zh" else taboo.en
            if hit := pattern.search(prose(entry.text.of(language))):
                yield language, f"{taboo.name}: {hit.group()!r}"


@cache
def _taboos() -> tuple[Taboo, ...]:
    def joined(patterns: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)

    return tuple(
        Taboo(name, joined(tables()[name]["en"]), joined(tables()[name]["zh"]))
        for name in ("fog", "obligations", "figures", "limits")
    )


@cache
def _digits_allowed() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in tables()["names_with_digits"]["patterns"]))


def _empty(_: Entry, text: str) -> str:
    return "" if text.strip() == text and text else "empty or padded with space"


def _han_in_english(_: Entry, text: str) -> str:
    return "Chinese in the English text" if re.search(f"[{HAN}，。？；：]", text) else ""


def _begins(_: Entry, text: str) -> str:
    if (
        not text.strip()
        or re.match(r"[A-Z`\d<\"“]", text)
        or text.split()[0] in tables()["lower_case"]["names"]
    ):
        return ""
    return "begin with a capital or code"


def _ends_english(entry: Entry, text: str) -> str:
    return _ends(entry, text, ".", "?")


def _ends_chinese(entry: Entry, text: str) -> str:
    return _ends(entry, text, "。", "？")


def _ends(entry: Entry, text: str, stop: str, mark: str) -> str:
    if entry.slot in _LABELS:
        return f"a phrase: no {stop!r} at the end" if text.endswith((stop, mark)) else ""
    wanted = mark if entry.slot == "checks.question" else stop
    return "" if text.endswith(wanted) else f"end with {wanted!r}"


def _long_english(entry: Entry, text: str) -> str:
    limit = STEP_WORDS if entry.slot == "steps.say" else OTHER_WORDS
    return f"{words(text)} words, at most {limit}" if words(text) > limit else ""


def _long_chinese(entry: Entry, text: str) -> str:
    limit = STEP_CHARACTERS if entry.slot == "steps.say" else OTHER_CHARACTERS
    count = characters(text)
    return f"{count} characters, at most {limit}" if count > limit else ""


def _no_han(_: Entry, text: str) -> str:
    return "" if _HAN.search(prose(text)) else "no Chinese in the Chinese text"


def _english_in_chinese(_: Entry, text: str) -> str:
    hit = ENGLISH_SENTENCE.search(prose(text))
    return f"English in the Chinese text: {hit.group()!r}" if hit else ""


def _traditional(_: Entry, text: str) -> str:
    hit = set(text) & _traditional_characters()
    return f"traditional characters: {''.join(sorted(hit))}" if hit else ""


@cache
def _traditional_characters() -> frozenset[str]:
    return frozenset(tables()["traditional"]["characters"])


def _narrow_marks(_: Entry, text: str) -> str:
    hit = _NARROW.search(prose(text))
    return f"half-width {hit.group()!r}" if hit else ""


def _spacing(_: Entry, text: str) -> str:
    hit = _TIGHT.search(prose(text))
    return f"no space between Han and Latin: {hit.group()!r}" if hit else ""


def _figures(entry: Entry, text: str) -> str:
    if entry.slot == "defaults.say":
        return ""
    hit = re.search(r"\S*\d\S*", _digits_allowed().sub("", prose(text)))
    return f"a figure: {hit.group()!r}" if hit else ""


def _imperative(entry: Entry, text: str) -> str:
    if entry.slot in ("steps.say", "commands.purpose") and _NO_ORDER.match(text):
        return "begin with the verb"
    return ""


def _condition(entry: Entry, text: str) -> str:
    if entry.slot == "decisions" and not _IF.match(text):
        return "begin with 'If', 'When' or 'Unless'"
    return ""


def _condition_zh(entry: Entry, text: str) -> str:
    if entry.slot == "decisions" and not (_IF_ZH.match(text) or "时，" in text or "的话" in text):
        return "begin with 如果"
    return ""


def _guidance(entry: Entry, text: str) -> str:
    """Persona lines tell what to do: one that tells how somebody is would be made up."""
    if entry.slot != "persona":
        return ""
    if _NO_ORDER.match(text) or _DESCRIBES.match(text):
        return "tell what to do, not how somebody is"
    hit = _model_employee().search(text)
    return f"a model employee: {hit.group()!r}" if hit else ""


@cache
def _model_employee() -> re.Pattern[str]:
    listed = tables()["model_employee"]
    return re.compile("|".join((*listed["en"], *listed["zh"])), re.IGNORECASE)


Rule = Callable[[Entry, str], str]
_RULES_EN: tuple[Rule, ...] = (
    _empty,
    _han_in_english,
    _begins,
    _ends_english,
    _long_english,
    _figures,
    _imperative,
    _condition,
    _guidance,
)
_RULES_ZH: tuple[Rule, ...] = (
    _empty,
    _no_han,
    _english_in_chinese,
    _traditional,
    _ends_chinese,
    _narrow_marks,
    _spacing,
    _long_chinese,
    _figures,
    _condition_zh,
    _guidance,
)
