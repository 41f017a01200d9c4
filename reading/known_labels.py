"""认成标签: 扫描件里拿不准的一格, 换一两个字就是表上印着的标签的, 照标签读; 存疑仍在."""

from __future__ import annotations

from attrs import evolve

from reading.grid import Cell, Grid
from reading.vocabulary.known_words import is_label, like_label


def with_known_labels(grid: Grid) -> Grid:
    """A grid on which a doubtful text is the label that it may be; the doubt stays."""
    if grid.kind in {"text", "scan"} or not any(c.uncertain for c in grid.cells):
        return grid
    return evolve(grid, cells=tuple(map(_as_label, grid.cells)))


def _as_label(cell: Cell) -> Cell:
    if cell.uncertain is None or is_label(cell.text):
        return cell
    labels = [other for other in cell.uncertain.others if is_label(other)]
    label = labels[0] if len(labels) == 1 else like_label(cell.text)
    return evolve(cell, text=label) if label else cell
