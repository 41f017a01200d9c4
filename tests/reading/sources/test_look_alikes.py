"""形近字: 部首、竖排符号和数学符号, 在每一种文件里都读成看到的那个字."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import xlsxwriter

from reading import read
from reading.sources import load
from reading.sources.look_alikes import usual

ROWS = (
    ("项⽬名称", "养⽼服务⻋辆更新", "", "", "", ""),
    ("主管部⻔", "清溪县⺠政局", "", "", "", ""),
    ("⼀级指标", "⼆级指标", "三级指标", "年度指标值", "实际完成值", "得分"),
    ("产出指标", "数量指标", "更新⻋辆", "3〜5辆", "4辆", "20"),
    ("效益指标", "社会效益指标", "⻓者满意度", "≥90％", "95％", "⻓"),
)
SEEN = (
    ("项目名称", "养老服务车辆更新"),
    ("主管部门", "清溪县民政局"),
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"),
    ("产出指标", "数量指标", "更新车辆", "3～5辆", "4辆", "20"),
    ("效益指标", "社会效益指标", "长者满意度", "≥90％", "95％", "长"),
)


def as_xlsx(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, [text or None for text in row])
    return path


def as_docx(path: Path) -> Path:
    made = docx.Document()
    made.add_paragraph("项⽬⽀出绩效⾃评表")
    table = made.add_table(len(ROWS), len(ROWS[0]))
    table.style = "Table Grid"
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    made.save(str(path))
    return path


def as_html(path: Path) -> Path:
    rows = "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in ROWS)
    path.write_text(f"<html><body><table>{rows}</table></body></html>", "utf-8")
    return path


def as_csv(path: Path) -> Path:
    path.write_text("\n".join(",".join(row) for row in ROWS), "utf-8")
    return path


@pytest.mark.parametrize(
    ("write", "name"),
    [(as_xlsx, "a.xlsx"), (as_docx, "a.docx"), (as_html, "a.html"), (as_csv, "a.csv")],
)
def test_a_radical_is_read_as_the_character_that_is_seen(
    write: Callable[[Path], Path], name: str, tmp_path: Path
) -> None:
    path = write(tmp_path / name)
    (grid,) = load(path)
    rows = [[c.text for c in grid.layout.written(n)] for n in range(1, 6)]
    assert rows == [list(row) for row in SEEN]
    found = read(path)
    assert (found.project, found.department) == ("养老服务车辆更新", "清溪县民政局")
    assert found.indicators[0].path == ("产出指标", "数量指标")
    assert found.indicators[0].target == "3～5辆"


def test_a_printed_page_of_radicals_is_found_and_read(
    convert: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    """Neither 绩效 nor 自评 stands in it as such: ⾃评."""
    path = convert(as_docx(tmp_path / "radicals.docx"), "pdf")
    found = read(path)
    assert found.form == "项目支出绩效自评表"
    assert (found.project, found.department) == ("养老服务车辆更新", "清溪县民政局")
    assert [row.name for row in found.indicators] == ["更新车辆", "长者满意度"]
    assert not [doubt for doubt in found.warnings if "没有一页" in doubt.message]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("⻛险防控⻅效", "风险防控见效"),
        ("⻚⾯⼊⼝", "页面入口"),
        ("合格\uf9db", "合格率"),
        ("数量指标︵10分︶", "数量指标（10分）"),
        ("12∕15", "12／15"),
        ("单位∶万元", "单位：万元"),
        ("产出指标", "产出指标"),
    ],
)
def test_look_alikes(text: str, seen: str) -> None:
    assert usual(text) == seen
