"""公式先为任意一行写, 再填上那一行各格的地址: rows that count alike share the text."""

from __future__ import annotations

from templates.live.shapes import CellFormula, LiveRow

ANY = LiveRow("\x01", "\x02", "\x03", "\x04")
"""The cells of a row that is not placed yet."""


def placed(text: str, cells: LiveRow) -> str:
    r"""Put the addresses of a row into a formula that was written for `ANY`.

    >>> placed("=\x03*\x02/\x01", LiveRow("F5", "G5", "I5", "J5"))
    '=I5*G5/F5'
    """
    return (
        text.replace(ANY.target, cells.target)
        .replace(ANY.actual, cells.actual)
        .replace(ANY.weight, cells.weight)
        .replace(ANY.points, cells.points)
    )


def placed_formula(formula: CellFormula, cells: LiveRow) -> CellFormula:
    """The same for a formula with its result."""
    return CellFormula(placed(formula.text, cells), formula.value)
