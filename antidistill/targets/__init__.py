"""What the distillers look for, item by item, and which findings would feed each item.

`targets.toml` names the items as the public distillers number them: W1 to W19 for work, P1 to P14
for the person. A finding feeds an item by its kind, its rule, and what its sentence or the headings
above it speak of.
"""

from antidistill.targets.feeding import Fed, feeds
from antidistill.targets.listed import Target, Way, targets

__all__ = ["Fed", "Target", "Way", "feeds", "targets"]
