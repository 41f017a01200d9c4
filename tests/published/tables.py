"""十二张公开的自评表: 照公开的原文, 与应当读出的内容."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import evolve

from indicators import (
    Evaluation,
    FundLine,
    Funds,
    Indicator,
    Quantity,
    Total,
    load,
    read_value,
)
from tests.published.rendering import (
    FULL_FUNDS,
    HUBEI_FUNDS,
    SHARED_FUNDS,
    SIGNED,
    TRANSFER_FUNDS,
    Style,
    role_of,
)

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))
NANCHANG = FOLDER.parents[1] / "examples/nanchang-2021/evaluation.toml"
NANCHANG_TEXT = FOLDER / "nanchang-2021/000_9d7e1a9171e04b30.txt"
NATIONAL = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)


def table(name: str) -> tuple[Evaluation, Style]:
    """One published table, and the style it was printed in."""
    if name == "nanchang-2021":
        return _nanchang(), Style(NATIONAL)
    data = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    columns = tuple(data["columns"])
    funds = FULL_FUNDS
    if "年初目标值(A)" in columns:
        funds = HUBEI_FUNDS
    elif "全年实际值" in columns:
        funds = SHARED_FUNDS
    elif "得分" not in columns:
        funds = TRANSFER_FUNDS
    evaluation = Evaluation(
        form=data["form"],
        year=data["year"],
        project=data["project"],
        unit=data["unit"],
        funds=Funds(_lines(data), "元" if name.startswith("004") else "万元"),
        indicators=tuple(
            _row(row, columns) for row in data["indicators"] if row["level3"]
        ),
        total=Total(
            _number(data["total_weight"]),
            _number((data["total_score"] or "").removesuffix("分")),
        ),
    )
    return evaluation, Style(columns, funds)


def _nanchang() -> Evaluation:
    """As printed: the deductions in the file are the auditor's, not the table's."""
    found = load(NANCHANG)
    rows = tuple(evolve(row, deduction=None) for row in found.indicators)
    return evolve(found, indicators=rows, concessions_under=None)


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _amount(text: str | None) -> Quantity | None:
    value = read_value(text)
    return value if isinstance(value, Quantity) else None


def _lines(data: dict[str, Any]) -> tuple[FundLine, ...]:
    funds = data["funds"]
    printed = data.get("funds_rows") or [
        [
            "年度资金总额",
            funds["initial"],
            funds["annual"],
            funds["executed"],
            funds["weight"],
            funds["rate"],
            funds["score"],
        ]
    ]
    return tuple(
        FundLine(
            label,
            _amount(initial),
            _amount(budget),
            _amount(spent),
            _number(weight),
            _amount(rate),
            _number(score),
        )
        for label, initial, budget, spent, weight, rate, score in printed
    )


def _row(row: dict[str, Any], columns: tuple[str, ...]) -> Indicator:
    roles = {role_of(title) for title in columns}
    direction = None
    if "sign" in roles and not any(g.isdigit() for g in row["target"]):
        direction = "定性"
    split = SIGNED.fullmatch(row["target"]) if "unit" in roles else None
    indicator = Indicator(
        (row["level1"], row["level2"]),
        row["level3"],
        row["target"],
        row["actual"],
        _number(row["weight"]),
        _number(row["score"]),
        (_number(row["level1_weight"]), None),
        row["reason"] or None,
        direction=direction,
        unit=split[3] or None if split and direction is None else None,
    )
    return evolve(indicator, weight=indicator.weight if "weight" in roles else None)
