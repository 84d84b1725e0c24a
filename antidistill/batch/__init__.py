"""Many documents in one run: each on its own, the rest goes on when one fails."""

from antidistill.batch.attempts import Met, Unforeseen, chain, exit_code
from antidistill.batch.plan import Each, Plan, Tools, one_by_one
from antidistill.batch.running import run
from antidistill.batch.scanning import document_of, exposures, scans
from antidistill.batch.task import Done, Task, member_task
from antidistill.batch.threads import ahead

__all__ = (
    "Done",
    "Each",
    "Met",
    "Plan",
    "Task",
    "Tools",
    "Unforeseen",
    "ahead",
    "chain",
    "document_of",
    "exit_code",
    "exposures",
    "member_task",
    "one_by_one",
    "run",
    "scans",
)
