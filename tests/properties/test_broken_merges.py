"""Blanks whose merges are broken: no command ends in an internal error, nothing is lost."""

from __future__ import annotations

import json
from contextlib import redirect_stderr, redirect_stdout
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import openpyxl
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from app.cli import run
from indicators import Evaluation, Indicator, Total
from indicators.codec import dump
from indicators.errors import InputError
from reading import read
from templates.filling.fill import fill

HEADING = (
    *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    "偏差原因",
)
GROUPS = (
    *(("产出指标", "数量指标"), ("产出指标", "质量指标")),
    *(("效益指标", "社会效益指标"), ("满意度指标", "群众满意度")),
)
LETTERS = "ABCDEFGH"
TOP = 3
FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
"""A workbook is too much to be made smaller by the hundred."""
Row = tuple[str | None, ...]


BACKWARDS: list[Row] = [
    *(("项目支出绩效自评表",), ("项目名称",), HEADING),
    *(("产出指标", "数量指标", "指标1："), ("总分",)),
]
LAMP = Indicator(("产出指标", "数量指标"), "桥灯", "≥1座", "1座", Decimal(5))


@st.composite
def blanks(draw: st.DrawFn) -> tuple[list[Row], list[str]]:
    """A small blank, its groups merged or not, and merges that no program should write."""
    rows: list[Row] = [("项目支出绩效自评表（    年度）",), ("项目名称",), HEADING]
    merges: list[str] = []
    for group in draw(st.permutations(GROUPS))[: draw(st.integers(1, 4))]:
        first, count = len(rows) + 1, draw(st.sampled_from((1, 1, 2, 3)))
        named: Row = (*group, draw(st.sampled_from((None, "指标1："))))
        rows += [named, *[(None, None, "指标2：")] * (count - 1)]
        merges += [f"{c}{first}:{c}{first + count - 1}" for c in "AB" if count > 1]
    rows.append(("总分",))
    return rows, [*merges, *draw(st.lists(odd_areas(len(rows)), max_size=4))]


@st.composite
def odd_areas(draw: st.DrawFn, height: int) -> str:
    """One cell, several that lie over others, backwards, whole columns, too many rows."""
    column = draw(st.sampled_from(LETTERS))
    other = draw(st.sampled_from(LETTERS))
    row, rows = draw(st.integers(TOP, height)), draw(st.integers(0, 3))
    left, right = sorted((column, other))
    return draw(
        st.sampled_from(
            (
                f"{column}{row}",
                f"{column}{row}:{column}{row}",
                f"{column}{row}:{column}{row + rows}",
                f"{left}{row}:{right}{row + rows}",
                f"{column}{row + 2}:{column}{row}",
                f"{column}:{column}",
                f"{row}:{row}",
                f"{column}{row}:{column}1048576",
                "",
            )
        )
    )


@st.composite
def tables(draw: st.DrawFn) -> Evaluation:
    """More rows than the blank has, some of them without their first level."""
    paths = st.sampled_from((*GROUPS, (None, "数量指标"), ("产出指标", None)))
    some = draw(st.lists(paths, min_size=1, max_size=9))
    rows = tuple(
        Indicator(path, f"桥灯{n}", "≥1座", "1座", Decimal(5), Decimal(5))
        for n, path in enumerate(some)
    )
    return Evaluation(year=2023, indicators=rows, total=Total(stated=Decimal(90)))


def saved(rows: list[Row], merges: list[str], folder: Path) -> Path:
    """Write a workbook with these merges as they are: openpyxl would refuse to."""
    book, plain, path = openpyxl.Workbook(), BytesIO(), folder / "空表.xlsx"
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    book.save(plain)
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
    told = f'<mergeCells count="{len(merges)}">{cells}</mergeCells>' if merges else ""
    with ZipFile(plain) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = text.replace(b"</sheetData>", f"</sheetData>{told}".encode())
            new.writestr(name, text)
    return path


@settings(max_examples=40, phases=FOUND)
@given(blanks(), tables())
def test_a_blank_with_broken_merges_ends_in_no_internal_error(
    blank: tuple[list[Row], list[str]], table: Evaluation
) -> None:
    with TemporaryDirectory() as folder:
        path, data = saved(*blank, Path(folder)), Path(folder) / "数据.json"
        data.write_text(json.dumps(dump(table)), "utf-8")
        out, copy = path.with_name("填好.xlsx"), path.with_name("批注.xlsx")
        for call in (
            ("fill", str(path), "--from", str(data), "--out", str(out)),
            ("audit", str(path), "--annotate", str(copy)),
            ("score", str(out), "--write", str(path.with_name("写回.xlsx"))),
        ):
            said = StringIO()
            with redirect_stderr(said), redirect_stdout(StringIO()):
                code = run(list(call))
            assert "程序内部出错" not in said.getvalue()
            assert code in {0, 1, 2}


@settings(max_examples=40, phases=FOUND)
@given(blanks(), tables())
@example((BACKWARDS, ["B5:B3"]), Evaluation(indicators=(LAMP,)))
def test_a_row_that_a_broken_blank_cannot_show_is_said(
    blank: tuple[list[Row], list[str]], table: Evaluation
) -> None:
    with TemporaryDirectory() as folder:
        path = saved(*blank, Path(folder))
        try:
            done = fill(path, table)
        except InputError:
            return
        path.write_bytes(done.content)
        told = "".join(map(str, done.warnings))
        shown = {row.name for row in read(path).indicators}
        names = {row.name for row in table.indicators}
        assert {name for name in names - shown if name not in told} == set()
