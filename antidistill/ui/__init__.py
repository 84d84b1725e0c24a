"""The language in which a person is spoken to: English, or a catalogue beside this file.

Everything below the edge makes English text (`antidistill.message`); reports and commands put it
into the user's language here, at the last moment. What programs read is never put through this.
Catalogues are gettext's; `python -m tests.ui` writes them from the sources.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill.message import Message, counted, said

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "zh")
"""What `--ui` and the setting `ui` accept."""
DOMAIN = "antidistill"
FOLDER = Path(__file__).parent
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG")

_catalogue: NullTranslations | None = None
"""None: English, for which nothing is loaded."""


def use(language: str) -> None:
    """Speak `language` from now on: one of LANGUAGES."""
    global _catalogue
    _catalogue = _loaded(language) if language != "en" else None


def spoken() -> str:
    """The language that is spoken now: 'en' or 'zh'."""
    return "en" if _catalogue is None else "zh"


def of_locale(environ: Mapping[str, str] = os.environ) -> str:
    """'zh' when the user's locale is Chinese, else 'en'."""
    named = (environ.get(key, "") for key in VARIABLES)
    first = next((name for name in named if name), None) or locale.getlocale()[0] or ""
    return "zh" if first.lower().startswith(("zh", "chinese")) else "en"


def tr(template: str, /, **values: Any) -> str:
    """`template` in the user's language, with `values` in the place of its `{names}`."""
    return shown(said(template, **values)) if values else shown(template)


def trn(one: str, many: str, number: int, /, **values: Any) -> str:
    """The same for a number `{n}`: `one` or `many`."""
    return shown(counted(one, many, number, **values))


def shown(text: object) -> str:
    """A message, a fault or a fixed English text, as the user reads it. What has no translation
    (a file name, a passage) stays as it is."""
    if isinstance(text, BaseException):
        text = text.args[0] if len(text.args) == 1 else str(text)
    if _catalogue is None or not isinstance(text, str):
        return str(text)
    if isinstance(text, Message):
        if not text.template:
            return joined(map(shown, text.values["parts"]), text.values["separator"])
        if not text.values:
            return _catalogue.gettext(text.template)
        return _catalogue.gettext(text.template).format(**_values(text.values))
    return _catalogue.gettext(text) if text else ""


def shown_in(language: str, text: object) -> str:
    """The same in a named language, whatever is spoken now."""
    global _catalogue
    before = _catalogue
    use(language)
    try:
        return shown(text)
    finally:
        _catalogue = before


def joined(parts: Iterable[str], separator: str = ", ") -> str:
    """Parts of a list, already in the user's language, with its own marks between them."""
    if _catalogue is not None:
        separator = {", ": "、", "; ": "；", ": ": "：", " and ": "和"}.get(separator, separator)
    return separator.join(parts)


@contextmanager
def libraries() -> Iterator[None]:
    """Let libraries that use gettext themselves (click) speak the user's language meanwhile, from
    our catalogue."""
    if _catalogue is None:
        yield
        return
    import gettext

    domain, variable = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = spoken()
    try:
        yield
    finally:
        gettext.textdomain(domain)
        os.environ.pop("LANGUAGE")
        if variable is not None:
            os.environ["LANGUAGE"] = variable


def _values(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in given.items()}


def _value(value: Any) -> Any:
    """Messages, faults and fixed phrases are translated. A single word may be a user's own (a
    name, a file), so it stays."""
    ours = isinstance(value, Message | BaseException) or (isinstance(value, str) and " " in value)
    return shown(value) if ours else value


def _loaded(language: str) -> NullTranslations | None:
    import gettext

    with suppress(OSError):
        return gettext.translation(DOMAIN, FOLDER, [language])
    return None
