"""数据文件里每个写错种类的键: 说明应写作什么, 照那样写就读得进."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators import load
from indicators.errors import InputError
from indicators.notation.right_lines import RIGHT_LINES

HEADERS = {"goals": "[goals]", "total": "[total]", "funds": "[funds]"}
ROW = ("[[indicators]]", 'name = "甲"', 'path = ["产出指标", "质量指标"]')


def document(key: str, line: str) -> str:
    """A file with one line at its key, and what must stand around it."""
    owner, _, name = key.rpartition(".")
    if owner == "indicators":
        around = [text for text in ROW if not text.startswith(f"{name} ")]
        return "\n".join((*around, line))
    if owner == "indicators.deduction":
        points = [] if name == "points" else ['points = "1"']
        return "\n".join((*ROW, "[indicators.deduction]", *points, line))
    if owner == "funds.lines":
        label = [] if name == "label" else ['label = "年度资金总额"']
        return "\n".join(("[[funds.lines]]", *label, line))
    return "\n".join(filter(None, (HEADERS.get(owner, ""), line)))


LINES = {
    key: line
    for key, line in RIGHT_LINES.items()
    if line.startswith(f"{key.rpartition('.')[2]} =")
}
FITTING = {
    ("funds.lines.accept_stated_rate", "true"),
    *((key, "{ a = 1 }") for key in (*HEADERS, "indicators.deduction")),
}
"""Values of the right kind."""


@pytest.mark.parametrize("key", LINES)
def test_the_right_line_is_read(key: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(document(key, LINES[key]), "utf-8")
    load(path)


@pytest.mark.parametrize("wrong", ["{ a = 1 }", "true", "[[[1]]]"])
@pytest.mark.parametrize("key", RIGHT_LINES)
def test_a_wrongly_typed_key_is_told_its_right_line(
    key: str, wrong: str, tmp_path: Path
) -> None:
    if (key, wrong) in FITTING:
        return
    path = tmp_path / "a.toml"
    name = key.rpartition(".")[2]
    path.write_text(document(key, f"{name} = {wrong}"), "utf-8")
    with pytest.raises(InputError) as refused:
        load(path)
    told = [str(problem) for problem in refused.value.problems]
    assert any(f"应写作 {RIGHT_LINES[key]}" in text for text in told), told


def test_a_path_written_as_one_text_is_not_taken_letter_by_letter(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.toml"
    path.write_text(
        '[[indicators]]\npath = "产出指标/质量指标"\nname = "甲"\n', "utf-8"
    )
    with pytest.raises(InputError) as refused:
        load(path)
    (problem,) = refused.value.problems
    assert str(problem) == (
        f"{path} indicators[0].path：应为一列，写在方括号里"
        '（原值“产出指标/质量指标”）。应写作 path = ["产出指标", "质量指标"]'
    )
