"""Markdown texts for hypothesis: small documents in which every kind of block can stand."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

PATIENT = settings(deadline=None)
"""For properties that read documents: the first one also loads the parser."""
_WORDS = (
    *(
        "tray",
        "lever",
        "lamp",
        "paper",
        "ink",
        "press",
        "lid",
        "bell",
        "Monday",
        "A4",
        "2.5",
        "10%",
    ),
    *("纸", "墨盒", "早班", "机器", "开关", "三天", "e.g.", "a|b", "`", "2 < 3", "it's", "10%"),
    *("`drain -n 3`", "**red**", "*slow*", "~~old~~", "<kbd>F5</kbd>", "$x^2$", "note[^1]"),
    *("[plan](plan.md)", "![lamp](lamp.png)", "<https://press.example>", "[ref][one]"),
)
_OPENINGS = (
    *("Open", "Check", "The", "However, the", "If the", "Never touch the"),
    *("先看", "必须", "因此"),
)


def _sentence(words: list[str], opening: str, stop: str) -> str:
    return f"{opening} {' '.join(words)}{stop}"


SENTENCES = st.builds(
    _sentence,
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=7),
    st.sampled_from(_OPENINGS),
    st.sampled_from([".", "?", "。", "", ":", "！"]),
)
PLAIN = SENTENCES.map(lambda s: s.replace("|", " "))


def _wrapped(sentences: list[str]) -> str:
    lines, line = [], ""
    for word in " ".join(sentences).split(" "):
        if len(line) > 45:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def _listed(mark: str, items: list[str]) -> str:
    marks = (f"{i + 1}." for i in range(len(items))) if mark == "1." else (mark for _ in items)
    return "\n".join(f"{m} {item}" for m, item in zip(marks, items, strict=True))


def _nested(items: list[str], inner: list[str]) -> str:
    return "\n".join(
        [f"- {items[0]}", *(f"  - {i}" for i in inner), *(f"- {i}" for i in items[1:])]
    )


def _table(rows: list[list[str]]) -> str:
    head, *body = rows
    cells = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


SOME = st.lists(SENTENCES, min_size=1, max_size=4)
BLOCKS = st.one_of(
    SOME.map(" ".join),
    st.lists(SENTENCES, min_size=3, max_size=6).map(_wrapped),
    st.builds(_listed, st.sampled_from(["-", "*", "1.", "- [ ]"]), SOME),
    st.builds(_nested, SOME, SOME),
    st.lists(st.lists(PLAIN, min_size=3, max_size=3), min_size=2, max_size=4).map(_table),
    SOME.map(lambda s: "> " + "\n> ".join(s)),
    SOME.map(lambda s: "```bash\n# " + "\n".join(s) + "\n```"),
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), PLAIN),
    st.sampled_from(
        [
            "[one]: https://press.example/one 'First'",
            "[^1]: The lamp is old.",
            "<!-- the lid sticks -->",
            "---",
            "    indented code",
            "<div>\n\nThe bell.\n\n</div>",
        ]
    ),
)
_FRONT = st.sampled_from(["", "", "---\ntitle: Night press\ntags: [ink, paper]\n---\n"])


def _document(front: str, blocks: list[str], end: str, newline: str) -> str:
    return (front + "\n\n".join(blocks) + end).replace("\n", newline)


DOCUMENTS = st.builds(
    _document,
    _FRONT,
    st.lists(BLOCKS, min_size=1, max_size=7),
    st.sampled_from(["", "\n", "\n\n"]),
    st.sampled_from(["\n", "\n", "\r\n"]),
)
