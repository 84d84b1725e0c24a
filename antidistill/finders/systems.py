"""What belongs to the firm and is no person: services, repositories, teams, customers, tickets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from antidistill.document import Form
from antidistill.finders import excerpts
from antidistill.finders.employers import RULE as EMPLOYER
from antidistill.finders.employers import employers
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.house_names import known_names, pattern_of
from antidistill.finders.identified import identified, system_finding
from antidistill.finders.identifiers import noun, scripts, tables, tickets
from antidistill.finders.joined import joined
from antidistill.finders.named import Named
from antidistill.finders.nouns import own_noun, quoted
from antidistill.finders.phrases import HAN
from antidistill.finders.public import is_public_host
from antidistill.finders.reachable import ways
from antidistill.finders.roles import placed
from antidistill.finders.surroundings import in_sentences, phrase_of
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading
from antidistill.span import Span

_GUESSED = frozenset({"systems/business", "systems/framed", "systems/short"})
"""Rules that take a name for that of a customer by what stands beside it alone: in the title it is
the firm's own, or what is written about."""


@dataclass(frozen=True, slots=True)
class SystemFinder:
    """Kinds `system` and `customer`; `neutral` is the noun for what it is."""

    name: str = "systems"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding for each name, over the name alone."""
        yield from joined(reading.document.text, list(self._each(reading)))

    def _each(self, reading: Reading) -> Iterator[Finding]:
        subject = subjects(reading)
        places = in_sentences(reading)
        seen: set[Span] = set()
        for finding in self._all(reading):
            value = finding.span.of(reading.document.text)
            if finding.span in seen or value in reading.own.keep:
                continue
            seen.add(finding.span)
            if value.lower() in subject and finding.rule != EMPLOYER:
                finding = replace(finding, note="what the document says it is about", neutral=None)
                if finding.rule in _GUESSED:
                    finding = replace(finding, kind=Kind.SYSTEM)
            elif finding.neutral is None and finding.cut is None:
                place = places.around(finding.span)
                cut = phrase_of(reading, *place) if place else None
                finding = replace(finding, cut=cut)
            yield finding

    def _all(self, reading: Reading) -> Iterator[Finding]:
        names = known_names(reading)
        yield from employers(reading)
        for excerpt in excerpts.prose(reading):
            yield from _tickets(excerpt)
            yield from _scripts(excerpt)
            yield from identified(reading, excerpt, names)
            yield from _named(reading, excerpt, names)
            yield from _tables(excerpt)
            yield from _group_handles(excerpt)
            yield from _sample_boxes(excerpt)
        for excerpt in excerpts.snippets(reading):
            yield from _tickets(excerpt)
            yield from _scripts(excerpt)
            yield from identified(reading, excerpt, names)


def subjects(reading: Reading) -> frozenset[str]:
    """What the document says it is about, lower case: its title, a skill's `name`."""
    found = set()
    for index, block in enumerate(reading.document.blocks):
        field = block.form is Form.FIELD and block.info.lower() in ("name", "title")
        if (block.form is Form.HEADING and block.level == 1) or field:
            text = " ".join(
                s.text for s in reading.sentences_of(index)
            ) or reading.document.content(block)
            found.add(text.strip().lower())
            found.update(w.lower() for w in re.findall(r"[A-Za-z][\w-]+", text))
        if block.form is Form.HEADING:
            break
    return frozenset(found)


def _tickets(excerpt: Excerpt) -> Iterator[Finding]:
    for start, end, rule in tickets(excerpt.text):
        if not _in_address(excerpt, start, end):
            yield system_finding(
                excerpt.source(start, end),
                Kind.CUSTOMER,
                f"ticket-{rule}",
                0.8,
                "a ticket of the house",
                "<issue>" if excerpt.code and rule == "key" else None,
            )


def _scripts(excerpt: Excerpt) -> Iterator[Finding]:
    for start, end in scripts(excerpt.text):
        if not _in_address(excerpt, start, end):
            yield system_finding(
                excerpt.source(start, end), Kind.SYSTEM, "script", 0.7, "a script of the house"
            )


def _in_address(excerpt: Excerpt, start: int, end: int) -> bool:
    return any(
        m.start() <= start and end <= m.end()
        for m in re.finditer(r"\w+://\S+|[\w.+-]+@[\w.-]+", excerpt.text)
    )


