"""A package as one document: every file's copy, made together, checked together."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from antidistill import nlp
from antidistill.anchors import Anchor, moves
from antidistill.edit import Edit, apply_edits
from antidistill.errors import AntidistillError, NothingLeft, Refused
from antidistill.finders.people import people
from antidistill.finders.spread import occurrences
from antidistill.finding import Kind as Finds
from antidistill.formats.docx.pictures import redrawn
from antidistill.hosts import json_text
from antidistill.message import said
from antidistill.mode import Action
from antidistill.packages import card, data, scripts
from antidistill.packages.crossing import Gone, names_left
from antidistill.packages.documents import Documents, InMember, Read, generalised, order_for, read
from antidistill.packages.layout import Kind, plain_name
from antidistill.packages.links import Map, link_edits, mention_edits, mentioned, relinked
from antidistill.packages.member import Source, Turned, Work, amended, noted
from antidistill.packages.people import Spelling, Subject, spelt, subject_of, without
from antidistill.packages.renaming import Names, folder_name, identifiers, renamed
from antidistill.result import Result
from antidistill.span import Span

_VALUES = frozenset({Finds.SECRET, Finds.PERSON, Finds.ARGUMENT})
"""What is masked in metadata; systems there are files, tools and the package itself."""


@dataclass(frozen=True, slots=True)
class Package:
    """A skill folder or an archive, before anything is done to it."""

    name: str
    """Of its folder, or of the archive without its suffix."""
    sources: tuple[Source, ...]
    left_out: tuple[str, ...] = ()
    """Paths of what no copy takes along."""
    renames: bool = True
    """False where copies take the place of their originals."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The copy of a package."""

    name: str
    turned: tuple[Turned, ...]


def copied(package: Package, work: Work) -> Whole:
    """The copy of a package that has passed all checks; raises InMember for the file at fault."""
    mode = work.order("en").mode
    named = mode.action(Finds.PERSON) is not Action.KEEP
    subject = subject_of((s.path, s.data) for s in package.sources) if named else Subject()
    documents = read([s for s in package.sources if s.kind is Kind.DOCUMENT], work)
    names = _names(documents, subject) if named else Names((), frozenset())
    work = replace(work, keep=_own_files(package, names))
    done = generalised(documents, work, subject)
    turned = {**done.turned, **_rest(package, work, done, documents, subject)}
    whole = _placed(package, turned, names, subject)
    _check(package, whole, done.names, subject)
    return whole


def _own_files(package: Package, names: Names) -> frozenset[str]:
    """How documents speak of the package's files, of those whose names stay."""
    kinds = {s.path: s.kind.value for s in package.sources}
    stay = [p for p in kinds if p not in renamed(kinds, names)]
    return frozenset(n for p in stay for n in (p, posixpath.basename(p), f"./{p}"))


def _names(documents: Sequence[Read], subject: Subject) -> Names:
    """Everybody who is named somewhere in the package, and the words of its documents."""
    forms: dict[str, None] = dict.fromkeys((*subject.names, *subject.slugs))
    latin, words = [], set[str]()
    for one in documents:
        reading = nlp.read(one.document, analyse=False)
        for person in people(reading):
            forms.update(dict.fromkeys(f for f in person.forms if _long(f)))
            latin.append(person.latin)
        words |= set(_lower_words(one.document.text))
    return Names(tuple(spelt(forms, latin)), frozenset(words))


def _long(form: str) -> bool:
    return len(form) > 3 if form.isascii() else len(form) > 1


def _lower_words(text: str) -> Iterator[str]:
    return (w for w in text.split() if w.isascii() and w.isalpha() and w.islower())


def _rest(
    package: Package, work: Work, done: Documents, documents: Sequence[Read], subject: Subject
) -> dict[str, Turned]:
    """The copies of all that is no document."""
    han = sum(r.document.language == "zh" for r in documents)
    language = "zh" if han * 2 > len(documents) else "en"
    out = {}
    for source in package.sources:
        if source.kind is Kind.DOCUMENT:
            continue
        try:
            turned = _other(source, work, done.names, subject, language)
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
        Edit(Span(start, end), new, "") for start, end, new in identifiers(text, spellings, _plain)
    ]
    return apply_edits(text, edits)


