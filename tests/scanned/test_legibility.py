"""太小、太糊的扫描件: 数一律存疑, 审核不据此说一句不是; 看得清的一处不多疑."""

from __future__ import annotations

import re
from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image

from auditing.audit import audit
from reading.grid import Cell, Grid
from reading.locating.page_labels import PageLabels
from reading.reader import read_on
from reading.sources.scans.reader import read_pictures
from reading.sources.scans.recogniser import ReadLine, ReadSign
from reading.sources.scans.signs.certainty import settled
from tests.scanned.forms import ROWS, drawn
from tests.scanned.lines import line
from tests.scanned.scanning import Picture

FORM = (
    *(ROWS[0], ("产出指标", "质量指标", "事故发生率", "≤0.5‰", "0.3‰", "50", "50")),
    ("效益指标", "社会效益指标", "受益户数", "≥100户", "96户", "40", "38.4"),
    ("满意度指标", "满意度指标", "满意度", "≥90%", "97.5%", "10", "10"),
)


def scanned(scale: float, blur: float = 0.0) -> Picture:
    """The form as a scanner gives it that makes it so much smaller, or blurs it."""
    page = np.asarray(Image.open(BytesIO(drawn(FORM))).convert("RGB"))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), blur) if blur else small
    grain = np.random.default_rng(0).normal(0, 5, soft.shape[:2])[:, :, None]
    noisy = np.clip(soft * 0.94 + 6 + grain, 0, 255).astype(np.uint8)
    jpeg = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 60])[1]
    return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)


def read(page: Picture) -> Grid:
    (grid,) = read_pictures("扫描", [(1, 1, page)], PageLabels(), lambda *_: None)
    return grid


def with_figures(grid: Grid) -> list[Cell]:
    return [cell for cell in grid.cells if any(sign.isdigit() for sign in cell.text)]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (
            scanned(0.33, blur=0.8),
            r"数字不到 1\d 像素高，看不准；请用 200 dpi 以上重扫",
        ),
        (scanned(0.75, blur=1.8), "字迹模糊，数看不准；请用 200 dpi 以上重扫"),
    ],
    ids=["small", "blurred"],
)
def test_no_figure_of_a_bad_scan_is_taken_for_certain(page: Picture, why: str) -> None:
    grid = read(page)
    doubts = [cell.uncertain for cell in with_figures(grid)]
    assert len(doubts) >= 9
    assert all(doubts)
    said = [doubt.why for doubt in doubts if doubt]
    assert sum(re.fullmatch(why, each) is not None for each in said) >= len(said) / 2
    findings = audit(read_on((grid,), "扫描")).findings
    assert not [f for f in findings if f.code[0] in "PVW"]


def test_small_figures_are_certain_where_every_reading_says_the_same() -> None:
    drawn_here = {cell for row in FORM[1:] for cell in row[3:]}
    cells = with_figures(read(scanned(0.4)))
    certain = [cell.text for cell in cells if not cell.uncertain]
    assert len(certain) >= len(cells) / 2
    assert set(certain) <= drawn_here


def test_figures_of_a_clear_scan_of_150_dpi_are_certain() -> None:
    cells = with_figures(read(scanned(0.65)))
    assert not [cell.uncertain for cell in cells if cell.uncertain]


@pytest.mark.parametrize(
    ("printed", "read", "other"),
    [
        ("0.8‰", "0.8%e", "0.8‰"),
        ("8‰", "8%6", "8‰"),
        ("1.5‰", "1.5%。", "1.5‰"),
        ("98.5‰", "98.5%三", "98.5‰"),
        ("1.75", "1,75", "1.75"),
        ("17.50", "17 50", "17.50"),
        ("≥", "Z", "≥"),
    ],
)
def test_what_is_left_of_a_sign_is_no_value(
    printed: str, read: str, other: str
) -> None:
    picture = line(printed, "黑体", 22)
    places = np.linspace(0.15, 0.85, len(read)) if len(read) > 1 else [0.5]
    signs = [ReadSign(s, 1.0, float(x)) for s, x in zip(read, places, strict=True)]
    found = settled(ReadLine(tuple(signs)), picture, lambda _: "")
    assert found.text == printed or (found.doubt and other in found.others), found


def test_a_sum_of_money_keeps_its_commas() -> None:
    picture = line("1,072.59", "黑体", 22)
    signs = [ReadSign(s, 1.0, 0.1 + 0.8 * n / 7) for n, s in enumerate("1,072.59")]
    assert not settled(ReadLine(tuple(signs)), picture, lambda _: "").doubt
