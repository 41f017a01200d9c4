"""第二张表“检查”: 用话说出还缺什么、哪里要核对, 随填随变."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from attrs import define, evolve, field, frozen

from templates.live.shapes import CellFormula
from templates.live.sheets.cells import Cells, address, elsewhere, span
from templates.live.sheets.form_sheet import LiveForm
from templates.live.sheets.indicator_cells import OWNER, LiveIndicator, from_formula
from templates.live.sheets.reasons import reason_check
from templates.live.sheets.whole_checks import WholeCheck, whole_lines
from templates.writing.contents import Content, number
from templates.writing.page import Box, Page, Style, spread

WIDTHS = (7, 36, 58, 18, 9, 9, 44)
_WHOLE = ("项目", "情况")
_GROUPS = ("组", "情况", "应有分值", "分值", "得分")
_ROWS = ("行", "指标", "情况", "偏差原因", "最低得分", "最高得分", "所作的假设")
_SPANS = {2: (2, 5), 5: (2, 1, 1, 1, 2), 7: (1,) * 7}
"""How many contents a line has → how many columns each takes."""
_WORDS = {0, 1, 2, 6}
"""Columns that hold words; the others hold numbers."""


@frozen
class Checks:
    """检查表: 页面; 各行的档 (最低、最高两格), 各组分值之和的格, 在“检查”表里的地址."""

    page: Page
    bands: dict[int, tuple[str, str]]
    sums: tuple[str, ...]


@define
class _ChecksCanvas:
    """正在排的检查表; `told` are the ranges in which something may be said."""

    boxes: list[Box] = field(factory=list)
    row: int = 0
    told: list[str] = field(factory=list)
    summed: int = 0

    def line(self, contents: Sequence[Content], style: Style | None = None) -> None:
        """Put a row: as many contents as its section has columns."""
        column = 0
        for content, wide in zip(contents, _SPANS[len(contents)], strict=True):
            usual: Style = "text" if column in _WORDS else "center"
            box = Box(self.row, column, 1, wide, content, style or usual)
            self.boxes.append(box)
            column += wide
        self.row += 1

    def heading(self, title: str, names: Sequence[str]) -> None:
        """Begin a section."""
        self.boxes.append(Box(self.row, 0, 1, len(WIDTHS), Content(title), "note"))
        self.row += 1
        self.line([Content(name) for name in names], "label")

    def tell(self, lines: Iterable[Sequence[Content]], *columns: int) -> None:
        """Put the lines of a section; what stands in these columns counts as said."""
        first = self.row
        for line in lines:
            starts = [0, *accumulate(_SPANS[len(line)])]
            said = (
                content
                for content, at in zip(line, starts, strict=False)
                if at in columns
            )
            self.summed += sum(bool(content.text) for content in said)
            self.line(line)
        if self.row > first:
            self.told += [
                span(_place(first, column), _place(self.row - 1, column))
                for column in columns
            ]


def _place(row: int, column: int) -> str:
    return address(Box(row, column, 1, 1, Content(), "text"))


def checks_sheet(live: LiveForm) -> Checks:
    """排出检查表."""
    sheet = _ChecksCanvas(row=2)
    sheet.heading("一、整张表", _WHOLE)
    sheet.tell(_whole(whole_lines(live)), 2)
    sheet.heading("二、各组的分值与得分", _GROUPS)
    groups = sheet.row
    sheet.tell(_group_lines(live, groups), 2)
    sheet.heading("三、各行", _ROWS)
    rows = sheet.row
    sheet.tell(_row_lines(live), 2, 3)
    title = Box(0, 0, 1, len(WIDTHS), Content("检查"), "title")
    summary = Box(1, 0, 1, len(WIDTHS), _summary(sheet), "subtitle")
    page = spread([title, summary, *sheet.boxes], WIDTHS, None)
    banded = (n for n, each in enumerate(live.rows) if each.shape.band)
    return Checks(
        page,
        {n: (_place(rows + n, 4), _place(rows + n, 5)) for n in banded},
        tuple(_place(groups + n, 4) for n in range(len(live.groups))),
    )


def _summary(sheet: _ChecksCanvas) -> Content:
    count = "+".join(f"SUMPRODUCT(--(LEN({told})>0))" for told in sheet.told)
    text = "都填好了，没有要核对的"
    formula = f'=IF({count}=0,"{text}","还有 "&({count})&" 处要填或要核对")'
    shown = f"还有 {sheet.summed} 处要填或要核对" if sheet.summed else text
    return Content(shown, None, "", formula)


def _whole(lines: Iterable[WholeCheck]) -> Iterator[tuple[Content, ...]]:
    for line in lines:
        yield Content(line.name), from_formula(line.status)


def _group_lines(live: LiveForm, first: int) -> Iterator[tuple[Content, ...]]:
    """Name each group, with what its rows add up to and whether that is its weight."""
    for count, group in enumerate(live.groups):
        shape, here = group.shape, first + count
        weight, points = (
            from_formula(_moved(given))
            for given in (shape.weight_formula, shape.points_formula)
        )
        name = Content("　" * group.depth + group.name)
        yield (
            name,
            _difference(here, group.weight, weight),
            number(group.weight),
            weight,
            points,
        )


def _difference(row: int, printed: Decimal | None, summed: Content) -> Content:
    """Say that the rows of a group do not add up to its weight."""
    if printed is None:
        return Content()
    wanted, found = _place(row, 3), _place(row, 4)
    text = f'"各行分值之和 "&{found}&"，应为 "&{wanted}'
    formula = f'=IF(ISNUMBER({found}),IF(ROUND({found}-{wanted},6)=0,"",{text}),"")'
    if summed.number is None or summed.number == printed:
        return Content("", None, "", formula)
    shown = f"各行分值之和 {_general(summed.number)}，应为 {_general(printed)}"
    return Content(shown, None, "", formula)


def _general(value: Decimal) -> str:
    """Write a number as a spreadsheet joins it to a text: 20.0 is 20."""
    return f"{value.normalize():f}"


def _row_lines(live: LiveForm) -> Iterator[tuple[Content, ...]]:
    for count, each in enumerate(live.rows):
        yield tuple(_row_line(live, count, each))


def _row_line(live: LiveForm, count: int, each: LiveIndicator) -> Iterator[Content]:
    """Say of one row where it stands, what is wrong with it, what was assumed."""
    cells, scored = live.cells, live.result.rows[count]
    name = cells.box(OWNER, "name", count)
    if name is not None:
        at = fixed_column(cells, count)
        yield Content(str(name.row + 1), Decimal(name.row + 1), "", f"=ROW({at})")
        yield Content(each.row.name, None, "", f'={at}&""')
    yield from_formula(_moved(each.shape.status_formula))
    yield reason_check(each, cells, count)
    for end in each.shape.band or ():
        yield from_formula(_moved(end))
    if not each.shape.band:
        yield from (Content(), Content())
    yield Content("；".join(map(str, scored.assumptions)))


def fixed_column(cells: Cells, count: int) -> str:
    """The cell of a name, from another sheet."""
    return elsewhere(cells.at(OWNER, "name", count) or "")


def _moved(formula: CellFormula) -> CellFormula:
    return evolve(formula, text=elsewhere(formula.text))
