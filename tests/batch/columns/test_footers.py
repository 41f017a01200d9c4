"""按页脚选定的 SQL: 端点在界上、界内、界外都不算错; 页脚不写或自相矛盾的, 逐行去问."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch.columns.engines import CARRIED, SOURCE, DuckEngine
from batch.columns.exact_rows import scored_columns
from batch.columns.footers import Held, proved, read_footer
from batch.columns.kind_sql import FAR, NEAR, WEIGHT, KindSql, kinds_of
from batch.columns.measures import NUMBERS
from batch.columns.policy_sql import policy_sql
from batch.results.columns import ROWS as COLUMNS
from scoring import load_policy
from scoring.policy import Policy

COMPARED = ("weight_scaled", "outcome", "code", "low_scaled", "high_scaled")
SCORED = (*COMPARED, "stated_scaled", "points_scaled")
ORDINARY = (0, 1, 7, 8, 200, 10_000)
ENDS = (NEAR - 1, NEAR, NEAR + 1, FAR - 1, FAR, FAR + 1, 2**61, -1, -NEAR, -FAR)
WEIGHTS = (0, 1, 5_000, 16_667, 100_000, WEIGHT.limit)
BEYOND = (WEIGHT.limit + 1, -1, -10_000)


def usually(ordinary: tuple[int, ...], edges: tuple[int, ...]) -> Any:
    """Numbers of one table: all of them ordinary, or up to an end, or beyond it."""
    return st.one_of(st.just(ordinary), st.just((*ordinary, *edges))).flatmap(
        lambda values: st.lists(
            st.one_of(st.none(), st.sampled_from(values)), min_size=12, max_size=12
        )
    )


def write(path: Path, kind: str, told: dict[str, list[int | None]]) -> None:
    """Write rows of one kind as a Parquet file; the other columns stay empty."""
    count = len(next(iter(told.values())))
    listed = {
        name: "[" + ", ".join("NULL" if v is None else str(v) for v in values) + "]"
        for name, values in told.items()
    }
    known = {
        "file": "'a.xlsx'",
        "number": "1",
        "row": "i",
        "kind": f"'{kind}'",
        "room_scaled": "100000" if kind == "execution" else "NULL",
    } | {name: f"CAST({text} AS BIGINT[])[i + 1]" for name, text in listed.items()}
    columns = ", ".join(
        f"CAST({known.get(c.name, 'NULL')} AS {c.kind}) AS {c.name}" for c in COLUMNS
    )
    duckdb.execute(
        f"COPY (SELECT {columns} FROM range({count}) r(i)) TO '{path}' (FORMAT parquet)"
    )


@pytest.fixture(scope="module")
def duck() -> DuckEngine:
    return DuckEngine(threads=1)


def scored(engine: DuckEngine, policy: Policy, query: str) -> list[tuple[Any, Any]]:
    """The rows that the text scores, each beside what the exact engine says of it."""
    rows = {row["row"]: row for row in engine.rows(f"SELECT * FROM {SOURCE}")}
    got = [row for row in engine.rows(query) if not row["beyond"]]
    return [
        (tuple(r[c] for c in SCORED), tuple(exact[c] for c in SCORED))
        for r in got
        for exact in (scored_columns(rows[r["row"]], policy),)
    ]


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(["mof-2020", "mof-2021", "yitihua", "nanchang-2021"]),
    kind=st.sampled_from(sorted(NUMBERS)),
    data=st.data(),
)
def test_the_text_that_a_footer_chooses_scores_as_the_exact_engine_does(
    name: str,
    kind: str,
    data: st.DataObject,
    duck: DuckEngine,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("footer") / "rows.parquet"
    columns = sorted(NUMBERS[kind].values())
    told = {column: data.draw(usually(ORDINARY, ENDS), column) for column in columns}
    told["weight_scaled"] = data.draw(usually(WEIGHTS, BEYOND), "weight")
    write(path, kind, told)
    policy, footer = load_policy(name), read_footer(path)
    for each in kinds_of(policy, footer).values():
        if isinstance(each, KindSql) and each.proved:
            for column in each.columns.values():
                held = footer.numbers[column]
                there = [v for v in told.get(column, []) if v is not None]
                assert all(held.low <= value <= held.high for value in there)
                assert not (held.filled and len(there) < 12)
    duck.open((path,))
    chosen = scored(duck, policy, policy_sql(policy, SOURCE, CARRIED, footer))
    assert [got for got, exact in chosen if got != exact] == []


def test_an_ordinary_file_is_asked_nothing_and_one_beyond_the_bound_is(
    tmp_path: Path,
) -> None:
    policy = load_policy("mof-2020")
    texts = {}
    for most in (NEAR, 2**61):
        path = tmp_path / f"{most}.parquet"
        told = {"target_number": [1, most, 8], "actual_number": [1, 0, None]}
        write(path, "at_least", told | {"weight_scaled": [1, 2, 3]})
        found = kinds_of(policy, read_footer(path))["at_least"]
        assert isinstance(found, KindSql)
        assert found.proved == (most == NEAR)
        texts[most] = found.low()
    assert str(NEAR) not in texts[NEAR]
    assert f"target_number > {NEAR}" in texts[2**61]
    assert f"target_number > {FAR}" in texts[2**61]


@pytest.mark.parametrize(
    "group",
    [
        ("INT64", 9, None, None, None),
        ("INT64", 9, None, None, 3),
        ("INT64", 9, "1", "5", None),
        ("INT64", 9, "6", "5", 0),
        ("INT64", 9, "1", "5", 10),
        ("INT64", 9, "1", "5", 9),
        ("INT64", 9, "1", "5", -1),
        ("DOUBLE", 9, "1", "5", 0),
        ("INT64", 9, "1.5", "5", 0),
        ("BYTE_ARRAY", 9, "1", "5", 0),
    ],
)
def test_a_group_that_tells_nothing_or_contradicts_itself_proves_nothing(
    group: tuple[object, ...],
) -> None:
    sound = ("a", "INT64", 9, "1", "5", 0)
    assert proved([sound]).numbers == {"a": Held(1, 5, filled=True)}
    assert "a" not in proved([sound, ("a", *group)]).numbers
    assert proved([("a", "INT64", 9, None, None, 9)]).empty == {"a"}


def test_a_file_whose_footer_lies_is_asked_row_by_row(tmp_path: Path) -> None:
    """The largest target in the footer is made smaller than the smallest."""
    path, most = tmp_path / "rows.parquet", 123_456_789_012
    told = {"target_number": [9, most, 8], "actual_number": [1, most - 1, 3]}
    write(path, "at_least", told | {"weight_scaled": [33_333, 20_000, 10_000]})
    assert read_footer(path).numbers["target_number"] == Held(8, most, filled=True)
    data = path.read_bytes()
    length = int.from_bytes(data[-8:-4], "little")
    body, footer = data[: -8 - length], data[-8 - length :]
    assert struct.pack("<q", most) in footer
    path.write_bytes(body + footer.replace(struct.pack("<q", most), bytes(8)))
    lying = read_footer(path)
    assert "target_number" not in lying.numbers
    policy = load_policy("mof-2020")
    found = kinds_of(policy, lying)["at_least"]
    assert isinstance(found, KindSql)
    assert not found.proved
    assert f"target_number > {NEAR}" in found.low()
