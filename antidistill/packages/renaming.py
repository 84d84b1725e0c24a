"""Names in file names: what files and folders of a package are called in its copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from antidistill.finders.given import is_given
from antidistill.finders.han_letters import surnames
from antidistill.finders.han_names import is_no_name
from antidistill.finders.public import is_public
from antidistill.formats import copy_name
from antidistill.packages.layout import is_fixed, plain_name
from antidistill.packages.people import Spelling, without

_FOLLOWS = r"(?=的|怎么|[-_ —]|交接)"
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Names:
    """What is known of names when files are renamed."""

    spellings: tuple[Spelling, ...]
    """Of everybody who is named in the package."""
    words: frozenset[str]
    """Words, lower case, that its documents write: none of them is a family name."""


def renamed(paths: Mapping[str, str], names: Names) -> dict[str, str]:
    """Path to the path of its copy, for those that change; `paths` give the kind of each file. Two
    copies never get the same path."""
    taken = {p for p in paths if _path(p, paths[p], names) == p}
    out: dict[str, str] = {}
    for path in paths:
        new = _path(path, paths[path], names)
        if new != path:
            out[path] = _free(new, taken)
            taken.add(out[path])
    return out


def folder_name(name: str, names: Names) -> str:
    """What a package's own folder is called in its copy."""
    return _part(name, "folder", names)


def _path(path: str, kind: str, names: Names) -> str:
    *folders, name = path.split("/")
    pure = PurePosixPath(name)
    stem, suffix = (pure.stem, pure.suffix) if not is_fixed(name) else (name, "")
    new = copy_name(f"{_part(stem, kind, names)}{suffix}") if kind == "document" else (
        f"{_part(stem, kind, names)}{suffix}")  # fmt: skip
    return "/".join([*(_part(f, "folder", names) for f in folders), new])


def _part(stem: str, kind: str, names: Names) -> str:
    if is_fixed(stem):
        return stem
    new = without(stem, names.spellings)
    new = new if new != stem else _without_stranger(stem, names.words)
    bare = re.sub(r"[\W\d_]+", "", new)
    return new if new == stem or bare else plain_name(kind)


def _without_stranger(stem: str, words: frozenset[str]) -> str:
    """Without the name of somebody whom no text names: a given name and the family name behind it,
    or a Chinese name with what shows it to be one."""
    common = "|".join(sorted(surnames()[0], key=len, reverse=True))
    han = re.match(rf"(?:{common})[\u4e00-\u9fff]{{1,2}}?{_FOLLOWS}", stem)
    if han and not is_no_name(han.group()):
        return re.sub(r"\A(?:的|[-_ —])+", "", stem[han.end() :])
    tokens = re.split(r"([-_ .]+)", stem)
    for at in range(0, len(tokens), 2):
        word = tokens[at].capitalize()
        if len(word) > 3 and is_given(word) and not is_public(word) and word.lower() not in words:
            behind = tokens[at + 2 : at + 3]
            family = len(tokens) > at + 3 and behind[0].isalpha() and behind[0].lower() not in words
            rest = tokens[at + (4 if family else 2) :]
            return re.sub(r"\A[-_ .]+|[-_ .]+\Z", "", "".join([*tokens[:at], *rest]))
    return stem


def _free(path: str, taken: Iterable[str]) -> str:
    pure, number, out = PurePosixPath(path), 2, path
    lower = {t.lower() for t in taken}
    while out.lower() in lower:
        out = str(pure.with_name(f"{pure.stem}-{number}{pure.suffix}"))
        number += 1
    return out


def identifiers(
    text: str, spellings: Sequence[Spelling], instead: Callable[[str], str]
) -> Iterator[tuple[int, int, str]]:
    """Identifiers in a text that hold one of the names: from, to, and without it."""
    for match in _TOKEN.finditer(text):
        new = without(match.group(), spellings)
        if new != match.group():
            yield match.start(), match.end(), new or instead(match.group())
