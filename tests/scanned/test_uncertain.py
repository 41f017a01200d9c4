"""拿不准的格: 读成什么、还可能是什么、在图上哪里, 程序读得到, 不必看句子."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path

import cv2
import numpy as np
import pytest

from indicators.reasons import Doubt, UncertainText
from reading.grid import Grid
from reading.reader import read_on
from reading.sources import carried, load
from reading.sources.scans.pictures import pages_of
from reading.sources.scans.recogniser import Recogniser
from reading.sources.scans.small_pictures import SmallPictures
from reading.sources.scans.spots import cut_out
from tests.scanned.scanning import Wear, worn
from tests.scanned.scanning import pages_of as drawn

AREA = "≥2680㎡"
RAISED = (645, 944)
"""Where the raised 2 of the area stands on the page, at 150 dots per inch."""


@pytest.fixture(scope="module")
def crooked(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A noisy crooked scan, with a blot on the raised 2 of ≥2680㎡."""
    folder = tmp_path_factory.mktemp("crooked")
    (page,) = drawn(printed, folder, 150)
    page = cv2.circle(page.copy(), RAISED, 4, (0, 0, 0), -1)
    picture = folder / "扫描.jpg"
    picture.write_bytes(worn(page, Wear(dpi=150, turn=-1.5, quality=40, noise=9)))
    return picture


@pytest.fixture(scope="module")
def grids(crooked: Path) -> tuple[Grid, ...]:
    return load(crooked)


@pytest.fixture(scope="module")
def doubt(grids: tuple[Grid, ...]) -> UncertainText:
    """Why the cell of the area is doubted."""
    doubts = (cell.uncertain for grid in grids for cell in grid.cells)
    return next(each for each in doubts if each and each.read == AREA)


def test_a_doubted_cell_knows_what_else_it_may_say(doubt: UncertainText) -> None:
    assert doubt.others == ("≥2680m³", "≥2680m")


def test_a_doubted_cell_is_cut_out_of_the_page_of_its_file(
    doubt: UncertainText, crooked: Path
) -> None:
    assert doubt.spot
    ((_, _, page),) = pages_of(crooked)
    picture = cv2.cvtColor(cut_out(page, doubt.spot), cv2.COLOR_RGB2GRAY)
    height, width = picture.shape
    assert 40 < width < 200 > 2 * height
    (again,) = Recogniser().read([picture])
    assert again.text.startswith("≥2680")


def test_a_doubted_cell_has_a_small_picture_of_its_line(doubt: UncertainText) -> None:
    assert 0 < len(doubt.picture) < 4000
    made = np.frombuffer(b64decode(doubt.picture), np.uint8)
    picture = np.asarray(cv2.imdecode(made, cv2.IMREAD_GRAYSCALE), np.uint8)
    assert picture.shape[0] <= 40
    (again,) = Recogniser().read([picture])
    assert again.text.startswith("≥2680")


def test_pictures_are_few_and_no_line_is_too_long_for_one() -> None:
    page = np.full((4000, 4000, 3), 255, np.uint8)
    page[::7] = np.random.default_rng(0).integers(0, 255, (4000, 3))
    small = SmallPictures(left=2)
    made = [small.of(page, (10, 10, 3990, each)) for each in (40, 3000, 90)]
    assert [bool(each) for each in made] == [True, True, False]
    assert all(len(each) < 16_000 for each in made)


def test_a_doubt_goes_from_process_to_process(grids: tuple[Grid, ...]) -> None:
    assert carried.read(json.loads(json.dumps(carried.written(grids)))) == grids


def test_a_warning_of_a_table_has_what_was_recognised(
    grids: tuple[Grid, ...], doubt: UncertainText
) -> None:
    warnings = read_on(grids, "扫描.jpg").warnings
    (warning,) = (each for each in warnings if each.recognised == doubt)
    assert warning.reason is Doubt.UNCERTAIN
    row = next(cell for grid in grids for cell in grid.cells if cell.uncertain == doubt)
    assert warning.where == row.place
