"""Documents with secrets in every place that a program can find, each of them a canary."""

from __future__ import annotations

from collections.abc import Iterator

NAMES = ("Marta Kowalska", "Viktor Lindqvist", "Ines Carvalho", "Tomasz Wrona", "Greta Solberg")
ZH_NAMES = ("欧阳建国", "司马春梅", "王海燕", "李志强", "张丽华")


def english(number: int) -> tuple[str, list[str]]:
    """A runbook and its canaries."""
    name = NAMES[number % len(NAMES)]
    host = f"db-canary-{number}.corp.internal"
    mail = f"oncall.canary{number}@acme-canary.com"
    token = f"AKIA{number:02d}CANARYQWERTYUI"
    trick = f"warm-canary-{number}"
    text = f"""---
title: Order service runbook
author: canary-author-{number}
---
# Order service runbook

<!-- canary comment {number}: ask the old team before anybody else -->

## When latency rises

1. Look at the connection pool before anything else, because nine times out of ten it
   is the culprit.
2. {name} will tell you that a restart is fine; write to {mail} if she does not answer.
3. Never restart all nodes at once: the cache is cold and {host} falls over
   after {40 + number} minutes.
4. Check when the last release went out.

Run this first:

```bash
ssh admin@{host} "./{trick}.sh --token {token} | jq -r '.items[] | .id'"
```

Last March {name} found out the hard way that the gateway keeps the old chain for six hours.

Card data must not be copied out of the payment system; this is required by PCI DSS.
"""
    return text, [
        name.split()[1],
        host,
        mail,
        token,
        trick,
        f"canary-author-{number}",
        f"canary comment {number}",
    ]


def chinese(number: int) -> tuple[str, list[str]]:
    """The same in Chinese."""
    name = ZH_NAMES[number % len(ZH_NAMES)]
    host = f"mysql-canary-{number}.corp.internal"
    mail = f"canary{number}@acme-canary.com"
    token = f"ghp_{number:02d}canaryQWERTYUIOPASDFGHJKLZXCVBNM1234"
    text = f"""---
title: 订单服务运维手册
author: canary-author-{number}
---
# 订单服务运维手册

<!-- canary 注释 {number}：先找老团队 -->

## 延迟升高时

1. 先看连接池，十有八九是它的问题。
2. 重启的事可以直接找 {name}（{mail}），她点头就行，不用走审批。
3. 千万别同时重启所有节点，上次 {host} 就被打挂过。
4. 查看最近一次发布的时间。

先执行：

```bash
mysql -h {host} -u root -p{token} -e "kill 42" | awk '{{print $1}}'
```

个人信息不得复制到支付系统之外，这是《个人信息保护法》的要求。
"""
    return text, [name, host, mail, token, f"canary-author-{number}", f"canary 注释 {number}"]


def twenty() -> Iterator[tuple[str, str, list[str]]]:
    """Name, text and canaries of twenty documents, half of them Chinese."""
    for number in range(10):
        yield (f"en{number}.md", *english(number))
        yield (f"zh{number}.md", *chinese(number))
