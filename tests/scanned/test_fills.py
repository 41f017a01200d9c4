"""灰底的栏名、拍照时纸外的桌面: 不是线框, 也不是字."""

from __future__ import annotations

from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image

from reading.grid import Grid
from reading.locating.page_labels import PageLabels
from reading.sources.scans.reader import read_pictures
from tests.scanned.forms import HIGH, ROWS, drawn
from tests.scanned.scanning import Picture

TITLE = "项目支出绩效自评表"
NAMES = slice(110, 110 + HIGH), slice(40, -40)
WEIGHT = slice(110, 110 + 4 * HIGH), slice(-270, -40)


def filled(darkness: int) -> Picture:
    """The form with a grey behind the names of its columns and in its last column."""
    page = np.asarray(Image.open(BytesIO(drawn())).convert("RGB")).astype(np.uint16)
    for rows, columns in (NAMES, WEIGHT):
        page[rows, columns] = page[rows, columns] * (255 - darkness) // 255
    return page.astype(np.uint8)


def photographed() -> Picture:
    """The form on a desk, seen a little from the side, darker to the left."""
    page = cv2.copyMakeBorder(
        filled(38), 90, 90, 90, 90, cv2.BORDER_CONSTANT, value=[120, 130, 140]
    )
    high, wide = page.shape[:2]
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    seen = corners + np.array([[4, 3], [-5, 6], [-3, -4], [5, -2]], np.float32)
    turn = cv2.getPerspectiveTransform(corners, seen)
    photo = cv2.warpPerspective(page, turn, (wide, high), borderValue=(120, 130, 140))
    return (photo * np.linspace(0.7, 1, wide)[:, None]).astype(np.uint8)


def read(page: Picture) -> Grid:
    (grid,) = read_pictures("扫描", [(1, 1, page)], PageLabels(), lambda *_: None)
    return grid


@pytest.mark.parametrize(
    "page",
    [filled(38), filled(64), filled(89), photographed()],
    ids=["15%", "25%", "35%", "desk"],
)
def test_what_is_dark_and_broad_is_neither_rule_nor_text(page: Picture) -> None:
    grid = read(page)
    assert grid.before == (TITLE,)
    assert [cell.text for cell in grid.cells] == [text for row in ROWS for text in row]
    assert [cell.text for cell in grid.cells if cell.uncertain] == ["O"]
