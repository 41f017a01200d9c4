"""插行: 在工作表里添行, 其余一切随之下移 (openpyxl 的 insert_rows 只移单元格).

Merged ranges, heights, data validation, conditional formats, the print area, filters,
page breaks, names, formulas, links and pictures below move down; a range over several
rows that ends with the copied row grows, as one would expect of a group or of a sum.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Any

from attrs import frozen

_REFERENCE = re.compile(
    r"(?P<sheet>(?:'(?:[^']|'')+'|[\w.]+)!)?"
    r"(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?"
    r"|(?P<rows>\$?\d+:\$?\d+)"
)
_ROW = re.compile(r"\d+$")


@frozen
class Insertion:
    """添 `count` 行, 在 `after` 行之后, 照 `after` 行的样子.

    `depth`: how many levels of groups the new rows share with the copied one.
    """

    after: int
    count: int
    depth: int = 0

    def moved(self, row: int) -> int:
        """Where a row is afterwards."""
        return row + self.count if row > self.after else row

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a range is afterwards; one that ends with the copied row grows."""
        grows = first < last == self.after
        return self.moved(first), last + self.count if grows else self.moved(last)


def insert(
    sheet: Any, insertion: Insertion, own: Sequence[tuple[int, int]] = ()
) -> None:
    """添行. In the columns `own` the new rows have cells of their own."""
    formulas = _formulas(sheet)
    sheet.insert_rows(insertion.after + 1, insertion.count)
    _move_merges(sheet, insertion, own)
    _move_heights(sheet, insertion)
    _copy_row(sheet, insertion)
    _move_rules(sheet, insertion)
    _move_printing(sheet, insertion)
    _move_objects(sheet, insertion)
    for cell, formula in formulas:
        cell.value = _shifted(formula, sheet.title, insertion, own=True)
    _move_names(sheet, insertion)


def _formulas(sheet: Any) -> list[tuple[Any, str]]:
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return [
        (cell, cell.value)
        for cell in cells
        if cell.data_type == "f" and isinstance(cell.value, str)
    ]


def _shifted(formula: str, title: str, insertion: Insertion, *, own: bool) -> str:
    """Move the references to this sheet in a formula; text in quotes stays."""
    pieces = re.split(r'("(?:[^"]|"")*")', formula)
    names = {f"{title}!", f"'{title}'!".replace("''", "'")}

    def move(match: re.Match[str]) -> str:
        sheet = match["sheet"]
        if (sheet is None and not own) or (sheet is not None and sheet not in names):
            return match[0]
        if match["rows"]:
            first, last = match["rows"].split(":")
        else:
            first, last = match["first"], match["last"] or match["first"]
        top, bottom = insertion.span(_row(first), _row(last))
        ends = [_ROW.sub(str(top), first), _ROW.sub(str(bottom), last)]
        both = match["rows"] or match["last"]
        return (sheet or "") + (":".join(ends) if both else ends[0])

    return "".join(
        piece if piece.startswith('"') else _REFERENCE.sub(move, piece)
        for piece in pieces
    )


def _row(reference: str) -> int:
    return int(re.sub("[^0-9]", "", reference))


def _ranges(text: str, insertion: Insertion) -> str:
    """Move ranges as they stand in a sqref: A1:B2 C3."""
    return " ".join(
        _shifted(part, "", insertion, own=True) for part in str(text).split()
    )


def _move_merges(
    sheet: Any, insertion: Insertion, own: Sequence[tuple[int, int]]
) -> None:
    for area in list(sheet.merged_cells.ranges):
        top, bottom = insertion.span(area.min_row, area.max_row)
        if any(first <= area.min_col and area.max_col <= last for first, last in own):
            bottom = insertion.moved(area.max_row)
        area.min_row, area.max_row = top, bottom


def _move_heights(sheet: Any, insertion: Insertion) -> None:
    rows = sheet.row_dimensions
    for number in sorted((n for n in rows if n > insertion.after), reverse=True):
        moved = rows.pop(number)
        moved.index = insertion.moved(number)
        rows[moved.index] = moved
    if insertion.after in rows:
        for offset in range(1, insertion.count + 1):
            twin = copy(rows[insertion.after])
            twin.index = insertion.after + offset
            rows[twin.index] = twin


