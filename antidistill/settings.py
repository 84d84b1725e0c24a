"""What a user has set: `antidistill.toml` in the project, then in the user's config folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from antidistill import toml
from antidistill.errors import BrokenData
from antidistill.message import said

FILE = "antidistill.toml"
HOME_VARIABLE = "ANTIDISTILL_HOME"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the program keeps what belongs to the user."""

    config: Path
    """Settings, the user's own modes (`modes/NAME/`), topics (`manual/*.toml`) and phrases
    (`phrases/*.toml`)."""
    data: Path
    """The seed, the languages in which the notice was shown."""
    state: Path
    """Logs of unexpected faults."""
    cache: Path
    """What need not be done again; all of it may go at any time."""

    @property
    def modes(self) -> tuple[Path, ...]:
        """The folder of the user's modes, () if there is none."""
        return _existing(self.config / "modes")

    @property
    def manual(self) -> tuple[Path, ...]:
        """The folder of the user's topics, () if there is none."""
        return _existing(self.config / "manual")

    @property
    def phrases(self) -> tuple[Path, ...]:
        """The folder of the user's phrase files, () if there is none."""
        return _existing(self.config / "phrases")


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the settings files say; a field at its default was not set."""

    mode: str = ""
    """Name of a mode, or a folder (relative to the settings file)."""
    seed: int | None = None
    output: str = ""
    """Folder of the copies (relative to the settings file)."""
    keep: tuple[str, ...] = ()
    withhold: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """The organisation's own names."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Name to the role or neutral noun that stands in its place."""
    ui: str = ""
    """Language of messages: 'en' or 'zh'."""
    engine: str = ""
    """'local' or 'claude'; only the user's own file may say so, since it decides what is sent."""
    claude: Mapping[str, Any] = field(default_factory=dict)
    """What the claude engine works with; only in the user's own file."""

    def over(self, other: Settings) -> Settings:
        """These settings where they say something, else the other's; lists are joined."""
        return Settings(
            mode=self.mode or other.mode,
            seed=other.seed if self.seed is None else self.seed,
            output=self.output or other.output,
            keep=_union(other.keep, self.keep),
            withhold=_union(other.withhold, self.withhold),
            names=_union(other.names, self.names),
            aliases={**other.aliases, **self.aliases},
            ui=self.ui or other.ui,
            engine=self.engine or other.engine,
            claude={**other.claude, **self.claude},
        )


def folders(environ: Mapping[str, str] = os.environ) -> Folders:
    """The user's folders; all of them below $ANTIDISTILL_HOME when that is set."""
    if home := environ.get(HOME_VARIABLE):
        return Folders(*(Path(home) / name for name in ("config", "data", "state", "cache")))
    import platformdirs

    place = platformdirs.PlatformDirs("antidistill", appauthor=False)
    return Folders(
        place.user_config_path,
        place.user_data_path,
        place.user_state_path,
        place.user_cache_path,
    )


def load(start: Path, config: Path) -> Settings:
    """The project's settings over the user's; raises BrokenData with file, key and a way out."""
    project = project_file(start)
    users = config / FILE
    found = read(users) if users.is_file() else Settings()
    if project is None or project == users:
        return found
    theirs = read(project)
    if theirs.engine or theirs.claude:
        raise BrokenData(
            said(
                "{project}: engine and [claude] decide what leaves this machine: they "
                "may stand in {users} alone",
                project=project,
                users=users,
            )
        )
    return theirs.over(found)


def project_file(start: Path) -> Path | None:
    """The nearest settings file in `start` or above it, not above the repository's root."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        if (folder / ".git").exists():
            return None
    return None


def read(file: Path) -> Settings:
    """The settings in one file; raises BrokenData."""
    data = toml.of_user(file)
    known = [f.name for f in fields(Settings)]
    for key, value in data.items():
        if key not in known:
            raise BrokenData(
                said(
                    "{file}: unknown key {key!r}{nearest}",
                    file=file,
                    key=key,
                    nearest=toml.nearest(key, known),
                )
            )
        if not _fits(key, value):
            found = (
                "" if key == "claude" else said(", not {value!r}", value=value)
            )  # it may hold the key
            raise BrokenData(
                said(
                    "{file}: {key} must be {shapes}{found}",
                    file=file,
                    key=key,
                    shapes=_SHAPES[key],
                    found=found,
                )
            )
    return _settings(data, file.parent)


_SHAPES = {
    "mode": "the name of a mode or a folder, in quotes",
    "seed": "a whole number from 0",
    "output": "a folder, in quotes",
    "keep": "a list of terms in quotes",
    "withhold": "a list of terms in quotes",
    "names": "a list of names in quotes",
    "aliases": 'a table of lines name = "role"',
    "ui": "'en' or 'zh', in quotes",
    "engine": "'local' or 'claude', in quotes",
    "claude": "a table with " + ", ".join(("model", "base_url", "api_key", "price", "extra")),
}
_CLAUDE: dict[str, type | tuple[type, ...]] = {
    "model": str,
    "base_url": str,
    "api_key": str,
    "price": list,
    "extra": dict,
}


def _fits(key: str, value: Any) -> bool:
    if key == "ui":
        return value in ("en", "zh")
    if key == "engine":
        return value in ("local", "claude")
    if key == "claude":
        return isinstance(value, dict) and all(
            isinstance(v, _CLAUDE.get(k, ())) and _is_price(k, v) for k, v in value.items()
        )
    if key in ("mode", "output"):
        return isinstance(value, str) and bool(value.strip())
    if key == "seed":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if key == "aliases":
        return isinstance(value, dict) and all(
            isinstance(v, str) and k.strip() and v.strip() for k, v in value.items()
        )
    return isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)


def _is_price(key: str, value: Any) -> bool:
    """Two prices, in and out; numbers among the extra fields; anything under the other keys."""
    if key == "price":
        return len(value) == 2 and all(_is_number(v) and v >= 0 for v in value)
    return key != "extra" or all(_is_number(v) for v in value.values())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _settings(data: Mapping[str, Any], folder: Path) -> Settings:
    mode, output = data.get("mode", ""), data.get("output", "")
    return Settings(
        mode=str(folder / mode) if "/" in mode or "\\" in mode else mode,
        seed=data.get("seed"),
        output=str(folder / output) if output else "",
        keep=tuple(data.get("keep", ())),
        withhold=tuple(data.get("withhold", ())),
        names=tuple(data.get("names", ())),
        aliases=dict(data.get("aliases", {})),
        ui=data.get("ui", ""),
        engine=data.get("engine", ""),
        claude=dict(data.get("claude", {})),
    )


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _existing(folder: Path) -> tuple[Path, ...]:
    return (folder,) if folder.is_dir() else ()
