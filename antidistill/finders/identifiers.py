"""Identifiers of services, repositories, scripts and tickets, and the plain noun for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders.common_words import is_common_word
from antidistill.finders.phrases import HAN, table
from antidistill.finders.public import is_public_in_any_case


@cache
def _suffixes() -> dict[str, str]:
    return {word: sort for sort, words in table("systems")["suffixes"].items() for word in words}


@cache
def _affixes() -> tuple[frozenset[str], tuple[str, ...]]:
    data = table("systems")["identifiers"]
    return frozenset(data["prefixes"].split()), tuple(data["endings"].split())


def class_of(identifier: str) -> str:
    """The class that the last part of an identifier says ('user-center' → 'service'), or ''."""
    parts = [p for p in re.split(r"[-_]", identifier.lower()) if not p.isdigit()]
    return _suffixes().get(parts[-1], "") if parts else ""


def is_private_identifier(word: str, code: bool) -> bool:
    """Whether a hyphenated word is the name of something private: it ends as services do, and is
    neither public nor an ordinary compound. In a code span any word of three parts may be one."""
    if is_public_in_any_case(word) or word.isupper() or ("_" in word and not code):
        return False
    parts = word.lower().split("-")
    prefixes, endings = _affixes()
    if len(parts) < 2 or parts[0] in prefixes or parts[-1].endswith(endings[-2:]):
        return False
    if parts[-1] in endings or (
        all(is_public_in_any_case(p) for p in parts) and len(parts) < 3 and not class_of(word)
    ):
        return False
    if word != word.lower():
        return False
    public_root = is_public_in_any_case("-".join(parts[:-1])) or is_public_in_any_case(parts[0])
    if parts[0] in ("kube", "openshift", "k8s") or all(p in _suffixes() for p in parts):
        return False
    return not public_root and (bool(class_of(word)) or (code and len(parts) >= 3))


@cache
def _machines() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    data = table("systems")["machines"]
    words = "|".join(data["words"].split())
    return (
        re.compile(rf"(?:[a-z][a-z0-9]*-)*(?:{words})(?:-?\d{{1,3}})?(?:-[a-z0-9]+)*"),
        frozenset(data["words"].split()),
        frozenset(data["common"].split()),
    )


_COUNTED = re.compile(r"[a-z]{3,}-0\d{1,2}")


def is_machine(word: str) -> bool:
    """Whether an identifier names one machine of the house: 'ledger-db-01', 'oa-web02', 'nas-hr'.
    It has a number or begins as store boxes do, and a part that says whose it is."""
    shape, words, common = _machines()
    if _COUNTED.fullmatch(word) and not is_common_word(word.split("-")[0]):
        return True
    if word != word.lower() or shape.fullmatch(word) is None or is_public_in_any_case(word):
        return False
    parts = [p.rstrip("0123456789") for p in word.split("-")]
    numbered = re.search(r"\d\Z", word) is not None
    own = [p for p in parts if p and p not in words | common and not is_public_in_any_case(p)]
    padded = len(parts) > 2 and re.search(r"-0\d\Z", word) is not None
    return (
        bool(own or padded)
        and len(parts) > 1
        and (numbered or parts[0] in ("nas", "srv", "fs", "vm"))
    )


_SAMPLE = re.compile(r"(?<!\d)(?:12345(?:6(?:789?)?)?|0{3,})(?!\d)")
"""Numbers that stand for any number."""


def tickets(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers of tickets, changes and pull requests: start, end, 'key', 'word' or 'pull'."""
    data = table("systems")["tickets"]
    done: list[tuple[int, int]] = []
    for rule, pattern in (
        ("key", data["pattern"]),
        ("word", data["words"]),
        ("pull", data["pulls"]),
    ):
        for match in _compiled(pattern).finditer(text):
            if _SAMPLE.search(match.group()) or (rule == "key" and not _is_ticket(match)):
                continue
            if not any(s < match.end() and match.start() < e for s, e in done):
                done.append(match.span())
                yield match.start(), match.end(), rule


_TICKETED = re.compile(
    r"(?:ticket|issue|bug|story|epic|case|incident|change|request|see|in|on|for|from|under|by|fix(?:es|ed)?|"
    r"clos(?:es|ed)|工单|需求|缺陷|任务|单号|见|编号|提了?|[(（\[\"“：:])\s?[`*_]*\Z",
    re.IGNORECASE,
)


def _is_ticket(match: re.Match[str]) -> bool:
    """Whether 'VF-2' is a ticket: models of machines have short numbers too, and no word before
    them that says so."""
    if len(match.group().rsplit("-", 1)[1]) > _SHORT_NUMBER:
        return True
    lead = match.string[max(0, match.start() - 16) : match.start()]
    return not lead.strip() or _TICKETED.search(lead) is not None


_SHORT_NUMBER = 2
"""Figures of a number that may as well be a model's."""


