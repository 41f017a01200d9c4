"""一批好坏不齐的表: 填好的、填了一半的、空的、只有目标的、不计分的、给错的, 各说成什么."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve

from indicators import Evaluation, Goals, Total
from indicators.codec import dump
from templates.forms.blank import blank
from templates.forms.form import load_form
from templates.writing.writer import write
from tests.auditing.tables import sound, with_row
from tests.published.rendering import as_csv, as_docx, as_html, as_xlsx, rendered
from tests.published.tables import table

Make = Callable[[Path], Path]
GRANTED, UNEQUAL, UNFILLED = "认可评定则一致", "不一致", "未填完"
YONGDE, HUANGSHI = "004-yongde-minglang-yingyang", "015-huangshi-zhujian-haimian"
PLAIN = evolve(sound(), total=Total(Decimal(100), Decimal(100)))
NAMED = {"department": "示例局", "unit": "示例中心"}


def of_form(form: str, data: Evaluation = PLAIN, gone: str = "") -> Make:
    """A table written in an official form; the cells named are emptied."""

    def make(folder: Path) -> Path:
        path = folder / "自评表.xlsx"
        path.write_bytes(write(data, load_form(form)))
        return emptied(path, gone) if gone else path

    return make


def of_blank(form: str) -> Make:
    def make(folder: Path) -> Path:
        path = folder / "空表.xlsx"
        path.write_bytes(write(blank(load_form(form)), load_form(form)))
        return path

    return make


def published(
    name: str, save: Callable[..., Path] = as_xlsx, suffix: str = ".xlsx", **new: Any
) -> Make:
    """A published table, in some kind of file, with other data in places."""

    def make(folder: Path) -> Path:
        data, style = table(name)
        return save(rendered(evolve(data, **new), style), folder / f"表{suffix}")

    return make


def data(evaluation: dict[str, Any]) -> Make:
    def make(folder: Path) -> Path:
        path = folder / "数据.json"
        path.write_text(json.dumps(evaluation, ensure_ascii=False), "utf-8")
        return path

    return make


def raw(name: str, content: bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def sheet(rows: list[list[Any]]) -> Make:
    def make(folder: Path) -> Path:
        book = openpyxl.Workbook()
        page: Any = book.active
        for row in rows:
            page.append(row)
        book.save(folder / "表.xlsx")
        return folder / "表.xlsx"

    return make


def emptied(path: Path, areas: str) -> Path:
    book = openpyxl.load_workbook(path)
    page: Any = book.active
    for area in areas.split():
        found = page[area]
        for row in found if isinstance(found, tuple) else ((found,),):
            for cell in row:
                if type(cell).__name__ != "MergedCell":
                    cell.value = None
    book.save(path)
    return path


def rows(**changes: Any) -> Evaluation:
    """The sound table with the same change in every row, and without a total."""
    lines = tuple(evolve(row, **changes) for row in PLAIN.indicators)
    return evolve(PLAIN, indicators=lines, total=Total(Decimal(100)))


def pointless(name: str) -> dict[str, Any]:
    """What a published table is without any points."""
    data, _ = table(name)
    lines = tuple(evolve(line, stated=None) for line in data.funds.lines)
    bare = tuple(evolve(row, stated=None) for row in data.indicators)
    funds = evolve(data.funds, lines=lines)
    total = evolve(data.total, stated=None)
    return {"funds": funds, "indicators": bare, "total": total, **NAMED}


def by_hand() -> dict[str, Any]:
    """The sound table as a data file that somebody wrote, before any points."""
    document = dump(rows(stated=None, place=None))
    document["funds"]["lines"][0] |= {"stated": None, "place": None}
    return document


HEADING = ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"]
SCORECARD = [
    ["某某项目绩效自评表"],
    ["项目名称", "路灯改造", None, "主管部门", "城管局", "实施单位", "路灯所"],
    HEADING,
    ["产出指标", "数量指标", "改造路灯", "≥80盏", "82盏", 50, 50],
    ["效益指标", "社会效益指标", "投诉件数", "≤5件", "3件", 30, 30],
    ["满意度指标", "满意度指标", "居民满意度", "≥90%", "93%", 20, 20],
    ["总分", None, None, None, None, 100, 100],
]
NAMES_ONLY = [*SCORECARD[:3], *([*row[:3]] for row in SCORECARD[3:6]), ["总分"]]
WEIGHED_NAMES = [
    *SCORECARD[:3],
    *([*row[:3], None, None, row[5]] for row in SCORECARD[3:6]),
    ["总分", None, None, None, None, 100],
]
ADDRESSES = [["姓名", "电话", "住址"], ["张三", "13800000000", "某市某路 1 号"]]
NONE = ""
CASES: list[tuple[str, Make, int, str, str]] = [
    # 填好的
    ("全国", of_form("national-2020"), 0, GRANTED, NONE),
    ("全国2016", of_form("national-2016"), 0, GRANTED, NONE),
    ("成本单列", of_form("mof-2021"), 0, GRANTED, NONE),
    ("衔接资金", of_form("cohesion-funds"), 0, GRANTED, NONE),
    ("云南", of_form("yunnan-14"), 0, GRANTED, NONE),
    ("四川", of_form("sichuan-510000-0013zp"), 0, GRANTED, NONE),
    ("海南", of_form("hainan"), 0, GRANTED, NONE),
    ("安徽整体", of_form("department-anhui"), 0, GRANTED, NONE),
    ("天津整体", of_form("department-tianjin"), 0, GRANTED, NONE),
    ("手工制表", sheet(SCORECARD), 1, "一致", NONE),
    ("永德", published(YONGDE, **NAMED), 1, UNEQUAL, NONE),
    ("永德网页", published(YONGDE, as_html, ".html", **NAMED), 1, UNEQUAL, NONE),
    ("少算一分", of_form("national-2020", with_row(0, stated=Decimal(9))), 1, UNEQUAL,
     NONE),
    # 填了一半的
    ("没有得分", of_form("national-2020", rows(stated=None)), 1, UNFILLED, "C801 C803"),
    ("湖北没有得分", published(HUANGSHI, **pointless(HUANGSHI)), 1, UNFILLED,
     "C801"),
    ("永德没有得分", published(YONGDE, as_docx, ".docx", **pointless(YONGDE)), 1,
     UNFILLED, "C801 C803"),
    ("只填了目标", of_form("national-2020", rows(stated=None, actual=None)), 1,
     UNFILLED, "C801 C802 C803"),
    ("缺两个完成值", of_form("national-2020", gone="G13 G15"), 1, UNFILLED, "C802"),
    ("缺一个指标值", of_form("national-2020", gone="F14"), 1, UNFILLED, "C807"),
    ("缺一行", of_form("national-2020", gone="F14:G14 I14"), 1, UNFILLED,
     "C801 C802 C807"),
    ("留着待填的空", of_form("national-2020", with_row(0, actual="____")), 1, UNFILLED,
     "C802"),
    ("缺总分", of_form("national-2020", evolve(PLAIN, total=Total(Decimal(100)))), 1,
     UNFILLED, "C803"),
    ("缺主管部门", published(YONGDE, unit="明朗中学"), 1, UNFILLED, "C804"),
    ("缺单位的 CSV", published(YONGDE, as_csv, ".csv", department="教体局", unit=None), 1,
     UNFILLED, "C804"),
    ("缺年度", of_form("national-2020", evolve(PLAIN, year=None)), 1, UNFILLED, "C804"),
    ("缺完成情况", of_form("national-2020", evolve(PLAIN, goals=Goals("建成平台"))), 1,
     UNFILLED, "C805"),
    ("缺目标", of_form("yunnan-14", evolve(PLAIN, goals=Goals())), 1, UNFILLED, "C805"),
    ("缺执行数", of_form("national-2020", gone="G6:G7 I6"), 1, UNFILLED, "C806"),
    ("缺全年预算数", of_form("national-2020", gone="F6"), 1, UNFILLED, "C806"),
    ("资金全空", of_form("national-2020", gone="E6:G8 I6"), 1, UNFILLED, "C806"),
    ("缺执行率得分", of_form("national-2020", gone="J6"), 1, UNFILLED, "C801"),
    ("手写的数据没有得分", data(by_hand()), 1, UNFILLED, "C801 C803"),
    # 空的
    ("空白全国表", of_blank("national-2020"), 2, "空表", NONE),
    ("空白湖北表", of_blank("hubei"), 2, "空表", NONE),
    ("只有指标名称", sheet(NAMES_ONLY), 2, "空表", NONE),
    ("只有名称与分值", sheet(WEIGHED_NAMES), 2, "空表", NONE),
    ("空的数据", data({}), 2, "空表", NONE),
    # 只有目标的, 年中的
    ("目标申报表", of_form("target-declaration"), 1, "绩效目标表", NONE),
    ("运行监控表", of_form("monitoring"), 1, "绩效运行监控表", NONE),
    # 不计分的
    ("转移支付", of_form("transfer-2020"), 0, "不计分", NONE),
    ("转移支付2022", of_form("transfer-2022"), 0, "不计分", NONE),
    ("转移支付缺完成值", of_form("transfer-2020", rows(actual=None)), 1, UNFILLED, "C802"),
    # 给错的
    ("通讯录", sheet(ADDRESSES), 2, "没有找到自评表", NONE),
    ("坏的压缩包", raw("表.xlsx", b"PK\x03\x04...."), 2, "错误", NONE),
    ("图片", raw("表.pdf", b"\x89PNG\r\n\x1a\n" + bytes(64)), 2, "错误", NONE),
    ("会议通知", raw("通知.txt", "关于召开绩效工作会议的通知".encode()), 2, "错误", NONE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "code", "headline", "missing"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_a_table_is_called_what_it_is(
    make: Make,
    code: int,
    headline: str,
    missing: str,
    tmp_path: Path,
    ziping: Callable[..., tuple[int, str, str]],
) -> None:
    path = make(tmp_path)
    given, out, err = ziping("audit", str(path))
    first = out.splitlines()[0] if code < 2 else err.splitlines()[-1]
    assert given == code, (first, out)
    told = first.removeprefix(f"{path}：")
    if code < 2:
        assert told.partition("；")[0] == headline, out
        assert ("没有发现" in first) is (code == 0 and "发现" not in told[:-4])
    else:
        assert first.startswith(f"错误：{path}：")
        assert headline in first
        assert out == ""
    assert sorted(re.findall(r"^(C\d{3}) ", out, re.MULTILINE)) == missing.split()


def test_the_cases_are_forty_tables_or_more() -> None:
    assert len(CASES) >= 40
    assert len({name for name, *_ in CASES}) == len(CASES)
