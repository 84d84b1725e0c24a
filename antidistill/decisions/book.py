"""Marks, and the decisions under their marks."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from antidistill.decisions.choice import Decision
from antidistill.finding import Kind

ROUNDS = 1000
"""Of PBKDF2: a passage costs well under a millisecond, a dictionary of a milliard sentences days
on end, and that only for somebody who has the key too."""
_SIZE = 16
_SPACE = re.compile(r"\s+")


def normalised(text: str) -> str:
    """`text` as it is compared: line wraps, spacing, forms of characters and capitals aside."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()


@dataclass(frozen=True, slots=True)
class Marker:
    """Makes marks. Without its key, which stands in no file of decisions, nobody can tell from a
    mark whether it is that of a text that they guess."""

    key: bytes
    salt: bytes
    rounds: int = ROUNDS
    _known: dict[tuple[Kind, str, str], str] = field(default_factory=dict, compare=False)

    def mark(self, kind: Kind, text: str, part: str = "") -> str:
        """The mark of a passage of that kind, or of `part` of it: a name or phrase inside."""
        asked = (kind, normalised(text), normalised(part))
        if asked not in self._known:
            whole = "\0".join((kind.value, *asked[1:])).encode("utf-8", "surrogatepass")
            keyed = hashlib.blake2b(whole, key=self.key, digest_size=32).digest()
            made = hashlib.pbkdf2_hmac("sha256", keyed, self.salt, self.rounds, _SIZE)
            self._known[asked] = made.hex()
        return self._known[asked]


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, by their marks."""

    marker: Marker | None = None
    by_mark: Mapping[str, Decision] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return bool(self.by_mark)

    def about(self, kind: Kind, text: str, part: str = "") -> Decision | None:
        """What was decided about a passage, or about a part of it; None if nothing was."""
        if self.marker is None or not self.by_mark:
            return None
        return self.by_mark.get(self.marker.mark(kind, text, part))

    def having(self, marks: Iterable[str], decision: Decision | None) -> Decisions:
        """These with another decision for those marks; with None, without one."""
        now = {m: d for m, d in self.by_mark.items() if m not in set(marks)}
        if decision is not None:
            now.update(dict.fromkeys(marks, decision))
        return replace(self, by_mark=MappingProxyType(now))


NO_DECISIONS = Decisions()
