"""`public`: sentences and commands that stand word for word in the manual."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finding import Finding, Kind
from antidistill.manual.known import known_wordings, normal
from antidistill.reading import Reading

_RULE = "known/manual"
_NOTE = "stands in public manuals like this"


class KnownFinder:
    """Sees what anybody can read elsewhere, so that a second run changes nothing more."""

    name = "known"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """A finding for each sentence and command block that is the manual's own."""
        document = reading.document
        known = known_wordings(document.text, reading.language)
        for sentence in reading.sentences:
            words = sentence.text.split(": ", 1)[-1].split("：", 1)[-1]
            if normal(sentence.text.rstrip(":：")) in known or normal(words) in known:
                yield Finding(Kind.PUBLIC, sentence.span, _RULE, 1.0, _NOTE)
        for block in document.blocks:
            if block.form is Form.CODE and block.pieces:
                lines = [ln.strip().lstrip("#$ ") for ln in document.content(block).split("\n")]
                if all(normal(ln) in known for ln in lines if ln):
                    yield Finding(Kind.PUBLIC, block.span, _RULE, 1.0, _NOTE)


FINDER = KnownFinder()
