"""What a sentence points back to: 'these communities' needs the sentence that named them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.plan.draft import Draft

_BACK = re.compile(
    r"\b(?:these|those|such)\s(?:[a-z]+\s)?(?P<en>[a-z]{3,}s)\b(?!\s(?:who|that|which|in|of|with|for)\b)|"
    r"(?:这些|这几[个种类条]|上述|这类)(?P<zh>[\u4e00-\u9fff]{2})"
)
_STEM = 6


def is_lost(draft: Draft, unit: int) -> bool:
    """Whether a unit speaks of 'these' things and nothing that stands before it in its section
    names them."""
    text = draft.units[unit].text
    for match in _BACK.finditer(text):
        noun = match["zh"] or match["en"].removesuffix("s")[:_STEM]
        told = [text[: match.start()], *_before(draft, unit)]
        if not any(noun in words.lower() for words in told):
            return True
    return False


def _before(draft: Draft, unit: int) -> Iterator[str]:
    """What is still said in the section up to a unit, its heading included."""
    block = draft.units[unit].block
    section = next((s for s in reversed(draft.reading.sections) if s.first <= block < s.end), None)
    first = section.first if section is not None else 0
    for other in draft.units[:unit]:
        if other.block >= first:
            yield draft.text_of(other.index)