def _plain(identifier: str) -> str:
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


def _placed(
    package: Package, turned: Mapping[str, Turned], names: Names, subject: Subject
) -> Whole:
    """The copies at their paths, with links and identifiers that fit."""
    kinds = {p: t.source.kind.value for p, t in turned.items()}
    new = renamed(kinds, names) if package.renames else {}
    paths = {p: new.get(p, p) for p in turned}
    where = Map(paths, (*(s.path for s in package.sources), *package.left_out))
    moved = {p: m for p, t in turned.items() if (m := _moved(t))}
    folder = folder_name(package.name, names) if package.renames else package.name
    spellings = tuple(spelt(subject.slugs))
    out = []
    for path, one in turned.items():
        result = one.result
        if result is not None and one.source.kind is not Kind.DATA:
            text = result.document.text
            result = relinked(result, path, where) if one.form else result
            others = {p: m for p, m in moved.items() if p != path}
            edits = [
                *(link_edits(result.document, path, where, others) if one.form else ()),
                *mention_edits(text, where),
                *_identified(text, spellings),
            ]
            for edit in edits:
                result = amended(result, [edit])
            result = card.described(result) if _is_card(path) else result
            result = noted(result, _notes(result, where)) if one.form else result
        elif result is not None:
            result = amended(result, mention_edits(result.document.text, where))
        out.append(replace(one, result=result, path=paths[path]))
    return Whole(folder, tuple(out))


def _identified(text: str, spellings: Sequence[Spelling]) -> Iterator[Edit]:
    for start, end, new in identifiers(text, spellings, _plain):
        yield Edit(Span(start, end), new, "a person's name", Finds.PERSON, "role")


def _moved(one: Turned) -> dict[str, Anchor | None]:
    if one.form is None or one.result is None or not one.result.changed:
        return {}
    after = one.form.read(one.copy(), one.source.name)
    return moves(one.result.document, after)


def _is_card(path: str) -> bool:
    return posixpath.basename(path).lower() == "skill.md"


def _notes(result: Result, where: Map) -> list[str]:
    named = mentioned(result.text, where)
    if not named:
        return []
    return [said("it still speaks of what the copy leaves out: {names}", names=", ".join(named))]


def _check(package: Package, whole: Whole, names: Mapping[str, Gone], subject: Subject) -> None:
    """Raises InMember where the copies together break a promise."""
    spellings = tuple(spelt((*subject.names, *subject.slugs)))
    for one in whole.turned:
        result, fault = one.result, ""
        if without(one.path, spellings) != one.path and package.renames:
            fault = "a withheld name stands in a file name"
        if result is not None:
            critical = " ".join(
                f.span.of(result.document.text) for f in result.findings if f.kind is Finds.CRITICAL
            )
            for name in (*subject.names, *subject.slugs):
                if any(occurrences(result.text, name)) and not any(occurrences(critical, name)):
                    fault = "the name of the person whom it is about is still there"
            if any(names_left(names, result)):
                fault = "a name or value that another file withholds is still there"
            fault = fault or _broken_card(package, whole, one)
        if fault:
            message = said("{name}: leak: {fault}", name=one.source.name, fault=said(fault))
            raise InMember(one.source.path, Refused(message))


def _broken_card(package: Package, whole: Whole, one: Turned) -> str:
    """What makes a valid `SKILL.md` an invalid one."""
    if not _is_card(one.path) or one.result is None:
        return ""
    before = card.faults(one.result.document.text, _folder(package.name, one.source.path))
    after = card.faults(one.result.text, _folder(whole.name, one.path))
    return "its front matter would no longer be valid" if after - before else ""


def _folder(name: str, path: str) -> str:
    return posixpath.basename(posixpath.dirname(path)) or name
