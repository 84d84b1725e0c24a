"""What the headings and lead-ins say about the sentences that stand under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from antidistill.document import AtomKind, Form
from antidistill.finders.own import own_places
from antidistill.finders.phrases import phrase, table
from antidistill.reading import Reading

Positions = tuple[frozenset[str], ...]
_OWN = frozenset({"own"})


@lru_cache(maxsize=4)
def positions(reading: Reading) -> Positions:
    """For each block of the document the positions it stands in: 'experience', 'norm', … (the
    innermost heading, bold line or lead-in that says so decides) and besides them those of
    `sections.toml`: 'safety', 'persona', 'review', … (any heading above says so), and 'own' where
    somebody writes from experience."""
    found = [frozenset[str]()] * len(reading.document.blocks)
    announced = _announced(reading)
    titled = _has_title(reading)
    own = own_places(reading)
    for section in reading.sections:
        for block in range(section.first, section.end):
            path = (*section.path, *announced.get(block, ()))
            here = of_path(path, titled=titled and len(section.path) > 1)
            found[block] = here | _OWN if block in own else here
    return tuple(found)


def _has_title(reading: Reading) -> bool:
    """Whether one heading stands above all others: the title, which says what the document is
    about, not what each of its parts is."""
    paths = [section.path for section in reading.sections if section.path]
    return len({path[0] for path in paths}) == 1 and any(len(path) > 1 for path in paths)


def _announced(reading: Reading) -> dict[int, tuple[str, ...]]:
    """For blocks that a bold line or a lead-in announces, the text of these, outermost first."""
    out: dict[int, tuple[str, ...]] = {}
    blocks = reading.document.blocks
    last: dict[int, str] = {}
    for index, block in enumerate(blocks):
        if block.form is Form.HEADING:
            last.clear()
        above = out.get(block.parent, ())
        said = last.get(block.parent)
        if said is not None and block.form in (Form.LIST, Form.TABLE, Form.CODE, Form.QUOTE):
            above = (*above, said)
        out[index] = above
        if block.form is Form.PARAGRAPH:
            text = reading.document.content(block).strip()
            if text.endswith((":", "：")) or _all_bold(reading, index):
                last[block.parent] = text.rsplit("\n", 1)[-1].strip("*_:： ")
            else:
                last.pop(block.parent, None)
    return {index: texts for index, texts in out.items() if texts}


def _all_bold(reading: Reading, index: int) -> bool:
    block = reading.document.blocks[index]
    text = reading.document.content(block).strip()
    return len(text) <= 60 and any(
        a.kind is AtomKind.EMPHASIS and len(a.span) >= len(text.rstrip(":： ")) for a in block.atoms
    )


@lru_cache(maxsize=1 << 10)
def of_path(path: tuple[str, ...], *, titled: bool = False) -> frozenset[str]:
    """The positions of what stands under these headings, outermost first. `titled`: the first of
    them is the title of a document with sections of its own."""
    return frozenset(_innermost(path, titled=titled)) | frozenset(_any(path))


_BY_TITLE = frozenset({"incident"})
"""A report of an incident is one in all its parts; 'on-call runbook' makes none of them a rota."""


def _innermost(path: tuple[str, ...], *, titled: bool) -> Iterable[str]:
    """The title of a long document does not make all of it experience ('Best practices of …')."""
    for depth, heading in reversed(list(enumerate(path))):
        for name in table("positions")["order"]:
            if depth == 0 and name not in _BY_TITLE and titled:
                continue
            if name == "experience" and depth == 0 and len(path) > 1:
                continue
            if _headed(heading, "positions", name):
                return (name,)
    return ()


_NOT_BY_TITLE = frozenset({"lived", "review", "reason", "people", "action", "template"})
"""What the title of a document with sections of its own does not decide for all of them."""


def _any(path: tuple[str, ...]) -> Iterable[str]:
    for name in table("sections"):
        below = path[1:] if name in _NOT_BY_TITLE and len(path) > 1 else path
        if any(_headed(heading, "sections", name) for heading in below):
            yield name


@lru_cache(maxsize=1 << 14)
def _headed(heading: str, file: str, name: str) -> bool:
    """Whether a heading says what an entry of a file stands for: a heading stands above many
    others."""
    return says(heading, table(file)[name])


def says(heading: str, words: Mapping[str, list[str]]) -> bool:
    """Whether one of the words, English or Chinese, is in the heading."""
    lower = heading.lower()
    return any(
        phrase(word).may_stand_in(lower) and next(phrase(word).spans(heading), None) is not None
        for language in ("en", "zh")
        for word in words.get(language, ())
    )


@lru_cache(maxsize=1 << 12)
def parts_of(heading: str) -> tuple[str, ...]:
    """What the part under a heading is for, as `parts.toml` has it: 'steps', 'why', 'levels', …"""
    return tuple(name for name, words in table("parts").items() if says(heading, words))


_LAYER = re.compile(r"\s*(?:layer\s*\d|part\s*[a-e]\b|第[一二三四五]层)", re.IGNORECASE)
_PERSONA_FIELDS = ("mbti", "personality", "persona")
_PERSONA_TITLE = re.compile(
    r"(?:\A|[-–—:：|·]\s*|['’]s\s)(?:persona|personality(?:\sprofile)?|character(?:\ssheet)?)\s*\Z|"
    r"\A(?:persona|personality)\s*(?:[-–—:：|·]|of\b)|"
    r"(?<!用户)(?<!客户)(?<!受众)(?<!买家)(?:人设|人格|性格|画像)(?:档案|说明|描述|卡)?\s*\Z",
    re.IGNORECASE,
)
"""A title that says what the document is; a persona of 'the buyer' describes nobody."""


@lru_cache(maxsize=4)
def is_persona(reading: Reading) -> bool:
    """Whether the document describes how a person behaves, by its layout: numbered layers of
    character, a list of catch phrases, sample replies, persona headings."""
    document = reading.document
    headings = [section.path[-1] for section in reading.sections if section.path]
    marks = sum(_headed(heading, "persona", "headings") for heading in headings)
    layers = sum(_LAYER.match(heading) is not None for heading in headings)
    marks += sum(
        b.form is Form.FIELD and b.info.lower().rsplit(".", 1)[-1] in _PERSONA_FIELDS
        for b in document.blocks
    )
    body = document.text.lower()
    words = sum(word in body for word in table("persona")["words"])
    return (layers >= 3 and words >= 1) or (marks >= 2 and words >= 2) or words >= 5


@lru_cache(maxsize=4)
def is_about_person(reading: Reading) -> bool:
    """Whether what a document quotes is how somebody talks: it is a persona, or its title says so
    and a layer of character or sample replies follow."""
    headings = [section.path[-1] for section in reading.sections if section.path]
    if not headings or not _PERSONA_TITLE.search(headings[0]):
        return is_persona(reading)
    return is_persona(reading) or any(_LAYER.match(h) or shows_replies(h) for h in headings)


def shows_replies(heading: str) -> bool:
    """Whether a heading says that the part below it shows how somebody answers."""
    return _headed(heading, "persona", "samples")
