"""What a sentence does: step, rule, condition, question, fact, story, dialogue, lead-in, label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from antidistill.document import Form
from antidistill.nlp.english import opens_with_imperative
from antidistill.reading import Speech

if TYPE_CHECKING:
    from spacy.tokens import Doc

_EN_CONDITION = re.compile(
    r"(?:if|when|whenever|once|unless|in case|as soon as|should you)\b", re.I
)
_EN_RULE = re.compile(
    r"\b(?:must|should|shall|never|always|don['’]t|do not|need(?:s)? to|ha(?:s|ve) to|"
    r"not allowed|required to|may not|cannot be)\b",
    re.I,
)
_EN_STORY = re.compile(
    r"\b(?:last (?:week|month|year|time)|once|yesterday|ago|back (?:then|in)|in (?:19|20)\d\d|"
    r"we (?:had|found|learned|learnt|lost|saw|noticed|discovered|got|used to)|I (?:had|found|"
    r"learned|learnt|lost|saw|noticed|once))\b",
    re.I,
)
_ZH_CONDITION = re.compile(
    r"^(?:如果|若|当|一旦|遇到|假如|万一|要是|只要|除非|出现.{1,20}时)|^.{1,24}(?:时|的话|后)[，,]"
)
_ZH_RULE = re.compile(
    r"必须|禁止|不得|不要|不能|不可|不允许|务必|应当|应该|需要|需|严禁|绝不|千万|一律|别(?=[^的人处家类])|应(?=[先在以按有为使提检])"
)
_ZH_STORY = re.compile(
    r"上次|有一次|曾经|那次|之前(?:出过|有|因为|就)|去年|上个?月|上周|当时|后来|踩过|那会儿|\d{4}\s*年.{0,12}(?:了|过)"
)
_ZH_STEP = re.compile(
    r"^(?:先|再|然后|接着|最后|首先|其次|随后|并|请|手动|定期|及时|统一|提前|主动|逐[个一台]|第[一二三四五六]步[，：:]?)*"
)
_ZH_VERB = re.compile(
    r"^(?:打开|关闭|登录|执行|运行|检查|查看|查询|确认|核对|核实|联系|通知|启动|停止|重启|切换|回滚|备份|恢复|清理|"
    r"删除|添加|新增|创建|修改|更新|配置|设置|安装|部署|发布|上传|下载|提交|合并|评估|分析|记录|填写|整理|收集|对齐|"
    r"撰写|筛选|安排|跟进|准备|同步|反馈|评审|测试|验证|监控|观察|排查|定位|选择|点击|输入|导出|导入|调整|使用|拉取|"
    r"推送|编写|编辑|复制|移动|放入|取出|加入|冲洗|清洗|平衡|进样|关机|开机|按下|拧|等待|保存|归档|升级|扩容|缩容|"
    r"迁移|替换|申请|审批|报告|汇报|上报|沟通|组织|召开|拆分|列出|先|把|将)"
)
_DIALOGUE = re.compile(
    r"^(?:[「“\"].*[」”\"][。.]?|(?:你|我|他|她|用户|客户|领导|同事|A|B|Q|User|You)[:：].*)$"
)
_STAMP = re.compile(
    r"[^:：\d]{1,24}[:：]\s*v?\d[\d.\-/:年月日 Tt]*(?:UTC|Z)?$",
    re.I,
)
"""'Last updated: 2025-03-01', '版本：v1.2': a label with a date or number behind it."""
_TENSED = ("VBZ", "VBP", "VBD", "MD")


def speech(text: str, doc: Doc | None, form: Form, language: str) -> Speech:
    """What the sentence `text` does. `doc` is its analysis, if there is one."""
    bare = text.strip()
    if form is Form.HEADING:
        return Speech.LABEL
    if bare.endswith((":", "：")):
        return Speech.LEAD_IN
    if _STAMP.match(bare):
        return Speech.LABEL
    if _DIALOGUE.match(bare):
        return Speech.DIALOGUE
    if bare.rstrip('”"」)）').endswith(("?", "？")):
        return Speech.QUESTION
    return _chinese(bare, doc) if language == "zh" else _english(bare, doc)


def _english(text: str, doc: Doc | None) -> Speech:
    words = text.split()
    if _EN_STORY.search(text) and _past(doc):
        return Speech.STORY
    if _EN_CONDITION.match(text) and len(words) > 4:
        return Speech.CONDITION
    if _imperative(text, doc):
        return Speech.STEP
    if _EN_RULE.search(text):
        return Speech.RULE
    if doc is not None and any(t.tag_ in _TENSED or t.lower_ in ("is", "are") for t in doc):
        return Speech.FACT
    return Speech.LABEL


def _imperative(text: str, doc: Doc | None) -> bool:
    if opens_with_imperative(text) or re.match(
        r"(?:please|then|next|first|finally|now),?\s", text, re.I
    ):
        return not _has_subject_before_verb(doc)
    return False


def _has_subject_before_verb(doc: Doc | None) -> bool:
    """'Access tokens expire daily.' opens with a word that could be an imperative, but is none."""
    if doc is None:
        return False
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    return (
        root is not None
        and root.tag_ in ("VBZ", "VBD")
        and any(t.dep_ in ("nsubj", "nsubjpass") and t.i < root.i for t in root.children)
    )


def _past(doc: Doc | None) -> bool:
    return doc is None or any(t.tag_ in ("VBD", "VBN") for t in doc)


def _chinese(text: str, doc: Doc | None) -> Speech:
    if _ZH_STORY.search(text):
        return Speech.STORY
    if _ZH_CONDITION.search(text):
        return Speech.CONDITION
    lead = _ZH_STEP.match(text)
    rest = text[lead.end() :] if lead else text
    if _ZH_VERB.match(rest) and not _ZH_RULE.match(rest) and not _nominal(doc):
        return Speech.STEP
    if _ZH_RULE.search(text):
        return Speech.RULE
    if doc is not None and len(doc):
        first = next((t for t in doc if t.pos_ not in ("ADV", "PUNCT", "SPACE")), doc[0])
        if first.tag_ == "v" and len(doc) > 2:
            return Speech.STEP
        if any(t.tag_ in ("v", "a") for t in doc) and len(text) > 8:
            return Speech.FACT
    return Speech.LABEL


def _nominal(doc: Doc | None) -> bool:
    """'发布流程', '检查清单': a verb that only modifies a noun, with nothing behind it."""
    if doc is None or len(doc) > 3:
        return False
    return len(doc) > 1 and doc[-1].tag_ in ("n", "nz", "vn") and doc[0].tag_ in ("vn", "n", "nz")
