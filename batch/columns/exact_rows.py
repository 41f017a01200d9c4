"""精确的引擎逐行计分: 由列读回对照的结果, 交给同一个 `scoring`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

from batch.columns import comparisons
from batch.columns.kind_sql import UNBANDED
from batch.columns.measures import DEADLINE, DIGITS, EXECUTION, NUMBERS, TEXT, scaled
from indicators.errors import InputError
from indicators.evaluation import Deduction
from indicators.exact import Fraction
from scoring.comparison import Comparable, Described
from scoring.engine import rule
from scoring.execution import BUDGET, INITIAL
from scoring.matching import Measured, Unmeasured, unmeasured
from scoring.policy import Policy
from scoring.readings.explain import number
from scoring.reasons import Unmeasurable
from scoring.result import EXECUTION as EXECUTION_ROW
from scoring.result import RowResult
from scoring.rounding import decimal
from scoring.ruling import band_of, rule_on_nothing
from scoring.settling import PrintedRow, settle, worth
from scoring.wording import UNPRINTED

Row = Mapping[str, Any]


@frozen
class ExactRow:
    """列里的一行, 读回来: 对照的结果, 分值, 填报的得分."""

    found: Comparable
    weight: Decimal | None
    stated: Decimal | None
    deduction: Decimal | None = None
    part: str = "row"

    def score(self, policy: Policy, name: str = "") -> RowResult:
        """计分, 与整张表的计分相同."""
        weight = self.weight if policy.scored else None
        if weight is not None and weight < 0 and self.part == "row":
            barred = unmeasured(Unmeasurable.NEGATIVE_WEIGHT, weight)
            ruling = rule_on_nothing(self._barred or barred)
            weight = None
        else:
            printed = UNPRINTED if weight is None else f"{weight:f}"
            ruling = rule(policy, self.found, printed)
        taken = None
        if self.deduction is not None:
            taken = Deduction(self.deduction, None)
        entry = PrintedRow((), name, None, weight, self.stated)
        found = worth(ruling, weight, policy.round(self.part))
        return settle(entry, ruling, found, (), taken)

    @property
    def _barred(self) -> Unmeasured | None:
        """What keeps a row out before its weight is looked at."""
        if isinstance(self.found, Unmeasured):
            kinds = {Unmeasurable.UNREAD, Unmeasurable.DETAIL_ROW}
            return self.found if self.found.reason.kind in kinds else None
        return None

    def code(self, policy: Policy, result: RowResult) -> str:
        """The code that the columns have for it."""
        if result.reason is not None:
            return result.reason.kind.name
        if isinstance(self.found, Described):
            band = band_of(self.found.text, policy.bands)
            if band is None and self.found.same:
                band = policy.bands.bands[0]
            return band.name if band else UNBANDED
        assert isinstance(self.found, Measured)  # noqa: S101 - the only one left
        return policy.rules[self.found.kind].use


def read_row(row: Row, policy: Policy) -> ExactRow:
    """读回一行. Raises `InputError` for a kind that no rule serves."""
    if row["exact"] is not None:
        return _kept(json.loads(row["exact"]), policy)
    weight, stated = (_points(row[f"{name}_scaled"]) for name in ("weight", "stated"))
    kind = row["kind"]
    if kind == EXECUTION:
        weight = _execution_weight(weight, _points(row["room_scaled"]), policy)
        return ExactRow(_found(row, policy), weight, stated, None, EXECUTION)
    return ExactRow(_found(row, policy), weight, stated)


def scored_columns(row: Row, policy: Policy) -> dict[str, Any]:
    """计分, 写成列: as the SQL text gives them, and `exact` where they cannot hold it."""
    given = read_row(row, policy)
    result = given.score(policy)
    numbers = {
        "weight": given.weight if policy.scored else None,
        "stated": given.stated,
        "low": result.low,
        "high": result.high,
        "points": result.points,
    }
    columns: dict[str, Any] = {f"{n}_scaled": scaled(v) for n, v in numbers.items()}
    lost = any(
        v is not None and columns[f"{n}_scaled"] is None for n, v in numbers.items()
    )
    return {
        **columns,
        "outcome": result.outcome,
        "code": given.code(policy, result),
        "exact": _as_text(numbers) if lost else None,
    }


def _as_text(numbers: Mapping[str, Decimal | None]) -> str:
    """Keep numbers that have too many decimals for the columns."""
    kept = {n: None if v is None else f"{v:f}" for n, v in numbers.items()}
    return json.dumps(kept, separators=(",", ":"))


def _kept(plain: Mapping[str, Any], policy: Policy) -> ExactRow:
    """A row that was kept as text."""
    weight, stated, taken = (
        None if plain.get(name) is None else Decimal(plain[name])
        for name in ("weight", "stated", "deduction")
    )
    if "execution" not in plain:
        return ExactRow(comparisons.read(plain["compared"]), weight, stated, taken)
    base = policy.execution.base if policy.execution else BUDGET
    found = comparisons.read(plain["execution"][base])
    if plain["unread_weight"]:
        weight = None
    else:
        weight = _execution_weight(weight, Decimal(plain["room"]), policy)
    return ExactRow(found, weight, stated, None, EXECUTION)


def _execution_weight(
    printed: Decimal | None, room: Decimal | None, policy: Policy
) -> Decimal | None:
    """The printed weight, else the policy's: see `scoring.execution`."""
    if policy.execution is None:
        return printed
    usual = policy.execution.points
    crowded = printed is not None and room is not None and printed > room == usual
    return usual if printed is None or crowded else printed


