"""The documents of a package: each generalised, with one set of roles, parts and whole alike, and
nothing that one withholds standing in another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from antidistill.document import Document, Form
from antidistill.edit import Edit
from antidistill.errors import AntidistillError, NothingLeft, Refused
from antidistill.finding import Kind
from antidistill.formats.base import Format
from antidistill.message import said
from antidistill.mode import Action
from antidistill.packages.crossing import (
    Gone,
    names_gone,
    names_left,
    sentences_gone,
    sentences_left,
)
from antidistill.packages.layout import is_fixed
from antidistill.packages.member import Source, Turned, Work, amended
from antidistill.packages.merged import is_part, rejoined
from antidistill.packages.people import Subject
from antidistill.pipeline import Order
from antidistill.result import Result


class InMember(Exception):
    """A fault in one file of a package."""

    def __init__(self, path: str, fault: Exception) -> None:
        super().__init__(path)
        self.path, self.fault = path, fault


@dataclass(frozen=True, slots=True)
class Read:
    """A document of a package, read."""

    source: Source
    document: Document
    form: Format


@dataclass(frozen=True, slots=True)
class Documents:
    """What the documents became."""

    turned: Mapping[str, Turned]
    """By their paths in the package."""
    left_out: tuple[str, ...]
    """Those of which nothing would be left."""
    names: Mapping[str, Gone]
    """Names and values that one of them withholds."""


def read(sources: Sequence[Source], work: Work) -> list[Read]:
    """The documents among `sources`; raises InMember."""
    out = []
    for source in sources:
        try:
            form = work.form(source.name)
            out.append(Read(source, form.read(source.data, source.name, work.encoding), form))
        except AntidistillError as fault:
            raise InMember(source.path, fault) from fault
    return out


def generalised(found: Sequence[Read], work: Work, subject: Subject) -> Documents:
    """The copies of the documents; raises InMember."""
    results: dict[str, Result] = {}
    left_out = []
    for one in found:
        result = _result(one, work, order_for(work, subject, one.document.language))
        if result is None:
            left_out.append(one.source.path)
        else:
            results[one.source.path] = result
    reads = {r.source.path: r for r in found if r.source.path in results}
    results = {p: _merged(reads[p], results) for p in results}
    results, names = _settled(reads, results, work, subject)
    turned = {p: Turned(r.source, results[p], r.form, path=p) for p, r in reads.items()}
    return Documents(turned, tuple(left_out), names)


def _result(one: Read, work: Work, order: Order) -> Result | None:
    """The copy of a document; None when nothing would be left of one that others can do without."""
    try:
        return work.generalise(one.document, one.form, order)
    except NothingLeft as fault:
        if is_fixed(one.source.path.rsplit("/", 1)[-1]):
            raise InMember(one.source.path, fault) from fault
        return None
    except BrokenPipeError:
        raise
    except Exception as fault:
        raise InMember(one.source.path, fault) from fault


def order_for(work: Work, subject: Subject, language: str, gone: Sequence[Gone] = ()) -> Order:
    """The order for a document in `language`, with the role that the metadata gives its person and
    with what other files withhold."""
    order = work.order(language)
    own = order.own
    known = {name for name, _ in own.aliases} | own.keep | own.withhold
    role = subject.role if _fits(subject.role, language) else ""
    aliases = list(_roles(subject, role, known, identity=_hides_traits(order))) if role else []
    aliases += [
        (g.term, g.neutral)
        for g in gone
        if g.neutral and g.language == language and g.term not in known
    ]
    covered = known | {name for name, _ in aliases}
    withhold = own.withhold | {g.term for g in gone if g.term not in covered}
    words = replace(
        own,
        aliases=(*own.aliases, *aliases),
        withhold=withhold,
        keep=own.keep | (work.keep - withhold),
    )
    return replace(order, own=words)


def _roles(
    subject: Subject, role: str, known: Collection[str], *, identity: bool
) -> Iterator[tuple[str, str]]:
    """What stands for the person in prose, and for what distillers string together of them."""
    whole = subject.identity if identity else ""
    for name in subject.names:
        if whole:
            yield from ((f"{name}{comma}{whole}", role) for comma in (", ", "，"))
        if name not in known:
            yield name, role
    if whole:
        yield whole, role


def _hides_traits(order: Order) -> bool:
    return order.mode.action(Kind.TRAIT) is not Action.KEEP


def _fits(role: str, language: str) -> bool:
    return bool(role) and (not role.isascii()) == (language == "zh")


def _merged(one: Read, results: Mapping[str, Result]) -> Result:
    """The copy of a document that holds others whole, with what those became; its own where that
    would not be sound."""
    own = results[one.source.path]
    text = own.document.text
    parts = [
        r for p, r in results.items() if p != one.source.path and is_part(r.document.text, text)
    ]
    if not parts:
        return own
    joined = rejoined(own, parts)
    before = set(one.form.problems(one.document, one.document.text))
    return own if set(one.form.problems(one.document, joined.text)) - before else joined


def _settled(
    reads: Mapping[str, Read], results: dict[str, Result], work: Work, subject: Subject
) -> tuple[dict[str, Result], Mapping[str, Gone]]:
    """The copies without what another one withholds, and everything that is withheld."""
    mode = work.order("en").mode
    names: dict[str, Gone] = {}
    said_no_more: frozenset[str] = frozenset()
    for result in results.values():
        names.update({t: g for t, g in names_gone(result, mode).items() if t not in names})
        said_no_more |= sentences_gone(result)
    for path in list(results):
        left = [*names_left(names, results[path])]
        lines = [Gone(t, None, "") for t in sentences_left(said_no_more, results[path])]
        if left or lines:
            order = order_for(work, subject, reads[path].document.language, [*left, *lines])
            again = _result(reads[path], work, order)
            results[path] = _merged(reads[path], {**results, path: again or results[path]})
    for path in list(results):
        results[path] = _without_sentences(results[path], said_no_more)
        for gone in names_left(names, results[path]):
            results[path] = amended(results[path], by_hand(results[path], gone))
        if any(names_left(names, results[path])):
            raise InMember(path, _still(reads[path].source.name))
    return results, names


def _still(name: str) -> Refused:
    return Refused(
        said("{name}: leak: a name or value that another file withholds is still there", name=name)
    )


def by_hand(result: Result, gone: Gone) -> Iterator[Edit]:
    """Edits for a name that finders pass over in this document: in code, in a label."""
    from antidistill.finders.spread import occurrences

    for span in occurrences(result.document.text, gone.term):
        yield Edit(span, gone.neutral or "", "withheld in another file", action="role")


def _without_sentences(result: Result, gone: frozenset[str]) -> Result:
    """The copy without paragraphs and items that say what another file withholds."""
    document = result.document
    for line in list(sentences_left(gone, result)):
        for block in document.blocks:
            if block.form is Form.PARAGRAPH and line in document.content(block):
                parent = document.blocks[block.parent] if block.parent >= 0 else None
                whole = parent if parent is not None and parent.form is Form.ITEM else block
                kept = [e for e in result.edits if e.span not in whole.extent]
                bare = replace(result, edits=tuple(kept))
                edit = Edit(whole.extent, "", "withheld in another file", action="left out")
                result = amended(bare, [edit])
    return result
