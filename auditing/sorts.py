"""一张表是什么: 自评表 (填完没有不论)、绩效目标表、运行监控表, 还是空表."""

from __future__ import annotations

from enum import Enum, unique

from auditing.facts.gaps import MONEY
from auditing.facts.words import placeholder, to_fill
from indicators.evaluation import Evaluation, Indicator

RESULTS = ("actual", "stated")


@unique
class Sort(Enum):
    """一张表是什么: 填写的是全年的完成情况, 是目标, 是年中的进度, 还是什么也没有."""

    SELF_EVALUATION = "自评表"
    TARGETS = "绩效目标表"
    MONITORING = "绩效运行监控表"
    BLANK = "空表"

    @property
    def judged(self) -> bool:
        """填写的是全年的结果, 所以得分可以复算: not targets, nor what July came to."""
        return self not in {Sort.TARGETS, Sort.MONITORING}


def sort_of(evaluation: Evaluation) -> Sort:
    """认出一张表是什么.

    A table of targets has them, or says so in its title, and neither results nor a place
    for them; one of monitoring says so in its title and has no points; a blank has no
    target, no result and no text of a goal either, whatever names it prints.

    >>> rows = [Indicator((), "合格率", target) for target in ("≥95%", None)]
    >>> [sort_of(Evaluation(indicators=(row,))).value for row in rows]
    ['绩效目标表', '空表']
    """
    rows, total = evaluation.indicators, evaluation.total
    if total.stated is not None or total.unread or any(map(_has_result, rows)):
        return Sort.MONITORING if _monitors(evaluation) else Sort.SELF_EVALUATION
    if any(_says(row.target) for row in rows):
        return _without_results(evaluation)
    if all(map(_is_known_blank, rows)) and not _has_more(evaluation):
        return Sort.BLANK
    titled = _is_titled_targets(evaluation)
    return _without_results(evaluation) if titled else Sort.SELF_EVALUATION


def _without_results(evaluation: Evaluation) -> Sort:
    """A table of targets, or titled so, without a result: what it asks for tells."""
    if _monitors(evaluation):
        return Sort.MONITORING
    return Sort.TARGETS if _asks_no_result(evaluation) else Sort.SELF_EVALUATION


def _monitors(evaluation: Evaluation) -> bool:
    """Tell whether a table is one of monitoring (1-7月完成情况), by its title."""
    title = evaluation.form or ""
    stated = evaluation.total.stated, *(row.stated for row in evaluation.indicators)
    return "监控" in title and "自评" not in title and set(stated) == {None}


def _asks_no_result(evaluation: Evaluation) -> bool:
    """Tell whether a form has no place for results.

    One with columns of its own kind may ask for them there, unless its title says 目标.
    """
    rows = evaluation.indicators
    if any(not row.blank.keys().isdisjoint(RESULTS) for row in rows):
        return False
    return _is_titled_targets(evaluation) or not any(row.extra for row in rows)


def _is_titled_targets(evaluation: Evaluation) -> bool:
    """Tell whether a table calls itself one of targets (申报表), or of monitoring."""
    title = evaluation.form or ""
    return ("目标" in title or "监控" in title) and "自评" not in title


def _is_known_blank(row: Indicator) -> bool:
    """Tell whether nothing stands in the columns of a row, and in no other one."""
    return not row.extra and (bool(row.blank) or row.place is None)


def _has_result(row: Indicator) -> bool:
    """Tell whether a row has an actual value or points, understood or not."""
    return row.stated is not None or _says(row.actual) or bool(row.unread)


def _says(text: str | None) -> bool:
    return text is not None and not (placeholder(text) or to_fill(text))


def _has_more(evaluation: Evaluation) -> bool:
    """Tell whether money or goals are filled in beside the indicators."""
    lines, goals = evaluation.funds.lines, evaluation.goals
    amounts = any(getattr(line, what) for line in lines for what in MONEY)
    return amounts or bool(goals.expected or goals.actual)
