"""What stands around the names of people in Chinese sentences: '找王芳', '经李敏批准'."""

from __future__ import annotations

import re
from functools import cache

from antidistill.finders.han_letters import any_surname, surnames
from antidistill.finders.name_words import words_of
from antidistill.finders.phrases import table

GIVEN = "(?:(?![的了是在不就])[\u4e00-\u9fff])"
_NAMING = "(?:(?![的了是在不个])[\u4e00-\u9fff])"


@cache
def rules() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    """Each rule's name, how sure it is, and its pattern."""
    data = table("person_context")
    common = "|".join(surnames()[0])
    every = any_surname()
    before = words_of(data["before"]["zh"])
    after = words_of(data["after"]["zh"])
    titles = words_of(data["titles"]["zh"])
    edge = r"(?![\u4e00-\u9fff])"
    opens = (
        rf"(?:(?<![\u4e00-\u9fff])|(?<=的)|(?<={')|(?<='.join(sorted(set(before.split('|'))))}))"
    )
    closes = rf"(?:{edge}|(?={after}|{titles}|(?:的|和|或|与|跟|及|那|手)))"
    return (
        ("nickname", 0.85, re.compile(rf"{opens}[老小阿](?:{every}){closes}")),
        (
            "title",
            0.85,
            re.compile(rf"{opens}(?:{every}){GIVEN}{{0,2}}?(?:{titles}){closes}"),
        ),
        (
            "ask",
            0.8,
            re.compile(
                rf"(?<=[找问催叫喊@])(?:{common})[\u4e00-\u9fff]{{1,2}}?{closes}"
                rf"|(?<=联系|请教|咨询|通知|抄送|转给|交给|发给|推给|汇报|对接|私聊|打给)(?:{common})[\u4e00-\u9fff]{{1,2}}?{closes}"
            ),
        ),
        (
            "does",
            0.75,
            re.compile(
                rf"(?<![\u4e00-\u9fff])(?:{common})[\u4e00-\u9fff]{{1,2}}?(?=负责|说过|拍板|点头|离职|休假|牵头|写的|搭的|值班)"
            ),
        ),
        (
            "between",
            0.8,
            re.compile(
                rf"(?<=[由经请让归找是])(?:{every})[\u4e00-\u9fff]{{1,2}}?"
                r"(?=审批|批准|负责|签字|签发|批|拍板|点头|复核|审核|终审|确认|说了算)"
            ),
        ),
        (
            "identity",
            0.9,
            re.compile(
                rf"(?:\A|(?<=[。\n]))(?:{every})[\u4e00-\u9fff]{{1,2}}(?=[，,]\s?[男女][，,])"
            ),
        ),
        ("identity", 0.9, re.compile(rf"(?<=你是|我是){_NAMING}{{2,4}}(?=[，,（(])")),
        (
            "skill",
            0.9,
            re.compile(
                r"\A\s*[\u4e00-\u9fff]{2,4}(?=\s*(?:—|–|-|的)\s*(?:(?i:Work|Persona|Skill)|工作|人物|数字分身|技能))"
            ),
        ),
    )
