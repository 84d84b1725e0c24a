"""How the person is and behaves: identity, reactions, own order of priorities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finders.quirks.dialogues import prompts
from antidistill.finders.ruled import Ruled
from antidistill.finders.sections import Positions, is_persona
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence, Speech

_NOT_AN_ORDER = re.compile(
    r"https?:|->|=>|>=|<|=|→|\bfile\b|\bsettings\b|\bmenu\b|菜单|设置|approval|审批|\d\s*>\s*\d",
    re.IGNORECASE,
)
_SURE = {Speech.LEAD_IN: 0.4, Speech.LABEL: 0.6, Speech.DIALOGUE: 0.6}


def _more(reading: Reading, _: Positions) -> Iterator[Finding]:
    persona = is_persona(reading)
    asked = prompts(reading) if persona else frozenset()
    for sentence in reading.sentences:
        form = reading.block(sentence).form
        if form is Form.HEADING or sentence.index in asked:
            continue
        if is_order(sentence.text):
            yield _finding(sentence, "order", 0.9, "an own order of priorities")
        elif persona and form is not Form.FIELD and len(sentence.text.strip()) > 3:
            sure = _SURE.get(sentence.speech, 0.8)
            yield _finding(sentence, "persona", sure, "in the description of a person")


def is_order(text: str) -> bool:
    """Whether the text ranks things as A > B > C: no comparison of numbers, no path of a menu."""
    parts = re.split(r"[>＞≫]", text)
    return (
        len(parts) >= 3
        and not _NOT_AN_ORDER.search(text)
        and all(0 < len(p.strip()) <= 60 for p in parts)
    )


def _finding(sentence: Sentence, rule: str, confidence: float, note: str) -> Finding:
    return Finding(Kind.TRAIT, sentence.span, f"trait/{rule}", confidence, note, Standing.RECORD)


FINDER = Ruled("trait", Kind.TRAIT, "traits", _more)
