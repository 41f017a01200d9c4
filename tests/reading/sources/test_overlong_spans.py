"""网页里合并得过长的格: 程序略去了隐藏的行, 合并的行数没有跟着少."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading.grid import Grid
from reading.sources import load

HEAD = "<tr><td rowspan={whole}>绩效指标<td>一级指标<td>二级指标<td>三级指标<td>指标值"


def page(folder: Path, whole: int, *rows: str) -> Grid:
    path = folder / "表.html"
    lines = "".join(f"<tr>{row}" for row in rows)
    path.write_text(
        f"<meta charset=utf-8><table>{HEAD.format(whole=whole)}{lines}</table>",
        encoding="utf-8",
    )
    (grid,) = load(path)
    return grid


def columns(grid: Grid, row: int) -> dict[int, str]:
    return {cell.column: cell.text for cell in grid.cells if cell.row == row}


@pytest.mark.parametrize("hidden", [0, 1, 3])
def test_a_level_over_hidden_rows_does_not_move_the_next_group(
    hidden: int, tmp_path: Path
) -> None:
    grid = page(
        tmp_path,
        6 + hidden,
        f"<td rowspan={2 + hidden}>产出指标<td rowspan={2 + hidden}>数量指标"
        "<td>管网<td>38",
        "<td>泵站<td>2",
        "<td rowspan=2>效益指标<td>社会效益指标<td>人口<td>300",
        "<td>生态效益指标<td>水质<td>95%",
        "<td>满意度指标<td>服务对象满意度指标<td>用户<td>90%",
    )
    assert columns(grid, 3) == {4: "泵站", 5: "2"}
    assert columns(grid, 4) == {2: "效益指标", 3: "社会效益指标", 4: "人口", 5: "300"}
    assert columns(grid, 5) == {3: "生态效益指标", 4: "水质", 5: "95%"}
    told = [each.message for each in grid.warnings]
    assert any("截短" in message for message in told) is bool(hidden)


def test_a_row_with_a_cell_too_many_keeps_what_spans_into_it(tmp_path: Path) -> None:
    """Without the spanned cell it would be too narrow: something else is odd here."""
    grid = page(
        tmp_path,
        4,
        "<td rowspan=3>产出指标<td>数量指标<td>管网<td>38",
        "<td>质量指标<td>合格率<td>95%<td>",
        "<td>时效指标<td>完工<td>6月",
    )
    assert columns(grid, 4) == {3: "时效指标", 4: "完工", 5: "6月"}
