"""人怎样键入: 文字的数、全角、空格、日期、真假、错误值. 要么算对, 要么空着并说明."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.evaluation import Indicator
from indicators.read_row import read_row
from scoring.policy import load_policy
from templates.live.row_formula import row_shape
from templates.live.sentences import CHECK
from templates.live.shapes import CellFormula, LiveRow
from tests.recalculated.programs import EVALUATORS, by_libreoffice, write

ERROR = CellFormula("=NA()", "")
EMPTY_TEXT = CellFormula('=""', "")
FULL = Decimal(5)
AT_LEAST, AT_MOST, COUNT = ("≥95%", "83%"), ("≤5%", "3%"), ("≥5次", "3次")
DAY, BETWEEN = ("2021年12月底前", "2021-12-31"), ("20-30次", "25次")
TEXT, BARE = ("优化营商环境", "达成预期指标"), ("95", "96")
ROWS = {
    "percent": (AT_LEAST, "mof-2020"),
    "most": (AT_MOST, "mof-2020"),
    "linear": (AT_MOST, "yitihua"),
    "up": (AT_LEAST, "nanchang-2021"),
    "floor": (AT_LEAST, "mof-2021"),
    "count": (COUNT, "mof-2020"),
    "bare": (BARE, "mof-2020"),
    "between": (BETWEEN, "mof-2020"),
    "date": (DAY, "mof-2020"),
    "steps": (DAY, "nanchang-2021"),
    "text": (TEXT, "mof-2020"),
}
OPEN_TEXTS = ("83%", "100%", "95", "95%", "３", "９５％", "12月底", "≥95%", "N/A", "无")
BLANKS = (None, "", " ", "　", EMPTY_TEXT)
# kind, what is typed into which cell, points (None: left open), what the status says
Case = tuple[str, dict[str, object], Decimal | None, str]
NUMBERS: tuple[Case, ...] = (
    ("percent", {"actual": Decimal("0.83")}, Decimal("4.37"), ""),
    ("percent", {"actual": Decimal("0.95")}, FULL, ""),
    ("percent", {"actual": Decimal("1.2")}, FULL, f"{CHECK}完成值超过 100%"),
    ("percent", {"actual": Decimal("0.94996")}, FULL, "按显示的 95% 计"),
    ("percent", {"actual": Decimal("-0.1")}, Decimal(0), ""),
    ("percent", {"actual": Decimal(0)}, Decimal(0), ""),
    ("percent", {"actual": Decimal(95)}, None, "9500% 过大，是否应为 95%"),
    ("percent", {"actual": Decimal(44561)}, None, "过大"),
    ("most", {"actual": Decimal("0.1")}, Decimal("2.5"), ""),
    ("most", {"actual": Decimal(3)}, Decimal("0.08"), f"{CHECK}完成值超过 100%"),
    ("linear", {"actual": Decimal("0.08")}, Decimal(2), ""),
    ("linear", {"actual": Decimal("0.1")}, Decimal(0), ""),
    ("up", {"actual": Decimal("0.83")}, Decimal("4.37"), ""),
    ("floor", {"actual": Decimal("0.57")}, Decimal(3), ""),
    ("floor", {"actual": Decimal("0.5699")}, Decimal(0), ""),
    ("count", {"actual": Decimal("2.5")}, Decimal("2.5"), ""),
    ("count", {"actual": Decimal(7)}, FULL, ""),
    ("bare", {"actual": Decimal(76)}, Decimal(4), ""),
    ("bare", {"actual": Decimal("0.96")}, None, "看不出是百分数还是比例"),
    ("between", {"actual": Decimal(20)}, FULL, ""),
    ("between", {"actual": Decimal(31)}, None, "由人评定"),
    ("between", {"target": "20-40次"}, None, "指标值改动过，原为“20-30次”"),
)
DAYS: tuple[Case, ...] = (
    ("date", {"actual": Decimal(44561)}, FULL, ""),
    ("date", {"actual": Decimal("44561.75")}, FULL, ""),
    ("date", {"actual": Decimal(44562)}, None, "逾期 1 天，由人评定"),
    ("date", {"actual": Decimal(44562), "points": Decimal(3)}, Decimal(3), CHECK),
    ("date", {"actual": Decimal(44562), "points": Decimal(6)}, Decimal(6), "不在 0～5"),
    ("date", {"actual": Decimal(44561), "points": Decimal(3)}, Decimal(3), "不在 5～5"),
    ("date", {"actual": Decimal(44562), "points": "3"}, None, "得分“3”不是数"),
    ("steps", {"actual": Decimal(44568)}, Decimal("4.17"), "不在 2021 年"),
    ("steps", {"actual": Decimal(44569)}, Decimal("3.34"), ""),
    *(
        ("date", {"actual": number}, None, "不是日期")
        for number in map(Decimal, ("2021", "12.31", "20211231", "1", "0.95", "-3"))
    ),
    *(
        ("date", {"actual": text}, None, f"“{text}”不是日期")
        for text in ("2021-12-31", "2021.12.31", "12月底", "2021年12月", "100%", "是")
    ),
)
OTHER_CELLS: tuple[Case, ...] = (
    *(
        ("percent", {"weight": w}, None, "分值不是数")
        for w in ("5", "５分", True, ERROR)
    ),
    *(("percent", {"weight": blank}, None, "") for blank in BLANKS),
    ("percent", {"weight": Decimal(-1)}, None, "分值为负数"),
    ("percent", {"weight": Decimal(0)}, Decimal(0), ""),
    ("percent", {"target": "95%"}, None, "指标值“95%”不是数"),
    ("percent", {"target": None}, None, "指标值未填"),
    ("percent", {"target": ERROR}, None, "指标值未填"),
    ("percent", {"target": Decimal("-0.05")}, None, "指标值为负数"),
    ("percent", {"target": Decimal(0)}, FULL, ""),
)
POINTS: tuple[Case, ...] = (
    ("text", {"points": Decimal("4.5")}, Decimal("4.5"), ""),
    ("text", {"points": Decimal("3.99")}, Decimal("3.99"), "不在 4～5 之间"),
    ("text", {"points": "4.5"}, None, "得分“4.5”不是数"),
    ("text", {"points": None}, None, "填 4～5"),
    ("text", {"points": Decimal(3), "actual": "部分达成"}, Decimal(3), ""),
    ("text", {"points": Decimal(4), "actual": "部分达成"}, Decimal(4), "不在 3～3.99"),
    ("text", {"points": Decimal(4), "actual": "尚可"}, Decimal(4), "“尚可”不是规定的"),
    ("text", {"points": Decimal(5), "actual": "优化营商环境"}, FULL, ""),
    ("text", {"points": Decimal(4), "actual": Decimal(1)}, Decimal(4), "无从比较"),
    ("text", {"points": Decimal(4), "actual": "/"}, Decimal(4), "为“/”"),
    ("text", {"points": Decimal(4), "actual": ERROR}, Decimal(4), "错误值"),
    ("text", {"points": None, "actual": None}, None, "未填"),
)
EVERY_KIND: tuple[Case, ...] = tuple(
    (kind, {"actual": typed}, None, said)
    for kind in ROWS
    if kind != "text"
    for typed, said in (
        *((text, f"“{text}”") for text in OPEN_TEXTS),
        *((blank, "实际完成值未填") for blank in BLANKS),
        (True, "不是"),
        (ERROR, "实际完成值是错误值"),
    )
)
CASES = NUMBERS + DAYS + OTHER_CELLS + POINTS + EVERY_KIND


def laid_out(case: Case, line: int) -> list[object]:
    """One line of a sheet: the row's cells, one of them typed over."""
    kind, typed, _, _ = case
    (target, actual), policy = ROWS[kind]
    row = read_row(Indicator(("产出指标",), "合格率", target, actual, weight=FULL))
    cells = LiveRow(f"A{line}", f"B{line}", f"C{line}", f"D{line}")
    shape = row_shape(row, load_policy(policy), cells, year=2021)
    now: dict[str, object] = {
        "target": shape.target,
        "actual": shape.actual,
        "weight": FULL,
        "points": shape.points_formula,
    }
    return [*(now | typed).values(), shape.status_formula]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("typed")
    rows = [laid_out(case, line) for line, case in enumerate(CASES, 1)]
    return write(folder / "typed.xlsx", rows)


PROGRAMS = {"libreoffice": by_libreoffice} | EVALUATORS


@pytest.mark.parametrize("name", ["libreoffice", "ironcalc", "formualizer"])
def test_what_people_type_counts_rightly_or_leaves_the_row_open(
    name: str, book: Path
) -> None:
    if name == "libreoffice" and not shutil.which("soffice"):
        pytest.skip("没有 LibreOffice")
    wrong = []
    for case, result in zip(CASES, PROGRAMS[name](book), strict=True):
        points, status = result[3], result[4] or ""
        number = points if isinstance(points, Decimal) else None
        said = case[3]
        fits = said in status if said else not status or status.startswith(CHECK)
        if number != case[2] or not fits:
            wrong.append((case, points, status))
    assert wrong == []


def test_every_open_row_says_why() -> None:
    assert len(CASES) > 200
    silent = [case for case in CASES if case[2] is None and not case[3]]
    assert {tuple(case[1]) for case in silent} == {("weight",)}
