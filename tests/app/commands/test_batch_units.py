"""每个单位一个文件夹: 报告、复核情况单、批注过的副本; 各归各的单位, 名字安全."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from lxml import html
from openpyxl import load_workbook

from templates.annotating import annotate as annotating
from templates.forms.form import load_form
from templates.writing.writer import write
from tests.app.commands.test_audit_folders import FILES
from tests.app.commands.test_batch_command import contents
from tests.app.conftest import Said
from tests.auditing.tables import with_row

Ziping = Callable[..., Said]
UNITS = (
    ("市教育局", "办公室"),
    ("市水利局", "办公室"),
    ("市水利局", "办公室"),
    (None, None),
    (None, "CON"),
    (None, "../甲/乙"),
    (None, "甲乙"),
)


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven faulty tables, and a web page."""
    monkeypatch.chdir(tmp_path)
    top = tmp_path / "上报"
    top.mkdir()
    for number, (department, unit) in enumerate(UNITS):
        table = with_row(0, actual=f"{number + 1}个")
        table = evolve(table, department=department, unit=unit)
        (top / f"表{number}.xlsx").write_bytes(write(table, load_form()))
    shutil.copy(FILES / "national-libreoffice.html", top / "网页.html")
    return top


def run(ziping: Ziping, *options: str) -> dict[str, bytes]:
    assert ziping("batch", "上报", "--out", "果", *options)[0] == 1
    return contents("果")


def folders() -> set[str]:
    return {path.name for path in Path("果/units").iterdir()}


@pytest.mark.usefixtures("reported")
def test_each_unit_has_a_folder_and_those_that_share_a_name_are_told_apart(
    ziping: Ziping,
) -> None:
    run(ziping, "--per-unit")
    document = folders() - {
        *("办公室（市教育局）", "办公室（市水利局）", "没有写单位", "CON_"),
        *("甲乙", "甲乙-2"),
    }
    assert len(document) == 1
    own = contents("果/units/办公室（市水利局）")
    assert list(own) == [
        "复核情况单.xlsx",
        "审核报告.html",
        "批注/表1-批注.xlsx",
        "批注/表2-批注.xlsx",
    ]
    top = f"果/units/{document.pop()}"
    assert list(contents(top))[:2] == ["复核情况单.xlsx", "审核报告.html"]
    book = load_workbook(f"{top}/批注/网页-批注.xlsx")
    assert book.sheetnames[:2] == ["表1", "复核"]
    assert "网页.html" in book["表1"].oddHeader.center.text
    assert any(cell.comment for row in book["表1"] for cell in row)


@pytest.mark.usefixtures("reported")
def test_the_report_of_a_unit_holds_its_tables_and_every_link_leads_somewhere(
    ziping: Ziping,
) -> None:
    run(ziping, "--per-unit")
    text = Path("果/units/办公室（市水利局）/审核报告.html").read_text("utf-8")
    page = html.document_fromstring(text)
    assert len(page.find_class("file")) == 2
    assert "上报/表1.xlsx" in text
    assert "上报/表0.xlsx" not in text
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//@href")} <= set(ids)


@pytest.mark.usefixtures("reported")
def test_the_covering_sheet_names_tables_findings_and_copies(ziping: Ziping) -> None:
    run(ziping, "--per-unit")
    top = Path("果/units/办公室（市水利局）")
    sheet = load_workbook(top / "复核情况单.xlsx").active
    cells = [[cell.value for cell in row if cell.value] for row in sheet.iter_rows()]
    assert cells[0] == ["绩效自评复核情况单"]
    assert cells[1] == ["单位：办公室（市水利局）"]
    assert cells[2][0].startswith("2 张表：2 张不一致；发现：错误 0 处、不一致 4 处")
    tables = [row for row in cells if row[-1].startswith("批注/")]
    assert [row[1] for row in tables] == ["示例", "示例"]
    for row in tables:
        book = load_workbook(top / row[-1])
        noted = [c for page in book for line in page.iter_rows() for c in line]
        assert any(cell.comment for cell in noted)
    points = [row for row in cells if "P409" in row]
    assert len(points) == 2
    assert all("办法：" in row[-1] for row in points)
    assert any("签收人" in str(row[0]) for row in cells if row)


def test_folders_of_units_follow_the_files_and_are_not_made_twice(
    ziping: Ziping, reported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(ziping, "--per-unit")

    def unasked(*_: object, **__: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(annotating, "annotate", unasked)
        patch.setattr("batch.run.read_tables", unasked)
        assert run(ziping, "--per-unit") == first
        (reported / "处").mkdir()
        (reported / "表0.xlsx").rename(reported / "处/表0.xlsx")
        moved = run(ziping, "--per-unit")
    copy = "units/办公室（市教育局）/批注/表0-批注.xlsx"
    assert moved[copy] == first[copy]
    (reported / "处/表0.xlsx").unlink()
    shutil.copy(reported / "表1.xlsx", reported / "表9.xlsx")
    run(ziping, "--per-unit")
    assert "办公室" in folders()  # of one department alone
    assert not {name for name in folders() if name.startswith("办公室（")}
    assert "units/办公室/批注/表9-批注.xlsx" in contents("果")
    assert not [name for name in run(ziping) if name.startswith("units")]


@pytest.mark.usefixtures("reported")
def test_a_table_without_findings_needs_no_copy(ziping: Ziping) -> None:
    shutil.rmtree("上报")
    Path("上报").mkdir()
    quiet = evolve(with_row(1, variance_note="多培训一期"), unit="甲局")
    Path("上报/好.xlsx").write_bytes(write(quiet, load_form()))
    assert ziping("batch", "上报", "--out", "果", "--per-unit")[0] == 0
    assert list(contents("果/units/甲局")) == ["复核情况单.xlsx", "审核报告.html"]
    sheet = load_workbook("果/units/甲局/复核情况单.xlsx").active
    said = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "没有要改的发现。" in said
