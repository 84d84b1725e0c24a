"""Modes: folders of data that say what happens to each kind of finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from pathlib import Path
from typing import Any

from antidistill import toml
from antidistill.errors import BrokenData, UsageFault
from antidistill.finding import Finding, Kind
from antidistill.manual.topic import Both
from antidistill.message import said

_INSTALLED = Path(__file__).parent / "modes"
_SOURCE = Path(__file__).parent.parent / "modes"
_KEYS = ("extends", "title", "summary", "kinds", "part", "found")
PARTS = ("persona", "report")
"""What `[part.…]` may name: see `plan.part`."""
OURS = _INSTALLED if _INSTALLED.is_dir() else _SOURCE


class Action(str, Enum):
    """What a mode does with a kind."""

    KEEP = "keep"
    LEAVE_OUT = "leave out"
    ROLE = "role"
    """The role or generic noun that the document itself has for it."""
    SMOOTH = "smooth"
    """The neutral way to say it."""
    MASK = "mask"
    """`<name>`, in commands only."""
    REPLACE = "replace"
    """Leave out, trim, or public craft in its place."""
    FIGURES_OUT = "figures out"
    """A figure goes with its aside or column where the text is whole without it, else it stays."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a language model may name beside what the finders saw: a document that talks it into
    naming everything gets a copy all the same."""

    spare: float = 0.4
    """Share (0 to 1) of the lines that the finders and the mode let stay which may be named."""
    section: float = 0.5
    """Share of the lines that stay in a section which must stay there, or get a text."""
    written: float = 1.0
    """Share of a section's lines that are missing at most before one may be worded wholly anew."""


WITHHELD_BY_USER = "own/withhold"
"""The rule of terms that the user asked to withhold (`--withhold`, settings)."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One mode, read."""

    name: str
    title: Both
    summary: Both
    policy: Mapping[Kind, Action]
    """An action for every kind."""
    parts: Mapping[str, Mapping[Kind, Action]] = field(default_factory=dict)
    """Other actions for parts of a document: `[part.persona]`."""
    path: Path = Path()
    found: Bounds = Bounds()
    """Bounds of what a language model may find: `[found]`."""

    def action(self, kind: Kind, part: str = "") -> Action:
        """What happens to `kind` in that part of a document. Critical text always stays."""
        if kind is Kind.CRITICAL:
            return Action.KEEP
        return self.parts.get(part, {}).get(kind, self.policy[kind])

    def treats(self, finding: Finding, part: str = "") -> Action:
        """What happens to a finding: what its kind says, but what the user asked to withhold never
        stays."""
        action = self.action(finding.kind, part)
        asked = action is Action.KEEP and finding.rule == WITHHELD_BY_USER
        return Action.ROLE if asked else action


