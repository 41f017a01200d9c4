"""数据文件: 数字精确, 未知键拒绝, 错误一次说全并带路径."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.codec import dump, load, structure
from indicators.errors import InputError
from indicators.evaluation import (
    Deduction,
    Evaluation,
    FundLine,
    Funds,
    Goals,
    Indicator,
    Total,
)
from indicators.place import Place
from indicators.quantity import Quantity

ROW = {"path": ["产出指标", "数量指标"], "name": "建设完成率"}


def problems(data: dict[str, object]) -> dict[str, str]:
    """Give message by key path of what is wrong with the data."""
    with pytest.raises(InputError) as caught:
        structure(data, Evaluation, "表")
    return {p.where.removeprefix("表 "): p.message for p in caught.value.problems}


def test_all_problems_are_told_at_once_with_their_paths() -> None:
    found = problems(
        {
            "yaer": 2021,
            "project": 5,
            "indicators": [
                ROW | {"weight": "abc"},
                ROW | {"stated": 0.1},
                {"path": []},
            ],
            "funds": {"lines": [{"label": "总额", "budget": "很多"}]},
        }
    )
    assert found == {
        "yaer": "不认识的键",
        "project": "应为文字",
        "indicators[0].weight": "不是数",
        "indicators[1].stated": "浮点数不精确，不接受",
        "indicators[2].name": "缺少这一项",
        "funds.lines[0].budget": "不是数",
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("weight", float("nan")),
        ("weight", "1e5"),
        ("weight", "１２"),
        ("weight", True),
        ("weight", ""),
        ("weight", "1" * 40),
        ("stated", "9.9分"),
        ("direction", "向上"),
        ("deduction", {"points": "-1"}),
        ("path_weights", ["50", "20", "10"]),
        ("name", ""),
    ],
)
def test_a_wrong_value_is_refused_where_it_stands(key: str, value: object) -> None:
    found = problems({"indicators": [ROW | {key: value}]})
    assert [path.split(".")[1] for path in found] == [key]


def test_a_year_out_of_range_or_not_whole_is_refused() -> None:
    assert "year" in problems({"year": 21})
    assert problems({"year": "2021.5"})["year"] == "应为整数"


@given(st.decimals(0, 1000, places=6))
def test_a_weight_keeps_its_printed_digits(weight: Decimal) -> None:
    data = {"indicators": [ROW | {"weight": f"{weight:f}"}]}
    read = structure(data, Evaluation, "表")
    assert str(dump(read)["indicators"][0]["weight"]) == f"{weight:f}"


def test_numbers_in_toml_and_json_are_read_from_their_text(tmp_path: Path) -> None:
    toml = tmp_path / "a.toml"
    toml.write_text('[[indicators]]\npath=["产出"]\nname="甲"\nweight=0.10\n', "utf-8")
    document = tmp_path / "a.json"
    document.write_text('{"indicators":[{"path":["产出"],"name":"甲","weight":0.10}]}')
    for path in (toml, document):
        (row,) = load(path).indicators
        assert str(row.weight) == "0.10"


def test_a_toml_date_is_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('[[indicators]]\npath=[]\nname="甲"\ntarget=2021-06-30\n', "utf-8")
    assert load(path).indicators[0].target == "2021-06-30"


def test_amounts_keep_number_and_unit() -> None:
    line = structure({"label": "总额", "budget": "4753.66万元"}, FundLine, "表")
    assert line.budget == Quantity(Decimal("4753.66"), "万元")


FULL = Evaluation(
    form="项目支出绩效自评表",
    year=2021,
    project="甲",
    funds=Funds(
        (
            FundLine(
                "年度资金总额",
                spent=Quantity(Decimal("10.50"), "万元"),
                rate=Quantity(Decimal("98.63"), "%"),
                accept_stated_rate=True,
            ),
        ),
        "万元",
    ),
    goals=Goals("预期", "实际"),
    indicators=(
        Indicator(
            ("产出指标", None),
            "甲",
            "100%",
            "/",
            Decimal("0.50"),
            Decimal(0),
            (Decimal(50), None),
            "无",
            Place("given", text="Sheet!G12"),
            "正向",
            Deduction(Decimal("0.1"), "逾期"),
        ),
    ),
    total=Total(
        Decimal(100), Decimal("97.74"), "优", Place("given", text="Sheet!G130")
    ),
    concessions_under="nanchang-2021",
)


@pytest.mark.parametrize("text", ["2061.01", "2023.12", "1990.06", "-3.5", " 7 "])
def test_an_amount_that_looks_like_a_month_is_an_amount(text: str) -> None:
    data = {"funds": {"lines": [{"label": "年度资金总额", "budget": text}]}}
    (line,) = structure(data, Evaluation, "a.json").funds.lines
    assert line.budget == Quantity(Decimal(text.strip()))


def test_an_evaluation_survives_writing_and_reading() -> None:
    text = json.dumps(dump(FULL), ensure_ascii=False)
    assert structure(json.loads(text), Evaluation, "表") == FULL


def test_the_json_contract_has_its_keys_in_order_and_no_others() -> None:
    plain = Evaluation(
        funds=Funds((FundLine("总额"),)), indicators=(Indicator(("产出",), "甲"),)
    )
    document = dump(plain)
    assert list(document) == [
        "schema",
        "form",
        "year",
        "project",
        "department",
        "unit",
        "funds",
        "goals",
        "indicators",
        "total",
        "warnings",
    ]
    assert list(document["indicators"][0]) == [
        "path",
        "name",
        "target",
        "actual",
        "weight",
        "stated",
        "path_weights",
        "variance_note",
        "place",
    ]
    assert list(document["funds"]) == ["lines"]
    assert list(document["total"]) == ["weight", "stated", "grade", "place"]
    assert document["schema"] == "ziping.evaluation/1"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.toml", b"= 1", "TOML 格式有误"),
        ("a.json", b"{", "JSON 格式有误"),
        ("b.json", b"[1]", "最外层"),
        ("c.json", b'{"year": NaN}', "不是数"),
        ("d.json", b'{"year": "2021", "year": "2022"}', "出现了两次"),
        ("e.json", b"[" * 100_000, "JSON 格式有误"),
        ("f.toml", "form = '表'".encode("gbk"), "不是 UTF-8"),
    ],
)
def test_a_broken_file_is_told_in_one_clear_message(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=said) as caught:
        load(path)
    assert caught.value.problems[0].where == str(path)


def test_a_missing_file_a_folder_and_a_huge_file_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="找不到"):
        load(tmp_path / "x.toml")
    with pytest.raises(InputError, match="文件夹"):
        load(tmp_path)
    monkeypatch.setattr("indicators.documents.LARGEST_FILE", 3)
    (tmp_path / "a.toml").write_text("a = 1")
    with pytest.raises(InputError, match="32 MB"):
        load(tmp_path / "a.toml")


def test_an_empty_text_is_nothing_printed() -> None:
    row = {"path": ["产出指标", ""], "name": "甲", "target": "", "variance_note": ""}
    read = structure({"indicators": [row]}, Evaluation, "表").indicators[0]
    assert (read.path, read.target, read.variance_note) == (
        ("产出指标", None),
        None,
        None,
    )
