"""方向的推断: 没有符号的指标值, 是越高越好还是越低越好.

An inference, never a fact: `infer` always returns its reason, and the reason travels
with the row. Word lists: inferred from published tables and kept here.
"""

from __future__ import annotations

import re

from indicators.quantity import Quantity
from indicators.reasons import Inference, Sentence

FORWARD, REVERSE, EQUAL, QUALITATIVE = DIRECTIONS = ("正向", "反向", "等于", "定性")

HARMS = (
    "故障|事故|中断|投诉|信访|上访|泄[漏露]|重复建设|差错|错误|失误|误差|违规|违法|违纪"
    "|逾期|超支|超标|结余|结转|流失|死亡|伤亡|病死|返修|返工|返贫|延误|拖欠|浪费|损耗"
    "|漏损|能耗|发案|案发|复发|辍学|缺陷|空置|闲置|污染物?排放|排放|退件"
    "|[不未](?:合格|满意|达标|及时|完成)|漏报|误报|漏检|宕机|停机|失业|发病|犯罪|贫困发生"
    "|火灾|违约|不良|坏账|积压|超期|退单|退货|变更"
)
"""What nobody wants: the less of it the better."""
HANDLED = (
    "受理|接待|调处|查处|排查|排除|收回|追缴|清收|清理|盘活|劝返|处理|处置|整改|整治|治理"
    "|防治|防控|控制|化解|解决|修复|抢修|办结|办理|监测|检测|检查|侦破|破获|打击|取缔"
    "|减少|降低|下降|压减|压降|压缩|削减|消减|减排|消除|遏制|节约|避免|督促|追回|追讨|挽回"
    "|清缴|清欠|清偿|偿还|扑灭|扑救"
)
"""Work done on what nobody wants: the more of it the better, or no telling."""
REVERSE_WORDS = (
    f"({HARMS})"
    "(发生)?([人件起]?次?数?|[率量度]|时间|时长|金额|比例|情况|控制率|控制数)$"
    "|成本(控制)?([率数额量]|标准|支出|费用)?$"
)
"""Ends of a name that mean: the less the better. Anchored: 污染治理面积 is not one."""
FORWARD_WORDS = (
    "^(减少|降低|压减|节约|压缩)"
    "|(?<![不未])(处理|办结|解决|修复|排除|化解|下降|降低|减少|节约|压减|整改|回复|处置"
    "|覆盖|达标|及时|完成|满意|合格|通过|知晓|有效|核查|查处|治理|回应|响应|准确|保障)"
    "[率度性数量]?$"
)
DURATIONS = ("分钟", "工作日")
"""Base units of durations (小时 and 天 are minutes)."""
WAITING = (
    "(?<!运行)(?<!服务)(?<!开放)(?<!使用)(?<!持续)(?<!工作)(时间|时限|时长|周期|工期)$"
)


def infer(name: str, group: str, quantity: Quantity) -> tuple[str, Sentence]:
    """推断方向. Returns (正向 or 反向, 理由).

    `group` is the second-level indicator (成本指标 …).

    >>> from decimal import Decimal
    >>> direction, reason = infer("政务云平台故障率", "", Quantity(Decimal("0"), "%"))
    >>> print(direction, reason)
    反向 指标值为 0，按反向指标（不高于）理解
    >>> infer("投诉办结率", "质量指标", Quantity(Decimal("95"), "%"))[0]
    '正向'
    >>> [infer(name, "", Quantity(Decimal(9)))[0] for name in ("不合格率", "受理投诉件数")]
    ['反向', '正向']
    """
    template = re.search(r"[(（]?\s*(≥|≤|>=|<=|<|>)\s*[*＊\d]*", name)
    if template:
        sign = template[1]
        direction = FORWARD if sign in {"≥", ">=", ">"} else REVERSE
        return direction, Inference.SIGN_IN_NAME.of(sign, direction)
    if not quantity.value:
        return REVERSE, Inference.TARGET_OF_ZERO.of()
    words = _less_is_better(name, quantity)
    if words:
        return REVERSE, Inference.REVERSE_NAME.of(words)
    if "成本" in group and not quantity.unit.startswith("%"):
        return REVERSE, Inference.COST_GROUP.of(group)
    return FORWARD, Inference.NO_SIGN.of()


def _less_is_better(name: str, quantity: Quantity) -> str | None:
    """Return the words of a name that mean: the less the better; None without any."""
    short = re.sub(r"[(（][^()（）]*[)）]$", "", name.strip())
    if re.search(FORWARD_WORDS, short) or re.search(
        f"({HANDLED})(?!后).*({HARMS})", short
    ):
        return None
    found = re.search(REVERSE_WORDS, short)
    if found is None and quantity.base[1] in DURATIONS:
        found = re.search(WAITING, short)
    return found[0] if found else None
