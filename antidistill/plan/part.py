"""Which part of a package a document is: a mode may treat kinds differently there."""

from __future__ import annotations

import re

from antidistill.reading import Reading

_PERSONA = re.compile(r"layer\s*\d|口头禅|persona|人设|PART\s+[AB]", re.I)
_PERSONA_HEADINGS = 3


def part_of(reading: Reading) -> str:
    """'persona' for a document in the layers of a persona, else ''."""
    headings = sum(1 for s in reading.sections if s.path and _PERSONA.search(s.path[-1]))
    return "persona" if headings >= _PERSONA_HEADINGS else ""
