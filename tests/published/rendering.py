"""排表: 一张自评表照某种表头排成格子, 再存成各种文件, 像各单位自己做的那样."""

from __future__ import annotations

import csv
import html
import re
from decimal import Decimal
from pathlib import Path

from attrs import define, evolve, field, frozen

from indicators.evaluation import Evaluation, FundLine, Indicator
from tests.kept_office import converted

ROLES = {
    "一级指标": "level1",
    "二级指标": "level2",
    "三级指标": "name",
    "指标性质": "sign",
    "指标值": "value",
    "度量单位": "unit",
    "分值": "weight",
    "得分": "stated",
}
SIGNED = re.compile(r"(≧|═|≥|≤|=)?([\d.]+|[^\d]+)(.*)")
FULL_FUNDS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
HUBEI_FUNDS = ("预算数(A)", "执行数(B)", "执行率(B/A)", "得分(20分*执行率)")
TRANSFER_FUNDS = ("全年预算数(A)", "全年执行数(B)", "预算执行率(B/A)")
SHARED_FUNDS = ("全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分")


@frozen
class Box:
    """一格: 位置、跨度、文字."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@define
class Style:
    """做表人的习惯."""

    columns: tuple[str, ...]
    funds: tuple[str, ...] = FULL_FUNDS
    levels: str = "merged"
    numbers: bool = False
    group_weights: bool = True
    goals_beside: bool = False
    top: int = 1
    left: int = 1
    total_label: str = "总分"
    project_label: str = "项目名称"
    footer: tuple[str, ...] = ("注：1.得分一档最高不能超过该指标分值上限。",)


@define
class Page:
    """排好的格子."""

    boxes: list[Box] = field(factory=list)
    row: int = 1

    def put(self, column: int, text: str, rows: int = 1, columns: int = 1) -> None:
        self.boxes.append(Box(self.row, column, text, rows, columns))

    @property
    def height(self) -> int:
        return max(box.row + box.rows - 1 for box in self.boxes)

    @property
    def width(self) -> int:
        return max(box.column + box.columns - 1 for box in self.boxes)


def role_of(title: str) -> str:
    if title in ROLES:
        return ROLES[title]
    bare = re.sub(r"[(（].*[)）]", "", title)
    if "原因" in bare:
        return "note"
    if "分" in bare:
        return "stated" if "得" in bare else "weight"
    return "actual" if "实际" in bare or "完成" in bare else "target"


def rendered(evaluation: Evaluation, style: Style) -> Page:
    """排出整张表."""
    page = Page(row=style.top)
    width = len(style.columns) + 1
    page.put(style.left, evaluation.form or "绩效自评表", columns=width)
    page.row += 1
    page.put(style.left, f"（{evaluation.year}年度）", columns=width)
    page.row += 1
    _head(page, evaluation, style, width)
    if evaluation.funds.lines:
        _funds(page, evaluation, style)
    if evaluation.goals.expected or evaluation.goals.actual:
        _goals(page, evaluation, style, width)
    _indicators(page, evaluation, style)
    _total(page, evaluation, style)
    for line in style.footer:
        page.put(style.left, line, columns=width)
        page.row += 1
    return page


def _head(page: Page, evaluation: Evaluation, style: Style, width: int) -> None:
    left = style.left
    if evaluation.project is not None:
        page.put(left, style.project_label, columns=2)
        page.put(left + 2, evaluation.project, columns=width - 2)
        page.row += 1
    page.put(left, "主管部门", columns=2)
    page.put(left + 2, evaluation.department or "", columns=2)
    page.put(left + 4, "实施单位")
    page.put(left + 5, evaluation.unit or "", columns=width - 5)
    page.row += 1


def _funds(page: Page, evaluation: Evaluation, style: Style) -> None:
    lines = evaluation.funds.lines
    unit = f"\n（{evaluation.funds.unit}）" if evaluation.funds.unit else ""
    page.put(style.left, f"项目资金{unit}", rows=len(lines) + 1)
    start = style.left + 2
    for offset, title in enumerate(style.funds):
        page.put(start + offset, title)
    page.row += 1
    for line in lines:
        page.put(style.left + 1, line.label)
        for offset, title in enumerate(style.funds):
            page.put(start + offset, _fund(line, title))
        page.row += 1


def _fund(line: FundLine, title: str) -> str:
    short = re.sub(r"\(.*\)", "", title)
    kinds = {
        "年初预算数": line.initial,
        "全年预算数": line.budget,
        "预算数": line.budget,
        "分值": line.weight,
        "得分": line.stated,
        "执行率": line.rate,
        "预算执行率": line.rate,
    }
    value = kinds.get(short, line.spent)
    return "" if value is None else str(value)


def _goals(page: Page, evaluation: Evaluation, style: Style, width: int) -> None:
    goals, left = evaluation.goals, style.left
    half = (width - 1) // 2
    page.put(left, "年度\n总体\n目标", rows=2)
    page.put(left + 1, "预期目标", columns=half)
    page.put(left + 1 + half, "实际完成情况", columns=width - 1 - half)
    page.row += 1
    page.put(left + 1, goals.expected or "", columns=half)
    page.put(left + 1 + half, goals.actual or "", columns=width - 1 - half)
    page.row += 1


def _indicators(page: Page, evaluation: Evaluation, style: Style) -> None:
    rows = evaluation.indicators
    page.put(style.left, "绩\n效\n指\n标", rows=len(rows) + 1)
    for offset, title in enumerate(style.columns, 1):
        page.put(style.left + offset, title)
    page.row += 1
    start = page.row
    for number, row in enumerate(rows):
        page.row = start + number
        for offset, title in enumerate(style.columns, 1):
            role = role_of(title)
            column = style.left + offset
            if role in {"level1", "level2"}:
                _level(page, rows, number, (int(role[-1]) - 1, column), style)
            else:
                page.put(column, _value(row, role))
    page.row = start + len(rows)


def _level(
    page: Page,
    rows: tuple[Indicator, ...],
    number: int,
    spot: tuple[int, int],
    style: Style,
) -> None:
    depth, column = spot

    def same(a: int, b: int) -> bool:
        return rows[a].path[: depth + 1] == rows[b].path[: depth + 1] and (
            rows[a].path_weights[: depth + 1] == rows[b].path_weights[: depth + 1]
        )

    name = rows[number].path[depth] or ""
    weight = rows[number].path_weights[depth]
    if weight is not None and style.group_weights:
        name += f"\n（{weight}分）"
    if number and same(number - 1, number):
        if style.levels == "repeated":
            page.put(column, name)
        return
    run = 1
    while number + run < len(rows) and same(number, number + run):
        run += 1
    page.put(column, name, rows=run if style.levels == "merged" else 1)


def _value(row: Indicator, role: str) -> str:
    if role in {"sign", "value", "unit"}:
        if row.direction == "定性":
            parts = ("定性", row.target or "", "")
        else:
            match = SIGNED.fullmatch(row.target or "")
            parts = match.groups("") if match else ("", row.target or "", "")
        return parts[("sign", "value", "unit").index(role)]
    value = {
        "name": row.name,
        "target": row.target,
        "actual": row.actual,
        "weight": row.weight,
        "stated": row.stated,
        "note": row.variance_note,
    }[role]
    return "" if value is None else str(value)


def _total(page: Page, evaluation: Evaluation, style: Style) -> None:
    total = evaluation.total
    if total.weight is None and total.stated is None:
        return
    titles = ["", *style.columns]
    roles = ["", *map(role_of, style.columns)]
    first = min(i for i, role in enumerate(roles) if role in {"weight", "stated"})
    page.put(style.left, style.total_label, columns=first)
    for offset in range(first, len(titles)):
        value = {"weight": total.weight, "stated": total.stated, "note": total.grade}
        shown = value.get(roles[offset])
        page.put(style.left + offset, "" if shown is None else str(shown))
    page.row += 1


# --- files ---------------------------------------------------------------------------


def as_xlsx(page: Page, path: Path, *, numbers: bool = False) -> Path:
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("自评表")
    plain = book.add_format({"border": 1, "text_wrap": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for box in page.boxes:
        spot = (box.row - 1, box.column - 1)
        value, code = typed(box.text) if numbers else (None, "")
        style = book.add_format({"border": 1, "num_format": code}) if code else plain
        if box.rows > 1 or box.columns > 1:
            last = (box.row + box.rows - 2, box.column + box.columns - 2)
            sheet.merge_range(*spot, *last, "", style)
        if value is not None:
            sheet.write_number(*spot, float(value), style)
        elif box.text:
            sheet.write_string(*spot, box.text, style)
        else:
            sheet.write_blank(*spot, None, style)
    book.close()
    return path


def typed(text: str) -> tuple[Decimal | None, str]:
    """What a clerk types as a number, and the format in which it is shown."""
    match = re.fullmatch(r"(\d+)(?:\.(\d+))?%", text)
    if match:
        places = f".{'0' * len(match[2])}" if match[2] else ""
        return Decimal(text[:-1]) / 100, f"0{places}%"
    if re.fullmatch(r"\d+\.\d+", text):
        return Decimal(text), f"0.{'0' * len(text.split('.')[1])}"
    if re.fullmatch(r"0|[1-9]\d{0,9}", text):
        return Decimal(text), "General"
    signed = re.fullmatch(r"([≥≤])(\d+)%", text)
    if signed:
        return Decimal(signed[2]) / 100, f'"{signed[1]}"0%'
    return None, ""


def as_html(page: Page, path: Path) -> Path:
    rows: dict[int, list[str]] = {row: [] for row in range(1, page.height + 1)}
    taken = {
        (r, c)
        for box in page.boxes
        for r in range(box.row, box.row + box.rows)
        for c in range(box.column, box.column + box.columns)
    }
    corners = {(box.row, box.column): box for box in page.boxes}
    for row, line in rows.items():
        for column in range(1, page.width + 1):
            box = corners.get((row, column))
            if box is None:
                if (row, column) not in taken:
                    line.append("<td></td>")
                continue
            text = html.escape(box.text).replace("\n", "<br>")
            line.append(f'<td rowspan="{box.rows}" colspan="{box.columns}">{text}</td>')
    body = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in rows.values())
    path.write_text(
        f"<html><head><meta charset='utf-8'></head><body>"
        f"<p>公开内容</p><table>{body}</table></body></html>",
        "utf-8",
    )
    return path


def as_csv(page: Page, path: Path) -> Path:
    grid = [[""] * page.width for _ in range(page.height)]
    for box in page.boxes:
        grid[box.row - 1][box.column - 1] = box.text
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(grid)
    return path


def as_docx(page: Page, path: Path) -> Path:
    import docx
    from docx.enum.section import WD_ORIENT

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    table = document.add_table(page.height, page.width, style="Table Grid")
    cells = table._cells
    width = page.width
    for box in page.boxes:
        first = cells[(box.row - 1) * width + box.column - 1]
        if box.rows > 1 or box.columns > 1:
            last = (box.row + box.rows - 2) * width + box.column + box.columns - 2
            first = first.merge(cells[last])
        first.text = box.text
    document.save(str(path))
    return path


def as_pdf(source: Path, folder: Path) -> Path:
    """LibreOffice prints a file."""
    return converted(source, folder, "pdf")


def unplaced(evaluation: Evaluation) -> Evaluation:
    """Without places and warnings: what the table says, wherever it stands."""
    return evolve(
        evaluation,
        warnings=(),
        indicators=tuple(evolve(row, place=None) for row in evaluation.indicators),
        total=evolve(evaluation.total, place=None),
        funds=evolve(
            evaluation.funds,
            lines=tuple(
                evolve(line, place=None, accept_stated_rate=False)
                for line in evaluation.funds.lines
            ),
        ),
    )


def without_blanks(evaluation: Evaluation) -> str:
    """What a printed page can show: no blanks at line ends or beside figures."""
    return "".join(repr(evaluation).replace("\\n", "").split())
