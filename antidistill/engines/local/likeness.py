"""How much an entry of the manual shares with a place in a document: too little, and it is about
something else; too much, and the withheld thing comes back in other words."""

from __future__ import annotations

import re
from functools import lru_cache

_SAME = 0.6
_COMMON_EN = frozenset(
    """about above after again against also always another around because been before behind being
    below between both cannot case cases check checks come could date days different does doing done
    down during each either else enough even ever every everything example find first follow
    following from full give given goes good have having here high hour hours how instead into item
    items just keep kind know large last later least less like line lines list long look made main
    make makes many means might minute minutes more most much must name named need needs never next
    nothing number often once only open order other others over part people place point possible
    question read really right same says second seconds section see sent several should show shows
    side small some something soon sort start state step steps still such sure take taken than that
    their them then there these they thing things this those through time times together told took
    under until upon used user users using value values very want well were what when where whether
    which while whole whose will with without word words work working would write written year years
    your list change changes changed report message""".split()
)
_COMMON_ZH = frozenset(
    """检查 确认 查看 记录 进行 使用 问题 需要 可以 是否 有没 没有 一个 之前 之后 时候 如果 或者 以及 对应
    按照 根据 通过 完成 处理 操作 开始 结束 时间 内容 情况 方式 方法 结果 相关 所有 每个 其他 其它 必须 应该
    不要 不能 还是 已经 然后 最后 首先 先看 再看 什么 怎么 这个 那个 他们 我们 你们 自己 一次 一条 一下 多个
    各个 不同 可能 直接 主要 重要 注意 说明 要求 信息 数据 系统 功能 服务 名称 写明 列出 提供 保持 避免""".split()
)


def says_the_same(text: str, passage: str, language: str) -> bool:
    """Whether most content words of `text` stand in `passage`."""
    mine = content(text, language)
    return bool(mine) and len(mine & content(passage, language)) >= _SAME * len(mine)


def shared(text: str, place: str, language: str) -> int:
    """How many content words the two have in common."""
    return len(content(text, language) & content(place, language))


@lru_cache(maxsize=8192)
def content(text: str, language: str) -> frozenset[str]:
    """Content words: stems of Latin words, and in Chinese pairs of Han characters."""
    latin = (_stem(w) for w in re.findall(r"[a-z][a-z0-9_-]{2,}", text.lower()))
    words = {w for w in latin if w not in _COMMON_EN and (len(w) > 3 or language == "zh")}
    if language == "zh":
        runs = re.findall(r"[\u4e00-\u9fff]+", text)
        words |= {run[i : i + 2] for run in runs for i in range(len(run) - 1)} - _COMMON_ZH
    return frozenset(words)


def _stem(word: str) -> str:
    """Without the common endings: enough to bring 'replicas' and 'replica' together."""
    if word in _COMMON_EN:
        return word
    for ending in ("ingly", "ing", "ies", "ied", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
