"""一格的字印成图: 换字体、字号、噪点, 只认这一行."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.scanned.scanning import Picture

NOTO = Path("/usr/share/fonts/opentype/noto")
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
TYPEFACES = {
    "黑体": (NOTO / "NotoSansCJK-Regular.ttc", 2),
    "宋体": (NOTO / "NotoSerifCJK-Regular.ttc", 2),
    "粗黑": (NOTO / "NotoSansCJK-Bold.ttc", 2),
    "粗宋": (NOTO / "NotoSerifCJK-Bold.ttc", 2),
    "西文无衬线": (DEJAVU / "DejaVuSans.ttf", 0),
    "西文衬线": (DEJAVU / "DejaVuSerif.ttf", 0),
}


def line(text: str, typeface: str, pixels: int) -> Picture:
    """The picture of a line in a scan: noisy, from a JPEG, cut as from a cell."""
    path, index = TYPEFACES[typeface]
    font = ImageFont.truetype(str(path), pixels * 2, index=index)
    image = Image.new("L", (int(font.getlength(text)) + 80, pixels * 4), 255)
    ImageDraw.Draw(image).text((40, pixels), text, font=font, fill=0)
    half = cv2.resize(
        np.asarray(image), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA
    )
    soft = cv2.GaussianBlur(half, (0, 0), 0.5)
    grain = np.random.default_rng(pixels).normal(0, 6, soft.shape)
    noisy = np.clip(soft * 0.94 + 6 + grain, 0, 255).astype(np.uint8)
    jpeg = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 55])[1]
    return cut(np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE), np.uint8), pixels)


def cut(picture: Picture, pixels: int) -> Picture:
    """What the reader cuts out of a cell: the ink with some white round it."""
    ys, xs = np.nonzero(cv2.GaussianBlur(255 - picture, (3, 3), 0) > 80)
    size = pixels * 0.92
    lack, pad = max(0, size - (ys.max() + 1 - ys.min())) / 2, size * 0.18
    top, bottom = int(ys.min() - lack - pad), int(ys.max() + 1 + lack + pad) + 1
    left, right = int(xs.min() - pad), int(xs.max() + 1 + pad) + 1
    return picture[max(0, top) : bottom, max(0, left) : right]
