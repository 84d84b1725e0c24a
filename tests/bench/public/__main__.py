"""`python -m tests.bench.public [CORPUS]`: is what everybody knows left alone?

Shares of sentences in which some mode would withhold something: in the manual's own entries, in two
textbook pages of ours, in what people labelled as public; and, as the other side, how much of what
people labelled as private is taken for public. Exit code 1 when public text is not left alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from antidistill.document import Document
from antidistill.exposure import WEIGHTS, open_to_change
from antidistill.finders import find
from antidistill.finding import Finding, Kind
from antidistill.formats import format_for
from antidistill.manual.load import heads, topic
from antidistill.pipeline import scan
from antidistill.span import Span
from tests.labelled.records import SPLITS, files, load

HERE = Path(__file__).parent
_EVERY = 12
"""Every so many topics of the manual are looked at."""
_MANUAL, _TEXTBOOK = 0.01, 0.10
"""Shares above which the run fails."""
_WHOLE = 0.75


def main() -> int:
    """0, or 1 when more than a hundredth of the manual's sentences or a tenth of the textbook's
    are touched."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    failed = False
    for language in ("en", "zh"):
        texts = [_document(_topic(h.path, language)) for h in heads()[::_EVERY]]
        failed |= _told(f"{language} manual's own entries", texts) > _MANUAL
        book = (HERE / f"textbook.{language}.md").read_text(encoding="utf-8")
        failed |= _told(f"{language} textbook page", [_document(book)]) > _TEXTBOOK
    for split in SPLITS:
        for line in _labelled(split, corpus):
            print(line)
    return int(failed)


def _document(text: str) -> Document:
    return format_for("page.md").read(text.encode(), "page.md")


def _topic(path: Path, language: str) -> str:
    """The entries of a topic as a document."""
    whole = topic(path)
    groups = (whole.statements, whole.causes, whole.traps, whole.decisions)
    lines = [f"- {both.of(language)}" for group in groups for both in group]
    lines += [f"- {default.say.of(language)}" for default in whole.defaults]
    for procedure in whole.procedures:
        lines += ["", "## A procedure", ""]
        lines += [f"{n}. {s.say.of(language)}" for n, s in enumerate(procedure.steps, start=1)]
    return "\n".join(lines) + "\n"


def _told(name: str, documents: Iterable[Document]) -> float:
    touched, sentences, scores = 0, 0, []
    for document in documents:
        made = scan(document)
        spans = [s.span for s in made.reading.sentences]
        touched += sum(_touched(span, made.findings) for span in spans)
        sentences += len(spans)
        scores.append(made.exposure.score)
    share = touched / sentences
    print(
        f"{name}: {touched} of {sentences} sentences touched ({100 * share:.1f} %), "
        f"exposure {min(scores)} to {max(scores)}"
    )
    return share


def _touched(span: Span, found: Iterable[Finding]) -> bool:
    """Whether a sentence holds something that some mode withholds. Ordinary steps, formal rules and
    names of systems aside: they are kept below heavy wherever they stand."""
    spared = (Kind.PROCEDURE, Kind.NORM)
    rows = open_to_change(list(found))
    return any(f.kind in WEIGHTS and f.kind not in spared and f.span.overlaps(span) for f in rows)


def _labelled(split: str, corpus: Path | None) -> Iterator[str]:
    public = touched = private = hidden = 0
    for path in files(split):
        document = load(path, corpus)
        if document is None:
            continue
        found = find(document.reading)
        known = [f.span for f in found if f.rule.startswith("known/")]
        for one in document.units:
            size = _WHOLE * len(one.unit.text)
            kinds = {x.kind for x in one.labels if x.end - x.start >= size}
            if Kind.PUBLIC in kinds:
                public += 1
                touched += _touched(one.unit.span, found)
            elif kinds & (set(WEIGHTS) - {Kind.PROCEDURE, Kind.SYSTEM}):
                private += 1
                hidden += any(s.overlaps(one.unit.span) for s in known)
    yield (
        f"labelled as public ({split}): {touched} of {public} touched; "
        f"labelled as private: {hidden} of {private} taken for public"
    )


if __name__ == "__main__":
    sys.exit(main())
