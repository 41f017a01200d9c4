"""填资金表: 每一资金行填进空表同名的行, 没有同名的填进同类的行, 都说明."""

from __future__ import annotations

import re
from collections.abc import Callable

from indicators.evaluation import Evaluation, FundLine, Funds
from reading.locating.funds.block import FundBlock, FundRow
from reading.locating.funds.columns import NOTE
from reading.vocabulary.funds import without_part_mark
from templates.workbooks.pen import Pen
from templates.writing import contents
from templates.writing.money import in_unit

_KINDS = ("总额|合计|总计", "拨款|财政", "结转|结余", "其他|其它")
AMOUNTS = ("initial", "budget", "spent", "weight", "rate", "stated")
WRITTEN = (*AMOUNTS, NOTE)


def write_funds(pen: Pen, block: FundBlock | None, evaluation: Evaluation) -> None:
    """Write each line into the row of its name, else into one of its kind, and say so.

    What finds no row is said too.
    """
    left = list(block.rows) if block else []
    lines = _lines(pen, evaluation.funds, block.unit if block else None)
    named = [_take(left, line, without_part_mark) for line in lines]
    for line, row in zip(lines, named, strict=True):
        _write(pen, row or _alike(pen, left, line), line)


def _lines(pen: Pen, funds: Funds, unit: str | None) -> tuple[FundLine, ...]:
    """Return the lines in the unit of the blank; a change is said."""
    lines = in_unit(funds, unit)
    if lines != funds.lines:
        change = f"{funds.unit}→{unit}"
        pen.warn(pen.file, "金额的单位与空表不同，已换算", change, settled=True)
    return lines


def _alike(pen: Pen, left: list[FundRow], line: FundLine) -> FundRow | None:
    """Take a row that is left of the kind of a line, and say so."""
    row = _take(left, line, _kind)
    if row is not None:
        message = f"资金行填在空表的“{row.name}”一行"
        pen.warn(pen.file, message, line.label, settled=True)
    return row


def _take(
    left: list[FundRow], line: FundLine, meaning: Callable[[str], object]
) -> FundRow | None:
    """Take the first row that is left whose label means the same as that of a line."""
    wanted = meaning(line.label)
    same = [row for row in left if wanted and meaning(row.name) == wanted]
    if not same:
        return None
    left.remove(same[0])
    return same[0]


def _kind(label: str) -> tuple[str, ...]:
    """What a line is about: 总额、财政、结转、其他, and whose money it is."""
    return (
        *(words for words in _KINDS if re.search(words, label)),
        *re.findall("中央|省|市|县|区|地方", label),
    )


def _write(pen: Pen, row: FundRow | None, line: FundLine) -> None:
    """Write the amounts of a line into a row; a line without one is said."""
    if row is None:
        if any(getattr(line, name) is not None for name in AMOUNTS):
            pen.warn(pen.file, "空表没有这一资金行，未写入", line.label)
        return
    for name in WRITTEN:
        if name in row.cells:
            content = contents.of_funds(line, name, component=False)
            write = pen.put_points if name == "stated" else pen.put
            write(row.cells[name].position, content)
