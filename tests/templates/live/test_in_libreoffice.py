"""在 LibreOffice 里键入、重算: 得分、合计、等级、检查与引擎一致."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from itertools import chain
from pathlib import Path

from openpyxl import load_workbook

from indicators import Evaluation, Indicator, load
from reading import read
from scoring import Result, load_policy, policy_ids, score
from scoring.choice import choose
from templates.forms.form import load_form
from templates.live.book import write_live
from templates.live.sheets.cells import CHECKS, FORM
from templates.live.sheets.form_sheet import live_form
from templates.live.sheets.reasons import SAID
from tests.live_tables import (
    differences,
    draw_table,
    in_office,
    needs_office,
    said_of_rows,
    value_at,
    without_results,
)
from tests.published import tables as published

ROOT = Path(__file__).parents[3]
NANCHANG = load(ROOT / "examples/nanchang-2021/evaluation.toml")
pytestmark = needs_office
MOF = load_policy("mof-2020")
FORM_2020 = load_form("national-2020")
POLICIES = [name for name in policy_ids() if load_policy(name).scored]


def test_tables_filled_at_random_come_out_as_the_engine_says(tmp_path: Path) -> None:
    tables = [
        draw_table(1000 + seed, load_policy(POLICIES[seed % len(POLICIES)]))
        for seed in range(14)
    ]
    jobs = []
    for count, table in enumerate(tables):
        path = tmp_path / f"{count}.xlsx"
        path.write_bytes(table.book())
        jobs.append({"path": str(path), "typed": table.typed})
    found = in_office(jobs)
    assert [
        said
        for table, cells in zip(tables, found, strict=True)
        for said in differences(table, cells)
    ] == []
    complete = [
        value_at(cells[FORM], table.live.cells.at("total", "stated"))
        for table, cells in zip(tables, found, strict=True)
    ]
    assert any(isinstance(total, float) for total in complete)
    assert any(isinstance(total, str) for total in complete)


def nanchang() -> tuple[Result, bytes]:
    result = score(NANCHANG, load_policy("nanchang-2021"))
    return result, write_live(result, "national-2020")


def test_the_nanchang_table_is_97_74_stored_and_worked_out_anew(tmp_path: Path) -> None:
    result, book = nanchang()
    live = live_form(result, FORM_2020)
    place = live.cells.at("total", "stated")
    path = tmp_path / "南昌.xlsx"
    path.write_bytes(book)
    stored = load_workbook(path, data_only=True)[FORM]
    assert stored[str(place)].value == 97.74
    without_results(book, path)
    assert load_workbook(path, data_only=True)[FORM][str(place)].value is None
    (found,) = in_office([{"path": str(path)}])
    assert value_at(found[FORM], place) == 97.74
    for count, row in enumerate(result.rows):
        shown = value_at(found[FORM], live.cells.at("indicators", "stated", count))
        if row.outcome == "missing":
            assert (row.name, shown) == ("城市大脑运维工作期限", 0)
        else:
            assert Decimal(repr(shown)) == row.stated
    assert value_at(found[FORM], live.cells.at("funds", "stated")) == 9.9


def scored_as_chosen(evaluation: Evaluation) -> Result | None:
    """A published table by the policy of its form; None where that gives no points."""
    policy = load_policy(choose(evaluation).policy)
    return score(evaluation, policy) if policy.scored else None


def test_published_tables_are_worked_out_as_stored(tmp_path: Path) -> None:
    every = {
        name: scored_as_chosen(published.table(name)[0]) for name in published.NAMES
    }
    results = {name: result for name, result in every.items() if result is not None}
    assert len(results) > 8
    jobs = []
    for name, result in results.items():
        path = tmp_path / f"{name}.xlsx"
        without_results(write_live(result, "national-2020"), path)
        jobs.append({"path": str(path)})
    differing = [
        (name, sheet, place, stored, shown)
        for (name, result), found in zip(results.items(), in_office(jobs), strict=True)
        for sheet, place, stored in stored_results(write_live(result, "national-2020"))
        if not same(stored, shown := value_at(found[sheet], place))
    ]
    assert differing == []


def stored_results(book: bytes) -> Iterator[tuple[str, str, object]]:
    """Every formula of a workbook: its sheet, its place, the result stored beside it."""
    formulas = load_workbook(BytesIO(book))
    stored = load_workbook(BytesIO(book), data_only=True)
    for sheet in formulas:
        for cell in chain.from_iterable(sheet.iter_rows()):
            if str(cell.value).startswith("="):
                value = stored[sheet.title][cell.coordinate].value
                yield sheet.title, cell.coordinate, "" if value is None else value


def same(stored: object, shown: object) -> bool:
    if isinstance(stored, int | float) and isinstance(shown, float):
        return abs(stored - shown) < 1e-9
    return stored == shown


TYPED = (
    *(
        "95",
        "95%",
        "0.95",
        "'95%",
        "' 95% ",
        "９５％",
        "达到95%",
        "九十五",
        "≥95%",
        "约95%",
    ),
    *(
        "100%",
        "9500%",
        "-5%",
        "已完成",
        "/",
        "无",
        "5",
        "5次",
        "'5",
        "5 次",
        "0",
        "12月底",
    ),
    *("2021-12-31", "2021年12月31日", "2021.12.31", "12月31日", "2021-13-40", "44561"),
    *("=1/0", "1,200", "1.2万", "第四季度", "达成预期指标", "未达成", "是"),
)
"""What people type into the cell of the actual value."""
TARGETS = {
    "合格率": "≥95%",
    "故障率": "≤5%",
    "次数": "≥5次",
    "人数": "≥1200人",
    "事故": "≤0次",
    "时间": "2021-12-31",
    "期限": "2021年12月底前",
    "效果": "显著提升",
    "区间": "20-30个",
}


def test_what_people_type_counts_as_they_mean_it_or_is_marked(tmp_path: Path) -> None:
    rows = tuple(
        Indicator(
            ("产出指标", "数量指标"), f"{n}号{name}", target, weight=Decimal("0.3")
        )
        for name, target in TARGETS.items()
        for n in range(len(TYPED))
    )
    blank = score(Evaluation(year=2021, indicators=rows), MOF)
    live = live_form(blank, FORM_2020)
    typed = {
        f"{FORM}!{live.cells.at('indicators', 'actual', n)}": TYPED[n % len(TYPED)]
        for n in range(len(rows))
    }
    path = tmp_path / "表.xlsx"
    path.write_bytes(write_live(blank, FORM_2020))
    kept = tmp_path / "键入后.xlsx"
    (found,) = in_office([{"path": str(path), "typed": typed, "kept": str(kept)}])
    meant = score(read(kept), MOF).rows
    status = said_of_rows(found[CHECKS])
    counted = 0
    for count, row in enumerate(rows):
        keys = TYPED[count % len(TYPED)]
        shown = value_at(found[FORM], live.cells.at("indicators", "stated", count))
        if shown == "":
            assert status[row.name], (row.target, keys)
        elif "请核对" not in status[row.name].removesuffix(SAID):
            assert Decimal(repr(shown)) == meant[count].points, (row.target, keys)
            counted += 1
    assert counted > 40
    total = value_at(found[FORM], live.cells.at("total", "stated"))
    assert "行未定" in total


def test_rows_put_in_inside_a_group_are_summed(tmp_path: Path) -> None:
    drawn = (draw_table(seed, MOF) for seed in range(20))
    table = next(t for t in drawn if all(r.target != "/" for r in t.meant.indicators))
    cells = table.live.cells
    path = tmp_path / "表.xlsx"
    path.write_bytes(table.book())
    first, total = cells.box("indicators", "stated"), cells.box("total", "stated")
    assert first is not None
    assert total is not None
    row, last = first.row, total.row
    weight, points = first.column - 1, first.column
    assert (weight, points) == (7, 8)
    jobs = [
        {"path": str(path), "typed": table.typed},
        {
            "path": str(path),
            "typed": table.typed,
            "inserted": [[FORM, row + 1, 1]],
            "typed_after": {f"{FORM}!H{row + 2}": "7", f"{FORM}!I{row + 2}": "6"},
        },
        {
            "path": str(path),
            "typed": table.typed,
            "inserted": [[FORM, row + 1, 1]],
            "copied": [[FORM, row, row + 1]],
        },
        {
            "path": str(path),
            "typed": table.typed,
            "inserted": [[FORM, last, 1]],
            "typed_after": {f"{FORM}!H{last + 1}": "7"},
        },
    ]
    before, inside, copied, below = in_office(jobs)
    weights = [
        found[FORM][last + n][weight] for n, found in enumerate((before, inside))
    ]
    assert weights == [100.0, 107.0]
    assert copied[FORM][row + 1][points] == copied[FORM][row][points] != ""
    again = copied[FORM][last + 1][weight]
    assert again == 100 + copied[FORM][row][weight]
    told = [line[2] for line in inside[CHECKS] if "各行分值之和" in str(line[2])]
    assert len(told) == 2  # the first level and the second
    assert below[FORM][last + 1][weight] == 100.0
    assert any(
        "没有计入总分" in str(line[2]) for line in below[CHECKS] if len(line) > 2
    )
