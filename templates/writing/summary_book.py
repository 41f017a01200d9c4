"""自评结果汇总表的工作簿: 一张自评表一行, 末行合计, 表下写明怎样来的.

No published layout was seen: the columns are inferred from what the self-evaluations
themselves print (项目、单位、预算、执行、得分、等级), and from what an audit adds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from attrs import frozen

from indicators.exact import Fraction
from indicators.quantity import Quantity
from scoring.rounding import Rounding, rounded
from templates.writing.contents import Content, number, quantity, words
from templates.writing.page import Box, Page, Style, spread
from templates.writing.workbook import pack

TITLE = "项目支出绩效自评结果汇总表"
SHEET = "汇总表"
SOURCE = "没有见到公开的汇总表式，栏目由自评表推得"
_NOTES = (
    "金额单位：万元。原表以元计的，已换算；显示两位小数，存的是原数。",
    "执行率＝全年执行数÷全年预算数（办法以年初预算数为准的除以年初预算数）；合计的执行率由合计的金额得出。",
    "自评得分、等级为各表所填，没有填的空着；重算得分按各表适用的评分办法得出，写成区间的，余地在由人评定的行。",
    f"{SOURCE}；财政部门另有表式的，以其为准。",
)
_MONEY = "0.00"
_FUNDS = "资金（万元）"
_AMOUNTS = {"initial": "年初预算数", "budget": "全年预算数", "spent": "全年执行数"}


@frozen(kw_only=True)
class ResultLine:
    """汇总表的一行: 一张自评表. Amounts are in 万元, exact; None where none is known."""

    project: str
    department: str | None = None
    unit: str | None = None
    year: int | None = None
    initial: Fraction | None = None
    budget: Fraction | None = None
    spent: Fraction | None = None
    rate: Fraction | None = None
    stated: Decimal | None = None
    grade: str | None = None
    due: str = ""
    counts: tuple[int, ...] = (0, 0, 0, 0)
    remark: str = ""


@frozen
class _SummaryColumn:
    """一列: 上一层列名、列名、宽度、样式, 与一行里写什么."""

    over: str
    heading: str
    width: int
    style: Style
    write: Callable[[ResultLine], Content]


def _whole(value: int | None) -> Content:
    """A whole number; nothing for none."""
    return number(Decimal(value) if value else None)


def _count(place: int) -> Callable[[ResultLine], Content]:
    """How many findings of one severity; nothing for none."""
    return lambda line: _whole(line.counts[place])


_COLUMNS = (
    _SummaryColumn("", "项目名称", 26, "text", lambda line: words(line.project)),
    _SummaryColumn("", "主管部门", 14, "text", lambda line: words(line.department)),
    _SummaryColumn("", "实施单位", 14, "text", lambda line: words(line.unit)),
    _SummaryColumn("", "年度", 6, "center", lambda line: _whole(line.year)),
    _SummaryColumn(
        _FUNDS, "年初预算数", 11, "number", lambda line: _money(line.initial)
    ),
    _SummaryColumn(
        _FUNDS, "全年预算数", 11, "number", lambda line: _money(line.budget)
    ),
    _SummaryColumn(_FUNDS, "全年执行数", 11, "number", lambda line: _money(line.spent)),
    _SummaryColumn(_FUNDS, "执行率", 9, "number", lambda line: _rate(line.rate)),
    _SummaryColumn("自评结果", "得分", 8, "number", lambda line: number(line.stated)),
    _SummaryColumn("自评结果", "等级", 6, "center", lambda line: words(line.grade)),
    _SummaryColumn("", "重算得分", 10, "center", lambda line: words(line.due)),
    _SummaryColumn("审核发现（处）", "错误", 5, "number", _count(0)),
    _SummaryColumn("审核发现（处）", "不一致", 6, "number", _count(1)),
    _SummaryColumn("审核发现（处）", "提醒", 5, "number", _count(2)),
    _SummaryColumn("审核发现（处）", "提示", 5, "number", _count(3)),
    _SummaryColumn("", "备注", 24, "text", lambda line: words(line.remark)),
)
_WIDTHS = (5, *(column.width for column in _COLUMNS))
_FIRST = 4
"""The row of the first line: below title, year, and two rows of headings."""


def _money(amount: Fraction | None) -> Content:
    """An amount in 万元: exact in the cell, two decimals to be seen."""
    if amount is None:
        return Content()
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return Content(f"{rounded(amount, Rounding(2)):f}", exact, _MONEY)


def _rate(rate: Fraction | None) -> Content:
    if rate is None:
        return Content()
    return quantity(Quantity(rounded(rate * 100, Rounding(2)), "%"))


def write_summary(lines: Sequence[ResultLine], apart: Sequence[str]) -> bytes:
    """写出一个 .xlsx. `apart` says what was given and is not in the table."""
    boxes = [
        Box(0, 0, 1, len(_WIDTHS), Content(TITLE), "title"),
        Box(1, 0, 1, len(_WIDTHS), Content(_year(lines)), "subtitle"),
        *_headings(),
    ]
    for place, line in enumerate((*lines, summed(lines))):
        first = _whole(place + 1 if place < len(lines) else None)
        boxes.append(Box(_FIRST + place, 0, 1, 1, first, "center"))
        boxes += _cells(_FIRST + place, line)
    after = _FIRST + len(lines) + 1
    for place, note in enumerate(_notes(apart)):
        box = Box(after + place, 0, 1, len(_WIDTHS), Content(note), "note")
        boxes.append(box)
    return pack({SHEET: _page(boxes)}, TITLE)


def _page(boxes: Sequence[Box]) -> Page:
    return spread(boxes, _WIDTHS, (_FIRST - 2, _FIRST - 1))


def _year(lines: Sequence[ResultLine]) -> str:
    """The year of all the tables; nothing where they are of several."""
    years = {line.year for line in lines}
    return f"（{years.pop()}年度）" if len(years) == 1 and None not in years else ""


def _headings() -> Iterator[Box]:
    """Two rows: columns of one kind share a heading."""
    top, column = _FIRST - 2, 1
    yield Box(top, 0, 2, 1, Content("序号"), "label")
    for over, run in groupby(_COLUMNS, key=lambda each: each.over):
        members = tuple(run)
        if over:
            yield Box(top, column, 1, len(members), Content(over), "label")
        for each in members:
            row, rows = (top + 1, 1) if over else (top, 2)
            yield Box(row, column, rows, 1, Content(each.heading), "label")
            column += 1


def _cells(row: int, line: ResultLine) -> Iterator[Box]:
    for column, each in enumerate(_COLUMNS, 1):
        yield Box(row, column, 1, 1, each.write(line), each.style)


def summed(lines: Sequence[ResultLine]) -> ResultLine:
    """合计: amounts and findings; points of different tables are not added up."""
    initial, budget, spent = (
        _sum(getattr(line, what) for line in lines) for what in _AMOUNTS
    )
    counts = zip(*(line.counts for line in lines), strict=True)
    return ResultLine(
        project=f"合计（{len(lines)} 张）",
        initial=initial,
        budget=budget,
        spent=spent,
        rate=_whole_rate(lines),
        counts=tuple(map(sum, counts)) or (0, 0, 0, 0),
        remark=_lacking(lines),
    )


def _sum(amounts: Iterable[Fraction | None]) -> Fraction | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Fraction(0)) if known else None


def _whole_rate(lines: Sequence[ResultLine]) -> Fraction | None:
    """What was spent of all budgets; None unless both are known of every table."""
    pairs = [(line.spent, line.budget) for line in lines]
    spent, budget = (
        (_sum(side) for side in zip(*pairs, strict=True)) if pairs else (None,) * 2
    )
    known = all(None not in pair for pair in pairs)
    return spent / budget if known and budget and spent is not None else None


def _lacking(lines: Sequence[ResultLine]) -> str:
    """Say how many tables each sum does without."""
    counts = {
        name: sum(getattr(line, what) is None for line in lines)
        for what, name in _AMOUNTS.items()
    }
    told = [f"{name} {count} 张" for name, count in counts.items() if count]
    return f"没有填而未计入的：{'、'.join(told)}" if told else ""


def _notes(apart: Sequence[str]) -> Iterator[str]:
    yield from (f"注：{n}. {text}" for n, text in enumerate(_NOTES, 1))
    yield from (f"未列入：{text}" for text in apart)
