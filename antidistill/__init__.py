"""antidistill writes a generalised copy of a document, so that its author's craft stays theirs."""

from __future__ import annotations

__version__ = "0.1.0"
