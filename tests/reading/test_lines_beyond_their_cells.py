"""PDF 里行高不够的行: 一格的字印到别的格里、表的上下, 都收回那一格, 并说明."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indicators import Evaluation
from reading import read
from tests.reading.test_printed_by_others import by_browser

UNIT = "某某自治州某某彝族苗族自治县乡村振兴服务中心（农村能源管理站）"
PROJECT = "2022年度中央财政衔接推进乡村振兴补助资金农村人居环境整治项目"
PROBLEMS = "资金拨付不及时，部分村组配合不力，" * 8
OVERLAP = "重叠"
pytestmark = pytest.mark.skipif(not shutil.which("chromium"), reason="没有 Chromium")
SHIFTS = [(16, 13, 0), (16, 13, -7), (14, 14, -14), (18, 16, -8)]
"""How high a row is, how high its lines, and how far up its text is set."""


def low(text: str, shift: tuple[int, int, int]) -> str:
    """A text in a row that is lower than it."""
    height, line, up = shift
    look = f"height:{height}px;line-height:{line}px;position:relative;top:{up}px"
    return f'<div style="{look}">{text}</div>'


def printed(
    folder: Path,
    unit: str,
    *,
    label: str = "实施单位",
    first: str = "",
    last: str = "",
) -> Evaluation:
    style = (
        "table{border-collapse:collapse;width:100%;table-layout:fixed}"
        "td{border:1px solid #000;font:13px serif;padding:0 2px}"
    )
    rows = (
        f"{first}<tr><td colspan=2>项目名称<td colspan=5>{PROJECT}"
        f"<tr><td colspan=2>主管部门<td colspan=2>县农业农村局<td>{label}"
        f"<td colspan=2>{unit}"
        "<tr><td>一级指标<td>二级指标<td>三级指标<td>年度指标值<td>实际完成值"
        "<td>分值<td>得分"
        "<tr><td>产出指标<td>数量指标<td>改厕户数<td>≥100户<td>120户<td>50<td>50"
        "<tr><td>效益指标<td>社会效益指标<td>受益人口<td>≥300人<td>320人<td>50<td>50"
        f"<tr><td colspan=5>总分<td>100<td>100{last}"
    )
    head = "<p>项目支出绩效自评表</p><p>（2022年度）</p>"
    return read(
        by_browser(folder, f"<style>{style}</style>{head}<table>{rows}</table>")
    )


def overlaps(found: Evaluation) -> bool:
    return any(OVERLAP in doubt.message for doubt in found.warnings)


def rows(found: Evaluation) -> list[tuple[str, str | None, str | None]]:
    return [(row.name, row.target, row.actual) for row in found.indicators]


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_unit_that_is_higher_than_its_row_is_read_whole(
    shift: tuple[int, int, int], tmp_path: Path
) -> None:
    """The cells above and below are wider or narrower than its own."""
    found = printed(tmp_path, low(UNIT, shift))
    assert (found.project, found.department, found.unit) == (
        PROJECT,
        "县农业农村局",
        UNIT,
    )
    assert rows(found) == [
        ("改厕户数", "≥100户", "120户"),
        ("受益人口", "≥300人", "320人"),
    ]


@pytest.mark.parametrize("shift", SHIFTS)
def test_lines_above_the_table_belong_to_its_first_row(
    shift: tuple[int, int, int], tmp_path: Path
) -> None:
    first = f"<tr><td colspan=2>实施单位<td colspan=5>{low(UNIT * 3, shift)}"
    found = printed(tmp_path, "张三", label="负责人", first=first)
    assert (found.project, found.year, found.unit) == (PROJECT, 2022, UNIT * 3)
    assert overlaps(found)


@pytest.mark.parametrize("shift", SHIFTS)
def test_lines_below_the_table_belong_to_its_last_row(
    shift: tuple[int, int, int], tmp_path: Path
) -> None:
    last = f"<tr><td>存在问题<td colspan=6>{low(PROBLEMS, shift)}"
    found = printed(tmp_path, "能源站", last=last)
    assert found.remarks == (("存在问题", PROBLEMS),)
    assert (found.total.weight, found.total.stated) == (100, 100)
    assert overlaps(found)


@pytest.mark.parametrize("note", ["说明：" + PROBLEMS, PROBLEMS, "填表人：张三"])
def test_a_paragraph_below_the_table_is_no_line_of_its_last_row(
    note: str, tmp_path: Path
) -> None:
    last = f"<tr><td>存在问题<td colspan=6>{PROBLEMS}</table><p>{note}"
    found = printed(tmp_path, UNIT, last=last)
    assert found.remarks[0] == ("存在问题", PROBLEMS)
    assert found.unit == UNIT
    assert not overlaps(found)
