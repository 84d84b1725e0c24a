"""`public`: sentences and commands that stand word for word in the manual."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finding import Finding, Kind
from antidistill.manual.known import is_known
from antidistill.reading import Reading

RULE = "known/manual"
_NOTE = "stands in public manuals like this"
_LABEL = re.compile(r"^[^:：]{1,40}[:：]\s*")


class KnownFinder:
    """Sees what anybody can read elsewhere, so that a second run changes nothing more."""

    name = "known"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """A finding for each sentence and command block that is the manual's own."""
        document = reading.document
        for sentence in reading.sentences:
            if _is_ours(sentence.text):
                yield Finding(Kind.PUBLIC, sentence.span, RULE, 1.0, _NOTE)
        for block in document.blocks:
            if block.form is Form.CODE and block.pieces:
                lines = [ln.strip().lstrip("#$ ") for ln in document.content(block).split("\n")]
                if all(is_known(ln) for ln in lines if ln):
                    yield Finding(Kind.PUBLIC, block.span, RULE, 1.0, _NOTE)


def _is_ours(text: str) -> bool:
    return is_known(text.rstrip(":：")) or is_known(_LABEL.sub("", text))


FINDER = KnownFinder()
