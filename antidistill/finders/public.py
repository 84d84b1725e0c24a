"""What everyone knows: names of public technology, standards, firms, jobs, months and excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from antidistill.finders import excerpts
from antidistill.finders.phrases import table
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading

_WORD = re.compile(r"[A-Za-z0-9À-ÿ][\w.+#'&/-]*|[A-Za-z0-9]\+\+")
_TRAILING = re.compile(r"(?:['’]s?|[.,:;/&-]+)\Z")
_VERSION = re.compile(r"[ /@:-]?v?\d+(?:\.(?:\d+|x))*\+?\Z")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_MOST_WORDS = 4


def is_public(term: str) -> bool:
    """Whether `term` names something that everyone in the trade knows ('Prometheus', 'P99',
    'RFC 2119', 'Java 17', '日志'). A name with a capital is known in capitals or as written."""
    return _known(term.strip()) or _known(_bare(term))


def _bare(term: str) -> str:
    return _VERSION.sub("", _TRAILING.sub("", term.strip())) or term


@lru_cache(maxsize=1 << 14)
def _known(term: str) -> bool:
    names, term = _names(), term.replace("’", "'")
    if term in names.exact or term.lower() in names.lower or term in names.han:
        return True
    if term.isupper() and term.lower() in names.folded:
        return True
    if term.endswith("s") and (term[:-1] in names.exact or term[:-1].lower() in names.lower):
        return True
    return names.rules.fullmatch(term) is not None


def is_public_in_any_case(term: str) -> bool:
    """As `is_public`, but 'grafana' counts as 'Grafana': for identifiers, which are lower case."""
    return is_public(term) or _bare(term).lower() in _names().folded


_ADD_ON = re.compile(r"([A-Za-z][A-Za-z0-9.]{2,})-[a-z]+")


def is_add_on(term: str) -> bool:
    """Whether `term` is something for a public product: 'git-flow', 'babel-loader'."""
    match = _ADD_ON.fullmatch(term)
    return match is not None and is_public_in_any_case(match.group(1))


def is_public_host(host: str) -> bool:
    """Whether a host serves the public: a known site, one for documentation, or one of theirs."""
    if _under(host.lower(), _hosts("sites")) or is_documentation_host(host):
        return True
    bases = (known[1:] for known in _hosts("house") if known.startswith("*."))
    return not is_house_host(host) and any(host.lower().endswith(base) for base in bases)


def is_documentation_host(host: str) -> bool:
    """Whether a host stands for any host: example.com, localhost."""
    return _under(host.lower(), _hosts("documentation"))


def is_house_host(host: str) -> bool:
    """Whether a host keeps the documents of whoever pays for it, as office suites and wikis do."""
    host = host.lower()
    return any(
        host.endswith(known[1:]) and host.split(".")[0] not in ("www", "docs", "support", "help")
        if known.startswith("*.")
        else host == known
        for known in _hosts("house")
    )


def is_known_owner(owner: str) -> bool:
    """Whether an account on a code host belongs to a project that everybody knows."""
    if is_public_in_any_case(owner):
        return True
    return any(
        is_public_host(f"{owner.lower()}.{end}") for end in ("org", "com", "io", "dev", "net")
    )


def _under(host: str, known: frozenset[str]) -> bool:
    parts = host.split(".")
    return any(".".join(parts[i:]) in known for i in range(len(parts)))


@cache
def _hosts(key: str) -> frozenset[str]:
    return frozenset(table("public_names")["hosts"][key].split())


@dataclass(frozen=True, slots=True)
class _Names:
    exact: frozenset[str]
    lower: frozenset[str]
    folded: frozenset[str]
    """All Latin ones in lower case."""
    han: frozenset[str]
    rules: re.Pattern[str]
    longest: int


@cache
def _names() -> _Names:
    data = table("public_names")
    latin = {n.strip() for v in data["latin"].values() for n in re.split(r"[,\n]", v)} - {""}
    han = frozenset(n for v in data["han"].values() for n in v.split())
    return _Names(
        exact=frozenset(latin),
        lower=frozenset(n for n in latin if n == n.lower()),
        folded=frozenset(n.lower() for n in latin),
        han=han,
        rules=re.compile("|".join(f"(?:{p})" for p in data["patterns"]["terms"])),
        longest=max(map(len, han)),
    )


@lru_cache(maxsize=1 << 14)
def public_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where public names stand in `text`; the longest ones, by excerpt."""
    return tuple(_public_spans(text))


def _public_spans(text: str) -> Iterator[tuple[int, int]]:
    words = [(m.start(), _end(m)) for m in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + size - 1][1]
            if _is_name(text[start:end]) and _known(text[start:end]):
                yield start, end
                break
        else:
            size = 1
        at += size
    for run in _HAN_RUN.finditer(text):
        yield from _han_spans(run.group(), run.start())


def _is_name(words: str) -> bool:
    """Whether the words look like a name: 'find' and 'more' are commands, but not in a sentence."""
    if len(words) < 2 or words.isdigit():
        return False
    return (
        (words in _names().exact and words != words.lower())
        or "-" in words
        or words.isupper()
        or not words.isalpha()
    )


def _end(match: re.Match[str]) -> int:
    return match.start() + len(_TRAILING.sub("", match.group()) or match.group())


def _han_spans(run: str, offset: int) -> Iterator[tuple[int, int]]:
    names = _names()
    at = 0
    while at < len(run) - 1:
        sizes = range(min(names.longest, len(run) - at), 1, -1)
        size = next((n for n in sizes if run[at : at + n] in names.han), 0)
        if size:
            yield offset + at, offset + at + size
        at += size or 1


@dataclass(frozen=True, slots=True)
class PublicFinder:
    """Names in prose that are nobody's own: they protect their words from the other finders."""

    name: str = "public"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding for each public name in a sentence."""
        for excerpt in excerpts.prose(reading):
            for start, end in public_spans(excerpt.text):
                if excerpt.text[start:end] not in reading.own.names | reading.own.withhold:
                    yield Finding(
                        Kind.PUBLIC,
                        excerpt.source(start, end),
                        "public/name",
                        0.9,
                        "a name that everyone knows",
                        Standing.RECORD,
                    )


FINDER = PublicFinder()
