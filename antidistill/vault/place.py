"""Whether a folder is a good place for a vault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from antidistill import toml
from antidistill.message import said

_DATA = Path(__file__).parent / "data" / "places.toml"


def concerns(folder: Path, documents: Iterable[Path] = ()) -> tuple[str, ...]:
    """What speaks against keeping a vault in `folder`, a sentence each; () when nothing does.
    `documents` are folders of documents: somebody who is given one must not find it there."""
    return tuple(_concerns(folder.expanduser().resolve(), documents))


def _concerns(place: Path, documents: Iterable[Path]) -> Iterator[str]:
    above = (place, *place.parents)
    for root in (p for p in above if _marked(p, _known()["repositories"])):
        yield said(
            "the vault is inside the repository {root}: it may be committed and pushed", root=root
        )
        break
    for root in (p for p in above if _is_synced(p)):
        yield said(
            "the vault is inside {root}, which another program copies to other machines", root=root
        )
        break
    home = Path.home().resolve()
    for root in documents:
        if root.resolve() in above and not home.is_relative_to(root.resolve()):
            yield said("the vault is inside {root}, where your documents are", root=root)
            break


def _is_synced(folder: Path) -> bool:
    known, name = _known(), folder.name.casefold()
    named = name in known["names"] or name.startswith(tuple(known["starts"]))
    return named or _marked(folder, known["marks"])


def _marked(folder: Path, marks: Sequence[str]) -> bool:
    return any((folder / mark).exists() for mark in marks)


def _known() -> dict[str, Any]:
    return toml.shipped(_DATA)
