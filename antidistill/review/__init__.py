"""Going through the changes one by one: what there is to decide, and where one is in it.

`Bench` settles a document under decisions and says what changes; `Review` is the walk over that, a
value that every step makes anew. Neither prints, asks or writes: terminal and page do that.
"""

from __future__ import annotations

from antidistill.review.bench import Bench, Sight
from antidistill.review.items import Item
from antidistill.review.walk import Review, begun

__all__ = ["Bench", "Item", "Review", "Sight", "begun"]
