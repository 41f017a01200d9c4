"""公开的十二张表, 抹去内容当作空表, 再填回去."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve

from indicators import Evaluation, FundLine, Goals, Indicator, Total
from reading import read
from templates.filling.fill import fill
from tests.published.rendering import as_xlsx, rendered, unplaced
from tests.published.tables import NAMES, table

ALL = (*NAMES, "nanchang-2021")


def bare_row(row: Indicator) -> Indicator:
    return Indicator(row.path, row.name, path_weights=row.path_weights)


def named_rows(rows: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    return tuple(map(bare_row, rows))


def one_row_each(rows: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """A single empty row for each run of one group."""
    starts = [
        row
        for above, row in zip((None, *rows), rows, strict=False)
        if above is None or above.path != row.path
    ]
    return tuple(evolve(bare_row(row), name="指标1：") for row in starts)


def old(value: object, other: str) -> str | None:
    return None if value is None else other


def emptied(full: Evaluation, rows: tuple[Indicator, ...]) -> Evaluation:
    """The same sheet with the values of somebody else, where values are needed."""
    point = Decimal(1)
    return evolve(
        full,
        project=old(full.project, "旧项目"),
        department=old(full.department, "旧部门"),
        unit=old(full.unit, "旧单位"),
        funds=evolve(
            full.funds, lines=tuple(FundLine(line.label) for line in full.funds.lines)
        ),
        goals=Goals(old(full.goals.expected, "旧"), old(full.goals.actual, "旧")),
        indicators=rows,
        total=Total(
            None if full.total.weight is None else point,
            None if full.total.stated is None else point,
        ),
    )


@pytest.mark.parametrize("rows", [named_rows, one_row_each])
@pytest.mark.parametrize("levels", ["merged", "repeated", "blank"])
@pytest.mark.parametrize("name", ALL)
def test_a_published_table_emptied_and_filled_again_is_the_table(
    name: str, levels: str, rows: object, tmp_path: Path
) -> None:
    full, style = table(name)
    style = evolve(style, levels=levels)
    wanted = read(as_xlsx(rendered(full, style), tmp_path / "full.xlsx"))
    assert callable(rows)
    empty = emptied(full, rows(full.indicators))
    path = as_xlsx(rendered(empty, style), tmp_path / "blank.xlsx")
    out = tmp_path / "out.xlsx"
    out.write_bytes(fill(path, wanted).content)
    assert unplaced(read(out)) == unplaced(wanted)


def test_rows_without_any_text_take_the_names_of_the_groups_too(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目支出绩效自评表"])
    sheet.append(["项目名称", None])
    sheet.append(
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    )
    path, out = tmp_path / "x.xlsx", tmp_path / "out.xlsx"
    book.save(path)
    full, _ = table("006-langfang-shipin-nuantong")
    full = evolve(
        full, indicators=tuple(evolve(r, variance_note=None) for r in full.indicators)
    )
    out.write_bytes(fill(path, full).content)
    got = read(out)
    assert got.project == full.project
    plain = unplaced(got).indicators
    assert [
        (r.path, r.name, r.target, r.actual, r.weight, r.stated) for r in plain
    ] == [
        (r.path, r.name, r.target, r.actual, r.weight, r.stated)
        for r in full.indicators
    ]
