"""The other forms in which a name that was taken out may still stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from antidistill.finders.phrases import HAN
from antidistill.finders.public import is_public_in_any_case
from antidistill.finding import Kind

_TITLES = ("总", "工", "哥", "姐", "老师", "经理", "主管", "主任", "师傅", "博士", "医生")
_SHORT = 3
"""Latin letters below which a form is no name of its own."""
_LONG_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "公孙", "慕容")


def forms(kind: Kind, name: str) -> tuple[str, ...]:
    """Other ways to write `name`, without the name itself and without words that everyone has;
    to be looked for as they are written."""
    made = _MAKERS.get(kind, _no_forms)(name.strip())
    kept = (f for f in dict.fromkeys(made) if f != name and _says_enough(f))
    return tuple(f for f in kept if f[-1:].isdigit() or not is_public_in_any_case(f))


def _says_enough(form: str) -> bool:
    return len(form) >= 2 if HAN.search(form) else len(form) >= _SHORT


def _person(name: str) -> Iterator[str]:
    if "@" in name:
        if re.search(r"[.\d_]", local := name.split("@")[0]):
            yield local
        return
    if HAN.search(name):
        yield from _han_person(name)
        return
    parts = re.findall(r"[A-Za-zÀ-ÿ'’-]+", name)
    if len(parts) < 2:
        return
    first, last = parts[0], parts[-1]
    yield from (p for p in (first, last) if p[:1].isupper())
    yield from (f"{first[0]}. {last}", f"{first} {last[0]}.", f"{last}, {first}")
    for sign in (".", "_", "-", ""):
        yield f"{first}{sign}{last}".lower()
    yield from (f.lower() for f in (f"{first[0]}{last}", f"{first}{last[0]}", f"{first[0]}.{last}"))


def _han_person(name: str) -> Iterator[str]:
    """'财务的周敏' is 周敏 with where she works."""
    name = name.rsplit("的", 1)[-1]
    if len(name) not in (2, 3, 4) or not re.fullmatch(r"[\u4e00-\u9fff]+", name):
        return
    size = 2 if name.startswith(_LONG_SURNAMES) else 1
    surname, given = name[:size], name[size:]
    if len(given) > 1:
        yield given
        yield from (f"阿{given[-1]}", f"小{given[-1]}")
    yield from (f"{a}{surname}" for a in ("老", "小"))
    yield from (surname + title for title in _TITLES)


def _identifier(name: str) -> Iterator[str]:
    parts = [p for p in re.split(r"[-_./\s]+|(?<=[a-z])(?=[A-Z])", name) if p]
    if len(parts) < 2 or not all(re.fullmatch(r"[A-Za-z0-9]+", p) for p in parts):
        return
    for sign in ("-", "_", " ", ".", ""):
        yield sign.join(parts).lower()
    yield "".join(p.capitalize() for p in parts)
    yield " ".join(p.capitalize() for p in parts)


def _address(name: str) -> Iterator[str]:
    """The number of a ticket, the first label of a host."""
    if ticket := re.fullmatch(r"([A-Z][A-Z0-9]+)-(\d{2,})", name):
        yield from (f"{ticket[1]}{ticket[2]}", f"{ticket[1]} {ticket[2]}", f"#{ticket[2]}")
    elif host := re.fullmatch(r"(?:https?://)?([a-z0-9-]+)(?:\.[a-z0-9-]+){2,}(?:[:/].*)?", name):
        if re.search(r"\d|-", host[1]):
            yield host[1]
    elif re.fullmatch(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)+", name):
        yield from _identifier(name)


def _no_forms(name: str) -> Iterator[str]:  # noqa: ARG001
    return iter(())


_MAKERS: Mapping[Kind, Callable[[str], Iterator[str]]] = {
    Kind.PERSON: _person,
    Kind.SYSTEM: _identifier,
    Kind.CUSTOMER: _identifier,
    Kind.ARGUMENT: _address,
}
