"""Is this distillation, and what is to change in it? The one way in for hooks, watchers, shell
commands and the filter of Git: a quick look first, a closer one where that leaves it open."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from antidistill.edit import Edit
from antidistill.hosts import signs
from antidistill.hosts.rules import ENOUGH
from antidistill.hosts.signs import Likeness

LEAST = 0.4
"""Logarithm of the odds from which on a text is taken for one that is told from experience: chosen
with each set of scripted sessions left out of training in turn."""
FEW = {0.0: 2.2, math.log(2): 1.5}
"""The same for a text of a sentence or two, which could be chance, by the logarithm of their
number; what the quick look says of it counts as much."""
SURE = 0.6
"""The same for doubting the finders when they see nothing."""


def recognised(path: str, text: str) -> Likeness:
    """How much a write looks like distillation; closed, whatever it takes to tell."""
    found = signs.of_write(path, text)
    if not found.open:
        return found
    from antidistill.hosts import closer
    from antidistill.hosts.wording import WORDS

    seen = closer.features(path, text)
    odds = closer.odds(seen)
    few = FEW.get(seen["size"])
    enough = odds >= LEAST if few is None else odds >= few or found.enough
    return replace(
        found,
        strength=ENOUGH if enough else 0.0,
        reasons=found.reasons or (WORDS,),
        told=odds >= SURE,
        open=False,
    )


def changes(
    path: str, text: str, clean: Callable[[str, str], tuple[Edit, ...]]
) -> tuple[Edit, ...]:
    """The edits that generalise a text; () where there is nothing of a person in it, although the
    finders would change something. Raises what `clean` does."""
    from antidistill.hosts.impersonal import is_impersonal
    from antidistill.hosts.in_place import document_name

    made = clean(document_name(path), text)
    if made and is_impersonal(path, text, made):
        return ()
    return made
