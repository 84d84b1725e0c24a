"""What is the same at every start and need not be made at every start: compiled patterns, tables
that were read, what was worked out from them.

It lies on a shelf. The command line takes one from the cache and puts it back when something was
added (`starting.py`); without one everything is made anew. Nothing on it comes from a document or
from a file of the user, and it goes as soon as a file of the program changes.
"""

from antidistill.ready.made import data, shelf, use, whole_numbers
from antidistill.ready.origin import of_the_program
from antidistill.ready.shelf import Shelf, shelf_from

__all__ = ("Shelf", "data", "of_the_program", "shelf", "shelf_from", "use", "whole_numbers")
