"""The role or team that a document itself gives a person, and how it reads in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from antidistill.finders import excerpts, served
from antidistill.finders.employers import without_firm
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.name_words import words_of
from antidistill.finders.people import Person, people
from antidistill.finders.phrases import HAN, table
from antidistill.finders.role_readers import han_readers, latin_readers
from antidistill.finders.tables import cells
from antidistill.reading import Reading


@dataclass(frozen=True, slots=True)
class Stated:
    """A place where the document says what somebody is."""

    name: str
    role: str
    """Without an article: 'office manager', 'person who orders the badges', '后端工程师'."""
    block: int
    start: int
    """Offsets in the text of the sentence (`sentence.text`) of name and role together."""
    end: int
    sentence: int
    """Index of the sentence, -1 in a table row."""
    neutral: str | None
    """What can stand there in the place of both; None when the sentence says nothing else."""
    cut: int = 0
    """Where the words end that can go with the name and leave the role standing; 0 if none can."""


def roles_of(reading: Reading) -> Mapping[str, str]:
    """For each name (all forms) the role that the document gives that person, without an article;
    the user's aliases win. Names without a role are not in it."""
    found: dict[str, str] = {}
    owners = {form: p for p in people(reading) for form in p.forms}
    for stated in stated_roles(reading):
        person = owners.get(stated.name)
        for form in person.forms if person else (stated.name,):
            found.setdefault(form, stated.role)
    for person in people(reading):
        if person.rule == served.RULE:
            for form in person.forms:
                found.setdefault(form, served.called(reading.language))
    for name, role in reading.own.aliases:
        found[name] = role
    return found


def stated_roles(reading: Reading) -> tuple[Stated, ...]:
    """Every place where a role is stated, in order; appositions before mere descriptions."""
    return _stated(reading)


