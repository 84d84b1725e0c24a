"""How a document says beside a name what that person is: 'our office manager', '（后端负责人）'.

The groups of the patterns say what was found: `role`, `team`, `who` (a clause), in Chinese `hteam`
and `duty`; `article`; `is` where the sentence says nothing else; `aside` for what stands between.
"""

from __future__ import annotations

import re
from functools import cache

from antidistill.finders.evidence import role_pattern
from antidistill.finders.name_words import words_of
from antidistill.finders.phrases import table


@cache
def latin_readers() -> tuple[tuple[re.Pattern[str], str], ...]:
    """For English: each pattern with 'before' or 'after', where it stands to the name."""
    role = role_pattern()
    team = words_of(table("roles")["teams"]["en"])
    article = r"(?:(?P<article>the|our|my|their|your|an?)\s)?"
    follows = r"and|who|to|for|in|on|at|if|when|before|about|will|can"
    closes = rf"(?=[,.;:!?)\]]|\s[-–—]|\s(?:{follows})\b|\s?\Z)"
    return (
        (re.compile(rf",\s{article}(?P<role>{role})(?:,|{closes})"), "after"),
        (re.compile(rf"\s?[(（]{article}(?P<role>{role})[)）]"), "after"),
        (re.compile(rf"\s[(（](?:the\s)?(?P<team>(?i:{team}))(?:\steam)?[)）]"), "after"),
        (re.compile(rf"\s[-–—]+\s{article}(?P<role>{role}){closes}"), "after"),
        (
            re.compile(
                rf"\s(?:from|in|of|at)\s(?:the\s)?(?P<team>(?i:{team}))(?:\steam|\sdepartment|\sdept)?(?!\w)"
            ),
            "after",
        ),
        (
            re.compile(rf"(?:\s(?P<is>is|was)|['’](?P<is2>s))\s{article}(?P<role>{role}){closes}"),
            "after",
        ),
        (
            re.compile(
                r",\swho\s(?!has\s(?:[a-z]+\s)?(?:been|[a-z]+(?:ed|en|wn))\b)(?P<who>(?:will|is|was|owns|runs|manages|handles|leads|looks|takes|approves|signs|maintains|"
                r"does|keeps|has|can|knows|set|built|wrote|led|[a-z]+s)\b[^,.;:()]{2,60})(?=[,.;:)]|\s?\Z)"
            ),
            "after",
        ),
        (re.compile(rf"(?<![\w-]){article}(?P<role>{role}),?\s\Z"), "before"),
        (
            re.compile(
                rf"(?<![\w-]){article}(?P<role>{role})\s[(](?:(?:currently|now|today),?\s)?\Z"
            ),
            "before",
        ),
    )


@cache
def han_readers() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The same for Chinese."""
    data = table("roles")
    words, teams = words_of(data["heads"]["zh"]), words_of(data["teams"]["zh"])
    heads = rf"(?:(?:{words_of(data['modifiers']['zh'])}){{0,2}}(?:{words}))"
    role = rf"[\u4e00-\u9fffA-Za-z]{{0,8}}?(?:{heads})"
    # '找阿珍，别找老板' says nothing of what she is
    said = r"(?:(?![别不没找问请给让把被由和跟与去到走是在有要会能就都也再叫])[\u4e00-\u9fff])"
    return (
        (re.compile(rf"\s?[（(](?P<role>{role})[)）]"), "after"),
        (re.compile(rf"\s?[（(](?P<hteam>{teams})[)）]"), "after"),
        (
            re.compile(
                rf"[，,、](?P<aside>[^，,。；;]{{1,16}}?[\s\d-])?(?P<role>{said}{{0,4}}(?:{heads}))(?=[，,。；;]|\Z)"
            ),
            "after",
        ),
        (
            re.compile(
                rf"\s?(?P<is>是)[^，,。；;]{{0,8}}?(?P<role>(?:{teams})?(?:{heads}))(?=[，,。；;]|\Z)"
            ),
            "after",
        ),
        (
            re.compile(r"(?:主要|专门)?负责(?P<duty>[\u4e00-\u9fffA-Za-z]{2,10})(?=[，,。；;]|\Z)"),
            "after",
        ),
        (
            re.compile(rf"(?P<role>(?:{teams})?(?:高级|资深|初级)?(?:{heads}))(?:\s|的)?\Z"),
            "before",
        ),
        (re.compile(rf"(?P<role>(?:{teams})?(?:{heads}))(?P<is>是|为)\Z"), "before"),
        (re.compile(rf"(?P<hteam>{teams})(?:的)?\Z"), "before"),
    )
