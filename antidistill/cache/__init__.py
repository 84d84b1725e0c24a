"""What runs came to, so that the same run again has nothing to do. Holds keyed hashes alone: no
text, no name of a document, no path."""

from antidistill.cache.digest import digest, of_order, of_program
from antidistill.cache.memory import Memory, Outcome

__all__ = ("Memory", "Outcome", "digest", "of_order", "of_program")
