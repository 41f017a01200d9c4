"""一张表断成两张 Word 表或网页里的两张: 断开的原因、名称接回上一行."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from indicators.evaluation import Evaluation
from reading.reader import read_all

Rows = list[list[str]]
NATIONAL = (
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"
)
COHESION = "一级指标|二级指标|三级指标|分值|年度指标值|全年实际值|得分|未完成原因"
FIRST = {NATIONAL: "≥9场|8场|50|45", COHESION: "50|≥9场|8场|45"}
SECOND = {NATIONAL: "≥90%|95%|50|50", COHESION: "50|≥90%|95%|50"}


def document(path: Path, tables: list[Rows]) -> Path:
    made = docx.Document()
    for rows in tables:
        table = made.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        made.add_paragraph("")
    made.save(str(path / "表.docx"))
    return path / "表.docx"


def page(path: Path, tables: list[Rows]) -> Path:
    written = "".join(
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{t}</td>" for t in row) for row in rows)
        + "</table>"
        for rows in tables
    )
    (path / "表.html").write_text(f"<html>{written}</html>", encoding="utf-8")
    return path / "表.html"


def cut(heading: str, name: tuple[str, str], note: tuple[str, str]) -> list[Rows]:
    """A row whose name and reason go on in the next table."""
    first = f"产出指标|数量指标|{name[0]}|{FIRST[heading]}|{note[0]}"
    second = f"效益指标|社会效益指标|满意率|{SECOND[heading]}|"
    above = [heading.split("|"), first.split("|")]
    below = [["", "", name[1], "", "", "", "", note[1]], second.split("|")]
    return [above, [*below, ["总分", "", "", "100", "", "", "95", ""]]]


@pytest.mark.parametrize("write", [document, page])
@pytest.mark.parametrize("heading", [NATIONAL, COHESION])
@pytest.mark.parametrize(
    ("name", "note"),
    [
        (("赛事场次", ""), ("受疫情影响，两场取消，", "后改为线上举办")),
        (("全民健身", "赛事场次"), ("资金下达", "较晚")),
        (("全民健身", "赛事场次"), ("受疫情影响", "")),
    ],
)
def test_a_row_that_two_tables_part_is_one_row(
    tmp_path: Path,
    write: object,
    heading: str,
    name: tuple[str, str],
    note: tuple[str, str],
) -> None:
    assert callable(write)
    (found,) = read_all(write(tmp_path, cut(heading, name, note)))
    assert isinstance(found, Evaluation)
    first, second = found.indicators
    assert (first.name, first.variance_note) == ("".join(name), "".join(note))
    assert (first.stated, second.stated, second.variance_note) == (45, 50, None)
