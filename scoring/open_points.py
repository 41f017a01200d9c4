"""没有定的分: 哪些行还要人来定, 可能得几分; 哪些行没有填, 少得几分."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.errors import Problem
from scoring.result import MISSING, OUTCOME_WORDS, Result, RowResult

INCOMPLETE = "未填的行按 0 分计，总分不完整"
UNSETTLED = "有的行没有定分，总分没有写"


def open_points(result: Result, file: str) -> Iterator[Problem]:
    """逐行说出没有定分的与没有填的, 再说总分."""
    for row in result.pending:
        yield Problem(_where(row, file), _range(row), _stated(row))
    blank = [row for row in result.all_rows if row.outcome == MISSING]
    for row in blank:
        weight = "" if row.weight is None else f"，少得 {row.weight:f} 分"
        message = f"{row.explanation.substitution}，按 0 分计{weight}"
        yield Problem(_where(row, file), message)
    yield from total_left_open(result, file)
    if blank and not result.pending:
        yield Problem(file, INCOMPLETE, f"{result.totals.points}")


def total_left_open(result: Result, file: str) -> Iterator[Problem]:
    """总分没有写: rows without points leave it open; it lies between these ends."""
    if result.pending:
        yield Problem(file, UNSETTLED, _ends(result))


def _where(row: RowResult, file: str) -> str:
    return f"{file} {row.name}"


def _range(row: RowResult) -> str:
    word = OUTCOME_WORDS[row.outcome]
    if row.low is None or row.high is None:
        return f"没有定分（{word}）：没有分值"
    why = row.explanation.substitution
    return f"没有定分（{word}），可能得 {row.low:f}～{row.high:f} 分：{why}"


def _stated(row: RowResult) -> str | None:
    """The points that the data gives, which are not taken."""
    return None if row.stated is None else f"填报 {row.stated:f} 分，未写入"


def _ends(result: Result) -> str | None:
    low, high = result.totals.low, result.totals.high
    return None if low is None or high is None else f"{low:f}～{high:f}"
