"""一张自评表说了什么: 数量、目标、指标树、整张表. 这里不算分.

>>> from indicators import Indicator, read_target
>>> row = Indicator(("产出指标", "数量指标"), "建设完成率", "≥95%", "98%")
>>> target, assumptions = read_target(row.target, name=row.name)
>>> str(target.quantity), assumptions
('95%', ())
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.first_use import on_first_use

if TYPE_CHECKING:
    from indicators.codec import dump, load
    from indicators.damage import suggest
    from indicators.errors import InputError, Problem
    from indicators.evaluation import (
        Deduction,
        Evaluation,
        FundLine,
        Funds,
        Goals,
        Indicator,
        Total,
    )
    from indicators.moment import Moment
    from indicators.quantity import (
        Absent,
        Bound,
        Quantity,
        Range,
        Text,
        Value,
        read_value,
    )
    from indicators.target import (
        AtLeast,
        AtMost,
        Between,
        Deadline,
        Exactly,
        Qualitative,
        Target,
        read_target,
    )
    from indicators.tree import Group, grow

_HOMES = {
    "codec": ("dump", "load"),
    "damage": ("suggest",),
    "errors": ("InputError", "Problem"),
    "evaluation": (
        "Deduction",
        "Evaluation",
        "FundLine",
        "Funds",
        "Goals",
        "Indicator",
        "Total",
    ),
    "moment": ("Moment",),
    "quantity": ("Absent", "Bound", "Quantity", "Range", "Text", "Value", "read_value"),
    "target": (
        "AtLeast",
        "AtMost",
        "Between",
        "Deadline",
        "Exactly",
        "Qualitative",
        "Target",
        "read_target",
    ),
    "tree": ("Group", "grow"),
}
"""Where each public name lives; a module is imported when a name of it is used."""

__all__ = [
    "Absent",
    "AtLeast",
    "AtMost",
    "Between",
    "Bound",
    "Deadline",
    "Deduction",
    "Evaluation",
    "Exactly",
    "FundLine",
    "Funds",
    "Goals",
    "Group",
    "Indicator",
    "InputError",
    "Moment",
    "Problem",
    "Qualitative",
    "Quantity",
    "Range",
    "Target",
    "Text",
    "Total",
    "Value",
    "dump",
    "grow",
    "load",
    "read_target",
    "read_value",
    "suggest",
]

__getattr__, __dir__ = on_first_use(__name__, _HOMES)
