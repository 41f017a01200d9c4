"""把一张表排成一页: 合并、标题、各栏, 并记下每个值在哪一格."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.oracle.layouts import LAYOUTS, Cells, Layout
from tests.oracle.model import Line, Money, Sheet
from tests.oracle.numbers import plain
from tests.oracle.page import Page
from tests.oracle.rendering.workbooks import by_openpyxl
from tests.oracle.words import SIGNS, value_text

LABELS = 2
"""The columns that the label of a fund line spans, behind two of its side."""


def write(table: Sheet, path: Path) -> Cells:
    """Write the table as a workbook; give the address of each value that has a cell."""
    page = laid_out(table)
    by_openpyxl([("自评表", page)], path)
    return page.addresses()


def laid_out(table: Sheet) -> Page:
    """Lay out the table in its form."""
    layout, page = LAYOUTS[table.layout], Page()
    width = len(layout.columns) + 1
    _head(page, table, layout, width)
    _funds(page, table, layout)
    _goals(page, table, layout, width)
    _rows(page, table, layout)
    _total(page, table, layout)
    for text in table.extras.get("below", ()):
        page.put(1, text, wide=width)
        page.row += 1
    return page


def _head(page: Page, table: Sheet, layout: Layout, width: int) -> None:
    lines = [layout.code] if layout.code else []
    year = table.typed.get("year", f"（{table.year}年度）")
    for text in (*lines, layout.title, year):
        page.put(1, text, wide=width)
        page.row += 1
    page.lead = page.row - 1
    half = width // 2
    page.put(1, "项目名称", wide=2)
    page.put(3, table.head["project"], "head.project", wide=width - 2)
    page.row += 1
    page.put(1, "主管部门", wide=2)
    page.put(3, table.head["department"], "head.department", wide=half - 2)
    page.put(half + 1, "实施单位")
    page.put(half + 2, table.head["unit"], "head.unit", wide=width - half - 1)
    page.row += 1


def _funds(page: Page, table: Sheet, layout: Layout) -> None:
    unit = table.typed.get("money", layout.unit)
    page.put(1, layout.funds_side.format(unit=unit), "funds")
    page.merge(1, 2, len(table.funds) + 1)
    first = 3 + LABELS
    page.merge(3, LABELS)
    for number, (_, heading) in enumerate(layout.funds):
        page.put(first + number, heading)
    page.row += 1
    for index, money in enumerate(table.funds):
        page.put(3, money.label, f"fund{index}.label", wide=LABELS)
        for number, (role, _) in enumerate(layout.funds):
            value = _fund_value(table, money, role, total=index == 0)
            page.put(first + number, value, f"fund{index}.{role}")
            if role == "rate" and isinstance(value, Fraction):
                page.shown_as(first + number, "0.00%")
        page.row += 1


def _fund_value(table: Sheet, money: Money, role: str, *, total: bool) -> Any:
    if role in money.typed:
        return money.typed[role]
    if role in {"initial", "budget", "spent"}:
        return getattr(money, role)
    if total and role == "rate" and table.extras.get("rate as number"):
        return table.share_spent
    if not total:
        return "" if role == "note" else "—"
    own = {"weight": table.by.execution_points, "rate": table.rate}
    return {**own, "stated": table.stated, "note": table.reason}[role]


def _goals(page: Page, table: Sheet, layout: Layout, width: int) -> None:
    if layout.goals is None:
        return
    half = width // 2
    page.put(1, "年度总体目标")
    page.merge(1, 1, 2)
    page.put(2, layout.goals[0], wide=half - 1)
    page.put(half + 1, layout.goals[1], wide=width - half)
    page.row += 1
    page.put(2, table.goals[0], "goals.expected", wide=half - 1)
    page.put(half + 1, table.goals[1], "goals.actual", wide=width - half)
    page.row += 1


def _rows(page: Page, table: Sheet, layout: Layout) -> None:
    sums = _subtotals(table)
    page.put(1, layout.side)
    page.merge(1, 1, len(table.lines) + 1 + len(sums))
    for number, (_, heading) in enumerate(layout.columns):
        page.put(2 + number, heading)
    page.row += 1
    for index, line in enumerate(table.lines):
        _level_cells(page, table, index)
        for number, (role, _) in enumerate(layout.columns):
            if role not in {"level1", "level2"}:
                _row_cell(page, line, role, 2 + number, f"row{index}.{role}")
        if layout.has("value"):
            page.keys[f"row{index}.target"] = page.keys[f"row{index}.value"]
        page.row += 1
        if index in sums:
            page.put(3, "小计")
            for number, (role, _) in enumerate(layout.columns):
                if role in sums[index]:
                    page.put(2 + number, sums[index][role])
            page.row += 1


def _row_cell(page: Page, line: Line, role: str, column: int, key: str) -> None:
    """Write a cell; one that two rows share is merged, and stands once."""
    shared = line.extras.get("shared")
    if shared == "below" and role in {"weight", "stated", "note"}:
        return
    page.put(column, row_value(line, role), key)
    if shared == "above" and role in {"weight", "stated", "note"}:
        page.merge(column, 1, 2)
    if role in line.formats:
        page.shown_as(column, line.formats[role])


def _subtotals(table: Sheet) -> dict[int, dict[str, Fraction]]:
    """小计 of each level-1 group, by the index of its last row."""
    sums: dict[int, dict[str, Fraction]] = {}
    if not table.extras.get("subtotals"):
        return sums
    for level1 in dict.fromkeys(line.level1 for line in table.lines):
        own = [n for n, line in enumerate(table.lines) if line.level1 == level1]
        sums[own[-1]] = {
            role: sum((getattr(table.lines[n], role) for n in own), Fraction(0))
            for role in ("weight", "stated")
        }
    return sums


def _level_cells(page: Page, table: Sheet, index: int) -> None:
    """Write 一级 and 二级 once for the rows they span."""
    line = table.lines[index]
    before = table.lines[index - 1] if index else None
    rest = table.lines[index:]
    if before is None or before.level1 != line.level1:
        tall = _run(rest, lambda other: other.level1 == line.level1)
        tall += bool(table.extras.get("subtotals"))
        page.put(2, _level_text(table, line.level1), f"level1.{line.level1}")
        page.merge(2, 1, tall)
        before = None
    if before is None or before.level2 != line.level2:
        same = (line.level1, line.level2)
        tall = _run(rest, lambda other: (other.level1, other.level2) == same)
        weight = table.level_weights.get(f"{line.level1}/{line.level2}")
        said = f"{line.level2}（{plain(weight)}分）" if weight else line.level2
        page.put(3, said, f"level2.{line.level1}/{line.level2}")
        page.merge(3, 1, tall)


def _run(lines: list[Line], same: Any) -> int:
    """How many lines from the first on are the same."""
    return next((n for n, line in enumerate(lines) if not same(line)), len(lines))


def _level_text(table: Sheet, level1: str) -> str:
    weight = table.level_weights.get(level1)
    return f"{level1}\n（{plain(weight)}分）" if weight is not None else level1


def row_value(line: Line, role: str) -> Any:
    """What stands in a cell of the row."""
    if role in line.typed:
        return line.typed[role]
    plainly = {"name": line.name, "weight": line.weight, "stated": line.stated}
    if role in plainly:
        return plainly[role]
    if role in {"note", "blank"}:
        return line.note if role == "note" else None
    if role in {"sign", "unit"} and line.aim is not None:
        numeric = line.aim.kind not in {"qualitative", "deadline"}
        signs = {**SIGNS, "deadline": "≤", "qualitative": "定性"}
        said = signs[line.aim.kind] if role == "sign" else line.unit
        return said if numeric or role == "sign" else None
    return value_text(line, role)


def _total(page: Page, table: Sheet, layout: Layout) -> None:
    roles = [role for role, _ in layout.columns]
    places = {role: 2 + roles.index(role) for role in roles}
    first = min(places[role] for role in ("weight", "stated") if role in places)
    page.put(1, layout.total, "total.label", wide=first - 1)
    if "weight" in places:
        weight = table.typed.get("total.weight", Fraction(100))
        page.put(places["weight"], weight, "total.weight")
    stated = table.typed.get("total.stated", table.total)
    page.put(places["stated"], stated, "total.stated")
    if layout.graded:
        page.put(places["stated"] + 1, table.grade, "total.grade")
    page.row += 1
