"""Whom a package is about, and who is named in its files: names, and how they are spelt in
identifiers and file names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_NAMES = ("name", "display_name", "full_name", "nickname")
_ROLES = ("role", "title", "job", "occupation")
_IDENTITY = ("company", "level", "role")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Subject:
    """The person whom a package is about, as its metadata says."""

    names: tuple[str, ...] = ()
    role: str = ""
    """In the words of the metadata; '' when it gives none."""
    slugs: tuple[str, ...] = ()
    """How identifiers and folders spell them ('zhang_san')."""
    identity: str = ""
    """Firm, level and role as distillers string them together; '' when it is no more than the
    role."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name in every spelling that an identifier or a file name may have."""

    pattern: re.Pattern[str]


def subject_of(files: Iterable[tuple[str, bytes]]) -> Subject:
    """The person of whom the metadata among `files` tells; an empty one when it tells of nobody.
    A package's own name is no person's: only what has a profile, tags or an impression counts."""
    for path, data in files:
        if path.rsplit("/", 1)[-1] == "meta.json":
            found = _subject(_loaded(data))
            if found.names or found.slugs:
                return found
    return Subject()


def _subject(meta: Mapping[str, Any]) -> Subject:
    profile = meta.get("profile")
    if not (isinstance(profile, dict) or "tags" in meta or "impression" in meta):
        return Subject()
    inside = profile if isinstance(profile, dict) else {}
    role = next((r for k in _ROLES for r in (inside.get(k), meta.get(k)) if _text(r)), "")
    names = dict.fromkeys(
        meta[k].strip() for k in _NAMES if _text(meta.get(k)) and len(meta[k].strip()) > 1
    )
    slug = meta.get("slug")
    slugs = (slug.strip(),) if isinstance(slug, str) and len(slug.strip()) > 2 else ()
    names = {n: None for n in names if n not in slugs}
    parts = [str(inside[k]).strip() for k in _IDENTITY if _text(inside.get(k))]
    identity = " ".join(parts) if len(parts) > 1 and role else ""
    return Subject(tuple(names), str(role).strip(), slugs, identity)


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _loaded(data: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def spelt(names: Iterable[str], latin: Iterable[re.Pattern[str] | None] = ()) -> Iterator[Spelling]:
    """Spellings of names as they stand in identifiers: 'Dana Reyes' is also 'dana-reyes' and
    'danareyes'. `latin` are patterns that are known already."""
    for name in names:
        words = re.split(r"[\s._-]+", name.strip())
        edge = "" if _HAN.search(name) else r"(?![A-Za-z0-9])"
        before = "" if _HAN.search(name) else r"(?<![A-Za-z0-9])"
        inner = r"[\s._-]*".join(map(re.escape, words))
        yield Spelling(re.compile(f"{before}{inner}{edge}", re.IGNORECASE))
    for pattern in latin:
        if pattern is not None:
            yield Spelling(re.compile(pattern.pattern, pattern.flags | re.IGNORECASE))


def without(identifier: str, spellings: Iterable[Spelling]) -> str:
    """An identifier without the names in it; the same when it holds none, '' when nothing is left.
    'colleague_zhang_san_work' becomes 'colleague-work'."""
    plain = identifier.replace("_", "-")  # an underscore would count as a letter beside a name
    out = plain
    for spelling in spellings:
        out = spelling.pattern.sub("\0", out)
    if out == plain:
        return identifier
    out = re.sub(r"[\s(（\[-]*\0[\s)）\]-]*(?:的|'?s-)?", "-", out)
    return re.sub(r"-*\.-*", ".", re.sub(r"-{2,}", "-", out)).strip("-. ")
