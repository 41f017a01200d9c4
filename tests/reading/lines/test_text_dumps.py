"""从 PDF 复制、导出的文字: 读对, 或者说清楚该给什么; 决不拿错行错列的话责怪人."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators.errors import InputError
from reading import read, read_all
from tests.published.rendering import Page, rendered, unplaced
from tests.published.tables import NAMES, NANCHANG_TEXT, table

DRAWN = sorted((Path(__file__).parents[2] / "drawn/files").glob("*.pdf"))
WAYS = {"layout": ["-layout"], "one cell a line": [], "raw": ["-raw"]}
INSTEAD = r"没有表格线.*请提供 Excel、Word 原件或带表格线的 PDF"


def dumped(pdf: Path, options: list[str], folder: Path) -> Path:
    path = folder / f"{pdf.stem}.txt"
    subprocess.run(["pdftotext", *options, str(pdf), str(path)], check=True)
    return path


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="没有 poppler-utils")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("pdf", DRAWN, ids=lambda path: path.stem[:3])
def test_a_dump_of_a_pdf_names_what_to_give_instead(
    pdf: Path, way: str, tmp_path: Path
) -> None:
    """Rows of these are shifted: the tables with lines themselves are read."""
    path = dumped(pdf, WAYS[way], tmp_path)
    with pytest.raises(InputError, match=INSTEAD):
        read(path)


def cells_of(page: Page) -> str:
    """One cell a line, as a viewer of PDFs copies a table."""
    boxes = sorted(page.boxes, key=lambda box: (box.row, box.column))
    return "\n".join(box.text for box in boxes if box.text)


def rows_of(page: Page) -> str:
    """One row a line, as far as its cells have a single line."""
    lines: dict[int, list[str]] = {}
    for box in sorted(page.boxes, key=lambda box: (box.row, box.column)):
        lines.setdefault(box.row, []).append("".join(box.text.split()))
    return "\n".join("  ".join(filter(None, line)) for line in lines.values())


@pytest.mark.parametrize("copied", [cells_of, rows_of])
@pytest.mark.parametrize("name", NAMES)
def test_a_copied_table_is_read_right_or_refused(
    name: str, copied: Callable[[Page], str], tmp_path: Path
) -> None:
    evaluation, style = table(name)
    path = tmp_path / "复制.txt"
    path.write_text(copied(rendered(evaluation, style)), "utf-8")
    try:
        found = read(path)
    except InputError:
        with pytest.raises(InputError, match=INSTEAD):
            read(path)
        return
    told = {doubt.where for doubt in found.warnings}
    for row, right in zip(found.indicators, evaluation.indicators, strict=True):
        said = row.name, row.target, row.actual, row.weight, row.stated
        printed = right.name, right.target, right.actual, right.weight, right.stated
        assert said == printed or row.place in told


def test_a_table_beside_one_that_is_scattered_is_read_and_the_other_named(
    tmp_path: Path,
) -> None:
    scattered = cells_of(rendered(*table(NAMES[0])))
    path = tmp_path / "两张.txt"
    path.write_text(f"{NANCHANG_TEXT.read_text('utf-8')}\n{scattered}", "utf-8")
    (found,) = read_all(path)
    evaluation, _ = table("nanchang-2021")
    assert unplaced(found).indicators == unplaced(evaluation).indicators
    assert "文字里另有一张自评表，各行各列对不上，未读取" in {
        doubt.message for doubt in found.warnings
    }


@pytest.mark.parametrize(
    ("row", "total"),
    [
        ("培训人次 ≥100人次\n120人次 80 80", "100 99"),  # the row is shifted
        ("培训人次 ≥100人次 120人次 40 40", "100 99"),  # a row is missing
        ("≥100人次 120人次 80 80", "100 99"),  # its name is
    ],
)
def test_a_text_whose_rows_are_not_whole_is_refused(
    row: str, total: str, tmp_path: Path
) -> None:
    path = tmp_path / "表.txt"
    path.write_text(
        "项目支出绩效自评表\n项目名称：甲 主管部门：乙局\n"
        "年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
        "年度资金总额 10 10 9.5 10 95% 9.5\n"
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
        f"产出指标 数量指标 {row}\n质量指标 合格率 100% 100% 10 9.5\n总分 {total}",
        "utf-8",
    )
    with pytest.raises(InputError, match=INSTEAD):
        read(path)
