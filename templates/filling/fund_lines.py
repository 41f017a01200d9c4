"""填资金表: 每一资金行填进空表同名的行, 没有同名的填进同类的行, 都说明."""

from __future__ import annotations

import re

from indicators.evaluation import Evaluation, FundLine
from reading.locating.fund_headings import NOTE
from reading.locating.places import FundPlaces
from reading.vocabulary.headings import key
from templates.workbooks.pen import Pen
from templates.writing import contents
from templates.writing.money import in_unit

_KINDS = ("总额|合计|总计", "拨款|财政", "结转|结余", "其他|其它")
AMOUNTS = ("initial", "budget", "spent", "weight", "rate", "stated")


def write_funds(pen: Pen, funds: FundPlaces, evaluation: Evaluation) -> None:
    """Write each line into the row of its name, else into the row of its kind."""
    left = list(funds.rows)
    waiting = []
    lines = in_unit(evaluation.funds, funds.unit)
    if lines != evaluation.funds.lines:
        change = f"{evaluation.funds.unit}→{funds.unit}"
        pen.warn(pen.file, "金额的单位与空表不同，已换算", change)
    for line in lines:
        same = [pair for pair in left if _plain(pair[1]) == _plain(line.label)]
        if same:
            left.remove(same[0])
            _line(pen, funds, same[0][0], line)
        else:
            waiting.append(line)
    for line in waiting:
        alike = [pair for pair in left if _kind(pair[1]) == _kind(line.label)]
        if alike and any(_kind(line.label)):
            left.remove(alike[0])
            _line(pen, funds, alike[0][0], line)
            pen.warn(pen.file, f"资金行填在空表的“{alike[0][1]}”一行", line.label)
        elif any(getattr(line, name) is not None for name in AMOUNTS):
            pen.warn(pen.file, "空表没有这一资金行，未写入", line.label)


def _plain(label: str) -> str:
    return re.sub("^其中[:：]?", "", key(label))


def _kind(label: str) -> tuple[str, ...]:
    """What a line is about: 总额、财政、结转、其他, and whose money it is."""
    return (
        *(words for words in _KINDS if re.search(words, label)),
        *re.findall("中央|省|市|县|区|地方", label),
    )


def _line(pen: Pen, funds: FundPlaces, row: int, line: FundLine) -> None:
    written = (*AMOUNTS, NOTE) if line.variance_note else AMOUNTS
    for name in written:
        if name in funds.columns:
            content = contents.of_funds(line, name, component=False)
            pen.put((row, funds.columns[name]), content)
