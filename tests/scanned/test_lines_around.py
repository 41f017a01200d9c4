"""表外的一行字也是图片里认出来的: 拿不准的照样说, 有表没有表都一样."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from reading.grid import Grid
from reading.locating.page_labels import PageLabels
from reading.sources.scans.reader import read_pictures
from reading.sources.scans.recogniser import Recogniser
from reading.sources.scans.spots import cut_out
from reading.sources.scans.straight import Picture
from tests.scanned.lines import TYPEFACES

TITLE, MONEY, TOTAL = "二二一年度绩效自评表", "单位：万元", "自评总分：98.5分"


def page(*, ruled: bool) -> Picture:
    """A title, a unit, a table of four cells or none, and a total below it."""
    path, index = TYPEFACES["黑体"]
    font = ImageFont.truetype(str(path), 34, index=index)
    image = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(image)
    for text, x, y in ((TITLE, 300, 100), (MONEY, 900, 180), (TOTAL, 120, 700)):
        draw.text((x, y), text, font=font, fill="black")
    for number in range(3 if ruled else 0):
        draw.line((100, 300 + 150 * number, 1100, 300 + 150 * number), "black", 3)
        draw.line((100 + 500 * number, 300, 100 + 500 * number, 600), "black", 3)
    return np.asarray(image, np.uint8)


@pytest.mark.parametrize("ruled", [True, False])
def test_a_doubt_stays_with_a_line_outside_of_tables(*, ruled: bool) -> None:
    grids = read_pictures("扫描", [(1, 1, page(ruled=ruled))], PageLabels(), _heard)
    assert [text for text, _ in _lines(grids[0])] == [TITLE, MONEY, TOTAL]
    assert [text for text, doubt in _lines(grids[0]) if doubt] == [TITLE]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_is_read_upright(quarters: int) -> None:
    lying = np.ascontiguousarray(np.rot90(page(ruled=True), quarters))
    (grid,) = read_pictures("扫描", [(1, 1, lying)], PageLabels(), _heard)
    assert [text for text, _ in _lines(grid)] == [TITLE, MONEY, TOTAL]
    (doubt,) = grid.uncertain
    assert doubt.spot
    assert doubt.spot.turned == quarters
    upright = cv2.cvtColor(cut_out(lying, doubt.spot), cv2.COLOR_RGB2GRAY)
    assert Recogniser().reread(upright) == TITLE


def test_what_stands_in_a_cell_whose_rules_are_lost_is_read_and_doubted() -> None:
    path, index = TYPEFACES["黑体"]
    image = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(image)
    for number in range(4):
        draw.line((100, 300 + 150 * number, 1000, 300 + 150 * number), "black", 3)
        draw.line((100 + 300 * number, 300, 100 + 300 * number, 750), "black", 3)
    draw.rectangle((720, 620, 1010, 760), fill="white")  # as under a stamp
    font = ImageFont.truetype(str(path), 34, index=index)
    draw.text((800, 660), "98.5", font=font, fill="black")
    (grid,) = read_pictures("扫描", [(1, 1, np.array(image))], PageLabels(), _heard)
    (cell,) = (cell for cell in grid.cells if cell.text)
    assert (cell.text, cell.row, cell.column) == ("98.5", 3, 3)
    assert cell.uncertain is not None
    assert cell.uncertain.why == "格线没有认全，照旁边的格分"


def _heard(number: int, count: int) -> None:
    assert number == count == 1


def _lines(grid: Grid) -> list[tuple[str, bool]]:
    """The lines of a grid of lines, or those around its table, and which are doubted."""
    if grid.kind == "scan":
        return [(cell.text, cell.uncertain is not None) for cell in grid.cells]
    lines = (*grid.before, *grid.after)
    return [(line, grid.doubt(line) is not None) for line in lines]
