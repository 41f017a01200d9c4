"""金额的格式: 货币、会计专用, 在每一种文件里."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import pytest
import xlsxwriter

from auditing.audit import audit
from indicators import Evaluation, FundLine
from reading import read
from reading.sources.sheets.number_format import BUILT_IN

Convert = Callable[[Path, str], Path]
FORMATS = (
    '"¥"#,##0.00',
    "[$¥-804]#,##0.00",
    '"￥"#,##0.00;[Red]"￥"\\-#,##0.00',
    '_-[$¥-804]* #,##0.00_-;\\-[$¥-804]* #,##0.00_-;_-[$¥-804]* "-"??_-;_-@_-',
    "#,##0.00_);(#,##0.00)",
    BUILT_IN[44],
    BUILT_IN[43],
)
HEADINGS = ("资金来源", "年初预算数", "全年预算数", "全年执行数", "分值", "得分")
FUNDS = (
    ("年度资金总额", 1235, 1234.5, 1234.5, 10, 10),
    ("财政拨款", 1235, 1234.5, 1234.5, 0, 0),
    ("其他资金", 0, 0, 0, 0, 0),
)
COLUMNS = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分")
ROWS = (
    ("产出指标", "数量指标", "补助人数", "≥10人", "10人", 50, 50),
    ("成本指标", "经济成本指标", "返工损失", 0, 0, 40, 40),
)


def workbook(path: Path, code: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("自评表")
        money = book.add_format({"num_format": code})
        sheet.write("A1", "项目支出绩效自评表（单位：元）")
        for number, row in enumerate((HEADINGS, *FUNDS, COLUMNS, *ROWS), 1):
            for column, value in enumerate(row):
                form = None if isinstance(value, str) else money
                sheet.write(number, column, value, form)
    return path


def amounts(line: FundLine) -> list[Decimal | None]:
    found = (line.initial, line.budget, line.spent)
    return [each and each.value for each in found]


def check(read_: Evaluation) -> None:
    total, *_, other = read_.funds.lines
    assert amounts(total) == [1235, Decimal("1234.5"), Decimal("1234.5")]
    assert (total.weight, total.stated) == (10, 10)
    assert amounts(other) == [0, 0, 0]
    assert [(row.weight, row.stated) for row in read_.indicators] == [
        (50, 50),
        (40, 40),
    ]
    assert not [found for found in audit(read_).findings if found.code[0] in "PFN"]
    assert not [doubt for doubt in read_.warnings if "资金" in doubt.message]


@pytest.mark.parametrize("code", FORMATS)
def test_amounts_and_points_under_a_money_format_are_numbers(
    tmp_path: Path, code: str
) -> None:
    check(read(workbook(tmp_path / "表.xlsx", code)))


@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize("number", range(0, len(FORMATS), 3))
def test_the_older_and_the_open_workbook_too(
    convert: Convert, tmp_path: Path, kind: str, number: int
) -> None:
    path = workbook(tmp_path / f"money{number}.xlsx", FORMATS[number])
    check(read(convert(path, kind)))


WRITTEN = (
    ("￥1,235.00", "¥1,234.50", "人民币1,234.50元", "￥-", "¥ -", "¥0.00"),
    ("¥ 1235", "RMB1,234.50", "1,234.50（元）", "0", "￥0", "-0.00"),
    ("1,235元", "CNY 1234.5", "￥\xa01,234.50", "￥—", "0.00元", "¥-"),
)


@pytest.mark.parametrize("texts", WRITTEN)
@pytest.mark.parametrize("kind", ["docx", "html"])
def test_a_text_with_a_currency_sign_is_an_amount(
    tmp_path: Path, kind: str, texts: tuple[str, ...]
) -> None:
    funds = (
        ("年度资金总额", *texts[:3], "10", "10", ""),
        ("其中：财政拨款", *texts[:3], "", "", ""),
        ("其他资金", *texts[3:], "", "", ""),
    )
    rows = [(*HEADINGS, ""), *funds, COLUMNS]
    rows += [tuple(map(str, row)) for row in ROWS]
    write = {"docx": document, "html": page}[kind]
    check(read(write(tmp_path / f"表.{kind}", rows)))


def document(path: Path, rows: list[tuple[str, ...]]) -> Path:
    made = docx.Document()
    made.add_paragraph("项目支出绩效自评表（单位：元）")
    table = made.add_table(len(rows), len(COLUMNS))
    for number, row in enumerate(rows):
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            cell.text = text
    made.save(str(path))
    return path


def page(path: Path, rows: list[tuple[str, ...]]) -> Path:
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    title = "<p>项目支出绩效自评表（单位：元）</p>"
    path.write_text(f"<html>{title}<table>{body}</table></html>", "utf-8")
    return path


def test_a_typed_dash_says_that_there_is_nothing(tmp_path: Path) -> None:
    rows = [(*HEADINGS, ""), ("年度资金总额", "5", "5", "-", "10", "-", ""), COLUMNS]
    rows += [tuple(map(str, row)) for row in ROWS]
    (line,) = read(document(tmp_path / "表.docx", rows)).funds.lines
    assert amounts(line) == [5, 5, None]
    assert line.stated is None
