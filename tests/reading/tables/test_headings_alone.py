"""只有表头的一张表, 下面又是一张有表头的: 后一张的行照读, 没有可以接的."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading import read_all

HEADINGS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "分值",
    "年度指标值",
    "实际完成值",
    "得分",
)
ROWS = {
    "named": ("产出指标", "数量指标", "培训人数", "60", "≥200人", "210人", "60"),
    "unnamed": ("", "", "培训人数", "60", "≥200人", "210人", "60"),
}


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize(
    "between", ["", "<p>续表</p>", "<p>项目支出绩效自评表（续）</p>"]
)
def test_rows_below_headings_that_stand_again_are_read(
    tmp_path: Path, kind: str, between: str
) -> None:
    more = ("效益指标", "社会效益指标", "知晓率", "40", "≥90%", "92%", "40")
    title = "<p>项目支出绩效自评表</p>"
    page = title + table(HEADINGS) + between + table(HEADINGS, ROWS[kind], more)
    path = tmp_path / "表.html"
    path.write_text(f"<html><body>{page}</body></html>", "utf-8")
    found = [row.name for each in read_all(path) for row in each.indicators]
    assert found == ["培训人数", "知晓率"]
