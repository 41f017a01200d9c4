"""数据文件每个键的正确写法: 写错了种类时, 照样写一行给人看."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import evolve

from indicators.errors import Problem
from indicators.validation import CHOICES

_AMOUNTS = {name: f'{name} = "10072.59"' for name in ("initial", "budget", "spent")} | {
    "label": 'label = "年度资金总额"',
    "weight": 'weight = "10"',
    "rate": 'rate = "98.63%"',
    "stated": 'stated = "9.9"',
    "accept_stated_rate": "accept_stated_rate = true",
    "variance_note": 'variance_note = "项目推迟"',
}
_ROW = {
    "path": 'path = ["产出指标", "质量指标"]',
    "path_weights": 'path_weights = ["50", "20"]',
    "name": 'name = "建设完成率"',
    "target": 'target = "≥95%"',
    "actual": 'actual = "96%"',
    "weight": 'weight = "0.9"',
    "stated": 'stated = "0.9"',
    "variance_note": 'variance_note = "招标推迟"',
    "place": 'place = "Sheet1!G12"',
    "direction": 'direction = "正向"',
    "deduction": 'deduction = { points = "0.1", reason = "资料不全" }',
    "deduction.points": 'points = "0.1"',
    "deduction.reason": 'reason = "资料不全"',
    "extra": 'extra = [["评分标准", "每少一项扣 1 分"]]',
    "unit": 'unit = "公里"',
}

RIGHT_LINES: Mapping[str, str] = MappingProxyType(
    {
        "form": 'form = "项目支出绩效自评表"',
        "year": "year = 2021",
        "project": 'project = "农村公路养护"',
        "department": 'department = "交通运输局"',
        "unit": 'unit = "公路管理站"',
        "concessions_under": 'concessions_under = "mof-2020"',
        "schema": 'schema = "ziping.evaluation/1"',
        "warnings": "warnings = []",
        "remarks": 'remarks = [["存在问题", "人手不足"]]',
        "funds": "[funds]，各行写 [[funds.lines]]",
        "funds.unit": 'unit = "万元"',
        "funds.lines": "[[funds.lines]]，一行一段",
        "goals": "[goals]",
        "goals.expected": 'expected = "养护公路 120 公里"',
        "goals.actual": 'actual = "已养护 120 公里"',
        "indicators": "[[indicators]]，一个指标一段",
        "total": "[total]",
        "total.weight": 'weight = "100"',
        "total.stated": 'stated = "97.74"',
        "total.grade": 'grade = "优"',
        "total.place": 'place = "Sheet1!H40"',
        **{f"funds.lines.{key}": line for key, line in _AMOUNTS.items()},
        "funds.lines.place": 'place = "Sheet1!E6"',
        **{f"indicators.{key}": line for key, line in _ROW.items()},
    }
)
"""键的路径 (不写行号) → 一行正确的写法. Numbers may stand without quotes."""

_NUMBERS = re.compile(r"\[\d+\]")


def with_right_lines(problems: Iterable[Problem], file: str) -> Iterator[Problem]:
    """把正确的一行写进办法; one that lists the choices, or of no known key, stays.

    >>> [told] = with_right_lines([Problem("a.toml year", "不是数", "今年")], "a.toml")
    >>> print(told)
    a.toml year：不是数（原值“今年”）。应写作 year = 2021
    """
    for problem in problems:
        key = _NUMBERS.sub("", str(problem.where).removeprefix(f"{file} "))
        line = RIGHT_LINES.get(key)
        told = (problem.remedy or "").startswith(CHOICES)
        yield problem if told or not line else evolve(problem, remedy=f"应写作 {line}")
