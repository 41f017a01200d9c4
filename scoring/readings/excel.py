"""Excel: 公式 → 一段单元格公式, 供 Excel、WPS、LibreOffice 自行重算.

Spreadsheet programs compute in binary: 0.8*55% is a hair above 0.44. So the text
multiplies first and divides last, and a leaf is moved by `GUARD` before it is rounded:
far more than the error of the binary arithmetic, far less than any difference between
two results that a table can print. Full marks are the weight itself, never rounded;
what falls short of them never exceeds them (as `scoring.settling.as_points`).
"""

from __future__ import annotations

from collections.abc import Mapping

from indicators.exact import Fraction
from scoring.formula import Branch, Constant, Formula, Operation, Relation, Variable
from scoring.readings.explain import RANK, number
from scoring.rounding import Rounding

GUARD = "1E-11"
"""What a result may lie beside an exact half or an exact cent and still is one."""
NEARLY = {"<": "(1-1E-14)", "<=": "(1+1E-14)", ">": "(1+1E-14)", ">=": "(1-1E-14)"}
"""A limit that is itself computed is moved by this, so that an equal value is equal."""
_ROUND = {
    "half_up": "ROUND({x}+{guard},{places})",
    "up": "ROUND(ROUNDUP(MAX({x}-{guard},0),{places}),{places})",
    "down": "ROUND(ROUNDDOWN({x}+{guard},{places}),{places})",
}
"""ROUNDUP and ROUNDDOWN may leave 7.819999999999999; ROUND gives the number itself."""
_PICK = {"min": "MIN", "max": "MAX"}
_WEIGHT = Variable("weight")
_NOTHING, _ONE = Constant(Fraction(0)), Constant(Fraction(1))


def to_excel(
    formula: Formula,
    cells: Mapping[str, str],
    rounding: Rounding,
    *,
    capped: bool = True,
) -> str:
    """写成单元格公式 (不带等号). `formula` is a points formula (`weighted`).

    `cells` gives for each variable what stands for it: an address, a number, or a text
    in brackets or of a function; each is a number whenever the result is looked at.
    Points are not negative. `capped` tells that no share exceeds 1.

    >>> from scoring.formula import weighted
    >>> from scoring.rules import RULES
    >>> cells = {"weight": "I5", "target": "F5", "actual": "G5"}
    >>> to_excel(weighted(RULES["inverse_ratio"].formula({})), cells, Rounding(2))
    'IF(G5<=F5,I5,IF(F5<=0,0,MIN(ROUND(I5*F5/G5+1E-11,2),I5)))'
    """
    match formula:
        case Branch(condition=condition, then=then, otherwise=otherwise):
            yes = to_excel(then, cells, rounding, capped=capped)
            no = to_excel(otherwise, cells, rounding, capped=capped)
            return f"IF({_condition(condition, cells)},{yes},{no})"
        case Operation(sign="min", left=left, right=Variable(name="weight")):
            share = _term(_share(left), cells)
            short = to_excel(left, cells, rounding)
            return f"IF({share}<1,{short},{cells['weight']})"
        case Operation(sign="min" | "max" as sign, left=left, right=right):
            first = to_excel(left, cells, rounding, capped=capped)
            second = to_excel(right, cells, rounding, capped=capped)
            return f"{_PICK[sign]}({first},{second})"
    return _leaf(formula, cells, rounding, capped=capped)


def rounded_in_excel(x: str, rounding: Rounding) -> str:
    """写成舍入: an expression that is not negative, guarded and rounded.

    >>> rounded_in_excel("SUM(J5:J9)", Rounding(2))
    'ROUND(SUM(J5:J9)+1E-11,2)'
    """
    return _ROUND[rounding.mode].format(x=x, guard=GUARD, places=rounding.places)


def _leaf(
    formula: Formula, cells: Mapping[str, str], rounding: Rounding, *, capped: bool
) -> str:
    """Round what has no choice in it; full marks and 0 stay as they are."""
    if formula in {_WEIGHT, _NOTHING}:
        return _term(formula, cells)
    points = rounded_in_excel(_term(formula, cells), rounding)
    weight, short = cells["weight"], f"MIN({points},{cells['weight']})"
    if capped:
        return short
    share = _term(_share(formula), cells, RANK["+"])
    return f"IF({share}<1,{short},IF({share}>1,{points},{weight}))"


def _share(formula: Formula) -> Formula:
    """Take the weight out of a points formula again."""
    match formula:
        case Variable(name="weight"):
            return _ONE
        case Operation(sign="*", left=Variable(name="weight"), right=share):
            return share
        case Operation(sign="/", left=left, right=right):
            return Operation("/", _share(left), right)
        case Operation(sign="min" | "max" as sign, left=left, right=right):
            return Operation(sign, _share(left), _share(right))
    return formula


def _condition(condition: Relation, cells: Mapping[str, str]) -> str:
    """Compare two cells as they are, a cell with a computed limit nearly."""
    left, right = _term(condition.left, cells), _term(condition.right, cells, 2)
    if isinstance(condition.right, Operation):
        right = f"{right}*{NEARLY[condition.sign]}"
    return f"{left}{condition.sign}{right}"


def _term(formula: Formula, cells: Mapping[str, str], above: int = 0) -> str:
    """Write plain arithmetic, with brackets only where they are needed."""
    match formula:
        case Constant(value=value):
            text = number(value)
            bare = value >= 0 and ("/" not in text or above <= RANK["/"])
            return text if bare else f"({text})"
        case Variable(name=name):
            return cells[name]
        case Operation(sign="min" | "max" as sign, left=left, right=right):
            return f"{_PICK[sign]}({_term(left, cells)},{_term(right, cells)})"
        case Operation(sign=sign, left=left, right=right):
            rank = RANK[sign]
            strict = rank + (sign in "-/")
            text = f"{_term(left, cells, rank)}{sign}{_term(right, cells, strict)}"
            return f"({text})" if rank < above else text
    raise TypeError(formula)
