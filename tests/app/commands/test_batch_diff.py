"""ziping batch diff: 换一种办法, 哪些行、表、单位变了, 变得多的在先."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.app.conftest import Said
from tests.generated_rows import write_rows

Ziping = Callable[..., Said]
TABLE = """
schema = "ziping.evaluation/1"
project = "{project}"
unit = "{unit}"
[[indicators]]
path = ["产出指标", "数量指标"]
name = "故障次数"
target = "≤5次"
actual = "{actual}次"
weight = "10"
stated = "10"
"""


def told(ziping: Ziping, *arguments: object) -> Said:
    return ziping(*map(str, arguments))


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three tables of two units: 8 and 6 times where 5 are allowed, and 4."""
    from app.cli import run

    folder = tmp_path_factory.mktemp("tables")
    for name, unit, actual in (("甲", "一局", 8), ("乙", "一局", 4), ("丙", "二局", 6)):
        text = TABLE.format(project=name, unit=unit, actual=actual)
        (folder / f"{name}.toml").write_text(text, "utf-8")
    run(["batch", str(folder), "--out", str(folder / "结果"), "--jobs", "1"])
    return folder / "结果"


def test_what_another_policy_changes_is_told_worst_first(
    result: Path, ziping: Ziping
) -> None:
    """反向: 5 ÷ 8 × 10 = 6.25, (10 - 8) ÷ 5 × 10 = 4; 5 ÷ 6 × 10 = 8.33, 8."""
    both = ("--policy", "mof-2020", "--policy", "yitihua")
    code, out, _ = told(ziping, "batch", "diff", result, *both)
    assert code == 1
    first, *lines = out.splitlines()
    assert "3 张表、2 个单位；变了的有 2 行、2 张表、2 个单位" in first
    tables = lines[lines.index("变得最多的表：") + 1 :]
    assert ["甲.toml" in tables[0], "丙.toml" in tables[1]] == [True, True]
    assert "6.25" in tables[0]
    assert "4" in tables[0].split("→")[1]
    code, out, _ = told(ziping, "batch", "diff", result, *both, "--json")
    document = json.loads(out)
    assert document["schema"] == "ziping.diff/1"
    assert {
        kind: document[kind]["changed"] for kind in ("rows", "tables", "units")
    } == {
        "rows": 2,
        "tables": 2,
        "units": 2,
    }
    worst = document["rows"]["worst"][0]
    assert (worst["points_a"], worst["points_b"]) == ("6.25", "4")
    assert [unit["unit"] for unit in document["units"]["worst"]] == ["一局", "二局"]


def test_two_scored_folders_are_compared_and_all_of_it_is_written(
    tmp_path: Path, ziping: Ziping
) -> None:
    for year in (2023, 2024):
        home = tmp_path / f"省/year={year}"
        home.mkdir(parents=True)
        write_rows(home / "rows.parquet", 2_000, first=year)
    for name in ("legacy-2016", "mof-2021"):
        out = tmp_path / name
        told(ziping, "batch", "score", tmp_path / "省", "--policy", name, "--out", out)
    sides = (tmp_path / "legacy-2016", tmp_path / "mof-2021")
    code, out, _ = told(ziping, "batch", "diff", *sides, "--out", tmp_path / "差")
    assert code == 1
    worst = out[out.index("变得最多的表：") :].splitlines()[1]
    assert worst.strip().startswith(("year=2023　", "year=2024　"))
    rows = f"'{tmp_path}/差/rows.parquet'"
    ((parts, by),) = duckdb.execute(
        f"SELECT list_sort(list(DISTINCT part)), sum(points_b) - sum(points_a) FROM {rows}"
    ).fetchall()
    assert parts == ["year=2023", "year=2024"]
    assert by != 0
    ((count,),) = duckdb.execute(f"SELECT count(*) FROM {rows}").fetchall()
    assert f"变了的有 {count} 行" in out
    code, _, err = told(ziping, "batch", "diff", *sides, "--out", tmp_path / "差")
    assert (code, "文件夹里已有文件" in err) == (2, True)
    code, out, _ = told(ziping, "batch", "diff", sides[0], sides[0])
    assert (code, out.strip().endswith("没有变")) == (0, True)


def test_what_cannot_be_compared_is_told(tmp_path: Path, ziping: Ziping) -> None:
    (tmp_path / "空").mkdir()
    for arguments, said in (
        ((tmp_path / "空", tmp_path / "空"), "不是计过分的数据"),
        ((tmp_path / "无", tmp_path / "空"), "无：找不到这个文件夹"),
        ((tmp_path / "空",), "请给出两份计过分的数据"),
        ((tmp_path / "空", "--policy", "a", "--policy", "b"), "没有这个编号"),
    ):
        code, _, err = told(ziping, "batch", "diff", *arguments)
        assert (code, said in err) == (2, True), err
