"""Who really decides, and the ways between people that no chart shows."""

from __future__ import annotations

from antidistill.finders.ruled import Ruled
from antidistill.finding import Kind

FINDER = Ruled("network", Kind.NETWORK, "networks")
