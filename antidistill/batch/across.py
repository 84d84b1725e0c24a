"""What one document of a run withholds and the copy of another still says: a folder is one
document, so what is left out of one file may not stand in the next."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from antidistill.batch.task import Done, Task
from antidistill.errors import Refused
from antidistill.message import said

if TYPE_CHECKING:
    from antidistill.mode import Mode
    from antidistill.packages.crossing import Gone
    from antidistill.pipeline import Order
    from antidistill.result import Result

_BEGIN = 2
"""Characters of a term by which the few are found that a copy may say: none is shorter."""


@dataclass(frozen=True, slots=True)
class _Copy:
    task: Task
    language: str
    text: bytes
    """Packed: the copies of a whole run are kept until all of them are known."""
    hash: bytes
    """A short hash of the file."""


@dataclass(slots=True)
class Across:
    """Grows with the documents of a run."""

    mode: Mode
    gone: dict[str, Gone] = field(default_factory=dict)
    _copies: list[_Copy] = field(default_factory=list)

    def saw(self, done: Done) -> None:
        """Takes note of a copy."""
        from antidistill.packages.crossing import names_gone

        if done.result is None:
            return
        for term, one in names_gone(done.result, self.mode).items():
            self.gone.setdefault(term, one)
        text = done.result.text.encode("utf-8", "surrogatepass")
        language = done.result.document.language
        copy = _Copy(done.task, language, zlib.compress(text, 1), _hash(done.data))
        self._copies.append(copy)

    def is_known(self, task: Task, data: bytes) -> bool:
        """Whether this is the copy that was made of a task."""
        return any(c.task == task and c.hash == _hash(data) for c in self._copies)

    def left(self) -> Iterator[tuple[Task, str, list[Gone]]]:
        """The documents whose copies say what another one withholds, with their languages."""
        from antidistill.packages.crossing import says

        begins: dict[str, list[tuple[int, str, Gone]]] = {}
        for number, gone in enumerate(self.gone.values()):
            lower = gone.term.lower()
            begins.setdefault(lower[:_BEGIN], []).append((number, lower, gone))
        for one in self._copies:
            text = zlib.decompress(one.text).decode("utf-8", "surrogatepass")
            lower = text.lower()
            pieces = {lower[at : at + _BEGIN] for at in range(len(lower))}
            some = sorted(hit for begin in begins.keys() & pieces for hit in begins[begin])
            met = [gone for _, term, gone in some if term in lower and says(text, gone)]
            if met:
                yield one.task, one.language, met


def _hash(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def withholding(order: Order, gone: Sequence[Gone], language: str) -> Order:
    """The order for a document in `language`, which withholds what others do; in the words that
    they have for it where those are of its language."""
    own = order.own
    known = {name for name, _ in own.aliases} | own.keep | own.withhold
    aliases = [
        (g.term, g.neutral)
        for g in gone
        if g.neutral and g.language == language and g.term not in known
    ]
    covered = known | {name for name, _ in aliases}
    withhold = own.withhold | {g.term for g in gone if g.term not in covered}
    words = replace(own, aliases=(*own.aliases, *aliases), withhold=withhold)
    return replace(order, own=words)


def without(result: Result, gone: Sequence[Gone]) -> Result:
    """The copy without what finders pass over in it, in code or a label; raises Refused when it
    still says what another document of the run withholds."""
    from antidistill.packages.crossing import names_left
    from antidistill.packages.documents import by_hand
    from antidistill.packages.member import amended

    known = {one.term: one for one in gone}
    for one in list(names_left(known, result)):
        result = amended(result, by_hand(result, one))
    if any(names_left(known, result)):
        message = "{name}: leak: a name or value that another file withholds is still there"
        raise Refused(said(message, name=result.document.name))
    return result
