"""网页上的扫描件: 收下、读出, 存疑旁有那一格的小图, 人改过的格不再存疑."""

from __future__ import annotations

from io import BytesIO

from lxml import html
from PIL import Image, ImageDraw, ImageFont

from tests.app.web.conftest import Clerk
from tests.app.web.test_clerk import Filling
from tests.scanned.lines import NOTO

ROWS = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "质量指标", "责任事故", "≤5起", "O", "50", "50"),
    ("效益指标", "社会效益指标", "受益户数", "≥100户", "100户", "40", "40"),
    ("满意度指标", "满意度指标", "满意度", "≥90%", "95%", "10", "10"),
)
WIDE, HIGH, SIZE = 230, 70, 34


def drawn() -> bytes:
    """A small ruled form, as a picture."""
    image = Image.new("L", (WIDE * 7 + 80, HIGH * 4 + 160), 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(NOTO / "NotoSansCJK-Regular.ttc"), SIZE, index=2)
    pen.text((600, 30), "项目支出绩效自评表", font=font, fill=0)
    for down, row in enumerate(ROWS):
        for across, text in enumerate(row):
            left, top = 40 + across * WIDE, 110 + down * HIGH
            pen.rectangle((left, top, left + WIDE, top + HIGH), outline=0, width=2)
            pen.text((left + 14, top + 12), text, font=font, fill=0)
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


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
    assert filling.edit("0-2-5", "0起").status_code == 200
    after = html.fromstring(clerk.get(where).text)
    assert not after.xpath("//img[@class='crop']")
    assert "0起" in after.text_content()