def _tables(excerpt: Excerpt) -> Iterator[Finding]:
    """Tables and jobs by name: 'orders_daily', 'dim_customer'."""
    for start, end in tables(excerpt.text):
        if not excerpt.in_code(start, end) and not _in_address(excerpt, start, end):
            span = excerpt.source(start, end)
            yield system_finding(span, Kind.SYSTEM, "table", 0.7, "a table or job of the house")


def _named(reading: Reading, excerpt: Excerpt, names: Mapping[str, Named]) -> Iterator[Finding]:
    pattern = pattern_of(tuple(names))
    for match in pattern.finditer(excerpt.text) if pattern else ():
        named = names[match.group()]
        if _in_address(excerpt, *match.span()):
            continue
        customer = named.sort in ("customer", "partner", "project", "organisation")
        start, neutral, cut = match.start(), None, None
        if named.rule == "quoted":
            cut = quoted(excerpt, match)
        elif lead := _CLASS_BEFORE.search(excerpt.text, 0, start):
            # 'customer Initech' → 'the customer'
            start = lead.start()
            neutral = placed(lead.group(1).lower(), excerpt.text, start)
        elif named.rule in ("place", "noun", "room"):
            neutral = own_noun(named, excerpt.text, start)
        elif customer and (among := _among(excerpt, *match.span())):
            neutral, cut = among
        elif named.sort == "partner":
            neutral = (
                "合作方" if HAN.search(excerpt.text) else placed("partner", excerpt.text, start)
            )
        elif named.sort:
            neutral = noun(named.sort, named.text, excerpt.text, *match.span(), reading.language)
        yield system_finding(
            excerpt.source(start, match.end()),
            Kind.CUSTOMER if customer else Kind.SYSTEM,
            named.rule,
            named.confidence,
            "a name of the house",
            neutral,
            cut,
        )


_LAST = re.compile(r"[A-Z]\w*,?\s(?:and|or)\s\Z")
_CAPITAL = re.compile(r"(?:[A-Z][\w&.'’-]*\s?){1,4},\s\Z")


def _among(excerpt: Excerpt, start: int, end: int) -> tuple[str | None, Span | None] | None:
    """The neutral form or the cut of a name that is listed with others: 'the partner' beside two
    names reads like a name struck out."""
    text = excerpt.text
    if text[start - 1 : start] == "、" and text[end : end + 1] in tuple("、和与及等，。）"):
        return None, excerpt.source(start - 1, end)
    if _CAPITAL.search(text, 0, start) and text[end : end + 1] == ",":
        return None, excerpt.source(start - 2, end)
    if _LAST.search(text, 0, start) and text[end : end + 1] in tuple(".;,):!?"):
        return "others", None
    return None


_CLASS_BEFORE = re.compile(r"(?<![\w-])(customer|client|project)\s\Z", re.IGNORECASE)


def _group_handles(excerpt: Excerpt) -> Iterator[Finding]:
    """Mentions of teams and shared mail boxes of the house."""
    for way in ways(excerpt.text, excerpt.code):
        everyone = re.search(
            r"@(?:here|channel|all|everyone|所有人|全体)", excerpt.text[way.start : way.end]
        )
        host = re.search(r"@(.+)\Z", excerpt.text[way.start : way.end])
        public = way.rule == "mail" and host is not None and is_public_host(host.group(1))
        if way.team and not everyone and not public:
            yield system_finding(
                excerpt.source(way.start, way.end),
                Kind.SYSTEM,
                f"group-{way.rule}",
                0.7,
                "a team or a shared mail box",
            )


def _sample_boxes(excerpt: Excerpt) -> Iterator[Finding]:
    """Patterns of mail addresses in a domain of the house: 'NAME@acme.dev'."""
    for match in _SAMPLE_BOX.finditer(excerpt.text):
        if not is_public_host(match.group(1)):
            span = excerpt.source(*match.span())
            yield system_finding(span, Kind.ARGUMENT, "sample-mail", 0.6, "a domain of the house")


_SAMPLE_BOX = re.compile(
    r"(?<![\w.+-])(?:NAME|FIRST|LAST|FIRSTNAME|USER|USERNAME|firstname|first|you|yourname|name)"
    r"(?:[._](?:LAST|last|lastname|LASTNAME))?@((?:[\w-]+\.)+[a-z]{2,})"
)


FINDER = SystemFinder()
