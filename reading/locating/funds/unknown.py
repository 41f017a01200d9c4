"""没有认出的资金: 印着金额而排法未认出的, 逐格说明."""

from __future__ import annotations

import re

from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.text import has_digit, single
from reading.vocabulary.amounts import amount
from reading.vocabulary.funds import names_another_block
from reading.vocabulary.headings import key

_SHORT = 80
_LABEL = 30
_PRINTED = re.compile(r"预算数|执行数|执行率|(?:支出|决算|到位)金?额?[:：]?\d")
_ABOUT = re.compile("资金|经费|预算|收支|投资")
_MONEY = re.compile(r"\d\s*[亿万千百]*元|[¥￥]\s*\d")


def note_unknown(layout: Layout, first: int, last: int, doubts: Doubts) -> None:
    """Funds are printed, in a manner that is not known: their cells are doubted."""
    for cell in layout.between(first, last):
        if len(cell.text) < _SHORT and _PRINTED.search(key(cell.text)):
            _note_block(cell, doubts)
            break
    row = first
    while row <= last:
        row = 1 + max(row, _noted(layout, row, last, doubts))


def _noted(layout: Layout, row: int, last: int, doubts: Doubts) -> int:
    """Doubt the amounts beside and below a label of money; gives their last row."""
    labels = filter(_is_label, layout.begun(row))
    label = next(labels, None)
    if label is None:
        return row
    bottom = _bottom(layout, label, last)
    amounts = list(filter(_says_amount, layout.between(row, bottom)))
    if not amounts:
        return row
    _note_block(label, doubts)
    for cell in amounts:
        _note_block(cell, doubts)
    return bottom


def _note_block(cell: Cell, doubts: Doubts) -> None:
    doubts.note(cell.place, "资金的排法未认出，未读取", single(cell.text))


def _bottom(layout: Layout, label: Cell, last: int) -> int:
    """The last row of a block: of its label, or before the label of another block."""
    bottom = label.row + label.rows - 1
    if label.rows > 1 or layout.right_of(label):
        return min(bottom, last)
    while bottom < last and not any(map(_is_other, layout.begun(bottom + 1))):
        bottom += 1
    return bottom


def _is_label(cell: Cell) -> bool:
    text = single(cell.text)
    if len(text) > _LABEL or has_digit(text):
        return False
    return _ABOUT.search(text) is not None and not names_another_block(text)


def _is_other(cell: Cell) -> bool:
    return names_another_block(cell.text)


def _says_amount(cell: Cell) -> bool:
    text = single(cell.text)
    return amount(text)[0] is not None or _MONEY.search(text) is not None
