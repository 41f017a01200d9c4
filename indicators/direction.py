"""方向的推断: 没有符号的指标值, 是越高越好还是越低越好.

An inference, never a fact: `infer` always returns its reason, and the reason travels
with the row. Word lists: inferred from published tables and kept here.
"""

from __future__ import annotations

import re

from indicators.quantity import Quantity

FORWARD, REVERSE, EQUAL, QUALITATIVE = DIRECTIONS = ("正向", "反向", "等于", "定性")

REVERSE_WORDS = (
    "故障|事故|中断|投诉|信访|上访|泄[漏露]|重复建设|差错|错误率|失误|违规|违法|违纪|逾期"
    "|超支|结余率|结转率|流失率|死亡率|伤亡|返修|返工|延误|拖欠|浪费|损耗|能耗|成本"
    "|发案|案发|复发率|辍学率|缺陷|空置率|闲置率|响应时间|响应时长|解决时间|恢复时间"
    "|办理时限|办结时限|出具时限|等待时间|污染|排放量|退件率|不合格"
)
FORWARD_WORDS = (
    "(处理|办结|解决|修复|排除|化解|下降|降低|减少|节约|压减|整改|回复|处置|覆盖|达标"
    "|及时|完成|满意|合格|通过|知晓|有效|核查|查处|治理|回应|响应|准确|控制达标|保障)"
    "[率度性数]?$|反馈率|核算|公开|节能"
)


def infer(name: str, group: str, quantity: Quantity) -> tuple[str, str]:
    """推断方向. Returns (正向 or 反向, 理由).

    `group` is the second-level indicator (成本指标 …).

    >>> from decimal import Decimal
    >>> infer("政务云平台故障率", "质量指标", Quantity(Decimal("0"), "%"))
    ('反向', '指标值为 0，按反向指标（不高于）理解')
    >>> infer("投诉办结率", "质量指标", Quantity(Decimal("95"), "%"))[0]
    '正向'
    """
    template = re.search(r"[(（]?\s*(≥|≤|>=|<=|<|>)\s*[*＊\d]*", name)
    if template:
        direction = FORWARD if template[1] in {"≥", ">=", ">"} else REVERSE
        return direction, f"指标名称中写有“{template[1]}”，按{direction}指标理解"
    if not quantity.value:
        return REVERSE, "指标值为 0，按反向指标（不高于）理解"
    if re.search(FORWARD_WORDS, name):
        return FORWARD, "指标值没有符号，按正向指标（不低于）理解"
    found = re.search(REVERSE_WORDS, name)
    if found:
        return REVERSE, f"名称含“{found[0]}”，按反向指标（不高于）理解"
    if "成本" in group and not quantity.unit.startswith("%"):
        return REVERSE, f"列在“{group}”之下，按反向指标（不高于）理解"
    return FORWARD, "指标值没有符号，按正向指标（不低于）理解"
