"""All that antidistill can be installed in: hosts, Git, agents that take the skill alone."""

from __future__ import annotations

from antidistill.errors import UsageFault
from antidistill.hosts import MEMBERS
from antidistill.hosts.git import Git
from antidistill.hosts.parts import Target
from antidistill.hosts.pre_commit import PreCommit
from antidistill.hosts.skills import ONLY
from antidistill.message import said

TARGETS: dict[str, Target] = {one.name: one for one in (*MEMBERS, Git(), PreCommit(), *ONLY)}


def target_named(name: str) -> Target:
    """The target of that name; UsageFault naming the others."""
    if name not in TARGETS:
        raise UsageFault(
            said(
                "antidistill cannot be installed in {name!r}, only in {targets}",
                name=name,
                targets=", ".join(TARGETS),
            )
        )
    return TARGETS[name]
