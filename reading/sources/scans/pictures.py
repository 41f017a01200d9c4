"""页面的图: PDF 的每一页画成图, 图片文件的每一幅、OFD 每页的图取出来; 过大的不取."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

import numpy as np

from indicators.errors import InputError, Problem
from reading.sources.detect import kind_of
from reading.sources.ofd.pictures import PagePicture, page_pictures
from reading.sources.package import Package
from reading.sources.scans.straight import Picture

PAGE_LIMIT: Final = 60
PIXEL_LIMIT: Final = 120_000_000
_LONGEST: Final = 3600
_SHORTEST: Final = 1600
"""A page is read in about so many pixels: those of A4 at 300 and at 140 dpi."""
_DPI: Final = 200
_POINTS: Final = 72
_FORMATS: Final = ("PNG", "JPEG", "TIFF", "BMP")
_DAMAGED: Final = f"图片不完整或已损坏，或不是 {'、'.join(_FORMATS)}"
_NO_PICTURE: Final = "没有一幅图占满这一页"
NumberedPicture = tuple[int, int, Picture | Problem]
"""The number of a page, how many there are, and its picture in red, green, blue.

Or why there is no picture.
"""


def pages_of(path: Path, pages: Sequence[int] = ()) -> Iterator[NumberedPicture]:
    """Each page of a file; of a PDF or an OFD only some `pages`, if any are named."""
    kind = kind_of(path)
    if kind == "pdf":
        yield from _of_pdf(path, pages)
    elif kind == "ofd":
        yield from _of_ofd(path, pages)
    else:
        with path.open("rb") as file:
            yield from _of_image(path.name, file)


def _of_pdf(path: Path, pages: Sequence[int]) -> Iterator[NumberedPicture]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    count = len(document)
    wanted = [number - 1 for number in pages] or range(count)
    _check_count(path.name, len(wanted))
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


def _of_ofd(path: Path, pages: Sequence[int]) -> Iterator[NumberedPicture]:
    with Package(path) as package:
        count, shown = page_pictures(package, pages)
        _check_count(path.name, len(shown))
        for page in shown:
            yield page.number, count, _shown(package, page)


def _shown(package: Package, page: PagePicture) -> Picture | Problem:
    """The picture of a page as the page shows it, or why there is none."""
    if page.part is None:
        return Problem(package.where, _NO_PICTURE)
    try:
        data = BytesIO(package.whole(page.part))
        _, _, picture = next(_of_image(page.part, data))
    except InputError as error:
        return error.problems[0]
    picture = np.flipud(picture) if page.mirrored else picture
    return np.ascontiguousarray(np.rot90(picture, -page.turns))


def _of_image(name: str, file: IO[bytes]) -> Iterator[tuple[int, int, Picture]]:
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(file, formats=_FORMATS) as image:
            count = getattr(image, "n_frames", 1)
            _check_count(name, count)
            for number in range(count):
                image.seek(number)
                if image.width * image.height > PIXEL_LIMIT:
                    raise InputError.of(
                        name,
                        "图片过大",
                        value=f"{image.width}×{image.height}",
                        remedy="请用 300 dpi 扫描",
                    )
                upright = ImageOps.exif_transpose(image)
                yield number + 1, count, _in_colour(_fitted(upright))
    except InputError:
        raise
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        raise InputError.of(
            name, _DAMAGED, remedy="请重新扫描，或提供 Excel 原件"
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


def _check_count(name: str, count: int) -> None:
    if count > PAGE_LIMIT:
        raise InputError.of(
            name,
            f"扫描件超过 {PAGE_LIMIT} 页",
            value=f"{count} 页",
            remedy="请只保留自评表所在的页",
        )