def _copy_row(sheet: Any, insertion: Insertion) -> None:
    """Give the new rows the style and the sideways merges of the copied row."""
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.cell_range import CellRange
    from openpyxl.worksheet.merge import MergedCellRange

    flat = [
        area
        for area in sheet.merged_cells.ranges
        if area.min_row == area.max_row == insertion.after
    ]
    tall = [a for a in sheet.merged_cells.ranges if a.min_row < a.max_row]
    for row in range(insertion.after + 1, insertion.after + insertion.count + 1):
        for column in range(1, sheet.max_column + 1):
            source = sheet._cells.get((insertion.after, column))  # noqa: SLF001
            if source is None:
                continue
            over = any(
                a.min_row < row <= a.max_row and a.min_col <= column <= a.max_col
                for a in tall
            )
            inner = any(a.min_col < column <= a.max_col for a in flat)
            if over or inner:
                cell: Any = MergedCell(sheet, row, column)
                sheet._cells[row, column] = cell  # noqa: SLF001
            else:
                cell = sheet.cell(row, column)
            if not over and isinstance(source, MergedCell) and not inner:
                source = _corner(sheet, tall, source)
            cell._style = copy(source._style)  # noqa: SLF001
        for area in flat:
            bounds = CellRange(area.coord)
            bounds.min_row = bounds.max_row = row
            sheet.merged_cells.ranges.add(MergedCellRange(sheet, bounds.coord))


def _corner(sheet: Any, areas: Sequence[Any], cell: Any) -> Any:
    """The cell that carries the look of the merged range over a cell."""
    for area in areas:
        if area.min_row <= cell.row <= area.max_row and (
            area.min_col <= cell.column <= area.max_col
        ):
            return sheet.cell(area.min_row, area.min_col)
    return cell


def _move_rules(sheet: Any, insertion: Insertion) -> None:
    """Move data validations and conditional formats, and the formulas in them."""
    from openpyxl.formatting.formatting import ConditionalFormattingList
    from openpyxl.worksheet.cell_range import MultiCellRange

    for rule in sheet.data_validations.dataValidation:
        rule.sqref = MultiCellRange(_ranges(rule.sqref, insertion))
        for name in ("formula1", "formula2"):
            text = getattr(rule, name)
            if text:
                moved = _shifted(text, sheet.title, insertion, own=True)
                setattr(rule, name, moved)
    kept = sheet.conditional_formatting
    sheet.conditional_formatting = ConditionalFormattingList()
    for area in kept:
        for rule in area.rules:
            rule.formula = [
                _shifted(text, sheet.title, insertion, own=True)
                for text in rule.formula
            ]
            ranges = _ranges(area.sqref, insertion)
            sheet.conditional_formatting.add(ranges, rule)


def _move_printing(sheet: Any, insertion: Insertion) -> None:
    """Move the print area, repeated rows, filters, page breaks and frozen panes."""
    if sheet.print_area:
        areas = sheet.print_area
        listed = areas if isinstance(areas, list) else areas.split(",")
        plain = [area.rpartition("!")[2] for area in listed]
        sheet.print_area = ",".join(_ranges(area, insertion) for area in plain)
    if sheet.print_title_rows:
        moved = _ranges(sheet.print_title_rows, insertion)
        sheet.print_title_rows = moved.replace("$", "")
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _ranges(sheet.auto_filter.ref, insertion)
    if sheet.freeze_panes:
        sheet.freeze_panes = _ranges(sheet.freeze_panes, insertion)
    for mark in sheet.row_breaks.brk:
        mark.id = insertion.moved(mark.id)


def _move_objects(sheet: Any, insertion: Insertion) -> None:
    """Move links, tables, pictures and charts. Anchors count rows from 0."""
    for row in sheet.iter_rows(min_row=insertion.after + 1):
        for cell in row:
            if cell.hyperlink is not None:
                cell.hyperlink.ref = cell.coordinate
    for table in sheet.tables.values():
        table.ref = _ranges(table.ref, insertion)
        if table.autoFilter is not None:
            table.autoFilter.ref = table.ref
    for item in (*sheet._images, *sheet._charts):  # noqa: SLF001
        for name in ("_from", "to"):
            marker = getattr(item.anchor, name, None)
            if marker is not None:
                marker.row = insertion.moved(marker.row + 1) - 1


def _names(book: Any) -> Iterator[Any]:
    yield from book.defined_names.values()
    for sheet in book.worksheets:
        yield from sheet.defined_names.values()


def _move_names(sheet: Any, insertion: Insertion) -> None:
    """Move what other sheets and the names of the workbook say about this sheet."""
    move: Callable[[str], str] = lambda text: _shifted(  # noqa: E731
        text, sheet.title, insertion, own=False
    )
    for name in _names(sheet.parent):
        if name.attr_text:
            name.attr_text = move(name.attr_text)
    for other in sheet.parent.worksheets:
        if other is not sheet:
            for cell, formula in _formulas(other):
                cell.value = move(formula)