def scripts(text: str) -> Iterator[tuple[int, int]]:
    """File names of scripts and settings that somebody made: 'deploy_prod.sh'."""
    data = table("systems")["scripts"]
    for match in _compiled(data["pattern"]).finditer(text):
        sample = (
            match.group(1).lower().startswith(("your", "my_", "my-", "example", "sample", "test_"))
        )
        product = is_public_in_any_case(re.split(r"[-_]", match.group(1))[0])
        of_product = product and _PRODUCT_SCRIPT.search(match.group(1)) is not None
        if not sample and not of_product and match.group(1) not in data["public"].split():
            yield match.span(1)
    yield from (place for place in _odd_scripts(text) if text[slice(*place)] not in data["public"])


_ODD_SCRIPT = re.compile(
    r"(?<![\w./-])([a-z]{5,})\.(?:sh|py|sql|ps1|bat|rb|pl|R)(?![\w-])", re.ASCII
)


def _odd_scripts(text: str) -> Iterator[tuple[int, int]]:
    """'pushcut.py': a script called as nothing else is."""
    for match in _ODD_SCRIPT.finditer(text):
        if not is_common_word(match.group(1)) and not is_public_in_any_case(match.group()):
            yield match.span()


_PRODUCT_SCRIPT = re.compile(
    r"\A(?!test)[a-z]{4,}[-_](?:[a-z]+[-_])?(?:daemons?|env|server|start|stop|run|class|ctl|cli|submit|shell)\.(?:sh|cmd|bat)\Z"
)
"""Scripts that come with a product: 'kafka-server-start.sh'."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # a Chinese character may stand right beside a name in Latin letters
    return re.compile(pattern, re.ASCII)


def tables(text: str) -> Iterator[tuple[int, int]]:
    """Names of tables and jobs, as they stand in a sentence: 'orders_daily', 'dim_customer'."""
    for match in _table_name().finditer(text):
        if not _is_no_table(match.group()):
            yield match.span()


def _is_no_table(name: str) -> bool:
    """Whether it is a public product's own setting or metric, or an account."""
    data, parts = table("systems")["tables"], name.split("_")
    accounts = {parts[0], parts[-1]} & set(data["accounts"].split())
    return bool(accounts) or parts[0] in data["public"].split() or is_public_in_any_case(name)


@cache
def _table_name() -> re.Pattern[str]:
    data = table("systems")["tables"]
    first, last = ("|".join(data[key].split()) for key in ("first", "last"))
    return re.compile(
        rf"(?<![\w./@$%{{-])(?:(?:{first})_[a-z0-9_]{{2,}}|[a-z][a-z0-9]*(?:_[a-z0-9]+)*_(?:{last}))"
        r"(?![\w(=/]|\.\w)",
        re.ASCII,
    )


_VOWEL_SOUND = re.compile(r"(?:[aeio]|u(?!s|ni|til)|hour|hon|API)", re.IGNORECASE)


def noun(sort: str, name: str, text: str, start: int, end: int, language: str) -> str | None:
    """The plain noun for a name of class `sort` as it reads in the place of `text[start:end]`, with
    its article; None when there is none that fits."""
    word = table("systems")["nouns"].get(sort, {}).get("zh" if HAN.search(text) else language)
    if not word:
        return None
    qualifier = _qualifier(name)
    if HAN.search(text):
        return _han_noun(name, str(word), text[end:])
    phrase = f"{qualifier} {word}".strip()
    return _with_article(phrase, qualifier, text, start, end)


def _han_noun(name: str, word: str, follows: str) -> str | None:
    """'用户中台' → '用户服务', and '用户' before a '服务' that stands there already."""
    stem = name.removesuffix("中台")
    head = re.match(r"\s?(?:服务|系统|平台|接口|项目|客户|工单|任务)", follows)
    if stem == name:
        return None if head else word
    return stem if head else stem + word


def _qualifier(name: str) -> str:
    """The public word that an identifier begins with: 'user' in 'user-center'."""
    first = re.split(r"[-_]", name)[0].lower()
    return first if first in _plain_words() else ""


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(table("systems")["identifiers"]["plain"].split())


def _with_article(phrase: str, qualifier: str, text: str, start: int, end: int) -> str | None:
    lead = text[:start].rstrip("`*_ ")
    follows = text[end:].lstrip("`*_")
    head = phrase.rsplit(" ", 1)[-1]
    same = re.match(rf"\s{re.escape(head)}\b", follows, re.IGNORECASE)
    if same:
        # 'the user-center service': the noun stands there already
        phrase = qualifier
        if not phrase:
            return None
    elif re.match(r"\s[a-z]+", follows) and not re.match(
        r"\s(?:is|are|was|has|will|can|should|must|and|or|to|for|in|on|at|if|when|with|from|by|before|after|"
        r"does|then|again|first|[a-z]+s)\b",
        follows,
    ):
        return None
    article = re.search(
        r"\b(the|our|your|their|this|that|its|each|every|any|an?)\Z", lead, re.IGNORECASE
    )
    if article is None:
        opens = not lead.strip(" \"'“*_([>-") or lead.rstrip().endswith((".", "!", "?"))
        return f"The {phrase}" if opens else f"the {phrase}"
    if article.group(1).lower() in ("a", "an"):
        fits = (article.group(1).lower() == "an") == bool(_VOWEL_SOUND.match(phrase))
        return phrase if fits else None
    return phrase