@lru_cache(maxsize=4)
def _stated(reading: Reading) -> tuple[Stated, ...]:
    named = people(reading)
    found: list[Stated] = []
    if named:
        forms = {form: p for p in named for form in p.forms}
        pattern = re.compile("|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True)))
        for excerpt in excerpts.prose(reading):
            for match in pattern.finditer(excerpt.text):
                found += _at(excerpt, forms[match.group()], match)
        found += _in_tables(reading, named)
    return tuple(sorted(found, key=lambda s: s.sentence < 0))


def _at(excerpt: Excerpt, person: Person, match: re.Match[str]) -> Iterator[Stated]:
    if person.rule == served.RULE:
        # in "Maria's assistant" she is none
        return
    readers = han_readers() if HAN.search(match.group()) else latin_readers()
    for reader, place in readers:
        hit = (
            reader.search(excerpt.text, 0, match.start())
            if place == "before"
            else reader.match(excerpt.text, match.end())
        )
        if hit is not None and not _is_torn(excerpt.text, hit, match.end(), place):
            yield _stating(excerpt, person, match, hit, place)
            return


def _is_torn(text: str, hit: re.Match[str], end: int, place: str) -> bool:
    """Whether more than the name stands in the brackets behind a role."""
    opens = place == "before" and hit.group().count("(") > hit.group().count(")")
    return opens and text[end : end + 1] != ")"


def _stating(
    excerpt: Excerpt, person: Person, name: re.Match[str], hit: re.Match[str], place: str
) -> Stated:
    groups = {k: v for k, v in hit.groupdict().items() if v}
    start = name.start()
    if place == "before":
        start = hit.start("role" if "role" in groups else "hteam")
        groups.pop("article", None)
    end = name.end() if place == "before" else hit.end()
    if (
        place == "before"
        and hit.group().rstrip().endswith(",")
        and excerpt.text[end : end + 1] == ","
    ):
        # the apposition is closed by the comma after the name
        end += 1
    if place == "before" and "(" in hit.group() and excerpt.text[end : end + 1] == ")":
        end += 1
    role = _role(groups)
    sentence = excerpt.sentence
    index = sentence.index if sentence else -1
    neutral = _instead(groups, role, excerpt.text, start)
    if "duty" in groups:
        # that somebody is responsible for it still holds when the name is gone
        neutral = "专人" + hit.group()
    if "aside" in groups:
        return Stated(person.name, role, excerpt.block, start, end, index, None, name.end() + 1)
    return Stated(person.name, role, excerpt.block, start, end, index, neutral)


def _role(groups: Mapping[str, str]) -> str:
    groups = {k: v for k, v in groups.items() if k != "aside"}
    if "who" in groups:
        return f"person who {groups['who'].strip()}"
    if "team" in groups:
        return f"{groups['team'].strip()} team"
    if "duty" in groups:
        return f"负责{groups['duty'].strip()}的同事"
    if "hteam" in groups:
        return f"{groups['hteam'].strip()}同事"
    return without_firm(groups["role"].strip())


def _instead(groups: Mapping[str, str], role: str, text: str, start: int) -> str | None:
    if "is" in groups or "is2" in groups or "aside" in groups:
        return None
    if HAN.search(text):
        return role
    return placed(role, text, start, groups.get("article", ""))


def placed(role: str, text: str, start: int, article: str = "") -> str:
    """`role` as it reads from `text[start]` on: with its article and capital."""
    if HAN.search(role) or HAN.search(text):
        return role
    lead = text[:start]
    if _LABEL.search(lead):
        return role[:1].upper() + role[1:]
    if lead.rstrip()[-1:] in tuple(">→|/"):
        return role
    if re.search(
        r"\b(?:the|our|my|your|their|his|her|this|a|an)(?:\s\w+)?\s\Z", lead, re.IGNORECASE
    ):
        return role
    word = article.strip().lower() or ("" if _is_department(role) else "the")
    opens = not lead.strip(" \"'“*_([>-") or re.search(r"[.!?:]\s+\Z", lead) is not None
    text_role = f"{'the' if word in ('a', 'an') else word} {role}".strip()
    return text_role[:1].upper() + text_role[1:] if opens else text_role


def _is_department(role: str) -> bool:
    """Whether it is the bare name of a department, which has no article: 'ask finance'."""
    return re.fullmatch(words_of(table("roles")["teams"]["en"]), role, re.IGNORECASE) is not None


_LABEL = re.compile(r"\A[\s>*_-]*[\w/-]+(?:\s[\w/-]+){0,3}\s?[*_]*:[*_]*\s*\Z")


def _in_tables(reading: Reading, named: tuple[Person, ...]) -> Iterator[Stated]:
    """A row with a column of names and a column of roles."""
    grid = cells(reading)
    names = {form: p for p in named for form in p.forms}
    texts = {
        i: reading.document.content(reading.document.blocks[i]).strip().strip("*_` ") for i in grid
    }
    roles = {
        c.row: texts[i] for i, c in grid.items() if _is_role_column(c.header) and not c.is_header
    }
    for index, cell in grid.items():
        role = roles.get(cell.row, "")
        if texts[index] in names and role and role != texts[index]:
            person = names[texts[index]]
            shown = re.sub(r"\s*[(（].*?[)）]", "", role) if HAN.search(role) else role
            yield Stated(person.name, _of_department(_lowered(shown)), index, 0, 0, -1, None)


_BODY = re.compile(r"[\u4e00-\u9fff]{1,8}(?:(?P<own>[部处科室组]|中心|团队)|公司)")


def _of_department(role: str) -> str:
    """Somebody from it, where a column of posts names a department: '科技部' did not sign."""
    body = _BODY.fullmatch(role)
    return role if body is None else role + ("同事" if body["own"] else "人员")


def _lowered(role: str) -> str:
    """A role as it reads inside a sentence: 'Office Manager' → 'office manager', 'DBA' as it is."""
    return " ".join(w if w.isupper() or HAN.search(w) else w.lower() for w in role.split())


def _is_role_column(header: str) -> bool:
    bare = header.strip().lower()
    return bare in (
        "role",
        "title",
        "position",
        "job title",
        "function",
        "job",
        "responsibility",
    ) or bare.endswith(("角色", "职位", "岗位", "职务", "头衔"))