def _found(row: Row, policy: Policy) -> Comparable:
    kind = row["kind"]
    if row["reason"] is not None:
        return unmeasured(_reason(row), *_unsaid(row))
    if kind == TEXT:
        if row["answer"] is None:
            return unmeasured(Unmeasurable.BLANK_ACTUAL)
        return Described(row["answer"], bool(row["same"]))
    if kind not in NUMBERS:
        where = f"{row['file']} 第 {row['row']} 行"
        raise InputError.of(
            where, "kind 一列的取值不认识", kind, "请用本软件写出的数据"
        )
    return _measured(kind, row, policy)


def _reason(row: Row) -> Unmeasurable:
    try:
        return Unmeasurable[row["reason"]]
    except KeyError:
        where = f"{row['file']} 第 {row['row']} 行"
        raise InputError.of(
            where, "reason 一列的取值不认识", row["reason"], "请用本软件写出的数据"
        ) from None


def _unsaid(row: Row) -> tuple[str, ...]:
    """What stands where the columns do not keep the values of a sentence."""
    return ("……",) * Unmeasurable[row["reason"]].sentence.count("{}")


def _measured(kind: str, row: Row, policy: Policy) -> Measured | Unmeasured:
    """The numbers of a row, or which of them is not there."""
    given = {name: row[column] for name, column in _columns(kind, policy).items()}
    absent = next((name for name, value in given.items() if value is None), None)
    if absent is not None:
        return _lacking(kind, absent)
    if kind == DEADLINE:
        return _late(given["late"])
    values = _with_digits(given, row["digits"] or 0)
    if kind == EXECUTION and values["budget"] <= 0:
        return unmeasured(Unmeasurable.NO_BUDGET, _budget(policy), values["budget"])
    return Measured(kind, values, {name: number(v) for name, v in values.items()})


def _with_digits(given: Mapping[str, int], digits: int) -> dict[str, Fraction]:
    scale = Fraction(10) ** -digits
    return {name: value * scale for name, value in given.items()}


def _late(days: int) -> Measured:
    words = (
        f"比期限{'晚' if days > 0 else '早'} {abs(days)} 天" if days else "在期限当天"
    )
    return Measured(DEADLINE, {"late": Fraction(days)}, {"late": words})


def _columns(kind: str, policy: Policy) -> dict[str, str]:
    """The columns of a kind, by variable; of the budgets the policy's."""
    columns = NUMBERS[kind]
    if kind != EXECUTION:
        return dict(columns)
    base = policy.execution.base if policy.execution else BUDGET
    return {"spent": columns["spent"], "budget": columns[base]}


def _budget(policy: Policy) -> str:
    initial = policy.execution is not None and policy.execution.base == INITIAL
    return "年初预算数" if initial else "全年预算数"


def _lacking(kind: str, name: str) -> Unmeasured:
    if kind == EXECUTION:
        return unmeasured(Unmeasurable.NO_AMOUNT, EXECUTION_ROW)
    if name in {"actual", "late"}:
        return unmeasured(Unmeasurable.BLANK_ACTUAL)
    return unmeasured(Unmeasurable.BLANK_TARGET)


def _points(whole: int | None) -> Decimal | None:
    """Points as a person writes them: 9.8 and not 9.8000."""
    if whole is None:
        return None
    digits = DIGITS
    while digits and not whole % 10:
        whole, digits = whole // 10, digits - 1
    return decimal(whole, digits)
