"""打印再扫描: 一张表换一种字体印成 PDF, 再变成歪斜、有噪点、盖了章的图片."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path
from random import Random

import cv2
import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from tests.published.rendering import as_docx, as_pdf, rendered
from tests.published.tables import table

TYPEFACES = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "AR PL UMing CN",
    "AR PL UKai CN",
    "AR PL SungtiL GB",
    "AR PL KaitiM GB",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
)
"""中文字体: the last four letters of a form are as often in another one (`LATIN`)."""
LATIN = ("Liberation Serif", "Liberation Sans")
DRAWN = Path(__file__).parents[1] / "drawn" / "files"

Picture = NDArray[np.uint8]


@frozen
class Wear:
    """一次扫描: 分辨率、转过的度数、JPEG 质量、噪点、盖章的地方 (宽高之比)."""

    dpi: int = 200
    turn: float = 0.0
    quality: int = 90
    noise: float = 0.0
    stamp: tuple[float, float] | None = None
    seed: int = 0


def in_typeface(source: Path, target: Path, east: str, latin: str) -> Path:
    """A copy of a Word file whose every text is in one typeface."""
    fonts = f'w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"'
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                text = data.decode()
                text = re.sub(r"<w:rFonts [^>]*/>", f"<w:rFonts {fonts}/>", text)
                data = text.encode()
            new.writestr(name, data)
    return target


def printed_in(name: str, folder: Path, east: str, latin: str) -> Path:
    """The PDF of a published table, or of a drawn Word file, in a typeface."""
    if name.endswith(".docx"):
        source = DRAWN / name
    else:
        source = as_docx(rendered(*table(name)), folder / f"{name}-original.docx")
    return as_pdf(
        in_typeface(source, folder / f"{Path(name).stem}.docx", east, latin), folder
    )


def pages_of(pdf: Path, folder: Path, dpi: int) -> list[Picture]:
    """The pages as poppler draws them."""
    stem = folder / f"{pdf.stem}-{dpi}"
    command = ["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(stem)]
    subprocess.run(command, check=True)
    found = sorted(folder.glob(f"{stem.name}-*.png"))
    return [np.asarray(cv2.imread(str(each)), np.uint8) for each in found]


def worn(page: Picture, wear: Wear) -> bytes:
    """A page as a scanner gives it, as a JPEG."""
    picture = page
    if wear.stamp:
        picture = stamped(picture, wear)
    if wear.turn:
        picture = turned(picture, wear.turn)
    if wear.noise:
        grain = np.random.default_rng(wear.seed)
        shape = picture.shape[:2]
        spots = grain.normal(0, wear.noise, shape)[:, :, None]
        noisy = np.clip(picture.astype(np.float32) * 0.94 + 6 + spots, 0, 255)
        picture = noisy.astype(np.uint8)
    made = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, wear.quality])[1]
    return made.tobytes()


def turned(picture: Picture, degrees: float) -> Picture:
    """Turn a page about its middle; what is seen beside it is white."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(
        cv2.warpAffine(
            picture,
            matrix,
            (width, height),
            flags=cv2.INTER_CUBIC,
            borderValue=(255, 255, 255),
        ),
        np.uint8,
    )


def stamped(picture: Picture, wear: Wear) -> Picture:
    """A round red stamp with a star and letters, over what is printed."""
    assert wear.stamp
    height, width = picture.shape[:2]
    middle = (int(width * wear.stamp[0]), int(height * wear.stamp[1]))
    ink = np.full_like(picture, 255)
    unit = wear.dpi / 25.4
    red = (48, 40, 205)
    cv2.circle(ink, middle, int(20 * unit), red, int(1.1 * unit), cv2.LINE_AA)
    points = [
        (
            middle[0] + int(6 * unit * np.sin(k * 4 * np.pi / 5)),
            middle[1] - int(6 * unit * np.cos(k * 4 * np.pi / 5)),
        )
        for k in range(5)
    ]
    cv2.fillPoly(ink, [np.array(points)], red, cv2.LINE_AA)
    chance = Random(wear.seed)
    for k in range(14):
        angle = k * 0.36 + 2.6
        at = (
            middle[0] + int(15 * unit * np.cos(angle)) - int(1.5 * unit),
            middle[1] + int(15 * unit * np.sin(angle)) + int(1.5 * unit),
        )
        letter = chance.choice("EHKMNBRXZA")
        cv2.putText(
            ink,
            letter,
            at,
            cv2.FONT_HERSHEY_SIMPLEX,
            0.12 * unit,
            red,
            int(0.5 * unit),
            cv2.LINE_AA,
        )
    mixed = picture.astype(np.float32) * ink.astype(np.float32) / 255
    return mixed.astype(np.uint8)


def as_scan(pages: list[bytes], path: Path) -> Path:
    """A PDF of pictures and nothing else."""
    from io import BytesIO

    from PIL import Image

    images = [Image.open(BytesIO(page)) for page in pages]
    images[0].save(path, save_all=True, append_images=images[1:], resolution=200)
    return path
