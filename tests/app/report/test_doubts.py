"""报告里的存疑: 扫描件的连同小图, 说得出按哪一种读法对得上."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import lxml.html
from attrs import evolve

from app.report.report import Report
from auditing import audit
from batch.outcomes import Audited
from indicators import Evaluation
from indicators.errors import Problem
from indicators.place import Place
from indicators.reasons import UncertainText
from tests.auditing.test_second_reader import doubtful

PNG = b64encode(b"\x89PNG\r\n\x1a\n").decode()


def pictured(table: Evaluation, picture: str) -> Evaluation:
    (doubt,) = table.warnings
    assert doubt.recognised
    said: UncertainText = evolve(doubt.recognised, picture=picture)
    return evolve(table, warnings=(evolve(doubt, recognised=said),))


def page_of(table: Evaluation) -> lxml.html.HtmlElement:
    path, result = Path("扫描.pdf"), audit(table)
    report = Report({path: path.name})
    report.add(Audited(path, "0" * 64, None, result, result.findings))
    return lxml.html.document_fromstring(report.page(None).decode())


def test_a_doubt_of_a_scan_stands_beside_the_picture_of_its_cell() -> None:
    page = page_of(pictured(doubtful(), PNG))
    (picture,) = page.xpath("//img")
    assert picture.get("src") == f"data:image/png;base64,{PNG}"
    assert picture.get("alt") == "第1页表1第12行第5列的图，认作“≥66%”"
    assert "按 ≥99% 读，本行得分与填报一致" in picture.getparent().text_content()
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "img-src data:;" in policy


def test_what_has_no_picture_is_told_as_a_number() -> None:
    page = page_of(pictured(doubtful(), ""))
    assert not page.xpath("//img")
    assert "其中 1 处没有附图" in page.text_content()


def test_what_the_arithmetic_speaks_of_stands_before_other_cells() -> None:
    table = doubtful()
    other = Problem(Place("table", page=1, table=1, row=2, column=2), "不是数，未读取")
    whole = Problem("扫描.pdf", "扫描件，文字由程序识别")
    page = page_of(evolve(table, warnings=(other, whole, *table.warnings)))
    told = [each.text_content() for each in page.xpath("//dd/ul[@class='plain']/li")]
    assert [text.partition("：")[0] for text in told] == [
        "扫描.pdf",
        "第1页表1第12行第5列",
        "第1页表1第2行第2列",
    ]
