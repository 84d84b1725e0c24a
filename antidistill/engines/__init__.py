"""The engines there are, by name."""

from __future__ import annotations

from collections.abc import Callable

from antidistill.engines.agent import AgentEngine
from antidistill.engines.base import Brief, Engine, ModelEngine, Refusal
from antidistill.engines.claude import ClaudeEngine
from antidistill.engines.local import LocalEngine

ENGINES: dict[str, Callable[[], Engine | ModelEngine]] = {
    "local": LocalEngine,
    "claude": ClaudeEngine,
    "agent": AgentEngine,
}

__all__ = ["ENGINES", "AgentEngine", "Brief", "Engine", "LocalEngine", "ModelEngine", "Refusal"]
