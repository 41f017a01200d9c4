"""没有一处悄悄丢掉, 表格之外也是: 一行行的文字, 与自评表之后的表."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import Evaluation
from reading import read, read_all
from reading.grid import text_grid
from reading.lines.sound import sound_tables
from tests.properties.test_nothing_lost import ODD, plain, quoted
from tests.published.tables import NANCHANG_TEXT

HEADING = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因"
SMALL = f"""项目支出绩效自评表
（2022年度）
项目名称：甲项目
主管部门：乙局 实施单位：丙站
项目资金
（万元）
年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 100 100 95 10 95% 9.5
年度
总体
目标
预期目标 实际完成情况
建成一座桥梁。

桥梁已经建成。
{HEADING}
产出指标 数量指标 甲建设 1个 2个 50 50
效益指标 社会效益指标 乙服务 ≥100人 90人 40 36 疫情
总分 100 95.5"""
TRANSFER = f"""转移支付绩效自评表
项目名称：丁项目
主管部门：乙局
{HEADING}
产出指标 数量指标 甲建设 1个 2个 50 50
质量指标 合格率 100% 100% 20 20
效益指标 社会效益指标 乙服务 ≥100人 90人 30 27 疫情
总分 100 97"""
NANCHANG = NANCHANG_TEXT.read_text("utf-8").replace("\f", "\n").split("\n")
START = max(i for i, line in enumerate(NANCHANG) if "支出绩效自评表" in line)
END = next(i for i, line in enumerate(NANCHANG) if line.startswith("总分"))
TEXTS = (NANCHANG[START : END + 1], SMALL.split("\n"), TRANSFER.split("\n"))


@pytest.mark.parametrize("lines", TEXTS, ids=["Nanchang", "small", "transfer"])
def test_the_texts_themselves_are_read(lines: list[str]) -> None:
    (found,) = sound_tables(text_grid("表.txt", lines))
    assert found.indicators


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_line_anywhere_in_a_text_is_taken_doubted_or_the_text_refused(
    data: st.DataObject,
) -> None:
    lines = data.draw(st.sampled_from(TEXTS))
    at = data.draw(st.integers(1, len(lines) - 1))
    odd = data.draw(st.sampled_from(ODD))
    found = sound_tables(text_grid("表.txt", [*lines[:at], odd, *lines[at:]]))
    assert not found or plain(odd) in quoted(found)


Rows = list[tuple[str, ...]]
FORM: Rows = [
    ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"),
    ("产出指标", "数量指标", "道路", "≥8公里", "7公里", "90", "78.75"),
    ("总分", "", "", "", "", "90", "78.75"),
]


def document(folder: Path, *tables: Rows) -> tuple[Evaluation, ...]:
    made = docx.Document()
    made.add_paragraph("项目支出绩效自评表")
    for rows in tables:
        table = made.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        made.add_paragraph("。")
    made.save(str(folder / "表.docx"))
    return read_all(folder / "表.docx")


@pytest.mark.parametrize(
    "remarks",
    [
        (("存在问题", "资金到位迟"), ("改进措施", "加快支付")),
        (("偏差原因分析", "雨季停工"),),
        (("其他需要说明的问题", "另有两公里由乡里自建"),),
    ],
)
def test_what_a_table_below_explains_is_read(
    remarks: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    (found,) = document(tmp_path, FORM, list(remarks))
    assert found.remarks == remarks
    assert not any("没有读取" in doubt.message for doubt in found.warnings)


@pytest.mark.parametrize(
    "rows",
    [
        [("自评得分", "88.75"), ("自评等级", "良")],
        [("评价结论", "完成较好"), ("评价组长", "张三")],
        [("年度总体目标", "修路8公里"), ("完成情况", "修了7公里")],
        [("序号", "绩效目标"), ("1", "修路")],
    ],
)
def test_another_table_about_the_evaluation_is_doubted(
    rows: Rows, tmp_path: Path
) -> None:
    (found,) = document(tmp_path, FORM, rows)
    told = [doubt.value for doubt in found.warnings if "没有读取" in doubt.message]
    assert told == ["｜".join(text for row in rows for text in row)]


def test_a_table_about_something_else_is_passed_over(tmp_path: Path) -> None:
    (found,) = document(tmp_path, FORM, [("附件", "合同"), ("附图", "路线图")])
    assert not any("没有读取" in doubt.message for doubt in found.warnings)


def test_a_table_that_leads_to_the_next_form_is_not_doubted(tmp_path: Path) -> None:
    head = [("项目名称", "桥梁"), ("主管部门", "乙局")]
    first, second = document(tmp_path, FORM, head, FORM)
    assert (first.project, second.project) == (None, "桥梁")
    assert not any("没有读取" in doubt.message for doubt in first.warnings)
    assert read(tmp_path / "表.docx").indicators == first.indicators
