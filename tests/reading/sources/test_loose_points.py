"""数后悬着的小数点: #,##0.## 把整数显示成“1,300.”, 读出的是 1300."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from reading import read_all
from ziping import audit


@pytest.mark.parametrize("form", ["#,##0.##", "0.##", "#.##", '#,##0.##"万元"'])
def test_whole_numbers_of_such_a_format_are_read_everywhere(
    tmp_path: Path, form: str
) -> None:
    rows: list[list[object]] = [
        ["项目支出绩效自评表（2023年度）"],
        ["资金", "来源", "预算数", "执行数", "分值", "执行率", "得分"],
        [None, "合计", 1300, 1040, 10, 0.8, 8],
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出指标", "数量指标", "养护里程（公里）", 1200, 1236.5, 90, 90],
        ["总分", None, None, None, None, 100, 98],
    ]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for place in ("C3", "D3", "D5", "E5"):
        sheet[place].number_format = form
    for place in ("E3", "G3", "F5", "G5", "F6", "G6"):
        sheet[place].number_format = "0.##"
    sheet["F3"].number_format = "0.##%"
    book.save(tmp_path / "a.xlsx")
    (found,) = read_all(tmp_path / "a.xlsx")
    (line,) = found.funds.lines
    assert line.budget is not None
    assert line.rate is not None
    assert line.budget.value == Decimal(1300)
    assert (line.rate.value, line.rate.unit) == (Decimal(80), "%")
    assert (line.weight, line.stated) == (Decimal(10), Decimal(8))
    assert (found.total.weight, found.total.stated) == (Decimal(100), Decimal(98))
    assert not audit(found).of("P", "F301", "F302", "F305", "W201")
