"""new --live、score --out --live: 写出会自己计分的工作簿."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl

from reading import read

ROOT = Path(__file__).parents[3]
NANCHANG = str(ROOT / "examples/nanchang-2021/evaluation.toml")
Said = tuple[int, str, str]
LIST = """一级指标,二级指标,指标,指标值
产出指标,数量指标,培训人数,≥100人
效益指标,社会效益指标,效果,提升
满意度指标,服务对象满意度指标,满意度,≥90%
"""


def test_a_plan_becomes_a_blank_that_scores_itself(
    tmp_path: Path, ziping: Callable[..., Said]
) -> None:
    plan, out = tmp_path / "指标.csv", tmp_path / "自评.xlsx"
    plan.write_text(LIST, "utf-8")
    code, _, err = ziping(
        "new", str(plan), "--weights", "equal", "--live", "--out", str(out)
    )
    assert (code, "已写出" in err) == (0, True)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["自评表", "检查", "说明"]
    table = read(out)
    assert [row.target for row in table.indicators] == ["≥100人", "提升", "≥90%"]
    assert sum(row.weight or 0 for row in table.indicators) == 90
    said = [str(cell.value) for row in book["说明"].iter_rows() for cell in row]
    assert any("指标.csv" in text for text in said)
    assert any("财预〔2020〕10号" in text for text in said)


def test_a_paper_without_points_cannot_score_itself(
    tmp_path: Path, ziping: Callable[..., Said]
) -> None:
    plan, out = tmp_path / "指标.csv", tmp_path / "申报.xlsx"
    plan.write_text(LIST, "utf-8")
    code, _, err = ziping(
        "new", str(plan), "--form", "target-declaration", "--live", "--out", str(out)
    )
    assert code == 2
    assert "不能自己计分" in err
    assert "target-declaration" in err
    assert not out.exists()


def test_a_scored_table_is_written_with_its_formulas(
    tmp_path: Path, ziping: Callable[..., Said]
) -> None:
    out = tmp_path / "南昌.xlsx"
    how = ("--policy", "nanchang-2021", "--summary", "--live", "--out", str(out))
    code, _, err = ziping("score", NANCHANG, *how)
    assert code == 1  # one row of the table is not filled
    assert "已写出" in err
    sheet = openpyxl.load_workbook(out)["自评表"]
    formulas = [
        cell.value
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("=")
    ]
    assert len(formulas) > 100
    code, _, err = ziping("score", NANCHANG, *how)
    assert code == 2
    assert "文件已存在" in err


def test_live_says_that_it_wants_a_file_to_write(ziping: Callable[..., Said]) -> None:
    code, _, err = ziping("score", NANCHANG, "--live")
    assert code == 2
    assert "--live 要与 --out X.xlsx 同用" in err


def test_a_live_blank_whose_targets_came_later_is_made_once_more(
    tmp_path: Path, ziping: Callable[..., Said]
) -> None:
    plan, first, second = (tmp_path / n for n in ("指标.csv", "初.xlsx", "再.xlsx"))
    plan.write_text(LIST.replace("≥100人", "").replace("≥90%", ""), "utf-8")
    how = ("--weights", "equal", "--live", "--out")
    _, _, err = ziping("new", str(plan), *how, str(first))
    assert "没有指标值的行没有公式" in err
    book = openpyxl.load_workbook(first)
    for row in read(first).indicators:
        if row.name != "效果":
            place = row.blank["target"].address
            book["自评表"][place].value = "≥90%"
    book.save(first)
    code, _, err = ziping("new", str(first), "--live", "--out", str(second))
    assert (code, "没有公式" in err) == (0, False)
    assert [row.target for row in read(second).indicators] == ["≥90%", "提升", "≥90%"]
