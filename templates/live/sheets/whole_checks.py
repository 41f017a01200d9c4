"""检查整张表: 表头、目标、资金、执行率、总分、行数."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from indicators.evaluation import FundLine
from templates.live.sentences import CHECK
from templates.live.shapes import CellFormula
from templates.live.sheets.cells import address, elsewhere
from templates.live.sheets.form_sheet import LiveForm
from templates.live.sheets.indicator_cells import OWNER
from templates.writing.page import Box

_HEAD = (
    ("head", "project", "项目名称"),
    ("head", "department", "主管部门"),
    ("head", "unit", "实施单位"),
    ("goals", "expected", "年度总体目标"),
    ("goals", "actual", "年度总体目标完成情况"),
)
_AMOUNTS = (
    ("initial", "年初预算数"),
    ("budget", "全年预算数"),
    ("spent", "全年执行数"),
)
_NOT_FILLED = "未填"


@frozen
class WholeCheck:
    """一项: 在表的哪一格, 名称, 情况."""

    box: Box
    name: str
    status: CellFormula


def whole_lines(live: LiveForm) -> Iterator[WholeCheck]:
    """逐项说出整张表的情况."""
    for owner, role, name in _HEAD:
        box = live.cells.box(owner, role)
        if box is not None:
            yield WholeCheck(box, name, _filled(box))
    for role, name in _AMOUNTS:
        box, status = live.cells.box("funds", role), _funds_add_up(live, role)
        if box is not None and status is not None:
            yield WholeCheck(box, f"{name}的合计", status)
    total = live.cells.box("total", "stated")
    if total is not None:
        yield WholeCheck(total, "总分", _moved(live.total.shape.status_formula))
        if status := _rows_counted(live, total):
            yield WholeCheck(total, "行数", status)


def _moved(formula: CellFormula) -> CellFormula:
    return CellFormula(elsewhere(formula.text), formula.value)


def _filled(box: Box) -> CellFormula:
    text = f'=IF(LEN(TRIM({address(box)}))=0,"{_NOT_FILLED}","")'
    blank = not box.content.text.strip(" ")
    return CellFormula(elsewhere(text), _NOT_FILLED if blank else "")


def _funds_add_up(live: LiveForm, role: str) -> CellFormula | None:
    """Compare the total of the funds with its parts, where any part has an amount."""
    lines, total = (
        live.result.evaluation.funds.lines,
        live.result.evaluation.funds.total,
    )
    places = [live.cells.at("funds", role, count) for count in range(len(lines))]
    parts = [p for p, line in zip(places, lines, strict=True) if line is not total]
    whole = next(
        (p for p, line in zip(places, lines, strict=True) if line is total), None
    )
    if whole is None or not parts:
        return None
    listed = ",".join(place for place in parts if place)
    said = f'"总额与各项之和相差 "&ROUND({whole}-SUM({listed}),6)'
    text = (
        f"=IF(AND(ISNUMBER({whole}),COUNT({listed})>0),"
        f'IF(ROUND({whole}-SUM({listed}),6)=0,"",{said}),"")'
    )
    return CellFormula(elsewhere(text), _funds_said(lines, total, role))


def _funds_said(lines: tuple[FundLine, ...], total: FundLine | None, role: str) -> str:
    whole = _amount(total, role)
    parts = [_amount(line, role) for line in lines if line is not total]
    known = [part for part in parts if part is not None]
    if whole is None or not known or whole == sum(known):
        return ""
    return f"总额与各项之和相差 {(whole - sum(known)).normalize():f}"


def _amount(line: FundLine | None, role: str) -> Decimal | None:
    """The number that the cell of an amount stores; one with a unit of its own is text."""
    amount = getattr(line, role) if line is not None else None
    return None if amount is None or amount.unit else amount.value


def _rows_counted(live: LiveForm, total: Box) -> CellFormula | None:
    """Find rows that were put in where no sum counts them: below the last one."""
    first = live.cells.box(OWNER, "stated")
    last = live.cells.box(OWNER, "stated", len(live.rows) - 1)
    if first is None or last is None:
        return None
    between = total.row - last.row - last.rows
    formula = f"ROW({address(total)})-ROW({address(last)})-{between + last.rows}"
    inside = f"ROW({address(last)})-ROW({address(first)})-{last.row - first.row}"
    text = (
        f'=IF(ISERROR({formula}),"{CHECK}最后一行指标已删去",'
        f'IF({formula}>0,"最后一行指标之下添的 "&({formula})&" 行没有计入总分，'
        f'请改在组内添行",IF(ISERROR({inside}),"",IF({inside}>0,'
        f'"{CHECK}组内添了 "&({inside})&" 行，计入合计，但“三、各行”没有逐行核对",""))))'
    )
    return CellFormula(elsewhere(text), "")
