"""Signs outside the text: names of files and folders, tags, names of programs, times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import PurePath

from antidistill.audit.base import Alarm
from antidistill.audit.entities import tags
from antidistill.audit.places import at
from antidistill.audit.view import View
from antidistill.audit.words import table
from antidistill.message import said
from antidistill.span import Span

_HIDDEN = re.compile(r"[\u200b-\u200d\u2060\u180e\u00ad\ufeff]")
_MANY = 3
"""Files of one time from which on the time is a sign."""


def traces(view: View) -> Iterator[Alarm]:
    """Tags, names of programs and invisible marks in a document."""
    for place in tags(view):
        yield Alarm("tag", "a tag in the place of a name", place)
    what = re.compile("|".join(table("traces")["tools"]["patterns"]), re.IGNORECASE)
    for match in what.finditer(view.text):
        place = at(view, Span(*match.span()), match.group())
        yield Alarm("metadata", "the name of a program that washes documents", place)
    if mark := _HIDDEN.search(view.text):
        yield Alarm("metadata", "an invisible character", at(view, Span(*mark.span()), ""))


def file_signs(name: str) -> Iterator[Alarm]:
    """What the name of a file, or of the folders that the user names with it, gives away."""
    path = PurePath(name)
    data = table("traces")
    pattern = _matching(path.name, data["files"]["patterns"])
    if pattern:
        why = data["files"]["why"].get(pattern, "detectors look for such names")
        yield Alarm("file name", said("{name}: {why}", name=path.name, why=why))
    elif re.search(data["files"]["dated"], path.name):
        yield Alarm(
            "file name",
            said("{name}: a date in the name makes it look like a version", name=path.name),
        )
    for folder in path.parts[:-1]:
        if _matching(folder, data["folders"]["patterns"]):
            yield Alarm(
                "file name",
                said("{folder}/: detectors look for folders of such names", folder=folder),
            )


def time_signs(times: Sequence[float]) -> Iterator[Alarm]:
    """Files that were all written within the same second (seconds since the epoch)."""
    counts = Counter(int(t) for t in times)
    most = max(counts.values(), default=0)
    if most >= _MANY and most == len(times):
        yield Alarm(
            "metadata",
            said(
                "all {most} files were written in the same second; a copy of a folder "
                "does that, and so does a program",
                most=most,
            ),
            serious=False,
        )


def _matching(name: str, patterns: Sequence[str]) -> str:
    return next((p for p in patterns if fnmatch(name.lower(), p)), "")
