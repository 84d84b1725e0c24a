"""spaCy without its command line.

Its package imports the commands that it has for its own shell, and with them clients for the web
and makers of pages: a third of the modules, and a fifth of the time that importing it takes.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_COMMANDS, _INFO = "spacy.cli", "spacy.cli.info"


def spacy() -> ModuleType:
    """spaCy. Where nobody has imported it yet, that is done without its commands; who asks for them
    later gets them."""
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    stand_ins = {_COMMANDS: _package(), _INFO: _info()}
    if not stand_ins.keys().isdisjoint(sys.modules):
        stand_ins = {}
    sys.modules.update(stand_ins)
    try:
        import spacy as found
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
    return found


def _package() -> ModuleType:
    module = ModuleType(_COMMANDS)
    module.__path__ = []
    return module


def _info() -> ModuleType:
    """The one function that spaCy takes from its commands: it fetches the real one when called."""

    def info(*words: Any, **named: Any) -> Any:
        from spacy.cli.info import info as real

        return real(*words, **named)

    module = ModuleType(_INFO)
    module.info = info  # type: ignore[attr-defined]
    return module
