"""画表: 用文字画出一张表的格子. ^ 与上格合并, < 与左格合并."""

from __future__ import annotations

from indicators.place import Place
from reading.grid import Cell, Grid


def drawn(
    text: str,
    *,
    top: int = 1,
    left: int = 1,
    before: tuple[str, ...] = (),
    name: str = "表",
) -> Grid:
    """One line is a row; cells stand between bars; \\n is a line break."""
    rows = [_row(line) for line in text.strip().splitlines()]
    cells, sheet = [], Place("sheet")
    for number, row in enumerate(rows):
        for column, shown in enumerate(row):
            if shown in {"^", "<"}:
                continue
            columns = 1
            while column + columns < len(row) and row[column + columns] == "<":
                columns += 1
            tall = 1
            while (
                number + tall < len(rows)
                and column < len(rows[number + tall])
                and rows[number + tall][column] == "^"
            ):
                tall += 1
            if shown or tall > 1 or columns > 1:
                cells.append(
                    Cell(shown, top + number, left + column, sheet, tall, columns)
                )
    height = max(c.row + c.rows for c in cells) - 1
    width = max(c.column + c.columns for c in cells) - 1
    return Grid(name, tuple(cells), height, width, before=before)


def _row(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\n", "\n") for cell in inner.split("|")]
