"""Edits, and the one function that makes new text from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from antidistill.finding import Kind
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `new` in the place of `span`."""

    span: Span
    new: str
    because: str
    """A short reason for the reader of the preview; holds no text of the document."""
    kind: Kind = Kind.PLAIN
    action: str = ""
    """What was done: 'left out', 'trimmed', 'role', 'smoothed', 'masked', 'manual', 'repaired'."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits` made; ValueError if two of them overlap or one lies outside."""
    out: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda e: e.span):
        if edit.span.start < done or edit.span.end > len(text):
            raise ValueError(f"edit at {edit.span.start} overlaps another or lies outside the text")
        out += text[done : edit.span.start], edit.new
        done = edit.span.end
    return "".join((*out, text[done:]))


def written(edits: Iterable[Edit]) -> list[Span]:
    """Where what each of the edits wrote stands in the new text; they are given by place."""
    out: list[Span] = []
    shift = 0
    for edit in edits:
        start = edit.span.start + shift
        out.append(Span(start, start + len(edit.new)))
        shift += len(edit.new) - len(edit.span)
    return out


def composed(text: str, first: Iterable[Edit], then: Iterable[Edit]) -> list[Edit]:
    """The edits of `text` that do at once what `first` does and then `then` on what comes of it.
    Where they meet they become one, with the reason of the largest of the later ones."""
    made = apply_edits(text, earlier := sorted(first, key=lambda e: e.span))
    out: list[Edit] = []
    shift = 0
    for cluster in _clusters(earlier, sorted(then, key=lambda e: e.span)):
        start = cluster.span.start + shift
        for place, edit in cluster.earlier:
            shift = edit.span.end - place.end
        if not cluster.later:
            out += [edit for _, edit in cluster.earlier]
            continue
        new = apply_edits(
            cluster.span.of(made), (_moved(e, -cluster.span.start) for e in cluster.later)
        )
        telling = max(cluster.later, key=lambda e: len(e.span))
        out.append(replace(telling, span=Span(start, cluster.span.end + shift), new=new))
    return out


@dataclass(slots=True)
class _Cluster:
    """Edits that meet, in the text between the two steps."""

    span: Span
    earlier: list[tuple[Span, Edit]]
    """With the place of what they wrote."""
    later: list[Edit]


def _clusters(earlier: list[Edit], later: list[Edit]) -> list[_Cluster]:
    items: list[tuple[Span, Edit | None, Edit | None]] = [(e.span, None, e) for e in later]
    items += [(place, e, None) for place, e in zip(written(earlier), earlier, strict=True)]
    out: list[_Cluster] = []
    for span, one, other in sorted(items, key=lambda i: i[0]):
        if not out or span.start >= out[-1].span.end:
            out.append(_Cluster(span, [], []))
        cluster = out[-1]
        cluster.span = Span(cluster.span.start, max(cluster.span.end, span.end))
        if one is not None:
            cluster.earlier.append((span, one))
        if other is not None:
            cluster.later.append(other)
    return out


def _moved(edit: Edit, by: int) -> Edit:
    return replace(edit, span=Span(edit.span.start + by, edit.span.end + by))
