"""Reading a request: signs, verdict, options."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from antidistill.advice.base import Advice, DocumentNote, Option, Seen, Verdict
from antidistill.advice.words import table, words
from antidistill.exposure import WEIGHTS, Exposure
from antidistill.finders.phrases import Phrase, phrase
from antidistill.finding import Finding, Kind

_MUCH = 4
"""Weight of distillation signs from which on the request is called so, if need does not hold
against it."""
_LITTLE = 15
"""Exposure below which a document gives little away."""
_KINDS = 3
_NEAR = 14
"""Characters before a phrase in which a negation turns it round."""


def advise(
    sentences: Sequence[str],
    language: str,
    document: tuple[Exposure, Sequence[Finding]] | None = None,
) -> Advice:
    """Advice on a request, given as its sentences, and on the document that it asks for."""
    seen = tuple(_seen(sentences, language))
    verdict = _verdict(seen)
    chosen = (o for o in table("words")["option"] if verdict.value in o["for"])
    return Advice(
        language,
        verdict,
        words("verdicts", verdict.value, language=language),
        seen,
        tuple(Option(o["id"], o["title"][language], o["text"][language]) for o in chosen),
        tuple(limit[language] for limit in table("words")["limit"]),
        _note(*document, language) if document else None,
    )


def _seen(sentences: Sequence[str], language: str) -> Iterator[Seen]:
    """Each sign at the first sentence that has it, heaviest signs first."""
    rows = sorted(table("signs")["sign"], key=lambda s: -int(s["weight"]))
    for row in rows:
        found = next((s for s in sentences if _has(s, row["id"])), None)
        if found is not None:
            side = Verdict(row["side"])
            yield Seen(row["id"], side, int(row["weight"]), row["note"][language], found)


def _has(sentence: str, sign: str) -> bool:
    lower = sentence.lower()
    return any(
        not _negated(sentence, start)
        for one in _phrases(sign)
        if one.may_stand_in(lower)
        for start, _ in one.spans(sentence)
    )


@cache
def _phrases(sign: str) -> tuple[Phrase, ...]:
    row = next(s for s in table("signs")["sign"] if s["id"] == sign)
    return tuple(phrase(p) for language in ("en", "zh") for p in row[language])


def _negated(sentence: str, start: int) -> bool:
    """Whether a word before it says that just this is not asked for."""
    before = re.split(r"[,;.，；。、]", sentence[max(0, start - 40) : start])[-1].lower()
    data = table("signs")["negations"]
    english = rf"\b(?:{'|'.join(map(re.escape, data['en']))})\b"
    if re.search(english, before) is not None:
        return True
    return re.search("|".join(data["zh"]), before[-_NEAR:]) is not None


def _verdict(seen: Sequence[Seen]) -> Verdict:
    weight = Counter[Verdict]()
    for one in seen:
        weight[one.side] += one.weight
    against, ordinary = weight[Verdict.DISTILLATION], weight[Verdict.NEED]
    if against >= _MUCH and against > ordinary:
        return Verdict.DISTILLATION
    if ordinary > against and against <= 1:
        return Verdict.NEED
    return Verdict.UNCLEAR


def _note(exposure: Exposure, findings: Sequence[Finding], language: str) -> DocumentNote:
    lines = [_exposed(exposure, findings, language)]
    if sum(f.kind is Kind.TRAIT for f in findings) >= 2:
        lines.append(words("document", "persona", language=language))
    return DocumentNote(exposure.score, tuple(lines))


def _exposed(exposure: Exposure, findings: Sequence[Finding], language: str) -> str:
    if exposure.score < _LITTLE:
        return words("document", "little", language=language).format(score=exposure.score)
    weights = Counter[Kind]()
    for finding in findings:
        weights[finding.kind] += int(100 * WEIGHTS.get(finding.kind, 0.0))
    most = [k for k, weight in weights.most_common(_KINDS) if weight]
    named = [words("kinds", k.value, language=language) for k in most]
    mode = "light" if exposure.score < 40 else "medium"
    said = words("document", "some", language=language)
    return said.format(
        score=exposure.score, kinds=("、" if language == "zh" else ", ").join(named), mode=mode
    )
