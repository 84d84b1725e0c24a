"""Random documents: tidy ones, built block by block, and untidy ones, thrown together."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    ["alpha", "beta", "gamma", "*delta*", "`code`", "[text](http://a.example)", "检查", "数据库",
     "**two words**", "https://b.example/x_y", "e.g.", "10", "Eta,", "theta."]
)  # fmt: skip
PHRASE = st.lists(WORDS, min_size=1, max_size=5).map(" ".join).map(lambda s: f"w {s}")
PLAIN = st.sampled_from(["one", "two", "three four", "五 六"])

Lines = list[str]


def _prefixed(lines: Lines, first: str, rest: str) -> Lines:
    return [first + lines[0], *(rest + line if line else line for line in lines[1:])]


def _blocks(children: st.SearchStrategy[list[Lines]]) -> st.SearchStrategy[Lines]:
    return children.map(lambda many: [x for one in many for x in (*one, "")][:-1])


PARAGRAPH = st.lists(PHRASE, min_size=1, max_size=3)
HEADING = st.tuples(st.integers(1, 6), PHRASE).map(lambda t: ["#" * t[0] + " " + t[1]])
SETEXT = PHRASE.map(lambda s: [s, "======"])
FENCE = st.lists(st.one_of(PHRASE, st.just("")), max_size=3).map(lambda b: ["```sh", *b, "```"])
COMMENT = PLAIN.map(lambda s: [f"<!-- {s} -->"])
HTML = PLAIN.map(lambda s: [f"<div>{s}</div>"])
TABLE = st.lists(st.tuples(PLAIN, PLAIN, PLAIN), min_size=1, max_size=3).map(
    lambda rows: [
        "| " + " | ".join(rows[0]) + " |",
        "|---|:-:|---|",
        *("| " + " | ".join(row) + " |" for row in rows[1:]),
    ]
)
LEAF = st.one_of(PARAGRAPH, HEADING, SETEXT, FENCE, COMMENT, HTML, TABLE)


def _list(items: list[Lines], marker: str) -> Lines:
    out: Lines = []
    for number, item in enumerate(items, 1):
        first = f"{number}. " if marker == "1." else f"{marker} "
        out += _prefixed(item, first, " " * len(first))
    return out


def _deeper(inner: st.SearchStrategy[Lines]) -> st.SearchStrategy[Lines]:
    body = _blocks(st.tuples(PARAGRAPH, st.lists(inner, max_size=2)).map(lambda t: [t[0], *t[1]]))
    items = st.lists(body, min_size=1, max_size=3)
    return st.one_of(
        st.tuples(items, st.sampled_from(["-", "*", "1."])).map(lambda t: _list(*t)),
        body.map(lambda lines: _prefixed(lines, "> ", "> ")).map(
            lambda lines: [line or ">" for line in lines]
        ),
    )


BLOCK = st.recursive(LEAF, _deeper, max_leaves=6)
HEAD = st.sampled_from(["", "---\nname: x\ntags: [a, b]\nabout: >\n  one\n  two\n---\n\n"])
TIDY = st.tuples(HEAD, _blocks(st.lists(BLOCK, min_size=1, max_size=5))).map(
    lambda t: t[0] + "\n".join(t[1]) + "\n"
)
"""Blocks with blank lines between them, as people who know Markdown write."""
_SOME = st.lists(BLOCK, max_size=2)
TABLED = st.tuples(HEAD, _SOME, st.one_of(TABLE, _deeper(TABLE)), _SOME).map(
    lambda t: t[0] + "\n\n".join("\n".join(block) for block in (*t[1], t[2], *t[3])) + "\n"
)
"""The same with a table, on its own or in a list or quote; now and then these stay without."""

SCRAPS = [
    "\n", "\n\n", " ", "    ", "\t", "- ", "1. ", "> ", "# ", "|", "---", "===", "```", "~~~\n",
    "`", "*", "**", "_", "~~", "[", "](", ")", "[^1]", "[^1]: ", "[l]: http://x 't'\n", "<b>",
    "<!--", "-->", "<div>\n", "a", "word ", "检查", "\\", "&amp;", "$", "$$", "{{", "}}", ":::",
    "!!! note\n", "[!NOTE]", "[[", "]]", ": ", "%%", "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "http://x.example/a_b", "^[", "{#id}", "- [ ] ", "+++\n", "\u2028", "\u00a0", "\u000b",
]  # fmt: skip
UNTIDY = st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join)
"""Anything at all."""
