"""计分的原因: 一行为何没有公式可算 (`Unmeasurable`), 计分时作了什么假设 (`Assumption`).

All sentences of the engine stand here; see `indicators.reasons`.
"""

from __future__ import annotations

from enum import unique

from indicators.reasons import Reason
from scoring.result import MISSING, NOT_APPLICABLE, UNVERIFIABLE


@unique
class Unmeasurable(Reason):
    """一行为何没有公式可算; `outcome` says what follows from it."""

    BLANK_ACTUAL = "实际完成值为空"
    MARKED_ACTUAL = "实际完成值为“{}”"
    BLANK_TARGET = "指标值为空"
    MARKED_TARGET = "指标值为“{}”"
    NO_AMOUNT = "{}为空，执行率无从计算"
    NOT_APPLICABLE = "本行标为不适用（“{}”）"
    DETAIL_ROW = "未列分值与得分的明细行，不单独计分"
    NONE_AS_TARGET = "指标值为“无”：可以是 0，也可以是不适用，由人认定"
    NEGATIVE_WEIGHT = "分值为 {}，不能为负"
    TEXT_AGAINST_NUMBER = "指标值是文字，实际完成值“{}”是数，无从比较"
    NUMBER_AGAINST_TEXT = "指标值是数，实际完成值是文字，无从计算"
    NUMBER_AGAINST_DATE = "指标值是数，实际完成值是日期，无从计算"
    DATE_AGAINST_PERCENT = "指标值是时限，实际完成值是完成率，无从判断是否按时"
    DATE_AGAINST_OTHER = "指标值是时限，实际完成值不是日期，无从判断是否按时"
    BEGUN_OR_FINISHED = (
        "指标值与实际完成值，一个是开工的时间，一个是完成的时间，无从比较"
    )
    UNITS_DIFFER = "计量单位不同（{} 与 {}），无从比较"
    SHARE_OR_PERCENT = "一边是 {}，另一边是 {}，看不出是百分数还是比例"
    AT_LEAST_ONLY = "实际完成值只写了界限（至少 {}），不足以判断"
    AT_MOST_ONLY = "实际完成值只写了界限（至多 {}），不足以判断"
    RANGE_ONLY = "实际完成值是一个区间，不足以判断"
    VAGUE_DATE = "期限为 {}，完成时间只知在 {} 至 {}，是否按时不能确定"
    NEGATIVE_TARGET = "指标值 {} 为负数，未达到时怎样计分，各文本没有规定"
    RATE_ONLY = "{}为空，只印有执行率 {}，无从核对"
    NO_BUDGET = "{}为 {}，执行率没有意义，不予计算"
    UNREAD = "{}没有读懂（“{}”），无从计算"

    @property
    def outcome(self) -> str:
        """The outcome of the row: missing, not_applicable, else unverifiable."""
        return _OUTCOMES.get(self, UNVERIFIABLE)


_OUTCOMES = {
    Unmeasurable.BLANK_ACTUAL: MISSING,
    Unmeasurable.MARKED_ACTUAL: MISSING,
    Unmeasurable.BLANK_TARGET: MISSING,
    Unmeasurable.MARKED_TARGET: MISSING,
    Unmeasurable.NO_AMOUNT: MISSING,
    Unmeasurable.NOT_APPLICABLE: NOT_APPLICABLE,
    Unmeasurable.DETAIL_ROW: NOT_APPLICABLE,
}


@unique
class Assumption(Reason):
    """计分时的假设; it travels with the row into every output."""

    SAME_TEXT = "实际完成值与指标值文字相同，按“{}”一档理解"
    NONE_IS_ZERO = "实际完成值“无”按 0 理解"
    UNIT_OF_MULTIPLE = "“{}”的单位按“{}”理解"
    UNIT_OF_OTHER = "“{}”没有单位，按“{}”理解"
    YEAR_OF_TABLE = "日期按 {} 年理解"
    ONE_YEAR = "两个日期都没有年份，按同一年理解"
    PRINTED_WEIGHT = "表上印的分值为 {} 分，评分办法为 {} 分，按表上计算"
    USUAL_WEIGHT = "表上印的分值为 {} 分，超出满分；评分办法为 {} 分，按评分办法计算"
    OTHER_BUDGET = "表上没有{}，以{}为分母"
    CHOSEN_BY_USER = "未评定，按{}取 {} 分（使用者选择）"
