"""十二张公开的表, 照各自的表头排成各种文件, 每一项都要读对."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import evolve

from reading import read, read_all
from tests.kept_office import converted
from tests.published.rendering import (
    as_csv,
    as_docx,
    as_html,
    as_xlsx,
    rendered,
    unplaced,
    without_blanks,
)
from tests.published.tables import NAMES, NANCHANG_TEXT, table

ALL = (*NAMES, "nanchang-2021")
WRITERS = {"xlsx": as_xlsx, "docx": as_docx, "html": as_html, "csv": as_csv}
LEVELS = ("merged", "repeated", "blank")


def test_all_eleven_published_tables_are_here() -> None:
    assert len(NAMES) == 11


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", ALL)
def test_every_field_is_read_from_every_kind_of_file(
    name: str, kind: str, tmp_path: Path
) -> None:
    evaluation, style = table(name)
    path = WRITERS[kind](rendered(evaluation, style), tmp_path / f"自评表.{kind}")
    assert unplaced(read(path)) == unplaced(evaluation)


@pytest.mark.parametrize("levels", LEVELS)
@pytest.mark.parametrize("name", ALL)
def test_level_cells_may_be_merged_repeated_or_blank_below_the_first(
    name: str, levels: str, tmp_path: Path
) -> None:
    evaluation, style = table(name)
    page = rendered(evaluation, evolve(style, levels=levels))
    path = as_xlsx(page, tmp_path / "自评表.xlsx")
    assert unplaced(read(path)) == unplaced(evaluation)


@pytest.mark.parametrize("name", ALL)
def test_typed_numbers_are_read_as_they_are_shown(name: str, tmp_path: Path) -> None:
    evaluation, style = table(name)
    path = as_xlsx(rendered(evaluation, style), tmp_path / "自评表.xlsx", numbers=True)
    assert unplaced(read(path)) == unplaced(evaluation)


@pytest.mark.parametrize("name", ALL)
def test_the_table_may_begin_anywhere_on_the_sheet(name: str, tmp_path: Path) -> None:
    evaluation, style = table(name)
    page = rendered(evaluation, evolve(style, top=5, left=3))
    path = as_xlsx(page, tmp_path / "自评表.xlsx")
    assert unplaced(read(path)) == unplaced(evaluation)


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice")
@pytest.mark.parametrize("name", [ALL[1], ALL[5], "nanchang-2021"])
def test_every_field_is_read_from_an_older_workbook(name: str, tmp_path: Path) -> None:
    """Numbers with their formats: what shows 97% reads 97%, without a doubt."""
    evaluation, style = table(name)
    page = rendered(evaluation, style)
    new = as_xlsx(page, tmp_path / "自评表.xlsx", numbers=True)
    found = read(converted(new, tmp_path, "xls"))
    assert unplaced(found) == unplaced(evaluation)
    assert found.warnings == ()


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice")
@pytest.mark.parametrize("name", ALL)
def test_every_field_is_read_from_a_printed_page(
    name: str, printed: Mapping[str, Path]
) -> None:
    """A page shows no blanks at line ends or between figures and characters."""
    evaluation, _ = table(name)
    assert without_blanks(unplaced(read(printed[name]))) == without_blanks(
        unplaced(evaluation)
    )


@pytest.mark.parametrize("name", ALL)
def test_the_only_doubt_is_a_missing_group(name: str, tmp_path: Path) -> None:
    evaluation, style = table(name)
    found = read(as_html(rendered(evaluation, style), tmp_path / "自评表.html"))
    doubts = [problem.message for problem in found.warnings]
    missing = name.startswith("012")
    assert doubts == (["从这一行起有的行没有一级指标名称"] if missing else [])


def test_places_point_at_the_points(tmp_path: Path) -> None:
    evaluation, style = table("nanchang-2021")
    found = read(as_xlsx(rendered(evaluation, style), tmp_path / "自评表.xlsx"))
    assert str(found.indicators[0].place) == "自评表!H13"
    assert str(found.total.place) == "自评表!H131"
    assert str(found.funds.lines[0].place) == "自评表!H6"


def test_without_a_column_of_points_places_point_at_the_actual(tmp_path: Path) -> None:
    evaluation, style = table("012-langzhong-jiaotong-cheguoshui")
    found = read(as_html(rendered(evaluation, style), tmp_path / "自评表.html"))
    assert str(found.indicators[0].place) == "表1第8行第6列"


def test_the_original_text_gives_every_row_of_the_nanchang_table() -> None:
    evaluation, _ = table("nanchang-2021")
    (found,) = read_all(NANCHANG_TEXT)
    assert len(found.indicators) == 118
    assert unplaced(found) == unplaced(evaluation)


def test_what_the_text_leaves_open_is_said_with_its_line() -> None:
    found = read(NANCHANG_TEXT)
    assert [(str(problem.where), problem.message) for problem in found.warnings] == [
        ("第325行", "只印了 4 个值而有 6 列，数字从左依次读取"),
        ("第327行", "只印了 4 个值而有 6 列，数字从左依次读取"),
        ("第709行", "这一行只有一个值，读作指标值，实际完成值为空"),
    ]
