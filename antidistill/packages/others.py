"""The copies of what is no document in a package: metadata, scripts, settings, pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from antidistill.edit import Edit, apply_edits
from antidistill.errors import AntidistillError, NothingLeft
from antidistill.finders.spread import occurrences
from antidistill.finding import Kind as Finds
from antidistill.formats.docx.pictures import redrawn
from antidistill.hosts import json_text
from antidistill.mode import Action
from antidistill.packages import data, scripts
from antidistill.packages.crossing import Gone, names_left
from antidistill.packages.documents import InMember, order_for
from antidistill.packages.layout import Kind, plain_name
from antidistill.packages.member import Source, Turned, Work, amended
from antidistill.packages.people import Spelling, Subject, spelt
from antidistill.packages.renaming import identifiers
from antidistill.result import Result
from antidistill.span import Span

_VALUES = frozenset({Finds.SECRET, Finds.PERSON, Finds.ARGUMENT})
"""What is masked in metadata; systems there are files, tools and the package itself."""


def others(
    sources: Sequence[Source],
    work: Work,
    names: Mapping[str, Gone],
    subject: Subject,
    language: str,
) -> dict[str, Turned]:
    """The copies of all of `sources` that is no document, by path; raises InMember. `names` are
    what the documents withhold, `language` is that of most of them."""
    out = {}
    for source in sources:
        if source.kind is Kind.DOCUMENT:
            continue
        try:
            turned = _other(source, work, names, subject, language)
        except AntidistillError as fault:
            raise InMember(source.path, fault) from fault
        if turned is not None:
            out[source.path] = turned
    return out


def _other(
    source: Source, work: Work, names: Mapping[str, Gone], subject: Subject, language: str
) -> Turned | None:
    if source.kind is Kind.AS_IS:
        return Turned(source, None, None, source.data, source.path)
    if source.kind is Kind.PICTURE:
        picture = redrawn(source.data)
        return Turned(source, None, None, picture.data, source.path) if picture else None
    if source.kind is Kind.DATA:
        result = _data(source, work, subject, names)
    else:
        result = _without_names(_script(source, work, subject, names, language), names)
    return Turned(source, result, None, path=source.path)


def _data(source: Source, work: Work, subject: Subject, names: Mapping[str, Gone]) -> Result:
    traits = work.order("en").mode.action(Finds.TRAIT) is not Action.KEEP
    rename = _renaming(subject, names)

    def masks(text: str) -> list[Edit]:
        document = scripts.read(source.name, text.encode("utf-8", "surrogateescape"), "en")
        order = order_for(work, subject, "en")
        found = work.scan(document, order.own).findings
        return scripts.masks(document, order.mode, [f for f in found if f.kind in _VALUES])

    clean = _clean(work, subject)
    return data.generalised(source.name, source.data, clean, rename, masks, traits=traits)


def _renaming(subject: Subject, names: Mapping[str, Gone]) -> Callable[[str], str]:
    """A string of metadata without what is withheld in it."""
    spellings = tuple(spelt(subject.slugs))
    neutral = {g.term: g.neutral or "" for g in names.values()}
    neutral.update(dict.fromkeys(subject.names, subject.role))

    def rename(text: str) -> str:
        for term in sorted(neutral, key=len, reverse=True):
            for span in reversed(list(occurrences(text, term))):
                text = text[: span.start] + neutral[term] + text[span.end :]
        return _applied(text, spellings)

    return rename


def _applied(text: str, spellings: Sequence[Spelling]) -> str:
    edits = [
        Edit(Span(start, end), new, "")
        for start, end, new in identifiers(text, spellings, plain_identifier)
    ]
    return apply_edits(text, edits)


def plain_identifier(identifier: str) -> str:
    """What an identifier is called of which nothing would be left."""
    del identifier
    return plain_name("folder")


def _script(
    source: Source, work: Work, subject: Subject, names: Mapping[str, Gone], language: str
) -> Result:
    document = scripts.read(source.name, source.data, language)
    order = order_for(work, subject, language, tuple(names.values()))
    own = replace(order.own, withhold=order.own.withhold | {*subject.names, *subject.slugs})
    return scripts.generalised(
        document,
        order.mode,
        lambda d: work.scan(d, own).findings,
        lambda texts: _reworded(texts, _clean(work, subject)),
        only_mask=source.kind is Kind.SETTINGS,
    )


def _reworded(texts: Sequence[str], clean: json_text.Clean) -> list[str]:
    """Comments, as values of a JSON text: what cleans those cleans these."""
    whole = json.dumps(list(texts), ensure_ascii=False)
    found: list[str] = json.loads(apply_edits(whole, json_text.edits(whole, clean, traits=True)))
    return [" ".join(text.split()) for text in found]


def _clean(work: Work, subject: Subject) -> json_text.Clean:
    def clean(name: str, text: str) -> tuple[Edit, ...]:
        form = work.form(name)
        document = form.read(text.encode(), name, "utf-8")
        try:
            order = order_for(work, subject, document.language)
            return work.generalise(document, form, order).edits
        except NothingLeft:
            return (Edit(Span(0, len(text)), "", "nothing of it may stay", action="left out"),)

    return clean


def _without_names(result: Result, names: Mapping[str, Gone]) -> Result:
    """A script without names that the documents withhold."""
    for gone in names_left(names, result):
        spans = list(occurrences(result.document.text, gone.term))
        new = gone.neutral or ""
        result = amended(
            result, (Edit(s, new, "withheld in a document", action="role") for s in spans)
        )
    if any(names_left(names, result)):
        return scripts.stubbed(result.document)
    return result
