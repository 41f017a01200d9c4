"""红章与电子签章: 去掉之后, 章下的字照样是黑的, 章本身同纸一样白."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from reading.sources.scans.ink import without_red
from reading.sources.scans.straight import Picture

RED = np.array((215, 30, 40), np.float32)
PAPER, WIDE = 246, 600


def page(*, print_below: bool) -> Picture:
    """A white page, with bars of black print on it or none."""
    found = np.full((WIDE, WIDE, 3), PAPER, np.uint8)
    for at in range(100, 500, 40) if print_below else ():
        cv2.line(found, (100, at), (500, at), (10, 10, 10), 6)
    return found


def sealed(below: Picture, opacity: float) -> tuple[Picture, NDArray[np.bool_]]:
    """A seal on a page, and where it is: laid over the print, or (0) ink upon it."""
    ring = np.zeros((WIDE, WIDE), np.uint8)
    cv2.circle(ring, (300, 300), 150, 1, 14)
    cv2.rectangle(ring, (260, 260), (340, 340), 1, -1)
    seal = ring.astype(bool)
    found = below.astype(np.float32)
    laid = found * (1 - opacity) + RED * opacity if opacity else found * RED / 255
    found[seal] = laid[seal]
    noise = np.random.default_rng(0).normal(0, 4, found.shape)
    return np.clip(found + noise, 0, 255).astype(np.uint8), seal


@pytest.mark.parametrize("opacity", [0, 0.5, 0.65, 0.75])
def test_print_below_a_seal_is_black_and_the_seal_is_paper(opacity: float) -> None:
    below = page(print_below=True)
    picture, seal = sealed(below, opacity)
    cleaned, printed = without_red(picture), below[:, :, 0] < PAPER // 2
    inner = cv2.erode(printed.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    away = cv2.dilate(printed.astype(np.uint8), np.ones((5, 5), np.uint8)) == 0
    assert np.median(cleaned[inner & seal]) < 70
    assert np.quantile(cleaned[away & seal], 0.02) > 190


@pytest.mark.parametrize("opacity", [0, 0.5, 0.65, 0.75])
def test_below_a_seal_on_blank_paper_nothing_is_printed(opacity: float) -> None:
    picture, seal = sealed(page(print_below=False), opacity)
    assert np.quantile(without_red(picture)[seal], 0.01) > 190
