"""在 LibreOffice 里动手改: 剪切、删行、改公式、写错单位, 不是数得对就是有话说."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity
from reading import read
from scoring import load_policy, score
from templates.forms.form import load_form
from templates.live.book import write_live
from templates.live.sheets.cells import CHECKS, FORM
from templates.live.sheets.form_sheet import LiveForm, live_form
from tests.live_tables import PYTHON, in_office, value_at

HAS_BRIDGE = (
    subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
).returncode == 0
pytestmark = pytest.mark.skipif(
    not (HAS_BRIDGE and shutil.which("soffice")), reason="没有 python3-uno"
)
ROWS = (
    ("产出指标", "数量指标", "网站数", "≥63个", "63", 15),
    ("产出指标", "数量指标", "巡检次数", "≥12次", "6", 15),
    ("产出指标", "质量指标", "故障率", "≤0.5%", "0.4%", 5),
    ("产出指标", "质量指标", "差错率", "≤3‰", "2‰", 5),
    ("产出指标", "时效指标", "响应时间", "≤3小时", "2", 10),
    ("效益指标", "社会效益指标", "访问量", "≥200万次", "180", 30),
    ("效益指标", "社会效益指标", "覆盖率", "不适用", "/", None),
    ("满意度指标", "服务对象满意度指标", "满意度", "≥85%", "90%", 10),
)
NAMES = [row[2] for row in ROWS]


def blank() -> LiveForm:
    amounts = Quantity(Decimal(361)), Quantity(Decimal(361))
    lines = tuple(
        FundLine(name, *amounts) for name in ("年度资金总额", "其中：财政拨款")
    )
    table = Evaluation(
        year=2023,
        project="某项目",
        department="某局",
        unit="某中心",
        goals=Goals("按期完成", "已完成"),
        funds=Funds(lines, "万元"),
        indicators=tuple(
            Indicator((first, second), name, target, weight=weight and Decimal(weight))
            for first, second, name, target, _, weight in ROWS
        ),
    )
    return live_form(score(table, load_policy("mof-2020")), load_form("national-2020"))


LIVE = blank()


def at(role: str, name: str = "") -> str:
    owner, count = ("indicators", NAMES.index(name)) if name else ("funds", 0)
    place = LIVE.cells.at(owner, role, count)
    assert place is not None
    return place


def typed() -> dict[str, str]:
    keys = {f"{FORM}!{at('actual', row[2])}": row[4] for row in ROWS}
    notes = {
        f"{FORM}!{at('note', name)}": "受天气影响" for name in ("巡检次数", "访问量")
    }
    return {**keys, **notes, f"{FORM}!{at('spent')}": "352.17"}


def put(role: str, name: str, keys: str) -> dict[str, Any]:
    """Typed with the protection taken off."""
    return {"edited": [[FORM]], "typed_after": {f"{FORM}!{at(role, name)}": keys}}


def row_of(name: str) -> int:
    box = LIVE.cells.box("indicators", "name", NAMES.index(name))
    assert box is not None
    return box.row


MOVED, DELETED = "剪切到别处", "这一行删去了"
EDITS: dict[str, tuple[dict[str, Any], str, str]] = {
    "a cell cut and pasted over another": (
        {"edited": [[FORM, at("actual", "网站数"), at("actual", "巡检次数")]]},
        "网站数",
        MOVED,
    ),
    "more points than the weight": (
        put("stated", "巡检次数", "20"),
        "巡检次数",
        "得分 20 是键入的，多于分值",
    ),
    "more points than the formula gives": (
        put("stated", "巡检次数", "10"),
        "巡检次数",
        "请核对：得分 10 是键入的",
    ),
    "fewer points than the formula gives": (
        put("stated", "网站数", "8"),
        "网站数",
        "请核对：得分 8 是键入的",
    ),
    "the formula cleared": (put("stated", "网站数", ""), "网站数", "公式不在了"),
    "times for 万次": (put("actual", "访问量", "1800000"), "访问量", "10 倍以上"),
    "a date for a count": (
        put("actual", "巡检次数", "2023-3-5"),
        "巡检次数",
        "10 倍以上",
    ),
    "below zero": (put("actual", "故障率", "-0.4%"), "故障率", "为负数"),
    "next to nothing": (put("actual", "响应时间", "0.02"), "响应时间", "百分之一"),
    "percent for ‰": (put("actual", "差错率", "0.4%"), "差错率", "百分之一"),
    "a deleted row": ({"edited": [[FORM, row_of("故障率"), 1]]}, "故障率", DELETED),
    "the last row deleted": (
        {"edited": [[FORM, row_of("满意度"), 1]]},
        "满意度",
        DELETED,
    ),
    "no yearly budget": (put("budget", "", ""), "预算执行率", "按年初预算数计"),
    "a budget in 元": (put("budget", "", "3610000"), "预算执行率", "单位一致吗"),
    "spent below zero": (put("spent", "", "-5"), "预算执行率", "执行数为负数"),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("手改") / "表.xlsx"


@pytest.fixture(scope="module")
def found(path: Path) -> dict[str, Any]:
    path.write_bytes(write_live(LIVE.result, load_form("national-2020")))
    inside = {"inserted": [[FORM, row_of("巡检次数"), 1]]}
    finer = put("weight", "网站数", "14.5")
    finer["typed_after"][f"{FORM}!{LIVE.cells.at('funds', 'initial', 1)}"] = "360.75"
    finer["kept"] = str(path.with_name("小数.xlsx"))
    jobs = {"untouched": {}, "a row put in": inside, "finer numbers": finer} | {
        name: edit for name, (edit, _, _) in EDITS.items()
    }
    same = {"path": str(path), "typed": typed()}
    return dict(zip(jobs, in_office(same | job for job in jobs.values()), strict=True))


def told(cells: dict[str, list[list[Any]]]) -> Iterator[str]:
    for line in cells[CHECKS]:
        yield from (str(text) for text in line)


def told_of(cells: dict[str, list[list[Any]]], name: str) -> str:
    """What the check sheet says of a row, which may be gone."""
    return next(str(line[2]) for line in cells[CHECKS] if line[1] == name)


def test_a_table_filled_as_it_should_be_has_nothing_to_check(
    found: dict[str, Any],
) -> None:
    cells = found["untouched"]
    # 97.55 % of 10, then 15, 7.5, 5, 5, 10, 27, 10
    total = value_at(cells[FORM], LIVE.cells.at("total", "stated"))
    assert total == pytest.approx(89.26)
    assert "都填好了，没有要核对的" in told(cells)


@pytest.mark.parametrize("name", EDITS)
def test_what_is_done_by_hand_is_told(found: dict[str, Any], name: str) -> None:
    _, row, said = EDITS[name]
    assert said in told_of(found[name], row)


@pytest.mark.parametrize(
    "name", [name for name, (_, _, said) in EDITS.items() if said in {MOVED, DELETED}]
)
def test_a_row_that_is_not_whole_leaves_the_total_open(
    found: dict[str, Any], name: str
) -> None:
    said = told_of(found[name], "总分")
    assert "行未定，总分未完成" in said or said == "有行删去了，合计算不出，请撤销"


def test_rows_that_are_deleted_leave_no_error_behind(found: dict[str, Any]) -> None:
    for name in ("a deleted row", "the last row deleted"):
        assert not any(text in {"#REF!", "None"} for text in told(found[name])), name
        assert any(text.startswith("还有") for text in told(found[name]))


def test_a_row_put_in_is_told_to_be_nowhere_among_the_rows(
    found: dict[str, Any],
) -> None:
    assert any("组内添了 1 行" in text for text in told(found["a row put in"]))


@pytest.mark.usefixtures("found")
def test_decimals_typed_over_whole_numbers_are_shown(path: Path) -> None:
    table = read(path.with_name("小数.xlsx"))
    assert str(table.indicators[0].weight) == "14.5"
    assert str(table.funds.lines[1].initial) == "360.75"
