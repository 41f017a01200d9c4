"""文字里的资金: 列名一行, 下面每行一个名称和几个数."""

from __future__ import annotations

from decimal import Decimal
from itertools import takewhile

from attrs import evolve

from indicators.evaluation import FundLine, Funds
from indicators.quantity import MARKS, Quantity
from reading.lines.head import TableLines, TextLine
from reading.vocabulary.amounts import amount
from reading.vocabulary.funds import is_fund_line, unit_in_brackets, weight_said
from reading.vocabulary.headings import role

_POINTS = frozenset(("weight", "stated"))


def funds_of(table: TableLines, at: int, header: int) -> tuple[Funds, int]:
    """Read the lines below the heading of the funds; says which line is none of them."""
    columns = [role("funds", token) for token in table.lines[at].text.split()]
    near = "".join(line.text for line in table.lines[max(0, at - 4) : at + 1])
    lines: list[FundLine] = []
    end = header
    for number in range(at + 1, header):
        found = _fund_line(table, table.lines[number], columns)
        if found is not None:
            lines.append(found)
        elif table.lines[number].text:
            end = number
            break
    if lines and _POINTS.intersection(columns) == {"stated"}:
        lines[0] = evolve(lines[0], weight=weight_said([near]))
    return Funds(tuple(lines), unit_in_brackets(near)), end


def _fund_line(
    table: TableLines, line: TextLine, columns: list[str | None]
) -> FundLine | None:
    tokens = line.text.split()
    names = list(takewhile(_is_name, tokens))
    label = " ".join(names)
    if not is_fund_line(label):
        return None
    values = [amount(token)[0] for token in tokens[len(names) :]]
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


def _is_name(token: str) -> bool:
    """Say whether a word is no amount, and no mark that there is none."""
    return token not in MARKS and amount(token)[0] is None


def _plain(value: Quantity | None) -> Decimal | None:
    return value.value if value is not None else None


def _fitted(
    table: TableLines, line: TextLine, values: list[Quantity | None], width: int
) -> list[Quantity | None]:
    """Fewer values than columns: numbers fill the columns from the left, and said so."""
    leading = list(takewhile(bool, values))
    rest = any(values[len(leading) :])
    if leading or rest:
        message = f"只印了 {len(values)} 个值而有 {width} 列，数字从左依次读取"
        table.doubts.note(line.place, message, line.text)
    if rest:
        table.doubts.note(line.place, "横线之后的数字不知属于哪一列，未读取", line.text)
    return leading[:width]
