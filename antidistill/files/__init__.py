"""Files: which to read, where the copies go, and writing so that nothing is lost or half done."""

from __future__ import annotations

from antidistill.files.inputs import (
    OUTPUT_FOLDER,
    STDIN,
    Found,
    Input,
    Skipped,
    check_outputs,
    find_inputs,
    output_path,
    read_bytes,
)
from antidistill.files.writing import (
    PRIVATE,
    SHARED,
    already_there,
    clean_leftovers,
    replace,
    write_new,
)

__all__ = [
    "OUTPUT_FOLDER",
    "PRIVATE",
    "SHARED",
    "STDIN",
    "Found",
    "Input",
    "Skipped",
    "already_there",
    "check_outputs",
    "clean_leftovers",
    "find_inputs",
    "output_path",
    "read_bytes",
    "replace",
    "write_new",
]
