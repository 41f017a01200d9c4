"""选评分办法: 由版式推得, 并说明理由."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import frozen

from indicators.evaluation import Evaluation
from scoring.policy import DEFAULT

HUBEI_EXECUTION = Decimal(20)
OLD_YEARS = range(2016, 2020)
BRIEF = "完成情况简要描述"


@frozen
class Choice:
    """选定的评分办法与理由."""

    policy: str
    reason: str


_BY_FORM = (
    ("湖北", "hubei-2020", "版式为湖北的自评表"),
    ("510000|四川", "sichuan-department", "版式为四川的部门预算自评表"),
    ("海南", "hainan-2023", "版式为海南的自评表"),
)


def choose(evaluation: Evaluation) -> Choice:
    """由版式名称、执行率分值、一级指标与年度推得.

    >>> choose(Evaluation(form="项目自评表(湖北)")).policy
    'hubei-2020'
    """
    form = evaluation.form or ""
    if "转移支付" in form and not _scored(evaluation):
        return Choice("transfer-unscored", "版式为转移支付自评表，没有分值与得分")
    for pattern, policy, reason in _BY_FORM:
        if re.search(pattern, form):
            return Choice(policy, f"{reason}（{form}）")
    line = evaluation.funds.total
    if line is not None and line.weight == HUBEI_EXECUTION:
        return Choice("hubei-2020", "执行率印有 20 分，与湖北的办法相同")
    firsts = {row.path[0] for row in evaluation.indicators if row.path}
    if "成本指标" in firsts:
        return Choice("mof-2021", "成本指标列为一级指标")
    deducted = any(map(evaluation.printed_deduction, evaluation.indicators))
    if deducted or _has(evaluation, BRIEF):
        return Choice("yitihua", "有扣减分数或完成情况简要描述，是一体化系统的导入表")
    # The 2016 form prints 年初预算数 alone; 全年预算数 came with the form of 2020.
    old = line is None or line.budget is None
    if evaluation.year in OLD_YEARS and old:
        return Choice("legacy-2016", f"{evaluation.year} 年度，适用 2016 年版的自评表")
    return Choice(DEFAULT, "没有别的依据，用全国通行的办法")


def _has(evaluation: Evaluation, column: str) -> bool:
    """Tell whether the table has a column of this name."""
    titles = {title for row in evaluation.indicators for title, _ in row.extra}
    return any(column in title for title in titles)


def _scored(evaluation: Evaluation) -> bool:
    return any(
        row.weight is not None or row.stated is not None
        for row in evaluation.indicators
    )
