"""一张画出来的小表: 不印不扫, 几秒就读完."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from tests.scanned.lines import NOTO

ROWS = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "质量指标", "责任事故", "≤5起", "O", "50", "50"),
    ("效益指标", "社会效益指标", "受益户数", "≥100户", "100户", "40", "40"),
    ("满意度指标", "满意度指标", "满意度", "≥90%", "95%", "10", "10"),
)
WIDE, HIGH, SIZE = 230, 70, 34


def drawn(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    """A small ruled form, as a picture."""
    image = Image.new("L", (WIDE * 7 + 80, HIGH * 4 + 160), 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(NOTO / "NotoSansCJK-Regular.ttc"), SIZE, index=2)
    pen.text((600, 30), "项目支出绩效自评表", font=font, fill=0)
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            left, top = 40 + across * WIDE, 110 + down * HIGH
            pen.rectangle((left, top, left + WIDE, top + HIGH), outline=0, width=2)
            pen.text((left + 14, top + 12), text, font=font, fill=0)
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()
