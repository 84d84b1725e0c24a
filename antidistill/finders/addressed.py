"""What stands around an English name: titles and nicknames, and what makes it no person's."""

from __future__ import annotations

import re

from antidistill.finders.trades import is_firm

_TITLED = re.compile(
    r"(?<!\w)(?:Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Prof\.?|Professor|Frau|Herr|Madame|Monsieur|Mme|Señora?|Signora?|"
    r"Mevrouw|Chef|Sergeant|Sister|Father|Nurse|Captain|Reverend|Pastor|Constable|Matron|Coach)\s\Z"
)
NICKNAMED = ("Old", "Young", "Big", "Little", "Uncle", "Aunt", "Auntie")
"""What stands before a name by which everybody calls somebody: 'Old Pete'."""
_CALLED = re.compile(rf"(?<![\w-])(?:{'|'.join(NICKNAMED)})\s(?=[A-Z])")
_FIRM = re.compile(
    r"\b(?:Labs?|Inc|LLC|Ltd|GmbH|Corp|Group|University|Institute|Foundation|College|School|Chart|"
    r"Team)\Z"
)
_PAIRED = re.compile(r"(?:\s&|\b(?:Team|Squad|Tribe|Crew|Hotel))\s\Z")
_TEAM_FOLLOWS = re.compile(
    r"(?:['’]s)?\s(?:team|group|department|squad|channel|service|server|API|cluster|app|project|"
    r"dashboard)\b"
)


def with_title(text: str, start: int) -> int:
    """Where a name begins with the title or adjective before it: 'Dr. Osei', 'Old Pete'."""
    match = _TITLED.search(text, 0, start)
    if match is None:
        match = next((m for m in _CALLED.finditer(text, 0, start + 1) if m.end() == start), None)
    return match.start() if match else start


def is_nicknamed(text: str, start: int) -> bool:
    """Whether such an adjective opens the name at `start`."""
    return _CALLED.match(text, start) is not None


_ON_SCREEN = re.compile(
    r"\s(?:(?:tab|menu|panel|button|dialog|dropdown|checkbox|sidebar|toolbar|widget|pane)s?"
    r"|(?:page|screen|section))\b"
)


def is_no_person(text: str, start: int, end: int) -> bool:
    """Whether the name belongs to a firm, a team, a numbered place or a part of a screen: 'Opal
    Hotels', 'Team Heron', 'Ward 3', 'Settings tab'."""
    if _PAIRED.search(text, 0, start) or re.match(r"\s(?:&\s[A-Z]|\d)", text[end:]):
        return True
    if _ON_SCREEN.match(text, end):
        return True
    if is_place_or_thing(text, start, end):
        return True
    words = text[start:end]
    return bool(is_firm(words) or _FIRM.search(words) or _TEAM_FOLLOWS.match(text, end))


_PLACE = re.compile(
    r"\s(?:Hall|Building|House|Library|Auditorium|Theat(?:re|er)|Campus|Street|Road|Avenue|Lane|Square|"
    r"Bridge|Stadium|Cent(?:re|er)|Tower|Wing|Park|Museum|Lab(?:oratory)?)\b"
)
_WORK = re.compile(
    r"\b(?:Atlas|Database|Browser|Index|Scale|Test|Method|Medium|Medal|Prize|Award|Act|Map|Collection|"
    r"Archive|Logs?|Catalogue)\Z"
)
_ROOM = re.compile(r"(?:Room|Rm|Suite|Floor|Level|Desk|Door|Gate|Bay)\s", re.IGNORECASE)


def is_place_or_thing(text: str, start: int, end: int) -> bool:
    """Whether what looks like a name is that of a building, a room or a work: 'Bagley Hall', 'Room
    J-014', 'Allen Brain Atlas'."""
    words = text[start:end]
    return bool(_PLACE.match(text, end) or _WORK.search(words) or _ROOM.match(words))
