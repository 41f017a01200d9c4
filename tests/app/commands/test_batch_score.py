"""ziping batch score: 写出的数据按另一种办法重新计分, 与重新审核逐分相同."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copy, copytree

import duckdb
import pytest

from tests.app.conftest import Said
from tests.generated_rows import write_rows

Ziping = Callable[..., Said]
ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT / "tests/published"
NANCHANG = ROOT / "examples/nanchang-2021/evaluation.toml"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tables: published ones and the one of Nanchang."""
    folder = tmp_path_factory.mktemp("tables")
    for path in sorted(PUBLISHED.glob("*.json"))[:25]:
        copy(path, folder / path.name)
    copy(NANCHANG, folder / "南昌.toml")
    return folder


def told(ziping: Ziping, *arguments: object) -> Said:
    return ziping(*map(str, arguments))


def points(path: str, digits: int) -> dict[tuple[str, int], tuple[object, ...]]:
    suffix, scale = ("_scaled", 10**digits) if digits else ("", 1)
    ends = ", ".join(
        f"CAST({name}{suffix} AS DECIMAL(38, 10)) / {scale}"
        for name in ("low", "high", "points")
    )
    rows = duckdb.execute(
        f"SELECT file, number, row, outcome, {ends} FROM '{path}' ORDER BY ALL"
    ).fetchall()
    return {(file, number, row): tuple(rest) for file, number, row, *rest in rows}


@pytest.mark.parametrize("policy", ["mof-2020", "yitihua", "nanchang-2021"])
def test_the_columns_score_as_the_audit_of_the_tables_does(
    policy: str, reports: Path, tmp_path: Path, ziping: Ziping
) -> None:
    first, again = tmp_path / "结果", tmp_path / "再审"
    told(
        ziping, "batch", reports, "--out", first, "--policy", "legacy-2016", "--jobs", 1
    )
    told(ziping, "batch", reports, "--out", again, "--policy", policy, "--jobs", 1)
    code, out, err = score(ziping, first, tmp_path / "分", policy)
    assert code == 0, err
    assert out.startswith("1 份，1 份计了分")
    wanted = points(f"{again}/rows.parquet", 0)
    assert points(f"{tmp_path}/分/rows/*.parquet", 4) == wanted
    assert len(wanted) > 50


def test_a_row_is_explained_on_demand(
    reports: Path, tmp_path: Path, ziping: Ziping
) -> None:
    told(ziping, "batch", reports, "--out", tmp_path / "结果", "--jobs", 1)
    code, out, _ = told(
        ziping,
        "batch",
        "score",
        tmp_path / "结果",
        "--policy",
        "mof-2020",
        "--explain",
        "南昌",
    )
    assert code == 0
    assert "城市大脑一期建设完成率" in out
    assert "公式：得分 = 分值 × 实际完成值 ÷ 指标值（实际完成值 < 指标值）" in out
    assert "代入：0.8 × 83% ÷ 100%" in out
    funds = out.split("\n")[:5]
    assert funds[2].strip() == "代入：10 × 6130.36 ÷ 10072.59"
    assert funds[4].strip() == "单位：这一行没有写明"
    code, _, err = told(
        ziping,
        "batch",
        "score",
        tmp_path / "结果",
        "--policy",
        "mof-2020",
        "--explain",
        "无此",
    )
    assert code == 2
    assert "数据里没有这个文件" in err


def provinces(folder: Path) -> Path:
    for number, name in enumerate(("year=2023/unit=001", "year=2024/unit=001")):
        home = folder / name
        home.mkdir(parents=True)
        write_rows(home / "rows.parquet", 400, first=1000 * number)
    return folder


def score(ziping: Ziping, given: Path, out: Path, policy: str = "mof-2020") -> Said:
    return told(ziping, "batch", "score", given, "--policy", policy, "--out", out)


