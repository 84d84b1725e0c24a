"""The Chinese tagger over many texts: what it says of each alone, and of the likeliest labels."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from antidistill.nlp import chinese, models
from antidistill.nlp.tagger import _joined, likeliest

TEXTS = (
    "检查日志。",
    "张三在北京市工作",
    "重启服务",
    "",
    "检查日志。",
    "２０２４年１０月",
    "等三天",
)


def test_many_texts_are_what_each_of_them_is() -> None:
    tagger = models.chinese()
    assert tagger.many(TEXTS) == [tagger(text) for text in TEXTS]
    assert tagger("张三在北京市工作") == [
        ("张三", "PER"),
        ("在", "p"),
        ("北京市", "LOC"),
        ("工作", "n"),
    ]


def test_words_join_to_the_text() -> None:
    for text, words in zip(TEXTS, models.chinese().many(TEXTS), strict=True):
        assert "".join(word for word, _ in words) == text


def test_more_texts_than_go_together_keep_their_order() -> None:
    texts = [f"第{number}步 检查 日志" for number in range(600)]
    assert [doc.text for doc in chinese.analyse(texts)] == texts


@settings(deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_the_likeliest_path_is_the_best_of_all(texts: int, characters: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    scores = dice.normal(size=(texts, characters, 3))
    transitions = dice.normal(size=(3, 3))

    def worth(text: int, path: tuple[int, ...]) -> float:
        steps = sum(transitions[a, b] for a, b in pairwise(path))
        return float(steps + sum(scores[text, at, label] for at, label in enumerate(path)))

    for text, path in enumerate(likeliest(scores, transitions)):
        best = max(product(range(3), repeat=characters), key=lambda way: worth(text, way))
        assert tuple(path) == best


def test_what_goes_on_belongs_to_the_word_before_it() -> None:
    assert _joined("甲乙丙丁", ["n-I", "n-I", "v-B", "v-I"]) == [("甲乙", "n"), ("丙丁", "v")]
