"""表上的每一个值: 在哪一行、哪一格, 可不可以试设."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field

from indicators.evaluation import VALUE_NAMES, Evaluation, FundLine, Indicator, Total
from indicators.place import Place
from indicators.records import record

FUNDS, TOTAL = "年度资金总额", "总分"
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


@record
class Slot:
    """一个值的所在. `row` 为第几个指标 (从 0 起), `line` 为第几行资金; 都没有的是总分.

    `what` is the field (actual、spent …), `refusal` says why it cannot be set, '' where
    it can. `place` is None in data by hand; it takes no part in equality.
    """

    what: str
    name: str
    place: Place | None = field(eq=False)
    row: int | None = None
    line: int | None = None
    refusal: str = field(default="", eq=False)

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
        if self.row is not None:
            return evaluation.indicators[self.row]
        if self.line is not None:
            return evaluation.funds.lines[self.line]
        return evaluation.total


def slots(evaluation: Evaluation) -> Iterator[Slot]:
    """列出表上的每一个值, those that cannot be set included."""
    for number, row in enumerate(evaluation.indicators):
        for what, place in _cells(row, _OF_ROWS - {"sign"}).items():
            refusal = "" if what in _OF_ROWS else _NO_INPUT.get(what, _GROUP)
            yield Slot(what, row.name, place, row=number, refusal=refusal)
    whole = evaluation.funds.total
    for number, line in enumerate(evaluation.funds.lines):
        name = line.label.rstrip(":：") or FUNDS
        for what, place in _cells(line, _OF_FUNDS | {"rate", "stated"}).items():
            refusal = _of_line(line, what) if line is whole else _PART
            yield Slot(what, name, place, line=number, refusal=refusal)
    for what, place in _cells(evaluation.total, frozenset({"stated"})).items():
        refusal = _NO_INPUT.get(what, _TOTAL)
        yield Slot(what, TOTAL, place, refusal=refusal)


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