def test_only_what_changed_is_scored_again_and_folders_keep_their_names(
    tmp_path: Path, ziping: Ziping
) -> None:
    given, out = provinces(tmp_path / "省"), tmp_path / "分"
    assert score(ziping, given, out)[1].startswith("2 份，2 份计了分")
    parts = sorted(p.relative_to(out).as_posix() for p in out.rglob("part-*.parquet"))
    assert parts == [
        "rows/year=2023/unit=001/part-0.parquet",
        "rows/year=2024/unit=001/part-0.parquet",
    ]
    first, second = (out / path for path in parts)
    before = (first.stat().st_mtime_ns, second.stat().st_mtime_ns)
    (out / ".new-killed").mkdir()
    assert score(ziping, given, out)[1].startswith("2 份，0 份计了分")
    assert not (out / ".new-killed").exists()
    write_rows(given / "year=2024/unit=001/rows.parquet", 300, first=7000)
    assert score(ziping, given, out)[1].startswith("2 份，1 份计了分，1 份没有变")
    assert first.stat().st_mtime_ns == before[0]
    assert second.stat().st_mtime_ns != before[1]
    assert score(ziping, given, out, "yitihua")[1].startswith("2 份，2 份计了分")
    (given / "year=2024/unit=001/rows.parquet").unlink()
    said = score(ziping, given, out, "yitihua")[1]
    assert said.startswith("1 份，0 份计了分")
    assert "不再有的 1 份，结果也去掉了：year=2024/unit=001" in said
    assert not second.exists()


def test_rows_that_no_column_holds_are_scored_by_the_exact_engine(
    tmp_path: Path, ziping: Ziping
) -> None:
    write_rows(tmp_path / "rows.parquet", 2_000)
    out = tmp_path / "分"
    said = score(ziping, tmp_path / "rows.parquet", out)[1]
    assert "由精确的引擎逐行计算" in said
    found = duckdb.execute(
        f"SELECT count(*), count(DISTINCT (file, row)), sum(by_engine::INT) "
        f"FROM '{out}/rows/*.parquet'"
    ).fetchall()
    assert found[0][:2] == (2_000, 2_000)
    assert found[0][2] > 20
    ((kept,),) = duckdb.execute(
        f"SELECT DISTINCT exact FROM '{out}/rows/*.parquet' WHERE exact IS NOT NULL"
    ).fetchall()
    assert json.loads(kept)["weight"] == "1.66667"


def test_what_cannot_be_scored_is_told_and_nothing_is_written(
    tmp_path: Path, ziping: Ziping
) -> None:
    text = tmp_path / "rows.parquet"
    text.write_text("不是 Parquet", "utf-8")
    other = tmp_path / "other.parquet"
    duckdb.execute(f"COPY (SELECT 1 AS file) TO '{other}' (FORMAT parquet)")
    full = tmp_path / "满"
    copytree(provinces(tmp_path / "省"), full)
    for given, out, said in (
        (text, tmp_path / "o", "不是读得了的 Parquet"),
        (other, tmp_path / "o", "没有这些列"),
        (tmp_path / "无", tmp_path / "o", "找不到这个文件"),
        (full, full, "结果与要读的是同一处"),
        (full, tmp_path / "省", "文件夹里已有别的文件"),
    ):
        code, _, err = score(ziping, given, out)
        assert (code, said in err) == (2, True), err
    assert not list((tmp_path / "o").rglob("*.parquet"))
    command = ("score", full, "--policy", "mof-2020", "--out", tmp_path / "o")
    code, _, err = told(ziping, "batch", *command, "--memory", "很多")
    assert (code, "不是内存的大小（原值“很多”）" in err) == (2, True)
    code, _, err = score(ziping, full, tmp_path / "o", "no-such")
    assert (code, "没有这个编号" in err) == (2, True)


