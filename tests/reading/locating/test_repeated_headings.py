"""重印的表头: 左边一格一直合并到底, 一行也不丢."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from reading import read
from reading.reader import read_all

NATIONAL = [
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析",
]
COHESION = [
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "分值",
    "年度指标值",
    "全年实际值",
    "得分",
    "未完成原因",
]
SCORECARD = [
    "指标体系",
    "一级",
    "二级",
    "指标名称",
    "目标值",
    "完成值",
    "权重",
    "自评得分",
    "扣分原因",
]
GROUPS = ("产出指标", "效益指标", "满意度指标", "成本指标")


def lines(heading: list[str], parts: int) -> list[list[str]]:
    """So many headings, with two rows below each, and a total."""
    made, number = [], 0
    for part in range(parts):
        made.append([heading[0] if not part else "", *heading[1:]])
        for _ in range(2):
            number += 1
            values = {
                **dict.fromkeys(("分值", "权重"), "10"),
                **dict.fromkeys(("得分", "自评得分"), "9"),
                **dict.fromkeys(("年度指标值", "目标值"), f"≥{number}个"),
                **dict.fromkeys(("实际完成值", "全年实际值", "完成值"), f"{number}个"),
            }
            known = [values.get(title, "") for title in heading[4:]]
            made.append(["", GROUPS[part], f"第{part}组", f"指标{number}", *known])
    return made


def sheet(path: Path, rows: list[list[str]]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append([text or None for text in row])
    made.active.merge_cells(f"A1:A{len(rows)}")
    made.save(path / "表.xlsx")
    return path / "表.xlsx"


def document(path: Path, rows: list[list[str]]) -> Path:
    made = docx.Document()
    table = made.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(len(rows) - 1, 0))
    made.save(str(path / "表.docx"))
    return path / "表.docx"


def page(path: Path, rows: list[list[str]]) -> Path:
    made = "".join(
        "<tr>"
        + "".join(
            f"<td rowspan={len(rows)}>{text}"
            if not (number or column)
            else f"<td>{text}"
            for column, text in enumerate(row)
            if column or not number
        )
        for number, row in enumerate(rows)
    )
    (path / "表.html").write_text(f"<html><table>{made}</table>", encoding="utf-8")
    return path / "表.html"


@pytest.mark.parametrize("write", [sheet, document, page])
@pytest.mark.parametrize("heading", [NATIONAL, COHESION, SCORECARD])
@pytest.mark.parametrize("parts", [2, 3, 4])
def test_no_row_vanishes_around_a_heading_that_is_printed_again(
    tmp_path: Path, write: object, heading: list[str], parts: int
) -> None:
    assert callable(write)
    path = write(tmp_path, lines(heading, parts))
    (evaluation,) = read_all(path)
    rows = evaluation.indicators
    names = [f"指标{number}" for number in range(1, 2 * parts + 1)]
    assert [row.name for row in rows] == names
    assert [row.target for row in rows] == [f"≥{n + 1}个" for n in range(len(names))]
    assert {(row.weight, row.stated) for row in rows} == {(10, 9)}
    assert [row.path[0] for row in rows[::2]] == list(GROUPS[:parts])
    assert read(path).warnings == ()
