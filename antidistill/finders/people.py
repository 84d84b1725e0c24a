"""Who is named in a document, and every form in which each of them stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from antidistill.document import Form
from antidistill.finders import excerpts
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.given import is_given
from antidistill.finders.han_evidence import is_borne_out, tags_of
from antidistill.finders.han_letters import surnames
from antidistill.finders.han_names import chinese, given_name, is_no_name
from antidistill.finders.han_titles import titled_people
from antidistill.finders.labels import labelled, listed
from antidistill.finders.names import Seen, english, is_name_like
from antidistill.finders.phrases import HAN, table
from antidistill.finders.pinyin import pinyin_forms
from antidistill.finders.public import is_public
from antidistill.finders.served import asked_small, served
from antidistill.finders.tables import Cell, cells
from antidistill.finders.trades import traded
from antidistill.reading import Reading, Sentence


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the document."""

    name: str
    """The longest form."""
    rule: str
    """How the name was seen first."""
    confidence: float
    forms: tuple[str, ...]
    """Forms that stand for the same person, the longest first."""
    latin: re.Pattern[str] | None
    """Spellings in addresses, accounts and code."""


def people(reading: Reading) -> tuple[Person, ...]:
    """The people that the document names, in order of their names."""
    return _people(reading)


@lru_cache(maxsize=4)
def _people(reading: Reading) -> tuple[Person, ...]:
    best: dict[str, Seen] = {}
    doubtful: dict[str, list[tuple[Sentence, Seen]]] = {}
    firms, things = _firms(reading), _things(reading)
    for excerpt, seen in _all_seen(reading):
        name = excerpt.text[seen.start : seen.end]
        if name in reading.own.keep or name in reading.own.names or name.lower() in firms:
            continue
        if seen.rule == "model" and not things.isdisjoint(name.split()):
            continue
        if seen.rule == "model" and HAN.search(name) and excerpt.sentence is not None:
            doubtful.setdefault(name, []).append((excerpt.sentence, seen))
            continue
        if name not in best or seen.confidence > best[name].confidence:
            best[name] = seen
    tags = tags_of(reading) if doubtful else Counter()
    for name, places in doubtful.items():
        if name not in best and is_borne_out(name, [(s, n.start) for s, n in places], tags):
            best[name] = places[0][1]
    return tuple(_persons({n: s for n, s in best.items() if not _is_run_on(n, s, best)}))


_SHOWN = frozenset({"role", "ask", "title", "does"})


def _is_run_on(name: str, seen: Seen, others: Mapping[str, Seen]) -> bool:
    """Whether the tagger read on into the next word: '章静批' for '章静', whom a rule saw."""
    head = others.get(name[:-1]) if seen.rule == "model" and HAN.search(name) else None
    return head is not None and head.rule in _SHOWN


def _all_seen(reading: Reading) -> Iterator[tuple[Excerpt, Seen]]:
    lower, grid = lower_words(reading), cells(reading)
    for excerpt in excerpts.prose(reading):
        for seen in _seen_in(excerpt, lower, grid.get(excerpt.block)):
            block = reading.document.blocks[excerpt.block]
            if seen.rule != "skill" or (block.form is Form.HEADING and block.level == 1):
                yield excerpt, seen
    for excerpt in excerpts.snippets(reading):
        for seen in labelled(excerpt.text):
            name = excerpt.text[seen.start : seen.end]
            if HAN.search(name) or is_given(name.split()[0]):
                yield excerpt, seen


_WORKED_AT = re.compile(
    r"\b(?:[Aa]t|[Jj]oin(?:s|ed|ing)?|(?:employed|hired) by)\s+"
    r"([A-Z][A-Za-z]+)\b(?!['’]s\b|\s+[A-Z])"
)


_HOST_OF_HOUSE = re.compile(r"//([a-z]{4,})\.[\w-]+\.[a-z]")


def _firms(reading: Reading) -> frozenset[str]:
    """Words that own a domain in the document or name a host in one, the own words of firms, and
    where somebody works: none of them is a person's name."""
    pattern = r"(?:@|//)(?:[\w-]+\.)*([\w-]+)\.(?:com|io|org|net|cn|dev|co|app|ai)\b"
    text = reading.document.text
    hosts = [h.lower() for h in re.findall(pattern, text)]
    hosts += [h for h in _HOST_OF_HOUSE.findall(text) if not is_given(h.title())]
    own = [m["a"] or m["b"] for m in traded().finditer(text)]
    hosts += [w.lower() for w in own if not is_given(w)]
    worked_at = [w.lower() for w in _WORKED_AT.findall(text)]
    return frozenset((*hosts, *(h.removeprefix("get") for h in hosts), *worked_at))


_THING = re.compile(r"\b(?:the|an?|each|every|your)\s+([A-Z][a-z]{3,})\b(?!\s+[A-Z&])")


def _things(reading: Reading) -> frozenset[str]:
    """Capitalised words that somewhere stand behind an article, and are no given name: 'the Qubit
    reads …' makes 'Qubit Protein' a product too."""
    found = set(_THING.findall(reading.document.text))
    return frozenset(word for word in found if not is_given(word))


