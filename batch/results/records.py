"""一张审过的表写成记录: 表一条, 每行一条, 每处发现一条; 各列见 `batch.results.columns`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from auditing.checks.over_many import SetCheck
from auditing.finding import Finding
from auditing.results.contract import exact
from auditing.sorts import Sort
from batch.columns.measures import measures
from batch.outcomes import Audited
from batch.results.columns import DIGITS
from indicators.evaluation import FundLine, Indicator
from indicators.exact import Fraction
from indicators.place import Place, Places
from scoring.result import EXECUTION, RowResult

Record = dict[str, Any]
_TEN_THOUSAND = "万元"


def table_record(each: Audited, number: int, accepted: int) -> Record:
    """一张表的记录, 没有 copy_of、conclusion 与 page: these are known elsewhere."""
    result, facts = each.result, each.result.facts
    table, line, total = (
        facts.evaluation,
        facts.line or FundLine(""),
        result.panel.total,
    )
    rate = facts.pair.rate if facts.pair else None
    counts = ("errors", "inconsistencies", "warnings", "notes")
    return {
        **_key(each, number),
        "sha256": each.sha256,
        "sort": result.sort.name.lower(),
        "form": table.form,
        "year": table.year,
        "project": table.project,
        "department": table.department,
        "unit": table.unit,
        "policy": result.result.policy.id,
        "policy_reason": str(result.choice.reason),
        **{
            w: decimal(table.funds.converted(getattr(line, w), _TEN_THOUSAND))
            for w in ("initial", "budget", "spent")
        },
        "execution_rate": exact(rate),
        **execution(result.result.execution),
        "total_weight": decimal(total.weight),
        "total_stated": decimal(total.stated),
        "sum_of_stated": decimal(total.sum_of_stated),
        "total_low": decimal(total.low),
        "total_high": decimal(total.high),
        "verdict": total.verdict if result.sort is Sort.SELF_EVALUATION else None,
        "grade": table.total.grade,
        "finished": result.finished,
        "unread": table.unread,
        **dict(zip(counts, each.counts, strict=True)),
        "accepted": accepted,
        "at_stake": exact(each.weight[1]),
    }


def execution(row: RowResult | None) -> Record:
    """The points of the execution row, stated and due; due only where it is one number."""
    if row is None:
        return {"execution_stated": None, "execution_due": None}
    low, high = row.exact or (None, None)
    settled = low is not None and low == high
    return {
        "execution_stated": decimal(row.stated),
        "execution_due": exact(low) if settled else None,
    }


def row_records(each: Audited, number: int) -> Iterator[Record]:
    """各行的记录, 预算执行率在先."""
    result = each.result.result
    values: tuple[Indicator | None, ...] = result.evaluation.indicators
    if result.execution is not None:
        values = (None, *values)
    every = zip(result.all_rows, values, measures(result), strict=True)
    for place, (row, value, measured) in enumerate(every):
        yield {**_key(each, number), "row": place, **_row(row, value), **measured}


def _row(row: RowResult, value: Indicator | None) -> Record:
    explained = row.explanation
    return {
        **_levels(row.path),
        "name": row.name if value else EXECUTION,
        "target": value and value.target,
        "actual": value and value.actual,
        "variance_note": value and value.variance_note,
        "weight": decimal(row.weight),
        "stated": decimal(row.stated),
        "low": decimal(row.low),
        "high": decimal(row.high),
        "points": decimal(row.points),
        "outcome": row.outcome,
        "formula": explained.formula,
        "substitution": explained.substitution,
        "result": explained.result,
        "assumptions": "；".join(map(str, row.assumptions)) or None,
        **place_columns(row.place),
    }


def finding_record(
    each: Audited, number: int, finding: Finding, *, accepted: bool
) -> Record:
    """一处发现的记录."""
    return {
        **_key(each, number),
        "code": finding.code,
        "severity": finding.severity,
        "name": finding.name,
        **_levels(finding.path),
        "row": finding.spot.row,
        "stated": finding.stated,
        "expected": finding.expected,
        "at_stake": exact(finding.points),
        "message": finding.message,
        "remedy": finding.remedy,
        "basis": finding.basis,
        "accepted": accepted,
        **place_columns(finding.place),
    }


def set_record(check: SetCheck, message: str) -> Record:
    """整批表合起来的一处发现: it is of no file."""
    return {
        "code": check.code,
        "severity": check.severity,
        "name": "整批",
        "message": message,
        "remedy": check.remedy,
        "basis": check.basis,
        "accepted": False,
    }


def place_columns(where: Place | Places | None) -> Record:
    """位置的各列: of several places the first, and the text of all."""
    places = where.places if isinstance(where, Places) else (where,) if where else ()
    if not places:
        return {"place": None}
    first = places[0]
    return {
        "place": str(where),
        "place_kind": first.kind,
        "place_sheet": first.sheet,
        "place_address": first.address,
        "place_page": first.page,
        "place_table": first.table,
        "place_row": first.row,
        "place_column": first.column,
    }


@lru_cache(maxsize=4096)
def decimal(value: Fraction | Decimal | None) -> str | None:
    """写成精确的小数; None where it has more digits than a column holds, or never ends.

    >>> decimal(Fraction(1, 8)), decimal(Decimal("9.90")), decimal(Fraction(2, 3))
    ('0.125', '9.9', None)
    """
    if value is None:
        return None
    scaled = Fraction(value) * 10**DIGITS
    if scaled.denominator != 1:
        return None
    text = f"{Decimal(scaled.numerator).scaleb(-DIGITS):f}"
    return text.rstrip("0").rstrip(".")


def _key(each: Audited, number: int) -> Record:
    return {"file": str(each.path), "sheet": each.sheet, "number": number}


def _levels(path: tuple[str | None, ...]) -> Record:
    first, second = (*path, None, None)[:2]
    return {"level1": first, "level2": second}
