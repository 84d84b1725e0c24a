"""Angles, turns and places on a body: how far a thing is turned is how it is built, and where a
rib is nobody's experience."""

from __future__ import annotations

import re

from antidistill.document import Document
from antidistill.finding import Finding, Kind

_NEAR = 12
"""Characters around a number in which a word for turning stands."""
_ANGLE = re.compile(r"[\d./½¼¾ -]*\s*°(?!\s?[CFK])", re.IGNORECASE)
_DEGREES = re.compile(r"(?:\d|度|degrees?)", re.IGNORECASE)
_TURN = re.compile(
    r"(?:half|quarter|three[- ]quarters|full|one|two|three|\d+)[- ](?:of )?(?:an? )?turns?\b|"
    r"[半一两二三四五六\d]+(?:分之[一二三])?圈",
    re.IGNORECASE,
)
_TURNING = re.compile(
    r"\b(?:turn|rotat|tilt|angle|clockwise|bend|twist|swivel)|[转旋拧倾角弯]|时针", re.IGNORECASE
)
_LENGTH = re.compile(r"\d[\d.,–-]*\s?(?:cm|mm|厘米|毫米|公分)")
_BODY = re.compile(
    r"\b(?:clavicle|collarbone|ribs?|ribcage|sternum|nipples?|navel|umbilicus|canthus|eyelids?|eyebrows?|"
    r"earlobes?|nasion|inion|mastoid|chin|shoulder|armpit|elbow|wrist|knees?|kneecap|ankles?|hip|"
    r"iliac|patella|vertebrae?|spine|scalp|nostrils?)\b|锁骨|肋|胸骨|乳头|肚脐|脐|外眦|内眦|耳垂|乳突|膝|踝|髂|髌|棘突|鼻翼",
    re.IGNORECASE,
)
_PLACED = 60
"""Characters around a length in which the part of the body stands that it is taken from."""


def is_geometry(document: Document, finding: Finding) -> bool:
    """Whether a quantity that no cut takes out is an angle, a part of a turn ('转动 90°'), or says
    where on a body ('3 cm below the clavicle')."""
    bare = finding.cut is None and finding.neutral is None
    if finding.kind is not Kind.QUANTITY or not bare:
        return False
    words = finding.span.of(document.text)
    if _ANGLE.fullmatch(words.strip()) or _TURN.fullmatch(words.strip()):
        return True
    if _LENGTH.fullmatch(words.strip()):
        near = document.text[max(0, finding.span.start - _PLACED) : finding.span.end + _PLACED]
        return _BODY.search(near) is not None
    around = document.text[max(0, finding.span.start - _NEAR) : finding.span.end + _NEAR]
    return bool(_DEGREES.search(words)) and _is_turned(words, around)


def _is_turned(words: str, around: str) -> bool:
    degrees = re.search(r"\d\s*(?:度|degrees?\b|°(?!\s?[CFK]))", words, re.IGNORECASE)
    return degrees is not None and len(words) <= _NEAR and _TURNING.search(around) is not None
