"""写成 .csv: 没有合并, 值只在左上的一格, 如同从表格程序另存的."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.oracle.page import Page
from tests.oracle.rendering.documents import text_of


def as_csv(page: Page, path: Path, encoding: str = "utf-8-sig") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        made = csv.writer(file)
        for row in range(1, page.height + 1):
            made.writerow(
                text_of(page, row, column) for column in range(1, page.width + 1)
            )
