"""How Chinese names are spelt in Latin letters: in addresses, accounts and code."""

from __future__ import annotations

from antidistill.finders.han_letters import surnames

_SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|"
    r"ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v)"
)


def pinyin_forms(name: str) -> str | None:
    """A pattern for the Latin spellings of a Chinese name ('zhangsan', 'san.zhang'), or None if it
    has no family name. The given name counts by its number of syllables."""
    common, doubtful = surnames()
    known = {**common, **doubtful}
    size = 2 if name[:2] in known else 1
    if name[:size] not in known or not 1 <= len(name) - size <= 2:
        return None
    family = known[name[:size]]
    given = rf"{_SYLLABLE}{{{len(name) - size}}}"
    return rf"(?<![A-Za-z])(?:{family}[._-]?{given}|{given}[._-]{family})(?![A-Za-z])"
