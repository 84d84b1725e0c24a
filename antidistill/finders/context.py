"""Why it is so: reasons, history, purposes; as clauses that can be cut, or as whole sentences."""

from __future__ import annotations

from antidistill.finders.ruled import Ruled
from antidistill.finding import Kind

FINDER = Ruled("context", Kind.CONTEXT, "contexts")
