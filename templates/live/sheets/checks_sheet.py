"""第二张表“检查”: 用话说出还缺什么、哪里要核对, 随填随变."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from attrs import define, evolve, field

from indicators.records import record
from scoring.result import EXECUTION
from templates.live.shapes import CellFormula
from templates.live.sheets.cells import (
    BAND,
    address,
    address_at,
    elsewhere,
    in_any_row,
    in_row,
    span,
)
from templates.live.sheets.form_sheet import LiveForm
from templates.live.sheets.indicator_cells import OWNER, from_formula
from templates.live.sheets.reasons import reason_asked, said_of
from templates.live.sheets.whole_checks import WholeCheck, whole_lines
from templates.writing.contents import Content, number
from templates.writing.page import Box, Page, Style, spread

WIDTHS = (7, 40, 76, 12, 12, 24)
_WHOLE = ("行", "名称", "情况")
_GROUPS = ("行", "名称", "情况", "应有分值", "分值", "得分")
_ROWS = ("行", "名称", "情况", "最低得分", "最高得分")
_STATUS = 2
"""The column that says what is wrong, in every section."""
_LOW, _HIGH = 3, 4
_WANTED, _SUM = 3, 4
_GONE = '"已删"'
_WORDS = {1, _STATUS}


@record
class Checks:
    """检查表: 页面; 各行的档 (最低、最高两格) 在“检查”表里的地址.

    `told` are the cells that say what is wrong, section by section, `statuses` those of
    the rows.
    """

    page: Page
    told: tuple[str, ...]
    statuses: str
    bands: dict[int, tuple[str, str]]


@define
class _ChecksCanvas:
    """正在排的检查表; `told` are the ranges in which something may be said."""

    boxes: list[Box] = field(factory=list)
    row: int = 0
    told: list[str] = field(factory=list)
    summed: int = 0

    def line(self, contents: Sequence[Content], style: Style | None = None) -> None:
        """Put a row; one that has less to say than its section is shorter."""
        for column, content in enumerate(contents):
            shown = style or ("text" if column in _WORDS else "center")
            self.boxes.append(Box(self.row, column, 1, 1, content, shown))
        self.row += 1

    def heading(self, title: str, names: Sequence[str]) -> None:
        """Begin a section."""
        self.boxes.append(Box(self.row, 0, 1, len(WIDTHS), Content(title), "note"))
        self.row += 1
        self.line([Content(name) for name in names], "label")

    def tell(self, lines: Iterable[Sequence[Content]]) -> None:
        """Put the lines of a section, and count those that say something."""
        first = self.row
        for line in lines:
            self.summed += bool(line[_STATUS].text)
            self.line(line)
        if self.row > first:
            last = address_at(self.row - 1, _STATUS)
            self.told.append(span(address_at(first, _STATUS), last))


def checks_sheet(live: LiveForm) -> Checks:
    """排出检查表."""
    sheet = _ChecksCanvas(row=2)
    sheet.heading("一、整张表", _WHOLE)
    sheet.tell(_whole(whole_lines(live)))
    sheet.heading("二、各组的分值与得分", _GROUPS)
    groups = sheet.row
    sheet.tell(_group_lines(live, groups))
    sheet.heading("三、各行", _ROWS)
    rows = sheet.row + (live.execution is not None)
    sheet.tell((*_execution_line(live), *_row_lines(live, rows)))
    title = Box(0, 0, 1, len(WIDTHS), Content("检查"), "title")
    summary = Box(1, 0, 1, len(WIDTHS), _summary(sheet), "subtitle")
    page = spread([title, summary, *sheet.boxes], WIDTHS, None)
    banded = (n for n, each in enumerate(live.rows) if each.shape.band)
    return Checks(
        page,
        tuple(sheet.told),
        sheet.told[-1],
        {n: (address_at(rows + n, _LOW), address_at(rows + n, _HIGH)) for n in banded},
    )


def _summary(sheet: _ChecksCanvas) -> Content:
    count = "+".join(f'COUNTIF({told},"?*")' for told in sheet.told)
    text = "都填好了，没有要核对的"
    formula = f'=IF({count}=0,"{text}","还有 "&({count})&" 处要填或要核对")'
    shown = f"还有 {sheet.summed} 处要填或要核对" if sheet.summed else text
    return Content(shown, None, "", formula)


def _whole(lines: Iterable[WholeCheck]) -> Iterator[tuple[Content, ...]]:
    for line in lines:
        where = _where(address(line.box), line.box.row + 1)
        yield where, Content(line.name), from_formula(line.status)


def _group_lines(live: LiveForm, first: int) -> Iterator[tuple[Content, ...]]:
    """Name each group, with what its rows add up to and whether that is its weight."""
    place = in_any_row(live.cells, OWNER, "name")
    for count, group in enumerate(live.groups):
        shape, here = group.shape, first + count
        sums = shape.weight_formula, shape.points_formula
        weight, points = (
            _unless_gone(_moved(given), here, first=given is sums[0]) for given in sums
        )
        name = Content("　" * group.depth + group.name)
        said = _difference(here, group.weight, weight)
        at = live.rows[group.first].at
        where = _where(in_row(place, at), at)
        yield where, name, said, number(group.weight), weight, points


def _unless_gone(summed: Content, row: int, *, first: bool) -> Content:
    """A sum of a group whose rows are all deleted says so instead of an error.

    The sum of the points asks that of the weights, which comes first.
    """
    written = summed.formula[1:]
    gone = f"ISERROR({written})" if first else f"{address_at(row, _SUM)}={_GONE}"
    return evolve(summed, formula=f"=IF({gone},{_GONE},{written})")


def _difference(row: int, printed: Decimal | None, summed: Content) -> Content:
    """Say that the rows of a group do not add up to its weight."""
    if printed is None:
        return Content()
    wanted, found = address_at(row, _WANTED), address_at(row, _SUM)
    text = f'"各行分值之和 "&{found}&"，应为 "&{wanted}'
    formula = f'=IF(ISNUMBER({found}),IF(ROUND({found}-{wanted},6)=0,"",{text}),"")'
    if summed.number is None or summed.number == printed:
        return Content("", None, "", formula)
    shown = f"各行分值之和 {_general(summed.number)}，应为 {_general(printed)}"
    return Content(shown, None, "", formula)


def _general(value: Decimal) -> str:
    """Write a number as a spreadsheet joins it to a text: 20.0 is 20."""
    return f"{value.normalize():f}"


def _execution_line(live: LiveForm) -> Iterator[tuple[Content, ...]]:
    """Say of the execution the same as of the rows."""
    if live.execution is not None:
        box = live.cells.box("funds", "stated", live.execution.line)
        where = Content() if box is None else _where(address(box), box.row + 1)
        yield where, Content(EXECUTION), _moved(live.execution.shape.status_formula)


def _where(place: str, at: int) -> Content:
    """The number of a row: worked out, for rows that are put in move it."""
    return Content(str(at), Decimal(at), "", _row_of(elsewhere(place)))


def _row_of(place: str) -> str:
    return f"=IF(ISERROR(ROW({place})),{_GONE},ROW({place}))"


def _with_band(status: str, row: int) -> str:
    """A status on this sheet; it names the cells of the band in its own row."""
    for mark, column in zip(BAND, (_LOW, _HIGH), strict=True):
        status = status.replace(mark, address_at(row, column))
    return status


def _row_lines(live: LiveForm, first: int) -> Iterator[tuple[Content, ...]]:
    """Say of each row where it stands, what is wrong with it, what may be given."""
    place = elsewhere(in_any_row(live.cells, OWNER, "name"))
    asked = elsewhere(reason_asked(live.cells))
    for row, each in enumerate(live.rows, first):
        at, status = each.at, elsewhere(each.shape.status_formula.text)
        if each.shape.band:
            status = _with_band(status, row)
        where = Content(str(at), Decimal(at), "", _row_of(in_row(place, at)))
        said = said_of(each, asking=bool(asked))
        told = Content(said, None, "", in_row(status + asked, at))
        ends = (_moved(end, at) for end in each.shape.band or ())
        yield where, Content(each.row.name), told, *ends


def _moved(formula: CellFormula, at: int = 0) -> Content:
    """Put a formula of the form into a cell of this sheet."""
    return from_formula(CellFormula(elsewhere(formula.text), formula.value), "", at)
