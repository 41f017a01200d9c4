"""网页上的填写框: 系统的填报页另存下来, 值在输入框里."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading.sources import load


def shown(tmp_path: Path, inside: str) -> str:
    page = tmp_path / "页.html"
    page.write_text(f"<table><tr><td>甲<td>{inside}<td>乙</tr></table>", "utf-8")
    (grid,) = load(page)
    assert [grid.text(1, 1), grid.text(1, 3)] == ["甲", "乙"]
    return grid.text(1, 2)


@pytest.mark.parametrize(
    ("control", "text"),
    [
        ('<input type="text" value="≥95%">', "≥95%"),
        ("<INPUT value='12 个' readonly>", "12 个"),
        ("<textarea rows=3>春旱影响\n已补植</textarea>", "春旱影响已补植"),
        (
            "<select><option>2021<option selected>2022</option><option>2023</select>",
            "2022",
        ),
        ("<select><option>达成</option><option>未达成</option></select>", "达成"),
        (
            '<input type=checkbox checked>延续 <input type="checkbox">新增',
            "☑延续 □新增",
        ),
        ('<input type="hidden" value="token">10', "10"),
        ('<input type="button" value="保存">', ""),
        ("<select><option>优</option>", "优"),
        ("<select></select>", ""),
    ],
)
def test_a_control_shows_what_a_person_sees(
    tmp_path: Path, control: str, text: str
) -> None:
    assert shown(tmp_path, control) == text


def test_a_list_of_options_may_stand_in_a_line(tmp_path: Path) -> None:
    assert shown(tmp_path, "（<select><option>2022</select>年度）") == "（2022年度）"