def available(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """Names of all modes, ours first from mild to strict, then those in the user's `folders`."""
    ours = ("light", "medium", "heavy")
    users = {p.parent.name for folder in folders for p in folder.glob("*/mode.toml")}
    return (*ours, *sorted(users - set(ours)))


def load(name: str, folders: Sequence[Path] = ()) -> Mode:
    """The mode of that name, or in the folder of that name. A user's mode goes before ours.

    Raises UsageFault if there is none, BrokenData if its file does not follow the schema.
    """
    return _load(_place(name, folders), folders, ())


def _place(name: str, folders: Sequence[Path]) -> Path:
    if (Path(name) / "mode.toml").is_file() and ("/" in name or "\\" in name or name == "."):
        return Path(name)
    for folder in (*folders, OURS):
        if name and "/" not in name and (folder / name / "mode.toml").is_file():
            return folder / name
    if name and (Path(name) / "mode.toml").is_file():
        raise UsageFault(
            said("there is no mode {name!r}; the folder of that name is ./{name}", name=name)
        )
    raise UsageFault(
        said(
            "there is no mode {name!r}: choose from {available}, or name a folder "
            "that holds a mode.toml",
            name=name,
            available=", ".join(available(folders)),
        )
    )


def _load(place: Path, folders: Sequence[Path], seen: tuple[Path, ...]) -> Mode:
    file = place / "mode.toml"
    if place in seen:
        raise BrokenData(said("{file}: 'extends' leads back to itself", file=file))
    data = toml.of_user(file)
    if unknown := sorted(set(data) - set(_KEYS)):
        raise BrokenData(
            said(
                "{file}: unknown key {key!r}{nearest}",
                file=file,
                key=unknown[0],
                nearest=toml.nearest(unknown[0], _KEYS),
            )
        )
    base = None
    if "extends" in data:
        # Ours extend ours, so that a user's mode may bear the name of one of them and extend it.
        name = str(data["extends"])
        ours = place.parent == OURS or (name == place.name and (OURS / name).is_dir())
        base = _load(_place(name, () if ours else folders), folders, (*seen, place))
    return _mode(place, data, base, file)


def _mode(place: Path, data: Mapping[str, Any], base: Mode | None, file: Path) -> Mode:
    policy = dict(base.policy) if base else {}
    policy.update(_policy(_table(data, "kinds", file), file))
    policy[Kind.CRITICAL] = Action.KEEP
    if missing := [k.value for k in Kind if k not in policy]:
        raise BrokenData(
            said(
                "{file}: no action for {missing}: add it, or 'extends' a mode",
                file=file,
                missing=", ".join(missing),
            )
        )
    parts = {k: dict(v) for k, v in base.parts.items()} if base else {}
    tables = _table(data, "part", file)
    for part in tables:
        if part not in PARTS:
            nearest = toml.nearest(part, PARTS)
            raise BrokenData(
                said(
                    "{file}: unknown part {part!r}{nearest}", file=file, part=part, nearest=nearest
                )
            )
        parts[part] = {**parts.get(part, {}), **_policy(_table(tables, part, file), file)}
    title = _both(data.get("title", {"en": place.name, "zh": place.name}), file)
    summary = _both(data.get("summary", {"en": "", "zh": ""}), file)
    found = _bounds(data.get("found", {}), base.found if base else Bounds(), file)
    return Mode(place.name, title, summary, policy, parts, place, found)


def _table(data: Mapping[str, Any], key: str, file: Path) -> Mapping[str, Any]:
    """The table of that name, empty where there is none."""
    table = data.get(key, {})
    if not isinstance(table, Mapping):
        raise BrokenData(
            said('{file}: {key} must be a table of lines kind = "action"', file=file, key=key)
        )
    return table


def _both(entry: Any, file: Path) -> Both:
    words = entry if isinstance(entry, Mapping) else {}
    if set(words) != {"en", "zh"} or not all(isinstance(word, str) for word in words.values()):
        raise BrokenData(said("{file}: title and summary need 'en' and 'zh'", file=file))
    return Both(**words)


def _bounds(table: Any, base: Bounds, file: Path) -> Bounds:
    known = {f.name for f in fields(Bounds)}
    if not isinstance(table, Mapping) or set(table) - known:
        raise BrokenData(
            said(
                "{file}: [found] takes {known} and nothing else",
                file=file,
                known=", ".join(sorted(known)),
            )
        )
    for key, value in table.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise BrokenData(
                said("{file}: {key} under [found] is a share, from 0 to 1", file=file, key=key)
            )
    return replace(base, **table)


def _policy(table: Mapping[str, Any], file: Path) -> dict[Kind, Action]:
    out: dict[Kind, Action] = {}
    for key, value in table.items():
        try:
            kind = Kind(key)
        except ValueError:
            raise BrokenData(
                said(
                    "{file}: unknown kind {key!r}: one of {kinds}",
                    file=file,
                    key=key,
                    kinds=", ".join(k.value for k in Kind),
                )
            ) from None
        try:
            out[kind] = Action(value)
        except ValueError:
            raise BrokenData(
                said(
                    "{file}: unknown action {value!r} for {key}: one of {actions}",
                    file=file,
                    value=value,
                    key=key,
                    actions=", ".join(a.value for a in Action),
                )
            ) from None
        if kind is Kind.CRITICAL and out[kind] is not Action.KEEP:
            raise BrokenData(said("{file}: critical text is always kept, in every mode", file=file))
    return out
