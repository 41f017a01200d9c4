"""填资金表: 每一资金行填进空表同名的行, 没有同名的填进同类的行, 都说明."""

from __future__ import annotations

import re

from indicators.evaluation import Evaluation, FundLine
from reading.locating.funds.block import FundBlock, FundRow
from reading.locating.funds.headings import NOTE
from reading.vocabulary.funds import without_part_mark
from templates.workbooks.pen import Pen
from templates.writing import contents
from templates.writing.money import in_unit

_KINDS = ("总额|合计|总计", "拨款|财政", "结转|结余", "其他|其它")
AMOUNTS = ("initial", "budget", "spent", "weight", "rate", "stated")


def write_funds(pen: Pen, block: FundBlock | None, evaluation: Evaluation) -> None:
    """Write each line into the row of its name, else into the row of its kind."""
    unit = block.unit if block else None
    lines = in_unit(evaluation.funds, unit)
    if lines != evaluation.funds.lines:
        change = f"{evaluation.funds.unit}→{unit}"
        pen.warn(pen.file, "金额的单位与空表不同，已换算", change)
    left = list(block.rows) if block else []
    for line in [line for line in lines if not _write_named(pen, left, line)]:
        _write_alike(pen, left, line)


def _write_named(pen: Pen, left: list[FundRow], line: FundLine) -> bool:
    """Write a line into the row of its name, and take that row; False for none."""
    name = without_part_mark(line.label)
    same = [row for row in left if without_part_mark(row.name) == name]
    if same:
        left.remove(same[0])
        _write(pen, same[0], line)
    return bool(same)


def _write_alike(pen: Pen, left: list[FundRow], line: FundLine) -> None:
    """Write a line into a row of its kind and say so; what finds no row is said too."""
    kind = _kind(line.label)
    alike = [row for row in left if kind and _kind(row.name) == kind]
    if alike:
        left.remove(alike[0])
        _write(pen, alike[0], line)
        pen.warn(pen.file, f"资金行填在空表的“{alike[0].name}”一行", line.label)
    elif any(getattr(line, name) is not None for name in AMOUNTS):
        pen.warn(pen.file, "空表没有这一资金行，未写入", line.label)


def _kind(label: str) -> tuple[str, ...]:
    """What a line is about: 总额、财政、结转、其他, and whose money it is."""
    return (
        *(words for words in _KINDS if re.search(words, label)),
        *re.findall("中央|省|市|县|区|地方", label),
    )


def _write(pen: Pen, row: FundRow, line: FundLine) -> None:
    written = (*AMOUNTS, NOTE) if line.variance_note else AMOUNTS
    for name in written:
        value = row.cells.get(name)
        if value is not None:
            content = contents.of_funds(line, name, component=False)
            pen.put(value.position, content)
