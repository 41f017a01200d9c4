"""一格的字印成图: 换字体、字号、噪点, 只认这一行."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.scanned.scanning import Picture

NOTO = Path("/usr/share/fonts/opentype/noto")
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
ROOT = Path(__file__).parents[2]
UNPACKED = ROOT / "build" / "typefaces"
Typeface = tuple[Path, int]
"""A file, and which of its typefaces."""
INSTALLED: dict[str, Typeface] = {
    "黑体": (NOTO / "NotoSansCJK-Regular.ttc", 2),
    "宋体": (NOTO / "NotoSerifCJK-Regular.ttc", 2),
    "粗黑": (NOTO / "NotoSansCJK-Bold.ttc", 2),
    "粗宋": (NOTO / "NotoSerifCJK-Bold.ttc", 2),
    "西文无衬线": (DEJAVU / "DejaVuSans.ttf", 0),
    "西文衬线": (DEJAVU / "DejaVuSerif.ttf", 0),
}
OF_PACKAGES: dict[str, Typeface] = {
    "文鼎明体": (UNPACKED / "uming.ttc", 0),
    "文鼎楷体": (UNPACKED / "ukai.ttc", 0),
    "文鼎简宋": (UNPACKED / "gbsn00lp.ttf", 0),
    "文鼎简楷": (UNPACKED / "gkai00mp.ttf", 0),
    "文泉驿正黑": (UNPACKED / "wqy-zenhei.ttc", 0),
    "文泉驿微黑": (UNPACKED / "wqy-microhei.ttc", 0),
    "Liberation Serif": (UNPACKED / "LiberationSerif-Regular.ttf", 0),
    "Liberation Sans": (UNPACKED / "LiberationSans-Regular.ttf", 0),
}
TYPEFACES = INSTALLED | OF_PACKAGES
_NO_SIGN = "\uffff"


def unpack() -> str:
    """Unpack the typefaces of Debian's packages; why not, where they cannot be had."""
    script = ROOT / "tests" / "unpack-typefaces.sh"
    command = ["/bin/sh", str(script), str(UNPACKED)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr.strip() or "apt-get"


@cache
def font(typeface: str, pixels: int) -> ImageFont.FreeTypeFont:
    path, index = TYPEFACES[typeface]
    return ImageFont.truetype(str(path), pixels, index=index)


@cache
def has(typeface: str, sign: str) -> bool:
    """Say whether a typeface has a sign of its own."""
    drawn, none = (bytes(font(typeface, 40).getmask(s)) for s in (sign, _NO_SIGN))
    return drawn != none


def line(text: str, typeface: str, pixels: int) -> Picture:
    """The picture of a line in a scan: noisy, from a JPEG, cut as from a cell."""
    face = font(typeface, pixels * 2)
    image = Image.new("L", (int(face.getlength(text)) + 80, pixels * 4), 255)
    ImageDraw.Draw(image).text((40, pixels), text, font=face, fill=0)
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
    dark = cv2.GaussianBlur(255 - picture, (3, 3), 0)
    ys, xs = np.nonzero(dark > min(80, dark.max() * 0.6))
    size = pixels * 0.92
    lack, pad = max(0, size - (ys.max() + 1 - ys.min())) / 2, size * 0.18
    top, bottom = int(ys.min() - lack - pad), int(ys.max() + 1 + lack + pad) + 1
    left, right = int(xs.min() - pad), int(xs.max() + 1 + pad) + 1
    return picture[max(0, top) : bottom, max(0, left) : right]
