"""图上没有认准的格: 审核不据它说一句不是, 认准的照旧."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from auditing.audit import audit
from indicators.reasons import UncertainText
from reading.reader import read_on
from reading.sources import load

FORM = """<meta charset=utf-8><p>项目支出绩效自评表<table>
<tr><td>一级指标<td>二级指标<td>三级指标<td>年度指标值<td>实际完成值<td>分值<td>得分</tr>
<tr><td rowspan=2>产出指标（50分）<td>数量指标（20分）<td>培训人数<td>≥5人<td>6人<td>20<td>20</tr>
<tr><td>质量指标（30分）<td>合格率<td>≥90%<td>95%<td>30<td>30</tr>
<tr><td>效益指标（30分）<td>社会效益（30分）<td>受益户数<td>≥5户<td>6户<td>30<td>30</tr>
<tr><td>满意度指标（20分）<td>满意度（20分）<td>满意度<td>≥90%<td>95%<td>20<td>20</tr>
<tr><td colspan=5>总分<td>100<td>100</tr></table>"""


def codes(folder: Path, text: str, doubted: str) -> set[str]:
    """What an audit finds in a form of which the cells that say so are doubted."""
    path = folder / "表.html"
    path.write_text(text, "utf-8")
    (grid,) = load(path)
    doubt = UncertainText(doubted, "字迹不清")
    cells = tuple(
        evolve(cell, uncertain=doubt) if cell.text == doubted else cell
        for cell in grid.cells
    )
    return {f.code for f in audit(read_on((evolve(grid, cells=cells),), "表")).findings}


@pytest.mark.parametrize("group", ["产出指标（50分）", "数量指标（20分）"])
def test_a_group_whose_weight_is_doubted_does_not_lack_it(
    group: str, tmp_path: Path
) -> None:
    assert "W203" in codes(tmp_path, FORM.replace(group, group[:4]), "")
    assert codes(tmp_path, FORM, group) == codes(tmp_path, FORM, "")


def test_a_group_that_may_be_another_one_is_not_called_absent(tmp_path: Path) -> None:
    misread = FORM.replace("产出", "严出")
    assert "S101" in codes(tmp_path, misread, "")
    assert "S101" not in codes(tmp_path, misread, "严出指标（50分）")


def test_what_a_doubted_name_says_is_not_held_against_it(tmp_path: Path) -> None:
    named = FORM.replace("合格率", "培训人数").replace(
        "质量指标（30分）", "数量指标（20分）"
    )
    assert "S102" in codes(tmp_path, named, "")
    assert "S102" not in codes(tmp_path, named, "培训人数")
