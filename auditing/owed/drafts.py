"""偏差原因的草稿: 只有表上的事实 (指标值、完成值、差多少、扣几分), 原因由填报人写."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditing.facts.amounts import COLUMNS
from auditing.facts.facts import Facts
from auditing.facts.row import Row
from auditing.finding import points
from auditing.owed.items import Owed
from indicators import units
from indicators.evaluation import FundLine
from indicators.exact import Fraction
from indicators.quantity import Bound, Quantity, Text
from indicators.target import Qualitative
from scoring.comparison import Described, compare
from scoring.matching import Measured, Unmeasured
from scoring.rounding import Rounding, rounded

TO_WRITE = "原因：____；改进措施：____"
"""What the clerk alone knows. `auditing.facts.words.unwritten` knows it when unfilled."""
MET = "已达到指标值"
POINTS_OF = {"%": "个百分点", "‰": "个千分点"}
_WORDS: Mapping[str, tuple[str | None, str | None]] = {
    "at_least": ("少", None),
    "at_most": (None, "多"),
    "exactly": ("少", "多"),
    "between": ("低于下限", "高于上限"),
}
"""What an actual value is that lies below, or beyond; None where that is no miss."""
Values = Mapping[str, Fraction]


def draft(facts: Facts, owed: Owed) -> str:
    """写出一行的草稿; `owed` is the reason that it lacks.

    >>> from auditing.audit import audit
    >>> from auditing.owed import owing
    >>> from decimal import Decimal
    >>> from indicators.evaluation import Evaluation, Indicator
    >>> row = Indicator(("产出指标", "质量指标"), "合格率", "≥95%", "90%", Decimal(10),
    ...                 Decimal("9.47"))
    >>> found = owing(audit(Evaluation(indicators=(row,))))
    >>> print(draft(found.audited.facts, found.owed[-1]))
    指标值≥95%，实际完成90%，少5个百分点，扣0.53分；原因：____；改进措施：____
    """
    row = next((row for row in facts.rows if row.spot.row == owed.row), None)
    said = _of_funds(facts) if row is None else _of_row(row, facts.evaluation.year)
    lost = () if owed.lost is None else (_lost(owed, row),)
    return f"{'，'.join((*said, *lost))}；{TO_WRITE}"


def _lost(owed: Owed, row: Row | None) -> str:
    """The points that are lost: as stated, else as the rule takes them."""
    stated = row is None or row.indicator.stated is not None
    return f"{'' if stated else '按办法'}扣{points(owed.lost or 0)}分"


def _of_funds(facts: Facts) -> Iterator[str]:
    """执行率: the two amounts, the rate, what was not spent."""
    line, pair, funds = facts.line, facts.pair, facts.evaluation.funds
    if line is None or pair is None or pair.rate is None:
        return
    what, budget = _denominator(facts, line)
    if budget is None or line.spent is None:
        return
    amounts = funds.with_unit(budget), funds.with_unit(line.spent)
    yield f"{COLUMNS[what]}{amounts[0]}"
    yield f"{COLUMNS['spent']}{amounts[1]}"
    yield f"执行率{points(rounded(pair.rate * 100, Rounding(2)))}%"
    left = (pair.budget - pair.spent) / pair.budget * amounts[0].base[0]
    yield f"未执行{_amount(left, amounts[0].unit)}"


def _denominator(facts: Facts, line: FundLine) -> tuple[str, Quantity | None]:
    """The budget that the rate is of, by the policy, else the one that is printed."""
    policy = facts.policy.execution
    names = ("initial", "budget") if policy and policy.base == "initial" else None
    first, second = names or ("budget", "initial")
    found = getattr(line, first)
    return (first, found) if found is not None else (second, getattr(line, second))


def _of_row(row: Row, year: int | None) -> Iterator[str]:
    """一行指标: what was to be reached, what was, and what is between them."""
    read = row.read
    found = compare(read.target, read.measured, year)
    worded = isinstance(read.target, Qualitative)
    if target := _target(row):
        yield f"指标值{_quoted(target, worded=worded)}"
    if actual := _flat(read.measured.text):
        text = worded or isinstance(read.measured.value, Text)
        yield f"实际完成{_quoted(actual, worded=text)}"
    if between := _between(found, row):
        yield between


def _between(found: Measured | Described | Unmeasured, row: Row) -> str | None:
    """What lies between the two, or why nobody knows; None where nothing does."""
    if isinstance(found, Unmeasured):
        return str(found.reason)
    if isinstance(found, Described):
        return "由人评定"
    return _distance(found, row) or (MET if row.scored.met else None)


def _target(row: Row) -> str:
    """The target as it is printed, with the unit of a column of its own."""
    own, printed = row.indicator, row.read.printed
    quantity = printed.quantity if isinstance(printed, Bound) else printed
    bare = isinstance(quantity, Quantity) and not quantity.unit
    return _flat(own.target or "") + ((own.unit or "") if bare else "")


def _quoted(text: str, *, worded: bool) -> str:
    return f"“{text}”" if worded else text


def _flat(text: str) -> str:
    return " ".join(text.split())


def _distance(found: Measured, row: Row) -> str | None:
    """How far the actual value is from the target; None where it is not, or not known."""
    if found.kind == "deadline":
        return _late(found)
    if found.other is not None and isinstance(row.read.measured.value, Bound):
        return None
    ends = [_short(found.kind, each) for each in (found.values, found.other) if each]
    words, gaps = zip(*ends, strict=True)
    if words[0] is None or words[0] != words[-1]:
        return None
    unit, low, high = _unit(row), min(gaps), max(gaps)
    near = "" if low == high else f"{_number(low, unit)}～"
    return f"{words[0]}{near}{_amount(high, unit)}"


def _late(found: Measured) -> str | None:
    """晚几天; what may have been in time says why that is not known."""
    most = found.values["late"]
    least = (found.other or found.values)["late"]
    if most <= 0:
        return None
    if least <= 0:
        return str(found.doubt)
    return f"晚{least}天" if least == most else f"晚{least}～{most}天"


def _short(kind: str, values: Values) -> tuple[str | None, Fraction]:
    """少了还是多了, and by how much in the base unit; None where nothing is missed."""
    low = values["low"] if kind == "between" else values["target"]
    high = values.get("high", low)
    below, beyond = _WORDS[kind]
    gaps = {low - values["actual"]: below, values["actual"] - high: beyond}
    most = max(gaps)
    return (gaps[most], most) if most > 0 else (None, most)


def _unit(row: Row) -> str:
    """The unit of the actual value; where it has none, that of the target."""
    target = row.read.target
    limits = getattr(target, "quantity", None), getattr(target, "low", None)
    sides = (row.read.measured.value, *limits)
    return next((q.unit for q in sides if isinstance(q, Quantity) and q.unit), "")


def _amount(gap: Fraction, unit: str) -> str:
    """A distance in the base unit, written in a unit: 5个百分点、20人."""
    return f"{_number(gap, unit)}{POINTS_OF.get(units.canonical(unit), unit)}"


def _number(gap: Fraction, unit: str) -> str:
    return points(gap / units.base(unit)[0])
