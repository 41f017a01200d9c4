"""一表一页的报告: 目录与各页互相连得到, 名字认得出, 不盖住已有的文件."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from attrs import evolve
from lxml import html

from tests.app.conftest import Said, Saved
from tests.auditing.tables import sound, with_row

Ziping = Callable[..., Said]


@pytest.fixture
def made(tmp_path: Path, saved: Saved, ziping: Ziping) -> Path:
    """A folder of three pages; the second table is the faulty one."""
    tables = (
        evolve(sound(), project="../校舍 修缮：一期", unit="教育局"),
        evolve(with_row(0, actual="3个"), project="水库", unit="水利局"),
        evolve(sound(), project=None, unit=None, department=None),
    )
    names = [saved(f"表{number}", table) for number, table in enumerate(tables, 1)]
    folder = tmp_path / "报告"
    code, _, err = ziping("audit", *names, "--report-dir", str(folder), "--brief")
    assert code == 1
    assert f"已写出 {folder / 'index.html'} 与 3 页" in err
    return folder


def page(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text("utf-8"))


def test_each_table_has_a_page_named_by_unit_and_project(made: Path) -> None:
    names = sorted(path.name for path in made.iterdir())
    assert names == [
        "001-教育局-校舍修缮一期.html",
        "002-水利局-水库.html",
        "003-未命名项目.html",
        "index.html",
    ]


def test_the_contents_name_the_worst_first_and_every_link_leads_somewhere(
    made: Path,
) -> None:
    index = page(made / "index.html")
    first = index.xpath("//nav//tbody/tr[1]/td")
    assert [cell.text_content() for cell in first[:3]] == ["1", "水利局", "水库"]
    for path in made.iterdir():
        for link in page(path).xpath("//@href"):
            name, _, anchor = link.partition("#")
            target = made / unquote(name) if name else path
            assert not anchor or page(target).xpath(f"//*[@id='{anchor}']")
            assert target.is_file()


def test_a_page_holds_its_table_alone_and_leads_back_to_its_line(made: Path) -> None:
    own = page(made / "002-水利局-水库.html")
    assert own.xpath("//section/h2")[0].text == "水库"
    assert len(own.find_class("file")) == 1
    (back,) = own.xpath("//p[@class='way']/a/@href")
    line = page(made / "index.html").get_element_by_id(back.partition("#")[2])
    assert "水库" in line.text_content()


def test_a_folder_that_holds_files_is_not_written_into_unasked(
    made: Path, saved: Saved, ziping: Ziping
) -> None:
    before = {path: path.read_bytes() for path in made.iterdir()}
    table = saved("另一张", sound())
    code, out, err = ziping("audit", table, "--report-dir", str(made))
    assert (code, out) == (2, "")
    assert "文件夹里已有文件，未改动" in err
    assert {path: path.read_bytes() for path in made.iterdir()} == before
    assert ziping("audit", table, "--report-dir", table, "--force")[0] == 2
    assert ziping("audit", table, "--report-dir", str(made), "--force")[0] == 0


def test_a_page_that_cannot_be_written_does_not_end_the_audit(
    tmp_path: Path, saved: Saved, ziping: Ziping
) -> None:
    folder = tmp_path / "报告"
    (folder / "001-甲局-示例.html").mkdir(parents=True)
    table = evolve(sound(), unit="甲局")
    names = [saved("甲", table), saved("乙", evolve(table, year=2021))]
    code, out, err = ziping(
        "audit", *names, "--report-dir", str(folder), "--force", "--brief"
    )
    assert code == 2
    assert "001-甲局-示例.html" in err
    assert "乙.json" in out
