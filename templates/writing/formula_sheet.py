"""工作表: 公式照写, 不逐条翻查.

XlsxWriter searches each formula for some forty functions that a workbook has to name in
another way (XLOOKUP, FILTER …). Ours use none of them, and a table has hundreds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import CellFormulaTuple, Worksheet


class FormulaSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that stores formulas as they are; the signatures are the library's."""

    def write_formula(
        self, row: int, col: int, formula: str, cell_format: Any = None, value: Any = 0
    ) -> int:
        """Store a formula and its result, if the cell is one of the sheet's."""
        if self._check_dimensions(row, col):
            return -1
        text = formula.removeprefix("=")
        self.table[row][col] = CellFormulaTuple(text, cell_format, value)
        return 0

    def _prepare_formula(
        self,
        formula: str,
        expand_future_functions: bool = False,  # noqa: ARG002, FBT001, FBT002
    ) -> str:
        return formula.removeprefix("=")

    def _xml_formula_element(
        self, formula: str, result: object, attributes: Sequence[tuple[str, object]]
    ) -> None:
        """Write a cell: its attributes are an address, a style and a kind, never text."""
        shown = "".join([f' {name}="{value}"' for name, value in attributes])
        texts = self._escape_data(formula), self._escape_data(result)
        self.fh.write("<c{}><f>{}</f><v>{}</v></c>".format(shown, *texts))
