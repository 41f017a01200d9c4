"""The law of the map: a filled form and the same form emptied have one map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading.grid import Grid
from reading.locating.form_map import FormMap
from reading.locating.locate import locate
from reading.locating.open_rows import open_rows
from reading.locating.value_cells import Position, ValueCell
from reading.sources import load
from reading.tables.recognise import recognise
from templates.forms.form import form_ids, load_form
from templates.writing.writer import write
from tests.published.rendering import as_xlsx, rendered
from tests.published.tables import NAMES, table
from tests.reading.drawn import drawn
from tests.templates.forms_data import evaluations

VALUES = ("sign", "unit", "target", "actual", "weight", "stated", "note", "deduction")
NATIONAL = """
| 项目支出绩效自评表 | < | < | < | < | < | < |
| （2021年度） | < | < | < | < | < | < |
| 项目名称 | 道路养护 | < | < | 主管部门 | 市交通局 | < |
| 项目资金 | （万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分 |
| ^ | 年度资金总额 | 100 | 120 | 118 | 10 | 9.8 |
| ^ | 其中：财政拨款 | 100 | 120 | 118 | | |
| 年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < |
| ^ | 养护10公里 | < | < | 已养护10公里 | < | < |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 养护里程 | ≥10公里 | 10公里 | 50 | 50 |
| ^ | ^ | 指标2： | | | | |
| 效益指标 | 社会效益指标 | 通行能力 | 提升 | 提升 | 40 | 38 |
| 总分 | < | < | < | < | 100 | 97.8 |
| 其他需要说明的问题 | 无 | < | < | < | < | < |
"""


def emptied(grid: Grid) -> Grid:
    """The grid with every value taken out; labels, names and groups stay."""
    places = {place for form_map in locate(grid) for place in value_places(form_map)}
    cells = []
    for cell in grid.cells:
        if (cell.row, cell.column) not in places:
            cells.append(cell)
        elif cell.rows > 1 or cell.columns > 1:
            cells.append(evolve(cell, text="", number=None))
    return evolve(grid, cells=tuple(cells))


def value_places(form_map: FormMap) -> Iterator[Position]:
    values: list[ValueCell | None] = []
    values += [label.value for f in form_map.head.values() for label in f.labels]
    values += [cell for line in funds_of(form_map) for cell in line.cells.values()]
    values += list(form_map.total.cells.values() if form_map.total else ())
    yield from (value.position for value in values if value)
    for goal in form_map.goals.values():
        yield from ((piece.row, piece.column) for piece in goal.pieces)
    for found in (row.cells for each in form_map.tables for row in each.rows):
        cells = (cell for what, cell in found.items() if what in VALUES)
        yield from ((cell.row, cell.column) for cell in cells)


def funds_of(form_map: FormMap) -> tuple[Any, ...]:
    return form_map.funds.rows if form_map.funds else ()


def skeleton(form_map: FormMap) -> dict[str, Any]:
    """Every label, column and value place of a map; no value."""
    funds, total = form_map.funds, form_map.total
    return {
        "head": {what: (at(f.label), at(f.value)) for what, f in form_map.head.items()},
        "funds": funds and (funds.shape, [column(c) for c in funds.columns]),
        "lines": [
            (line.name, line.kind, {what: at(v) for what, v in line.cells.items()})
            for line in funds_of(form_map)
        ],
        "unit": funds and funds.unit,
        "goals": {
            what: (at(goal.label), at(goal.value))
            for what, goal in form_map.goals.items()
        },
        "tables": [
            (
                (each.heading.top, each.heading.bottom, each.end),
                [column(c) for c in (*each.heading.columns, *each.heading.levels)],
                tuple(open_rows(each)),
                each.totals,
            )
            for each in form_map.tables
        ],
        "total": total and (at(total.label), places(total.cells)),
    }


def at(cell: Any) -> Position | None:
    return (cell.row, cell.column) if cell else None


def places(cells: Any) -> dict[str, Position | None]:
    return {what: at(value) for what, value in cells.items() if what != "grade"}


def column(found: Any) -> tuple[str, int, int]:
    return found.role, found.first, found.last


def assert_lawful(grid: Grid) -> None:
    filled = list(map(skeleton, locate(grid)))
    assert filled
    assert list(map(skeleton, locate(emptied(grid)))) == filled


@pytest.mark.parametrize("name", form_ids())
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_an_official_form_has_one_map_filled_and_emptied(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form = load_form(name)
    path = tmp_path_factory.getbasetemp() / f"map-{name}.xlsx"
    path.write_bytes(write(data.draw(evaluations(form)), form))
    assert_lawful(load(path)[0])


@pytest.mark.parametrize("levels", ["merged", "repeated", "blank"])
@pytest.mark.parametrize("name", [*NAMES, "nanchang-2021"])
def test_a_published_table_has_one_map_filled_and_emptied(
    name: str, levels: str, tmp_path: Path
) -> None:
    evaluation, style = table(name)
    page = rendered(evaluation, evolve(style, levels=levels))
    assert_lawful(load(as_xlsx(page, tmp_path / "自评表.xlsx"))[0])


def test_the_law_sees_a_value_that_moves() -> None:
    (filled,) = map(skeleton, locate(drawn(NATIONAL)))
    moved = NATIONAL.replace("| 项目名称 | 道路养护 |", "| 项目名称 | | 道路养护 |")
    moved = moved.replace("| 道路养护 | < | < |", "| 道路养护 | < |")
    (other,) = map(skeleton, locate(drawn(moved)))
    assert filled["head"] != other["head"]
    assert_lawful(drawn(NATIONAL))


def test_a_map_says_where_everything_of_a_form_stands() -> None:
    (form_map,) = locate(drawn(NATIONAL))
    project = form_map.head["project"]
    assert (at(project.label), at(project.value)) == ((3, 1), (3, 2))
    assert form_map.funds is not None
    assert form_map.funds.unit == "万元"
    total, part = form_map.funds.lines
    assert (total.kind, part.kind) == ("total", "part")
    assert total.cells["spent"].position == (5, 5)
    assert form_map.goals["actual"].value == ValueCell(
        8, 5, form_map.goals["actual"].pieces[0]
    )
    indicators = form_map.tables[0]
    assert column(indicators.column("actual")) == ("actual", 5, 5)
    assert [row.kind for row in indicators.rows] == ["indicator", "filler", "indicator"]
    assert indicators.rows[0].cells["stated"].text == "50"
    assert indicators.rows[0].groups.names == ("产出指标", "数量指标")
    assert form_map.total is not None
    assert form_map.total.cells["stated"].position == (13, 7)
    assert form_map.year_blank is not None
    assert form_map.year_blank.printed == "2021"
    assert (form_map.first, form_map.last) == (1, 14)


def test_an_open_row_of_a_blank_knows_its_group_and_its_name() -> None:
    (form_map,) = locate(emptied(drawn(NATIONAL)))
    found = [(row.row, row.path, row.name) for row in open_rows(form_map.tables[0])]
    assert found == [
        (10, ("产出指标", "数量指标"), "养护里程"),
        (11, ("产出指标", "数量指标"), None),
        (12, ("效益指标", "社会效益指标"), "通行能力"),
    ]


def test_a_row_of_unknown_wording_may_be_filled_and_is_not_read() -> None:
    table_ = NATIONAL.replace("| ^ | 其中：财政拨款 | 100 | 120 | 118 | | |", "")
    drawn_ = table_.replace(
        "| ^ | 年度资金总额 | 100 | 120 | 118 | 10 | 9.8 |",
        "| ^ | 年度资金总额 | 100 | 120 | 118 | 10 | 9.8 |\n| ^ | 甲 | | | | | |",
    )
    (form_map,) = locate(drawn("\n".join(filter(None, drawn_.splitlines()))))
    assert form_map.funds is not None
    assert [(row.name, row.sure) for row in form_map.funds.rows] == [
        ("年度资金总额", True),
        ("甲", False),
    ]


@pytest.mark.parametrize(
    ("before", "lacks"),
    [
        (("项目支出绩效自评表", "（    年度）"), True),
        (("项目支出绩效自评表（  年度）",), True),
        (("项目支出绩效自评表", "（2022年度）"), False),
        (("项目支出绩效自评表",), False),
    ],
)
def test_a_line_above_a_table_may_leave_the_year_open(
    before: tuple[str, ...], *, lacks: bool
) -> None:
    text = "|一级指标|二级指标|三级指标|指标值|\n|产出指标|数量指标|甲|≥1|"
    (found,) = recognise(drawn(text, before=before))
    assert ("year" in found.blank) is lacks
