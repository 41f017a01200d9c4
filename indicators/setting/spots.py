"""表上的每一个值: 在哪一行、哪一格, 可不可以试设."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from attrs import field

from indicators.evaluation import VALUE_NAMES, Evaluation, FundLine, Indicator, Total
from indicators.place import Place
from indicators.records import record

TOTAL = "总分"
LABELS: Mapping[str, str] = {
    **VALUE_NAMES,
    "sign": "指标性质",
    "unit": "计量单位",
    "variance_note": "偏差原因",
    "deduction": "扣减分数",
    "name": "指标名称",
    "grade": "等级",
}
"""What people call a value; the name of a group is none of them."""

_OF_ROWS = frozenset({"target", "actual", "weight", "stated", "sign", "unit"})
_OF_FUNDS = frozenset({"initial", "budget", "spent", "weight"})
_NO_INPUT = {
    "variance_note": "偏差原因不影响得分，不必试算",
    "name": "指标的名称不能试设",
    "rate": "执行率由执行数÷预算数算出，请试设全年执行数或预算数",
    "deduction": "扣减分数不能试设",
    "grade": "等级由总分而定，不能试设",
}
_GROUP = "一、二级指标不能试设"
_PART = "“其中”各项不计分，请试设资金合计一行"
_EXECUTION_POINTS = "执行率得分由金额算出，请试设全年执行数或预算数"
_TOTAL = "总分由各行得分相加得出，请试设各行的值"
Kind = Literal["row", "funds", "part", "total"]
_CALLED: Mapping[tuple[Kind, str], Sequence[str]] = {
    ("funds", "initial"): ("年初预算数", "年初预算"),
    ("funds", "budget"): ("全年预算数", "预算数"),
    ("funds", "spent"): ("全年执行数", "执行数"),
    ("funds", "rate"): ("执行率", "预算执行率"),
    ("funds", "weight"): ("预算执行率.分值",),
    ("funds", "stated"): ("预算执行率.得分",),
    ("total", "stated"): ("总分", "总得分", "合计"),
}
"""What a value is called that belongs to no indicator."""


@record
class ValueSpot:
    """一个值的所在: 第 `index` 个指标 (row)、资金合计一行 (funds)、其中一项 (part), 或总分.

    `what` is the field (actual、spent …), `refusal` says why it cannot be set, '' where
    it can. `place` is None in data by hand; it takes no part in equality.
    """

    kind: Kind
    index: int
    what: str
    name: str
    place: Place | None = field(eq=False)
    refusal: str = field(default="", eq=False)

    @property
    def row(self) -> int | None:
        """第几个指标, 从 0 起; None 为不是指标的值."""
        return self.index if self.kind == "row" else None

    @property
    def called(self) -> Sequence[str]:
        """不用格、不用指标名称时怎么称呼."""
        return _CALLED.get((self.kind, self.what), ())

    @property
    def label(self) -> str:
        """这一栏的名称."""
        return LABELS.get(self.what, "一、二级指标")

    @property
    def title(self) -> str:
        """哪一行的哪一栏: 建设完成率的实际完成值."""
        return f"{self.name}的{self.label}"

    def of(self, evaluation: Evaluation) -> Indicator | FundLine | Total:
        """The row, the line or the total that the value belongs to."""
        records: Mapping[Kind, Sequence[Indicator | FundLine | Total]] = {
            "row": evaluation.indicators,
            "funds": evaluation.funds.lines,
            "part": evaluation.funds.lines,
            "total": (evaluation.total,),
        }
        return records[self.kind][self.index]


def value_spots(evaluation: Evaluation) -> Iterator[ValueSpot]:
    """列出表上的每一个值, those that cannot be set included."""
    for number, row in enumerate(evaluation.indicators):
        for what, place in _cells(row, _OF_ROWS - {"sign"}).items():
            refusal = "" if what in _OF_ROWS else _NO_INPUT.get(what, _GROUP)
            yield ValueSpot("row", number, what, row.name, place, refusal)
    for number, line in enumerate(evaluation.funds.lines):
        whole = line is evaluation.funds.total
        name = line.label.rstrip(":：")
        for what, place in _cells(line, _OF_FUNDS | {"rate", "stated"}).items():
            if whole:
                yield ValueSpot(
                    "funds", number, what, name, place, _of_line(line, what)
                )
            else:
                yield ValueSpot("part", number, what, name, place, _PART)
    for what, place in _cells(evaluation.total, frozenset({"stated"})).items():
        yield ValueSpot("total", 0, what, TOTAL, place, _NO_INPUT.get(what, _TOTAL))


def _cells(
    own: Indicator | FundLine | Total, fields: frozenset[str]
) -> Mapping[str, Place | None]:
    """The values of a record, each with its cell: filled, blank, or none at all."""
    return {**dict.fromkeys(sorted(fields)), **own.blank, **own.places}


def _of_line(line: FundLine, what: str) -> str:
    """Why an amount of the total cannot be set; '' where it can."""
    if what in _OF_FUNDS or (what == "rate" and line.accept_stated_rate):
        return ""
    return _EXECUTION_POINTS if what == "stated" else _NO_INPUT.get(what, _PART)