def broken(path: Path) -> None:
    """Overwrite pages in the middle; the footer stays as it is."""
    data = bytearray(path.read_bytes())
    data[200 : len(data) // 3] = bytes(len(data) // 3 - 200)
    path.write_bytes(data)


def retyped(path: Path) -> None:
    made = path.with_suffix(".new")
    duckdb.execute(
        f"COPY (SELECT * REPLACE (target_number::DOUBLE AS target_number) FROM '{path}')"
        f" TO '{made}' (FORMAT parquet)"
    )
    made.replace(path)


@pytest.mark.parametrize(
    ("spoil", "said", "written"),
    [
        (retyped, "target_number 一列应为 BIGINT（原值“DOUBLE”）", 0),
        (lambda path: path.write_bytes(b""), "不是读得了的 Parquet", 0),
        (
            lambda path: path.with_name("tables.parquet").write_text("x"),
            "tables.parquet：不是读得了的 Parquet",
            0,
        ),
        (broken, "读到一半读不下去，文件里面可能坏了", 1),
    ],
)
def test_one_bad_part_is_named_and_no_part_is_half_written(
    spoil: Callable[[Path], object],
    said: str,
    written: int,
    tmp_path: Path,
    ziping: Ziping,
) -> None:
    given = provinces(tmp_path / "省")
    spoil(given / "year=2024/unit=001/rows.parquet")
    code, _, err = score(ziping, given, tmp_path / "分")
    assert (code, err.count("\n")) == (2, 1)
    assert "year=2024/unit=001/" in err
    assert said in err
    assert len(list((tmp_path / "分").rglob("part-*.parquet"))) == written
    assert not list((tmp_path / "分").rglob(".new-*"))


def test_a_folder_of_spark_and_one_of_other_names_are_parts_beside_rows_parquet(
    tmp_path: Path, ziping: Ziping
) -> None:
    """Of each folder rows.parquet counts, or else what there is; nothing is left out."""
    for home in ("甲/rows.parquet/part-0.parquet", "乙/a.parquet", "丙/rows.parquet"):
        path = tmp_path / "省" / home
        path.parent.mkdir(parents=True)
        write_rows(path, 40)
    write_rows(tmp_path / "省/丙/copy.parquet", 40)
    write_rows(tmp_path / "省/乙/b.parquet", 40, first=40)
    write_rows(tmp_path / "省/乙/_c.parquet", 40)
    assert score(ziping, tmp_path / "省", tmp_path / "分")[1].startswith("3 份，3 份")
    found = duckdb.execute(
        f"SELECT parse_dirpath(filename), count(*) FROM '{tmp_path}/分/rows/*/*.parquet' "
        "GROUP BY 1 ORDER BY 2, 1"
    ).fetchall()
    assert [count for _, count in found] == [40, 40, 80]


def test_a_table_that_is_there_twice_is_scored_twice_and_no_more(
    tmp_path: Path, ziping: Ziping
) -> None:
    for name in ("a", "b"):
        path = tmp_path / f"省/{name}.parquet"
        path.parent.mkdir(exist_ok=True)
        write_rows(path, 1_000)
    said = score(ziping, tmp_path / "省", tmp_path / "分")[1]
    ((rows, kinds, exact),) = duckdb.execute(
        "SELECT count(*), count(DISTINCT (file, row)), sum(by_engine::INT) "
        f"FROM '{tmp_path}/分/rows/*.parquet'"
    ).fetchall()
    assert (rows, kinds) == (2_000, 1_000)
    assert f"其中 {exact} 行列里写不下" in said
    assert exact % 2 == 0


def test_a_kind_that_nobody_knows_is_refused(tmp_path: Path, ziping: Ziping) -> None:
    write_rows(tmp_path / "a.parquet", 100)
    strange = tmp_path / "rows.parquet"
    duckdb.execute(
        f"COPY (SELECT * REPLACE ('sideways' AS kind, NULL::VARCHAR AS reason, "
        f"NULL::VARCHAR AS exact) FROM '{tmp_path}/a.parquet') TO '{strange}' "
        "(FORMAT parquet)"
    )
    code, _, err = score(ziping, strange, tmp_path / "o")
    assert code == 2
    assert "kind 一列的取值不认识（原值“sideways”）" in err
    assert not list((tmp_path / "o").rglob("*.parquet"))


def test_help_tells_of_both_and_a_folder_called_score_is_given_by_path(
    tmp_path: Path, ziping: Ziping, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "ziping batch score" in told(ziping, "batch", "-h")[1]
    assert told(ziping, "batch", "score", "-h")[1].startswith(
        "用法：ziping batch score"
    )
    (tmp_path / "score").mkdir()
    copy(NANCHANG, tmp_path / "score/a.toml")
    monkeypatch.chdir(tmp_path)
    told(ziping, "batch", "./score", "--out", "结果", "--jobs", 1)
    assert (tmp_path / "结果/rows.parquet").is_file()
