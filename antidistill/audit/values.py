"""Values behind their wording: 30 minutes, half an hour, 半小时 and 三十分钟 are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from antidistill.audit.words import table

_DIMENSIONS = ("time", "size", "share", "money")
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_HAN = "零〇一二两三四五六七八九十百千万亿半"
_HAN_NUMBER = rf"(?:{_DIGITS}\s?[千万亿]?|[{_HAN}]+)"
_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
LEAST_COUNT = 20
"""Smaller numbers without a unit are too common to be anybody's."""


@dataclass(frozen=True, slots=True)
class Value:
    """An amount in a text."""

    dimension: str
    """'time' (seconds), 'size' (bytes), 'share' (per cent), 'money', 'count'."""
    number: float
    start: int
    end: int

    @property
    def same(self) -> tuple[str, float]:
        """Equal for two wordings of one value."""
        return self.dimension, round(self.number, 6)


def values(text: str) -> tuple[Value, ...]:
    """The values in `text`, by place, without overlaps; the longer wording wins."""
    found = sorted(_all(text), key=lambda v: (v.start, -v.end))
    out: list[Value] = []
    for value in found:
        if not out or value.start >= out[-1].end:
            out.append(value)
    return tuple(out)


def _all(text: str) -> Iterator[Value]:
    for dimension in _DIMENSIONS:
        for match in _english(dimension).finditer(text):
            number = _latin_number(match["number"])
            if number is not None:
                number += 0.5 if match["half"] else 0
                factor = _factor(match["unit"], dimension, "en")
                yield Value(dimension, number * factor, *match.span())
        for match in _chinese(dimension).finditer(text):
            yield _han_value(match, dimension)
    for match in re.finditer(rf"百分之({_HAN_NUMBER})", text):
        yield Value("share", _han_number(match[1]), *match.span())
    for match in _bare().finditer(text):
        number = _latin_number(match[0]) if match[0].isascii() else _han_number(match[0])
        if number is not None and number >= LEAST_COUNT:
            yield Value("count", number, *match.span())


def _han_value(match: re.Match[str], dimension: str) -> Value:
    factor = _factor(match["unit"], dimension, "zh")
    number = _han_number(match["number"])
    more = _HAN_DIGITS.get(match["more"] or "", 0) if dimension == "share" else 0
    half = 0.5 * factor if match["half"] else 0
    return Value(dimension, number * factor + more + half, *match.span())


@cache
def _units(dimension: str, language: str) -> Mapping[str, float]:
    units: Mapping[str, float] = table("units")[dimension][language]
    return units


@cache
def _english(dimension: str) -> re.Pattern[str]:
    units = "|".join(sorted(_units(dimension, "en"), key=len, reverse=True))
    parts = "|".join(sorted(table("units")["words"]["parts"], key=len, reverse=True))
    number = rf"(?:{_DIGITS}\s?[kKM]?|(?i:{parts}|{_word_number()}))"
    sign = r"(?![A-Za-z])" if dimension != "share" else ""
    half = r"(?P<half>\s(?i:and a half))?"
    return re.compile(rf"(?<![\w.])(?P<number>{number})[\s-]?(?P<unit>{units}){sign}{half}")


@cache
def _chinese(dimension: str) -> re.Pattern[str]:
    units = "|".join(sorted(_units(dimension, "zh"), key=len, reverse=True))
    before = r"(?<![第\d.])"
    return re.compile(
        rf"{before}(?P<number>{_HAN_NUMBER})(?P<half>个半(?=小时|钟头|月|星期))?\s?"
        rf"(?P<unit>{units})(?P<more>[一二三四五六七八九](?=[^\u4e00-\u9fff]|以上|以下|左右|$))?"
    )


@cache
def _bare() -> re.Pattern[str]:
    """Numbers of ordinary things; those in names, versions and dates are none."""
    words = _word_number()
    return re.compile(
        rf"(?<![\w.:/-]){_DIGITS}\s?[千万亿]|(?<![\w.:/-]){_DIGITS}(?:\s?[kK])?(?![\w.:/%-])"
        rf"|(?i:(?<![\w-])(?:{words})(?![\w-]))|(?<![第{_HAN}])[一二两三四五六七八九][{_HAN}]*[百千万][{_HAN}]*"
        rf"|(?<![\w.:/-]){_DIGITS}(?=[\u4e00-\u9fff])"
    )


@cache
def _word_number() -> str:
    words = table("units")["words"]
    small, large = "|".join(words["small"]), "|".join(words["large"])
    one = rf"(?:{small}|{large})"
    return rf"(?:an?\s)?{one}(?:(?:-|\s(?:and\s)?){one})*(?![a-z])"


def _factor(unit: str, dimension: str, language: str) -> float:
    for source, factor in _units(dimension, language).items():
        if re.fullmatch(source, unit):
            return float(factor)
    raise ValueError(f"no unit: {unit!r}")


def _latin_number(text: str) -> float | None:
    """The number in digits or English words; None for words that are no number."""
    digits = re.fullmatch(rf"({_DIGITS})\s?([kKM]?)", text)
    if digits:
        number = float(digits[1].replace(",", ""))
        return number * {"k": 1000, "K": 1000, "M": 1_000_000}.get(digits[2], 1)
    words = table("units")["words"]
    for source, part in words["parts"].items():
        if re.fullmatch(source, text, re.IGNORECASE):
            return float(part)
    return _said([w for w in re.split(r"[\s-]+", text.lower()) if w not in ("and", "a", "an")])


def _said(words: list[str]) -> float | None:
    small: Mapping[str, int] = table("units")["words"]["small"]
    large: Mapping[str, int] = table("units")["words"]["large"]
    total, current = 0, 0
    for word in words:
        if word in small:
            current += small[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in large:
            total, current = total + max(current, 1) * large[word], 0
        else:
            return None
    return float(total + current) if words else None


def _han_number(text: str) -> float:
    """The number in digits with 千, 万 or 亿, or in Han characters; 半 is a half."""
    digits = re.match(rf"({_DIGITS})\s?([千万亿]?)", text)
    if digits:
        return float(digits[1].replace(",", "")) * _HAN_UNITS.get(digits[2], 1)
    total, section, digit, half = 0, 0, 0, 0.5 if "半" in text else 0.0
    for char in text:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char in ("万", "亿"):
            total, section, digit = total + max(section + digit, 1) * _HAN_UNITS[char], 0, 0
        elif char in _HAN_UNITS:
            section, digit = section + max(digit, 1) * _HAN_UNITS[char], 0
    return total + section + digit + half
