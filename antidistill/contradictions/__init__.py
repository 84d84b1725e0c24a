"""What a document says in two ways: the author's own slips, told before somebody reads them as a
sign of washing. Nothing is changed by it.

A seam: a module with `look` for each sort of contradiction, named here.
"""

from __future__ import annotations

from antidistill.contradictions import counts, labels, roles
from antidistill.contradictions.base import Contradiction, Looker
from antidistill.reading import Reading

LOOKERS: dict[str, Looker] = {
    "count": counts.look,
    "role": roles.look,
    "label": labels.look,
}
"""By the sort that they find."""


def contradictions(reading: Reading) -> tuple[Contradiction, ...]:
    """All contradictions that are seen in a document, by their first place."""
    found = (one for look in LOOKERS.values() for one in look(reading))
    return tuple(sorted(found, key=lambda c: (c.places[0], c.sort)))


__all__ = ["LOOKERS", "Contradiction", "contradictions"]
