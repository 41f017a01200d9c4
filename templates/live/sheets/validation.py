"""数据验证: 定性的完成情况从下拉里选, 由人填的得分限于档内."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from templates.live.sheets.cells import CHECKS, fixed
from templates.live.sheets.checks_sheet import Checks
from templates.live.sheets.form_sheet import LiveForm
from templates.live.sheets.indicator_cells import OWNER

LONGEST_LIST = 255
"""What a list of a validation can hold, its commas included."""


def limit(sheet: Any, live: LiveForm, checks: Checks) -> None:
    """给第一张表加上数据验证."""
    described: dict[tuple[str, ...], list[str]] = {}
    at = live.cells.at
    for count, each in enumerate(live.rows):
        shape = each.shape
        if shape.choices and (actual := at(OWNER, "actual", count)):
            described.setdefault(shape.choices, []).append(actual)
        if shape.typed_points and (band := checks.bands.get(count)):
            points = at(OWNER, "stated", count)
            if points:
                sheet.data_validation(points, _band(*band))
    for choices, cells in described.items():
        rule = _choice(choices) | {"multi_range": " ".join(cells)}
        sheet.data_validation(cells[0], rule)


def _choice(choices: Sequence[str]) -> dict[str, Any]:
    """A drop-down; another text may be typed after a word of warning."""
    return {
        "validate": "list",
        "source": _fitting(choices),
        "error_type": "warning",
        "error_title": "不是规定的说法",
        "error_message": "从下拉里选的，得分有规定的档；别的说法由人在全部分值内评定。",
    }


def _fitting(choices: Sequence[str]) -> list[str]:
    """The first choices that a list can hold; one with a comma would be two."""
    kept: list[str] = []
    for choice in choices:
        if "," not in choice and len(",".join((*kept, choice))) <= LONGEST_LIST:
            kept.append(choice)
    return kept


def _band(low: str, high: str) -> dict[str, Any]:
    """Points between two cells of the check sheet."""
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": f"='{CHECKS}'!{fixed(low)}",
        "maximum": f"='{CHECKS}'!{fixed(high)}",
        "error_title": "得分不在允许的范围内",
        "error_message": "请先填实际完成值；允许的最低、最高得分见“检查”表同一行。",
    }
