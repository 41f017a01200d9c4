"""页面的图: PDF 的每一页画成图, 图片文件的每一幅取出来; 过大的不取."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from indicators.errors import InputError
from reading.sources.scans.isolated_reader import is_pdf
from reading.sources.scans.straight import Picture

PAGE_LIMIT: Final = 60
PIXEL_LIMIT: Final = 120_000_000
_LONGEST: Final = 3600
_SHORTEST: Final = 1600
"""A page is read in about so many pixels: those of A4 at 300 and at 140 dpi."""
_DPI: Final = 200
_POINTS: Final = 72


def pages_of(
    path: Path, pages: Sequence[int] = ()
) -> Iterator[tuple[int, int, Picture]]:
    """Each page of a file: its number, how many there are, and its picture.

    Of a PDF only some `pages`, if any are named.
    """
    yield from _of_pdf(path, pages) if is_pdf(path) else _of_image(path)


def _of_pdf(path: Path, pages: Sequence[int]) -> Iterator[tuple[int, int, Picture]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    count = len(document)
    wanted = [number - 1 for number in pages] or range(count)
    _check_count(path, len(wanted))
    for number in wanted:
        page = document[number]
        longest = max(page.get_size()) / _POINTS
        dots = min(_resolution(page), _LONGEST / longest)
        bitmap = page.render(scale=max(dots, _SHORTEST / longest) / _POINTS)
        yield number + 1, count, _in_colour(bitmap.to_pil())
        page.close()


def _resolution(page: Any) -> float:
    """The dots per inch of the largest picture of a page."""
    from pypdfium2 import raw

    found = [float(_DPI)]
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, _, right, _ = (
            thing.get_bounds() if hasattr(thing, "get_bounds") else thing.get_pos()
        )
        wide = (
            thing.get_px_size()[0]
            if hasattr(thing, "get_px_size")
            else thing.get_size()[0]
        )
        if right - left > page.get_size()[0] / 2:
            found.append(wide / (right - left) * _POINTS)
    return found[-1]


def _of_image(path: Path) -> Iterator[tuple[int, int, Picture]]:
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(path) as image:
            count = getattr(image, "n_frames", 1)
            _check_count(path, count)
            for number in range(count):
                image.seek(number)
                if image.width * image.height > PIXEL_LIMIT:
                    raise InputError.of(
                        path.name,
                        "图片过大",
                        value=f"{image.width}×{image.height}",
                        remedy="请用 300 dpi 扫描",
                    )
                upright = ImageOps.exif_transpose(image)
                yield number + 1, count, _in_colour(_fitted(upright))
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        raise InputError.of(
            path.name, "图片不完整或已损坏", remedy="请重新扫描，或提供 Excel 原件"
        ) from error


def _fitted(image: Any) -> Any:
    """An image of a size in which it can be read."""
    longest = max(image.size)
    factor = 1.0
    if longest > _LONGEST:
        factor = _LONGEST / longest
    elif longest < _SHORTEST:
        factor = _SHORTEST / longest
    if factor == 1.0:
        return image
    size = tuple(max(1, round(side * factor)) for side in image.size)
    return image.convert("RGB").resize(size, 1 if factor > 1 else 4)


def _in_colour(image: Any) -> Picture:
    if image.mode in {"RGBA", "LA", "P"}:
        from PIL import Image

        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return np.asarray(image.convert("RGB"), np.uint8)


def _check_count(path: Path, count: int) -> None:
    if count > PAGE_LIMIT:
        raise InputError.of(
            path.name,
            f"扫描件超过 {PAGE_LIMIT} 页",
            value=f"{count} 页",
            remedy="请只保留自评表所在的页",
        )
