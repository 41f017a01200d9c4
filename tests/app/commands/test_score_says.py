"""score 说的与 audit 说的一样: 区间、加不拢的分值、没有填完的行, 和退出码."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

from indicators import Evaluation, Indicator, Total
from tests.app.conftest import Saved

ROOT = Path(__file__).parents[3]
FILES = sorted(
    path
    for path in (ROOT / "tests/files").iterdir()
    if path.suffix in {".xlsx", ".docx", ".html", ".csv"}
)
Said = tuple[int, str, str]
GROUP = ("产出指标", "数量指标")


def row(name: str, weight: str, actual: str | None = "7 个") -> Indicator:
    return Indicator(GROUP, name, "≥9 个", actual, Decimal(weight))


def table(*rows: Indicator, stated: str | None = None) -> Evaluation:
    total = Total(None, None if stated is None else Decimal(stated))
    return Evaluation(form="自评表", year=2023, indicators=rows, total=total)


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_score_and_audit_give_the_same_interval(
    file: Path, ziping: Callable[..., Said]
) -> None:
    scored = json.loads(ziping("score", str(file), "--json")[1])["totals"]
    audited = json.loads(ziping("audit", str(file), "--json")[1])["totals"]
    for end in ("low", "high"):
        assert number(scored[end]) == number(audited[end])
    assert scored["verdict"] == audited["verdict"]


def test_the_interval_is_the_sum_of_the_rounded_rows_in_both(
    ziping: Callable[..., Said], saved: Saved
) -> None:
    path = saved("甲", table(*(row(f"指标{n}", "0.7") for n in range(7))))
    for command in ("score", "audit"):
        totals = json.loads(ziping(command, path, "--json")[1])["totals"]
        assert (totals["low"], totals["high"]) == ("3.78", "3.78")


def test_weights_that_do_not_add_up_are_told_and_end_in_1(
    ziping: Callable[..., Said], saved: Saved
) -> None:
    half = (Decimal(50), Decimal(50))
    light, heavy = row("甲", "10", "9 个"), row("乙", "20", "9 个")
    rows = (evolve(light, path_weights=half), evolve(heavy, path_weights=half))
    path = saved("乙", evolve(table(*rows), total=Total(Decimal(100), Decimal(30))))
    code, out, _ = ziping("score", path)
    assert code == 1
    assert "W201 错误  总分" in out
    assert "分值 100，一级指标与执行率分值之和 50" in out
    codes = {
        f["code"] for f in json.loads(ziping("audit", path, "--json")[1])["findings"]
    }
    told = json.loads(ziping("score", path, "--json")[1])["findings"]
    assert {finding["code"] for finding in told} == {"W201"} <= codes


def test_a_row_without_its_actual_value_is_named_with_what_it_costs(
    ziping: Callable[..., Said], saved: Saved
) -> None:
    path = saved("丙", table(row("甲", "5", "9 个"), row("乙", "4", None)))
    code, out, _ = ziping("score", path)
    assert code == 1
    lines = [line.split() for line in out.splitlines()]
    assert ["乙", "4", "实际完成值为空"] in lines
    assert any("按 0 分计：" in line for line in out.splitlines())


def test_a_blank_form_is_no_table_to_score(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    path = str(tmp_path / "空表.xlsx")
    ziping("forms", "national-2020", "--out", path)
    code, out, err = ziping("score", path)
    assert (code, out) == (2, "")
    assert "空表，没有一行指标，无从计分" in err


@pytest.mark.parametrize("choice", ["upper", "lower"])
def test_what_judged_has_decided_is_named(
    choice: str, ziping: Callable[..., Said], saved: Saved
) -> None:
    told = Indicator(GROUP, "机制建立情况", "有效", "有效", Decimal(5))
    path = saved("丁", table(told, row("甲", "5", "9 个")))
    out = ziping("score", path, "--judged", choice, "--summary")[1]
    assert "--judged 代为定分的 1 行，评定之后以评定为准：" in out
    line = next(line for line in out.splitlines() if line.startswith("机制建立情况"))
    assert line.split() == [
        "机制建立情况",
        "4～5",
        {"upper": "5", "lower": "4"}[choice],
    ]
