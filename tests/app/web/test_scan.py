"""网页上的扫描件: 收下、读出, 存疑旁有那一格的小图, 人改过的格不再存疑."""

from __future__ import annotations

from io import BytesIO

from lxml import html
from openpyxl import load_workbook

from tests.app.web.conftest import Clerk
from tests.app.web.test_clerk import Filling
from tests.scanned.forms import drawn


def test_a_doubted_cell_of_a_scan_is_seen_until_somebody_types_over_it(
    clerk: Clerk,
) -> None:
    where = clerk.bring("扫描.png", drawn())
    page = html.fromstring(clerk.get(where).text)
    assert "扫描.png：扫描件，文字由程序识别" in page.text_content()
    (picture,) = page.xpath("//img[@class='crop']")
    assert picture.get("src").startswith("data:image/png;base64,iVBOR")
    assert picture.get("alt") == "第1页表1第2行第5列的图，认作“O”"
    assert "按 0 读，本行得分与填报一致" in picture.getparent().text_content()
    filling = Filling(clerk, where)
    book = load_workbook(BytesIO(filling.take("annotated")))
    assert "读作“O”" in book["第1页表1"]["E4"].comment.text
    assert len(book["存疑"]._images) == 1
    assert filling.edit("0-2-5", "0起").status_code == 200
    book = load_workbook(BytesIO(filling.take("annotated")))
    assert book["第1页表1"]["E4"].value == "0起"
    assert "网页上改过的格，写的是改后的值" in book["复核"]["B2"].value
    after = html.fromstring(clerk.get(where).text)
    assert not after.xpath("//img[@class='crop']")
    assert "0起" in after.text_content()
