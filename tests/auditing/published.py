"""The eleven published tables of tests/published as evaluations.

`null` marks what the source text cut off: a row without a name is dropped, everything
else that is cut becomes None, which no finding may rest on.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from indicators import Evaluation, FundLine, Funds, Indicator, Quantity, Total
from indicators.quantity import read_value

FOLDER = Path(__file__).parent.parent / "published"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))
FUND_KEYS = ("initial", "annual", "executed", "weight", "rate", "score")


@cache
def published(number: str) -> Evaluation:
    """Read one table by its leading number (“004”)."""
    name = next(name for name in NAMES if name.startswith(number))
    data = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return Evaluation(
        form=data["form"],
        year=data["year"],
        project=data["project"],
        unit=data["unit"],
        funds=Funds(tuple(_lines(data))),
        indicators=tuple(_row(row) for row in data["indicators"] if row["level3"]),
        total=Total(_points(data["total_weight"]), _points(data["total_score"])),
    )


def _lines(data: dict[str, Any]) -> list[FundLine]:
    rows = data.get("funds_rows") or [
        ["年度资金总额", *(data["funds"][key] for key in FUND_KEYS)]
    ]
    return [_line(*row) for row in rows]


def _line(label: str, *cells: str | None) -> FundLine:
    initial, budget, spent, weight, rate, stated = cells
    return FundLine(
        label,
        _amount(initial),
        _amount(budget),
        _amount(spent),
        _points(weight),
        _amount(rate),
        _points(stated),
    )


def _row(row: dict[str, Any]) -> Indicator:
    return Indicator(
        (row["level1"], row["level2"]),
        row["level3"],
        row["target"],
        row["actual"],
        _points(row["weight"]),
        _points(row["score"]),
        (_points(row["level1_weight"]),),
        row["reason"] or None,
    )


def _points(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text.removesuffix("分"))


def _amount(text: str | None) -> Quantity | None:
    value = read_value(text)
    return value if isinstance(value, Quantity) else None
