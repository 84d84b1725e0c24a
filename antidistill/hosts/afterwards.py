"""The second look: at files that a call has written, or that something else has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from antidistill.hosts import saying, signs
from antidistill.hosts.base import PASS, Action, Event, Host, Verdict
from antidistill.hosts.choices import Do
from antidistill.hosts.in_place import clean_file, text_of
from antidistill.hosts.judging import Around, placed
from antidistill.hosts.recognising import recognised
from antidistill.hosts.writes import PROPOSAL, writes

_WATCHED = 400


def after(event: Event, host: Host, around: Around) -> Verdict:
    """The file is looked at again: the host may not have done what it was answered, and a secret
    may have come together from several edits."""
    told: list[Verdict] = []
    for write in writes(event.tool, event.arguments):
        file = placed(write.path, event.folder)
        text = text_of(file)
        if text is None:
            continue
        how = around.tools.memory.as_expected(file, text)
        if how == "rewritten" and not host.known.tells_before:
            told.append(Verdict(Action.TELL, context=saying.differs([write.path])))
        elif not how and recognised(write.path, text).enough:
            told.append(_put_right(file, around))
    return next((v for v in told if v is not PASS), PASS)


def changed(event: Event, host: Host, around: Around) -> Verdict:
    """A watched file: looked at, unless it says what we have put there ourselves."""
    del host
    file = placed(event.path, event.folder)
    text = text_of(file)
    if text is None or around.tools.memory.as_expected(file, text):
        return PASS
    if not recognised(event.path, text).enough:
        return PASS
    return _put_right(file, around)


def loaded(event: Event, host: Host, around: Around) -> Verdict:
    """A skill file that somebody else wrote: kept from use until it is clean."""
    found = changed(event, host, around) if event.path else PASS
    keep_out = found.action is Action.TELL and around.choice.do is not Do.REWRITE
    return replace(found, action=Action.BLOCK) if keep_out else found


def _put_right(file: Path, around: Around) -> Verdict:
    """A file that holds what should not be there: cleaned when the user chose that, else told."""
    cleaned = clean_file(file, around.tools, write=False)
    if cleaned is None:
        return PASS
    if around.choice.do is Do.REWRITE:
        cleaned = clean_file(file, around.tools, write=True) or cleaned
        return Verdict(
            Action.TELL, saying.put_right(file, cleaned), context=saying.differs([str(file)])
        )
    return Verdict(Action.TELL, saying.still_there(file, cleaned, around.program))


def watched(folder: Path, home: Path) -> Iterator[str]:
    """The skill files that there are, and the places where new ones are put."""
    for name in (PROPOSAL, "work.md", "persona.md"):
        yield str(folder / name)
    count = 0
    for root in (
        folder / "skills", folder / ".claude" / "skills", folder / "colleagues",
        folder / ".agents" / "skills", home / ".claude" / "skills",
    ):  # fmt: skip
        for file in sorted(root.rglob("*.md")) if root.is_dir() else ():
            if count < _WATCHED and signs.of_path(str(file)).enough:
                count += 1
                yield str(file)