def _seen_in(excerpt: Excerpt, lower: frozenset[str], cell: Cell | None) -> Iterator[Seen]:
    """Names that show themselves in one sentence: by what stands around them, or by their look."""
    sentence = excerpt.sentence
    doc = sentence.doc if sentence else None
    found = [*labelled(excerpt.text, lower), *english(excerpt.text, doc, lower)]
    found += served(excerpt.text)
    if HAN.search(excerpt.text):
        found += [*chinese(excerpt.text, doc), *titled_people(excerpt.text)]
        found += asked_small(excerpt.text)
    if cell is not None and _is_name_column(cell):
        found += listed(excerpt.text, len(excerpt.text) - len(excerpt.text.lstrip()))
    for seen in found:
        if excerpt.in_code(seen.start, seen.end) or _is_institution(excerpt.text, seen):
            continue
        if not _is_product(excerpt.text, seen):
            yield seen


def _is_product(text: str, seen: Seen) -> bool:
    """Whether two Latin words in Chinese go on with what they are: 'Parker Signa gel'."""
    goes_on = re.match(r" [a-z]{3,}(?![a-z])", text[seen.end :])
    return seen.rule == "full-name" and goes_on is not None and HAN.search(text) is not None


_SIGHTS = re.compile(
    r"(?:, [A-Z][a-z]+)*,? (?:and|or|&) [A-Z][a-z]+ "
    r"(?:Mountains|Hills|Rivers|Lakes|Valleys|Islands|Counties|Streets|Canyons|Peaks|Bays)\b"
)


def _is_institution(text: str, seen: Seen) -> bool:
    """Whether the name ends in what it is the name of, 'Lawrence Library', or an enumeration does:
    'the Davis and Franklin Mountains'."""
    last = text[seen.start : seen.end].split()[-1:]
    if _SIGHTS.match(text, seen.end):
        return True
    return " " in text[seen.start : seen.end] and last[0] in _institutions()


@cache
def _institutions() -> frozenset[str]:
    return frozenset(table("person_context")["institutions"]["en"].split())


@lru_cache(maxsize=4)
def lower_words(reading: Reading) -> frozenset[str]:
    """Words that the document's prose also writes in lower case."""
    counts: Counter[str] = Counter()
    for excerpt in excerpts.prose(reading):
        counts.update(re.findall(r"(?<![\w@./-])[a-z]{2,}(?![\w@/]|\.\w)", excerpt.text))
    return frozenset(counts)


def _is_name_column(cell: Cell) -> bool:
    if cell.is_header:
        return False
    labels = table("person_context")["labels"]
    header = cell.header.strip().lower()
    words = [w.replace("\\s+", " ") for w in labels["en"].split()]
    return header in words or any(header.endswith(w) for w in labels["zh"].split())


def _persons(best: Mapping[str, Seen]) -> Iterator[Person]:
    """One person for a full name with its short forms; a short form alone is a person too."""
    taken: set[str] = set()
    for name in sorted(best, key=lambda n: (-len(n), n)):
        if name in taken:
            continue
        forms = (name, *_short_forms(name))
        taken.update(forms)
        seen = best[name]
        yield Person(name, seen.rule, seen.confidence, forms, _latin(name))


def _short_forms(name: str) -> tuple[str, ...]:
    if HAN.search(name):
        return _han_forms(name)
    words = [w for w in name.split() if len(w) > 2]
    if len(words) < 2:
        return ()
    short = [w for w in (words[0], words[-1]) if is_given(w) or is_name_like(w)]
    kept = [w for w in short if len(w) > 2 and not is_public(w)]
    return tuple(dict.fromkeys((*kept, *filter(None, [_initials(name)]))))


def _han_forms(name: str) -> tuple[str, ...]:
    """How colleagues call somebody with that full name: '若彤', '彤姐', '小徐', '徐总'."""
    given = given_name(name)
    if given is None or given in table("person_context")["titles"]["zh"].split():
        # '巩师傅' is addressed by a title: '师傅' is everybody who has it
        return ()
    family, last = name[: -len(given)], given[-1]
    called = [given, *(last + title for title in ("姐", "哥"))]
    if len(family) == 1:
        called += [prefix + family for prefix in ("老", "小", "大")]
    return tuple(form for form in called if form == given or not is_no_name(form))


def _initials(name: str) -> str:
    """'AV' for 'Anneke Visser'; '' when there are none or they mean something to everybody."""
    letters = "".join(w[0] for w in name.split() if w[:1].isupper())
    return letters if len(letters) > 1 and not is_public(letters) else ""


def _latin(name: str) -> re.Pattern[str] | None:
    if HAN.search(name):
        pattern = pinyin_forms(name) if _is_full_han_name(name) else None
        return re.compile(pattern) if pattern else None
    words = [
        re.escape(w.lower().replace("'", "").replace("’", "")) for w in name.split() if "." not in w
    ]
    if len(words) > 1:
        first, last = words[0], words[-1]
        joined = (
            rf"{first}[._+-]?{last}|{last}[._+-]{first}|{first[0]}[._]?{last}|"
            rf"{first}[._]{last[0]}(?![a-z])"
        )
        return re.compile(rf"(?<![A-Za-z])(?:{joined}|{first}|{last})(?![A-Za-z])", re.IGNORECASE)
    if len(words[0]) < 4:
        return None
    return re.compile(rf"(?<![A-Za-z]){words[0]}(?![A-Za-z])", re.IGNORECASE)


def _is_full_han_name(name: str) -> bool:
    common, doubtful = surnames()
    return (
        2 <= len(name) <= 3 and (name[0] in common or name[0] in doubtful) and not is_no_name(name)
    )
