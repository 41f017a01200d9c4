"""资金表的字样: 资金行的名称 (年度资金总额、其中：财政拨款 …)、金额单位、写在表头里的分值."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from reading.vocabulary.headings import bare, key, pattern, role

FundKind = Literal["total", "part", "source"]
_MONEY = re.compile("资金|预算|经费|收支|收入|支出|投资|执行|元")
_TOTAL = re.compile("总额|合计|总计|总量")
_UNITS = "亿元|万元|千元|元"
_MONEYS = frozenset(_UNITS.split("|"))
_MEASURED = {
    **dict.fromkeys(("initial", "budget", "spent"), "money"),
    "rate": "rate",
    **dict.fromkeys(("weight", "stated"), "points"),
}
_STATED = re.compile(rf"单位:?(?:人民币)?({_UNITS})(?![/每])")
_BRACKETED = re.compile(rf"\((?:单位:?)?({_UNITS})\)")
_ALONE = re.compile(
    rf"[(\[]?(?:(?:金额|资金|货币|计量)?单位[:为]?)?(?:人民币)?({_UNITS})[)\]]?"
)
_WEIGHT = re.compile(
    r"\((?:[^()]*[,;，；])?满?分?值?:?(\d+)分(?:[,;，；][^()]*)?[)*×x]"
)
_EXECUTION = re.compile("执行|支出率|支付率|支出进度|支付进度")
_SAID = re.compile(
    r"(?:(?P<stated>(?:执行率?|自评|实际)*得分|自评分)|(?P<weight>(?:执行率?)?(?:分值|权重|满分|标准分)))"
    r"[:为是]?(\d+(?:\.\d+)?)分?"
)
_ALONE_SAID = re.compile(r"(?:执行率?|自评)?得分(?::\d+(?:\.\d+)?分?|\d+(?:\.\d+)?)")
_CLAUSES = re.compile(r"[,;。、，；\s]+")
_SEVERAL_YEARS = re.compile("(项目)?(中长期|中期|长期|实施期)")
_AMOUNT = re.compile(
    rf"(?P<label>[^\d:]{{2,12}}?)[:为是]?(?:人民币)?(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<unit>{_UNITS}|%|分)"
)
_BETWEEN = re.compile(r"[;。、，；\s]+|,(?!\d{3})")
_JOINTS = re.compile("[/、,;；()和与及|]+")
_JOINED = frozenset(("rate", "weight", "stated"))
_LONGEST_JOINT = 16
_COMPLETION = frozenset(("完成率", "完成比例", "预算完成率"))
_HOW_MUCH = frozenset(("金额", "数额", "总额", "资金额", "额度", "数"))
_REMAINDER = re.compile(
    "结转|结余|剩余|余额|未(?:执行|支出|使用|拨付)|差额|偏差|比[例率]|占比|备注"
)


def is_fund_line(text: str) -> bool:
    """Say whether a text names a line of the funds.

    >>> is_fund_line("其中：当年财政拨款"), is_fund_line("上年结转资金"), is_fund_line("甲")
    (True, True, False)
    """
    return pattern("funds", "line").match(key(text)) is not None


def parts_of(text: str) -> list[str]:
    """The parts of a text that a stroke or another mark joins.

    >>> parts_of("97.00%／9.7"), parts_of("分值、得分"), parts_of("执行率（得分）")
    (['97.00%', '9.7'], ['分值', '得分'], ['执行率', '得分'])
    """
    return [part for part in _JOINTS.split(key(text)) if part]


def joint_roles(text: str) -> tuple[str, ...]:
    """执行率／得分: what the values below one heading are; () for one value.

    >>> joint_roles("执行率／得分"), joint_roles("分值与得分"), joint_roles("执行率B/A")
    (('rate', 'stated'), ('weight', 'stated'), ())
    """
    parts = parts_of(text) if len(text) <= _LONGEST_JOINT else []
    roles = [role("funds", part) for part in parts]
    found = tuple(each for each in roles if each in _JOINED)
    return found if len(set(found)) == len(roles) > 1 else ()


def speaks_of_money(text: str) -> bool:
    """Say whether a text beside fund headings is the label of their block.

    >>> speaks_of_money("资金到位与使用（万元）"), speaks_of_money("另见第七号卷宗")
    (True, False)
    """
    return _MONEY.search(key(text)) is not None


def speaks_of_execution(text: str) -> bool:
    """Say whether a label is about the execution of the budget, not about points alone.

    >>> speaks_of_execution("执行率分值"), speaks_of_execution("得分")
    (True, False)
    """
    return _EXECUTION.search(key(text)) is not None


def points_said(text: str) -> dict[str, str]:
    """The points of the execution in a sentence, as weight and stated; {} without both.

    得分：9.66 says them alone; 得分10分 may be the points that there are to get.

    >>> points_said("分值10分，得分9.66分"), points_said("得分9.66分")
    ({'weight': '10', 'stated': '9.66'}, {})
    >>> points_said("得分：9.66"), points_said("得分9.66")
    ({'stated': '9.66'}, {'stated': '9.66'})
    """
    if "分" not in text:
        return {}
    said = filter(None, map(_SAID.fullmatch, _CLAUSES.split(key(text))))
    found = {"stated" if match["stated"] else "weight": match[3] for match in said}
    alone = _ALONE_SAID.fullmatch(key(text))
    return found if len(found) > 1 or alone else {}


def said_amounts(text: str) -> list[tuple[str, str, str]]:
    """年初预算2860万元，执行率98%: role, amount and unit of each clause of a text.

    Nothing where one of its clauses is no amount of the funds with its name and unit.

    >>> said_amounts("年初预算2,860万元，执行率98%")
    [('initial', '2,860', '万元'), ('rate', '98%', '')]
    >>> said_amounts("年初预算2860万元，已全部执行")
    []
    """
    if not any(map(str.isdigit, text)):
        return []
    clauses = list(filter(None, _BETWEEN.split(key(text))))
    matches = list(filter(None, map(_AMOUNT.fullmatch, clauses)))
    found = [
        (role("funds", match["label"]), match["amount"], match["unit"])
        for match in matches
    ]
    if len(found) < len(clauses) or not all(
        _fits(what, unit) for what, _, unit in found
    ):
        return []
    return [
        (
            str(what),
            f"{amount}%" if unit == "%" else amount,
            unit if unit in _MONEYS else "",
        )
        for what, amount, unit in found
    ]


def _fits(what: str | None, unit: str) -> bool:
    """Say whether a unit is one of what it stands behind."""
    return {"%": "rate", "分": "points"}.get(unit, "money") == _MEASURED.get(str(what))


def is_of_several_years(text: str) -> bool:
    """Say whether a label is of money for the whole time of a project, not for a year.

    >>> is_of_several_years("中期资金总额"), is_of_several_years("年度资金总额")
    (True, False)
    """
    return _SEVERAL_YEARS.match(key(text)) is not None


def is_part_mark(text: str) -> bool:
    """Say whether a text is 其中 alone, which belongs to the label beside it."""
    return key(text) == "其中"


def starts_part(text: str) -> bool:
    """Say whether a text begins with 其中: a part of what stands before it."""
    return key(text).startswith("其中")


def is_remainder(title: str) -> bool:
    """Say whether an unknown heading is of what is left over: no budget, no spending.

    >>> is_remainder("结转结余"), is_remainder("本年盘子")
    (True, False)
    """
    return _REMAINDER.search(title) is not None


def is_completion(title: str) -> bool:
    """Say whether a heading is a rate of completion, which may be that of the money.

    >>> is_completion("完成率（%）"), is_completion("资金到位率")
    (True, False)
    """
    return bare(key(title)) in _COMPLETION


def says_how_much(text: str) -> bool:
    """Say whether a part of a heading is the amount itself: 金额 beside 支出率.

    >>> says_how_much("金额（万元）"), says_how_much("支出率")
    (True, False)
    """
    return bare(key(text)) in _HOW_MUCH


def is_arrival(title: str) -> bool:
    """Say whether a heading is of money that has arrived: a budget where no other is.

    >>> is_arrival("资金到位数"), is_arrival("计划数")
    (True, False)
    """
    return "到位" in title or "下达" in title


def without_part_mark(text: str) -> str:
    """The key of a label without its 其中.

    >>> without_part_mark("其中：财政拨款"), without_part_mark("财政拨款")
    ('财政拨款', '财政拨款')
    """
    return re.sub("^其中[:：]?", "", key(text))


def fund_kind(label: str) -> FundKind:
    """年度资金总额 is the total, 其中：财政拨款 a part of it, 其他资金 a source.

    >>> fund_kind("年度资金总额"), fund_kind("其中：财政拨款"), fund_kind("其他资金")
    ('total', 'part', 'source')
    """
    if starts_part(label):
        return "part"
    return "total" if _TOTAL.search(label) else "source"


def names_another_block(text: str) -> bool:
    """Say whether a label is one of the head, the goals or the indicators."""
    return any(role(block, text) for block in ("goals", "columns", "head"))


@lru_cache(maxsize=1024)
def unit_alone(text: str) -> str | None:
    """The unit of a cell that says nothing else.

    >>> unit_alone("（万元）"), unit_alone("单位：万元"), unit_alone("金额单位：元")
    ('万元', '万元', '元')
    >>> unit_alone("万元"), unit_alone("项目资金（万元）")
    ('万元', None)
    """
    match = _ALONE.fullmatch(key(text))
    return match[1] if match else None


def unit_in_brackets(text: str) -> str | None:
    """The unit behind a heading: 项目资金（万元）."""
    match = _BRACKETED.search(key(text)) if "元" in text else None
    return match[1] if match else None


def unit_stated(text: str) -> str | None:
    """The unit in a text that says 单位：万元, perhaps among other words.

    >>> unit_stated("2022年度 金额单位：人民币万元"), unit_stated("单位：元/年")
    ('万元', None)
    """
    match = _STATED.search(key(text)) if "元" in text else None
    return match[1] if match else None


def weight_said(texts: Iterable[str]) -> Decimal | None:
    """预算执行情况（20分）, 得分(20分*执行率): None where they do not agree.

    >>> weight_said(["预算执行情况（20分）", "得分（20分*执行率）"])
    Decimal('20')
    >>> weight_said(["二、预算执行情况（单位：万元，满分10分）"])
    Decimal('10')
    """
    found = {match for text in texts for match in _WEIGHT.findall(key(text))}
    return Decimal(found.pop()) if len(found) == 1 else None
