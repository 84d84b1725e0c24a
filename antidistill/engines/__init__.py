"""The engines there are, by name."""

from __future__ import annotations

from collections.abc import Callable

from antidistill.engines.base import Brief, Engine
from antidistill.engines.local import LocalEngine

ENGINES: dict[str, Callable[[], Engine]] = {"local": LocalEngine}

__all__ = ["ENGINES", "Brief", "Engine", "LocalEngine"]
