"""一张盖了章的扫描件, 印一次, 各个测试都用."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scanned.scanning import DRAWN, Wear, as_scan, pages_of, printed_in, worn

STAMPED = "d05-文物保护修缮-带注.docx"


@pytest.fixture(scope="session")
def original() -> Path:
    """The file that was printed."""
    return DRAWN / STAMPED


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF that is scanned."""
    folder = tmp_path_factory.mktemp("printed")
    return printed_in(STAMPED, folder, "Noto Sans CJK SC", "Liberation Sans")


@pytest.fixture(scope="session")
def scan(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of one picture: turned, noisy, a red stamp over the points."""
    folder = tmp_path_factory.mktemp("scan")
    wear = Wear(dpi=200, turn=1.2, quality=60, noise=6, stamp=(0.8, 0.7))
    pages = [worn(page, wear) for page in pages_of(printed, folder, wear.dpi)]
    return as_scan(pages, folder / "扫描.pdf")
