"""ziping what-if: 换几个值试算, 什么也不写; 说不准的、不能设的一句话说清."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

ROOT = Path(__file__).parents[3]
NATIONAL = str(ROOT / "tests/files/national-openpyxl.xlsx")
NANCHANG = str(ROOT / "examples/nanchang-2021/evaluation.toml")
LINES = str(ROOT / "tests/drawn/files/d94-一格多指标.docx")
BLANKS = str(ROOT / "tests/drawn/files/x75-农机购置补贴.xlsx")
Said = tuple[int, str, str]
Ziping = Callable[..., Said]
Tried = Callable[..., Any]


@pytest.fixture
def tried(ziping: Ziping) -> Tried:
    """Try values, and give what the JSON says."""

    def call(file: str, *given: str, policy: str = "") -> Any:
        words = [word for each in given for word in ("--set", each)]
        more = ["--policy", policy] if policy else []
        code, out, _ = ziping("what-if", file, *words, *more, "--json")
        assert code == 0
        return json.loads(out)

    return call


def points(document: Any) -> dict[str, tuple[str | None, str | None]]:
    return {
        row["after"]["name"]: (row["before"]["points"], row["after"]["points"])
        for row in document["rows"]
    }


def test_it_is_marked_as_a_trial_and_shows_the_change_row_by_row(
    ziping: Ziping,
) -> None:
    code, out, err = ziping("what-if", NATIONAL, "--set", "养护里程=120公里")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"【试算，不写入任何文件】{NATIONAL}"
    table = [line.split() for line in out.splitlines()]
    assert [
        *("养护里程", "实际完成值", "118公里", "→", "120公里"),
        *("15", "14.75", "15", "+0.25", "120公里", "≥", "120公里；得满分", "15"),
    ] in table
    assert ["总分", "100", "99.55（优）", "99.8（优）", "+0.25"] in table


def test_nothing_is_written(ziping: Ziping, tmp_path: Path) -> None:
    path = tmp_path / "我的表.xlsx"
    path.write_bytes(Path(NATIONAL).read_bytes())
    before = path.stat().st_mtime_ns, path.read_bytes()
    ziping("what-if", str(path), "--set", "养护里程=1", "--json")
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_cell_and_a_name_are_the_same(tried: Tried) -> None:
    by_name = tried(NATIONAL, "养护里程=100公里", "养护里程.指标值=≥110公里")
    (actual, target) = by_name["changes"]
    places = [change["place"].partition("!")[2] for change in (actual, target)]
    by_cell = tried(NATIONAL, f"{places[0]}=100公里", f"${places[1]}=≥110公里")
    assert by_cell == by_name
    assert points(by_name) == {"养护里程": ("14.75", "13.64")}


def test_amounts_move_the_execution_row(tried: Tried) -> None:
    made = tried(NATIONAL, "全年执行数=50", "全年预算数=100")
    assert points(made)["预算执行率"][1] == "5.00"
    assert made["rows"][0]["row"] == 0


def test_a_weight_that_no_longer_adds_up_is_told(ziping: Ziping) -> None:
    out = ziping("what-if", NATIONAL, "--set", "养护里程.分值=10")[1]
    assert "15→10" in out
    assert "W201 错误" in out


def test_a_blank_cell_can_be_filled_and_a_full_one_emptied(tried: Tried) -> None:
    made = tried(BLANKS, "E13=1200", "E18=")
    assert points(made) == {
        "受益农户数": ("0.00", "10.00"),
        "主要农作物综合机械化率": ("0.00", "0.00"),
    }
    emptied = tried(NATIONAL, "养护里程=")
    assert emptied["changes"][0]["after"] is None
    assert emptied["rows"][0]["after"]["outcome"] == "missing"
    assert emptied["totals"]["after"]["complete"] is False


def test_points_can_be_tried_where_a_person_decides(tried: Tried) -> None:
    text = "路面完好率.指标值=明显改善", "路面完好率=部分达成预期指标并具有一定效果"
    (row,) = tried(NATIONAL, *text, "路面完好率.得分=11")["rows"]
    assert (row["after"]["outcome"], row["after"]["points"]) == ("judged", "11")
    (row,) = tried(NATIONAL, *text, "路面完好率.得分=14")["rows"]
    assert (row["after"]["points"], row["after"]["low"]) == (None, "9.00")


def test_a_policy_can_be_named(tried: Tried) -> None:
    (row,) = tried(NATIONAL, "养护里程=0", policy="yitihua")["rows"]
    assert row["after"]["points"] == "0.00"


def test_a_concession_that_holds_is_said(ziping: Ziping) -> None:
    out = ziping("what-if", NANCHANG, "--set", "全年执行数=10000")[1]
    assert "以填报执行率" in out
    assert "得分没有变化" in out


def test_one_line_of_a_cell_is_set_by_its_name_alone(
    ziping: Ziping, tried: Tried
) -> None:
    assert points(tried(LINES, "糖尿病=66%")) == {
        "2.糖尿病患者规范管理率": ("9.69", "10.00")
    }
    code, out, err = ziping("what-if", LINES, "--set", "表1第10行第5列=66%")
    assert (code, out) == (2, "")
    assert "这一格写着 2 个指标的值" in err
    assert "2.糖尿病患者规范管理率" in err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("养护里程", "没有写要试设的值"),
        ("没有这个指标名=3", "表中没有这一格或这个指标"),
        ("养护历程=3", "相近的有：养护里程"),
        ("面=3", "不止一个指标符合"),
        ("总分=100", "总分由各行得分相加得出"),
        ("预算执行率=100%", "执行率由执行数÷预算数算出"),
        ("预算执行率.得分=10", "执行率得分由金额算出"),
        ("养护里程.得分=15", "这一行的得分不由人评定"),
        ("养护里程.分值=很多", "没有读懂"),
        ("全年执行数=很多", "没有读懂"),
        ("Z99=3", "表中没有这一格或这个指标"),
    ],
)
def test_what_cannot_be_set_is_said_in_one_line(
    given: str, said: str, ziping: Ziping
) -> None:
    code, out, err = ziping("what-if", NATIONAL, "--set", given)
    assert (code, out) == (2, "")
    assert said in err
    assert err.startswith("错误：--set")
    assert len(err.splitlines()) == 1


def test_all_that_is_wrong_is_said_at_once(ziping: Ziping) -> None:
    words = ("--set", "甲乙丙=1", "--set", "养护里程=1", "--set", "养护里程=2")
    err = ziping("what-if", NATIONAL, *words, "--set", "面=3")[2]
    assert len(err.splitlines()) == 3
    assert "不止一个指标符合" in err
    assert "养护里程的实际完成值试设了两次" in err


@pytest.mark.parametrize("what", ["stated", "total", "rate", "name"])
def test_a_cell_that_is_no_input_is_refused(what: str, ziping: Ziping) -> None:
    from reading import read

    table = read(NATIONAL)
    line = table.funds.total
    assert line
    cells = {
        "total": table.total.places["stated"],
        "rate": line.places["rate"],
        "stated": line.places["stated"],
        "name": table.indicators[0].places["name"],
    }
    said = {
        "total": "总分由各行得分相加得出",
        "rate": "执行率由执行数÷预算数算出",
        "stated": "执行率得分由金额算出",
        "name": "指标的名称不能试设",
    }
    code, out, err = ziping("what-if", NATIONAL, "--set", f"{cells[what].address}=9")
    assert (code, out) == (2, "")
    assert said[what] in err


def test_a_cell_beside_the_values_names_those_of_its_row(ziping: Ziping) -> None:
    from reading import read

    place = read(NATIONAL).indicators[0].places["actual"]
    err = ziping("what-if", NATIONAL, "--set", f"AZ{place.row}=3")[2]
    assert "这一行可以试设：" in err
    assert f"{place.address} 实际完成值" in err


def test_it_keeps_to_the_terminal(
    terminal: Callable[[int], None], ziping: Ziping
) -> None:
    from app.text.wrapping import width

    for columns in (80, 120):
        terminal(columns)
        words = ("--set", "城市大脑一期建设完成率=100%", "--set", "全年执行数=1")
        out = ziping("what-if", NANCHANG, *words)[1]
        told = click.unstyle(out).splitlines()
        assert max(width(line.rstrip()) for line in told) <= columns


def test_data_by_hand_are_set_by_name_and_number(tried: Tried, ziping: Ziping) -> None:
    made = tried(NANCHANG, "全年执行数=10072.59万元", "1.分值=5", policy="mof-2020")
    assert points(made)["预算执行率"] == ("6.09", "10.00")
    assert made["changes"][1]["label"] == "分值"
    assert made["changes"][1]["place"] is None
    code, out, err = ziping("what-if", NANCHANG, "--set", "全年执行数=很多")
    assert (code, out) == (2, "")
    assert err.startswith("错误：--set 年度资金总额的全年执行数")
    assert "不是数（原值“很多”）" in err


def test_an_unread_cell_can_be_set_right(tried: Tried, tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text(
        "一级指标,二级指标,三级指标,指标值,完成值,分值,得分\n"
        "产出指标,数量指标,场次,≥10场,#REF!,90,90\n总分,,,,,90,90\n",
        "utf-8",
    )
    (row,) = tried(str(path), "场次=9场")["rows"]
    assert row["before"]["outcome"] == "unverifiable"
    assert (row["after"]["outcome"], row["after"]["points"]) == ("computed", "81.00")


def test_of_several_tables_the_sheet_says_which(ziping: Ziping) -> None:
    path = str(ROOT / "tests/drawn/files/x12-民政局两个项目.xlsx")
    words = ("--set", "保障困境儿童人数=1", "--sheet", "困境儿童")
    assert ziping("what-if", path, *words)[0] == 0
    code, _, err = ziping("what-if", path, *words[:2])
    assert code == 2
    assert "表中没有这一格或这个指标" in err
    assert "可用 --sheet 指定工作表" in err


def test_a_form_without_indicators_has_nothing_to_try(
    ziping: Ziping, tmp_path: Path
) -> None:
    path = str(tmp_path / "空表.xlsx")
    ziping("forms", "national-2020", "--out", path)
    code, out, err = ziping("what-if", path, "--set", "1=3")
    assert (code, out) == (2, "")
    assert "空表，没有一行指标，无从试算" in err
