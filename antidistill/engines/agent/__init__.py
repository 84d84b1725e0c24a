"""The agent engine: the coding agent that runs the program does the wording, between two calls."""

from __future__ import annotations

from antidistill.engines.agent.engine import AgentEngine

__all__ = ["AgentEngine"]
