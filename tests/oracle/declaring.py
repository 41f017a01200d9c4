"""绩效目标申报表 (DOMAIN §2 L10): 同一个项目年初批复的目标, 没有完成值与得分."""

from __future__ import annotations

from tests.oracle.model import Sheet
from tests.oracle.page import Page
from tests.oracle.words import value_text

WIDTH = 6
HEADINGS = ("一级指标", "二级指标", "三级指标", "指标值")


def declared(table: Sheet) -> Page:
    """Lay out what was declared of a table's project."""
    page = Page()
    for text in ("项目支出绩效目标申报表", f"（{table.year}年度）"):
        page.put(1, text, wide=WIDTH)
        page.row += 1
    page.lead = page.row - 1
    page.put(1, "项目名称", wide=2)
    page.put(3, table.head["project"], wide=WIDTH - 2)
    page.row += 1
    page.put(1, "主管部门", wide=2)
    page.put(3, table.head["department"])
    page.put(4, "实施单位")
    page.put(5, table.head["unit"], wide=2)
    page.row += 1
    _funds(page, table)
    page.put(1, "年度总体目标", wide=2)
    page.put(3, table.goals[0], wide=WIDTH - 2)
    page.row += 1
    _rows(page, table)
    return page


def _funds(page: Page, table: Sheet) -> None:
    page.put(1, "项目资金\n（万元）")
    page.merge(1, 2, len(table.funds))
    for money in table.funds:
        page.put(3, money.label, wide=2)
        page.put(5, money.budget, wide=2)
        page.row += 1


def _rows(page: Page, table: Sheet) -> None:
    page.put(1, "绩效指标")
    page.merge(1, 1, len(table.lines) + 1)
    for column, heading in zip((2, 3, 4, 5), HEADINGS, strict=True):
        page.put(column, heading, wide=1 + (column == 5))
    page.row += 1
    for line in table.lines:
        page.put(2, line.level1)
        page.put(3, line.level2)
        page.put(4, line.name)
        page.put(5, value_text(line, "target"), wide=2)
        page.row += 1
