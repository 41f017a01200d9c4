"""按需说明: 一行的 公式、代入、结果, 由列里的数再算一遍; 单位取自这一行的原文."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import evolve

from batch.columns.engines import READ, SOURCE, Engine
from batch.columns.exact_rows import read_row
from batch.columns.footers import read_footer
from batch.columns.parts import RowsPart
from indicators.quantity import Bound, Quantity, Range, read_value
from scoring.comparison import Comparable
from scoring.matching import Measured
from scoring.policy import Policy

MOST: Final = 1000
"""So many rows are explained, not a whole province."""
_UNSAID: Final = "单位：这一行没有写明"
_Row = Mapping[str, Any]


def explained(
    parts: Iterable[RowsPart], wanted: str, policy: Policy, engine: Engine
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """逐行交出标题与三行, 没有写明单位的另加一行.

    `wanted` is the name of a file, or a part of it.
    """
    text = wanted.replace("'", "''")
    for part in parts:
        for path in part.files:
            read_footer(path, READ)
        engine.open(part.files, READ)
        query = (
            f"SELECT * FROM {SOURCE} WHERE POSITION('{text}' IN file) > 0 "
            f"ORDER BY file, number, row LIMIT {MOST}"
        )
        for row in engine.rows(query):
            yield _title(row), _lines(row, policy)


def _lines(row: _Row, policy: Policy) -> tuple[str, ...]:
    given = read_row(row, policy)
    printed = _printed(given.found, row)
    lines = evolve(given, found=printed).score(policy).explanation.lines
    return lines if _has_unit(printed) else (*lines, _unsaid(row))


def _unsaid(row: _Row) -> str:
    """What is said of a row whose numbers stand without unit."""
    said = {"指标值": row["target"], "实际完成值": row["actual"]}
    told = "，".join(f"{name}“{text}”" for name, text in said.items() if text)
    return f"{_UNSAID}；原文：{told}" if told else _UNSAID


def _printed(found: Comparable, row: _Row) -> Comparable:
    """The comparison with its numbers as the row prints them, where they are the same."""
    if not isinstance(found, Measured):
        return found
    texts = _texts(row["target"], row["actual"], found)
    return evolve(found, texts=texts) if texts else found


def _texts(target: Any, actual: Any, found: Measured) -> dict[str, str] | None:
    """What is printed for each value; None unless all stand in the ratio of the columns."""
    limits, reached = _quantities(target), _quantities(actual)
    names = [name for name in found.values if name != "actual"]
    if len(limits) != len(names) or len(reached) != 1 or "actual" not in found.values:
        return None
    read = dict(zip((*names, "actual"), (*limits, *reached), strict=True))
    for name, quantity in read.items():
        ours, theirs = found.values[name], quantity.base[0]
        if ours * read["actual"].base[0] != theirs * found.values["actual"]:
            return None
    return {name: str(quantity) for name, quantity in read.items()}


def _quantities(text: str | None) -> tuple[Quantity, ...]:
    """The numbers of a text, each with its unit."""
    match read_value(text):
        case Quantity() as quantity:
            return (quantity,)
        case Bound(quantity=quantity):
            return (quantity,)
        case Range(low=low, high=high):
            return low, high
    return ()


def _has_unit(found: Comparable) -> bool:
    """Whether a unit stands with any of the numbers, or there are none."""
    if not isinstance(found, Measured):
        return True
    return any(not text[-1:].isdigit() for text in found.texts.values())


def _title(row: _Row) -> str:
    where = [row["file"], row["sheet"]]
    name = row["name"] or f"第 {row['row']} 行"
    return f"{' '.join(filter(None, where))}　{name}"
