"""The claude engine: the Anthropic API, or any server that speaks its Messages protocol."""

from __future__ import annotations

from antidistill.engines.claude.engine import ClaudeEngine
from antidistill.engines.claude.options import DEFAULT_MODEL, Options

__all__ = ["DEFAULT_MODEL", "ClaudeEngine", "Options"]
