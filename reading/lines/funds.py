"""文字里的资金: 列名一行, 下面每行一个名称和几个数."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import evolve

from indicators.evaluation import FundLine, Funds
from indicators.quantity import MARKS, Quantity
from reading.lines.head import TableLines, TextLine
from reading.vocabulary.funds import is_fund_line, weight_said
from reading.vocabulary.headings import role
from reading.vocabulary.values import amount


def funds_of(table: TableLines, at: int, header: int) -> Funds:
    """Read the lines below the heading of the funds."""
    columns = [role("funds", token) for token in table.lines[at].text.split()]
    near = "".join(line.text for line in table.lines[max(0, at - 4) : at + 1])
    unit = re.search(r"[(（](?:单位[:：]?)?(亿元|万元|千元|元)[)）]", near)
    lines: list[FundLine] = []
    for line in table.lines[at + 1 : header]:
        if not line.text:
            continue
        found = _fund_line(table, line, columns)
        if found is None:
            break
        lines.append(found)
    if lines and "stated" in columns and "weight" not in columns:
        lines[0] = evolve(lines[0], weight=weight_said([near]))
    return Funds(tuple(lines), unit[1] if unit else None)


def _fund_line(
    table: TableLines, line: TextLine, columns: list[str | None]
) -> FundLine | None:
    tokens = line.text.split()
    first = next((i for i, t in enumerate(tokens) if _is_amount(t)), len(tokens))
    label = " ".join(tokens[:first])
    if not label or not is_fund_line(label):
        return None
    values = [amount(token)[0] for token in tokens[first:]]
    if len(values) != len(columns):
        values = _fitted(table, line, values, len(columns))
    by_role = dict(zip(columns, values, strict=False))
    return FundLine(
        label,
        by_role.get("initial"),
        by_role.get("budget"),
        by_role.get("spent"),
        _plain(by_role.get("weight")),
        by_role.get("rate"),
        _plain(by_role.get("stated")),
        line.place,
    )


def _is_amount(token: str) -> bool:
    value, understood = amount(token)
    return value is not None or (understood and token in MARKS)


def _plain(value: Quantity | None) -> Decimal | None:
    return value.value if value is not None else None


def _fitted(
    table: TableLines, line: TextLine, values: list[Quantity | None], width: int
) -> list[Quantity | None]:
    """Fewer values than columns: numbers fill the columns from the left, and said so."""
    leading: list[Quantity | None] = []
    for value in values:
        if value is None:
            break
        leading.append(value)
    rest = [value for value in values[len(leading) :] if value is not None]
    if leading or rest:
        message = f"只印了 {len(values)} 个值而有 {width} 列，数字从左依次读取"
        table.doubts.note(line.place, message, line.text)
    if rest:
        table.doubts.note(line.place, "横线之后的数字不知属于哪一列，未读取", line.text)
    return leading[:width]
