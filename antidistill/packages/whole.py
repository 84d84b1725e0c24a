"""A package as one document: every file's copy, made together, checked together."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from antidistill import nlp
from antidistill.anchors import Anchor, moves
from antidistill.edit import Edit
from antidistill.finders.people import people
from antidistill.finding import Kind as Finds
from antidistill.message import said
from antidistill.mode import Action
from antidistill.packages import card
from antidistill.packages.checks import check, is_card
from antidistill.packages.documents import Read, generalised, read
from antidistill.packages.layout import Kind
from antidistill.packages.links import Map, link_edits, mention_edits, mentioned, relinked
from antidistill.packages.member import Package, Turned, Whole, Work, amended, noted
from antidistill.packages.others import others, plain_identifier
from antidistill.packages.people import Spelling, Subject, spelt, subject_of
from antidistill.packages.renaming import Names, folder_name, identifiers, renamed
from antidistill.result import Result
from antidistill.span import Span


def copied(package: Package, work: Work) -> Whole:
    """The copy of a package that has passed all checks; raises InMember for the file at fault."""
    mode = work.order("en").mode
    named = mode.action(Finds.PERSON) is not Action.KEEP
    subject = subject_of((s.path, s.data) for s in package.sources) if named else Subject()
    documents = read([s for s in package.sources if s.kind is Kind.DOCUMENT], work)
    names = _names(documents, subject) if named else Names((), frozenset())
    work = replace(work, keep=_own_files(package, names))
    done = generalised(documents, work, subject)
    han = sum(r.document.language == "zh" for r in documents)
    language = "zh" if han * 2 > len(documents) else "en"
    rest = others(package.sources, work, done.names, subject, language)
    turned = {**done.turned, **rest}
    whole = _placed(package, turned, names, subject)
    check(package, whole, done.names, subject)
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
            result = card.described(result) if is_card(path) else result
            result = noted(result, _notes(result, where)) if one.form else result
        elif result is not None:
            result = amended(result, mention_edits(result.document.text, where))
        out.append(replace(one, result=result, path=paths[path]))
    return Whole(folder, tuple(out))


def _identified(text: str, spellings: Sequence[Spelling]) -> Iterator[Edit]:
    for start, end, new in identifiers(text, spellings, plain_identifier):
        yield Edit(Span(start, end), new, "a person's name", Finds.PERSON, "role")


def _moved(one: Turned) -> dict[str, Anchor | None]:
    if one.form is None or one.result is None or not one.result.changed:
        return {}
    after = one.form.read(one.copy(), one.source.name)
    return moves(one.result.document, after)


def _notes(result: Result, where: Map) -> list[str]:
    named = mentioned(result.text, where)
    if not named:
        return []
    return [said("it still speaks of what the copy leaves out: {names}", names=", ".join(named))]
