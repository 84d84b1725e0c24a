"""The local engine: public craft from the manual, chosen by topic and slot. Offline, no model."""

from antidistill.engines.local.engine import LocalEngine

__all__ = ["LocalEngine"]
