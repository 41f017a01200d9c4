"""按文字存的数: 工作簿求和时不计, P405 与 P410 说出是哪一格."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from auditing import audit
from reading import read

TOLD = "按文字存，求和不计"
HEADING = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分")
FUNDS = (None, None, "全年预算数", "全年执行数", "分值", "执行率", "得分")
Points = str | float


def rows(execution: Points, stated: list[Points], total: Points) -> list[tuple]:
    return [
        ("项目支出绩效自评表", *[None] * 6),
        ("项目名称", "修路", *[None] * 5),
        ("项目资金（万元）", *FUNDS[1:]),
        (None, "年度资金总额", 100, 100, 10, "100%", execution),
        HEADING,
        ("产出指标", "数量指标", "道路", "≥8公里", "8公里", 30, stated[0]),
        ("产出指标", "质量指标", "验收合格率", "100%", "100%", 20, stated[1]),
        ("效益指标", "社会效益指标", "受益人数", "≥5人", "5人", 30, stated[2]),
        ("满意度指标", "服务对象满意度指标", "满意度", "≥90%", "90%", 10, stated[3]),
        ("总分", *[None] * 4, 100, total),
    ]


def sheet(path: Path, made: list[tuple]) -> Path:
    book = openpyxl.Workbook()
    for row in made:
        book.active.append(row)
    book.save(path / "表.xlsx")
    return path / "表.xlsx"


def document(path: Path, made: list[tuple]) -> Path:
    book = docx.Document()
    table = book.add_table(len(made), len(made[0]))
    for row, texts in zip(table.rows, made, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = "" if text is None else str(text)
    book.save(str(path / "表.docx"))
    return path / "表.docx"


def said(path: Path, code: str = "P405") -> list[str]:
    found = audit(read(path)).findings
    return [finding.message for finding in found if finding.code == code]


@pytest.mark.parametrize(
    ("execution", "stated", "total", "cells"),
    [
        (10, [30, "20", 30, 10], 80, "G7 的数"),
        (10, ["30", 20, "30分", 10], 40, "G6、G8 的数"),
        ("10", [30, 20, 30, 10], 90, "G4 的数"),
        ("10", ["30", "20", "30", "10"], 0, "G6、G7、G8、G9、G4 的数"),
    ],
)
def test_a_total_that_leaves_out_text_names_the_cells(
    tmp_path: Path,
    execution: Points,
    stated: list[Points],
    total: Points,
    cells: str,
) -> None:
    path = sheet(tmp_path, rows(execution, stated, total))
    (summed,), (recomputed,) = said(path), said(path, "P410")
    assert summed.endswith(f"{cells}{TOLD}")
    assert recomputed.endswith(f"{cells}{TOLD}")


def test_another_difference_has_another_cause(tmp_path: Path) -> None:
    path = sheet(tmp_path, rows(10, [30, "20", 30, 10], 85))
    (summed,), (recomputed,) = said(path), said(path, "P410")
    assert TOLD not in summed + recomputed


def test_text_that_the_total_counts_is_no_fault(tmp_path: Path) -> None:
    assert said(sheet(tmp_path, rows(10, [30, "20", 30, 10], 100))) == []


def test_in_a_document_every_number_is_text(tmp_path: Path) -> None:
    (message,) = said(document(tmp_path, rows(10, [30, 20, 30, 10], 80)))
    assert TOLD not in message
