"""人们常写的校验脚本, 与本软件在南昌 2021 年表上对照.

The plain script: a number is digits with an optional %, points are B ÷ A × weight,
a difference above 0.1 is a fault, a target of 0 is an error; it knows no dates, no
signs, no cap, no reasons. `main` counts, against the reviewed list of true findings, what each
of the two reports, what of it is false and what it misses. docs/against-naive.md holds
the numbers; a test compares them with a fresh run.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from auditing import audit
from indicators import load
from scoring import load_policy

EXAMPLE = Path(__file__).parents[1] / "examples/nanchang-2021/evaluation.toml"
TOLERANCE = 0.1
FUNDS, TOTAL = "年度资金总额", "总分"
SHORT = (
    "城市大脑一期建设完成率",
    "城市大脑一期验收合格率",
    "城市大脑一期客户端验收时间",
    "“贛政通”南昌分厅建设完成及时率",
    "南昌市数字经济产业”五新人才分类认定目录编制完成时间",
    "南昌市数字经济新景区评选完成时间",
)
TRUE = {
    ("执行率", FUNDS),
    ("执行率得分", FUNDS),
    ("得分率与执行率", FUNDS),
    ("舍入", SHORT[0]),
    *(("达标扣分", name) for name in SHORT[1:4]),
    *(("没有原因", name) for name in SHORT),
    ("重算总分", TOTAL),
}
"""Reviewed by hand against the printed table: 14 that hold."""
KINDS = {
    "F301": "执行率",
    "F302": "执行率得分",
    "F307": "得分率与执行率",
    "P403": "舍入",
    "P408": "达标扣分",
    "P410": "重算总分",
    "N501": "没有原因",
}


def naive(document: dict[str, Any]) -> set[tuple[str, str]]:
    """Check a table the plain way, in floats."""
    found = set()
    line = document["funds"]["lines"][0]
    rate = float(line["spent"]) / float(line["budget"])
    if abs(rate * 100 - float(line["rate"].rstrip("%"))) > TOLERANCE:
        found.add(("执行率", FUNDS))
    if abs(rate * float(line["weight"]) - float(line["stated"])) > TOLERANCE:
        found.add(("执行率得分", FUNDS))
    total = float(line["stated"])
    for row in document["indicators"]:
        total += float(row["stated"])
        target, actual = (number(row.get(key)) for key in ("target", "actual"))
        if target is None or actual is None:
            continue
        if target == 0:
            found.add(("指标值为 0", row["name"]))
            continue
        due = actual / target * float(row["weight"])
        if abs(due - float(row["stated"])) > TOLERANCE:
            found.add(("得分", row["name"]))
    if abs(total - float(document["total"]["stated"])) > TOLERANCE:
        found.add(("总分", TOTAL))
    return found


def number(text: str | None) -> float | None:
    """Read digits with an optional %; everything else is passed over."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", text or "")
    if match is None:
        return None
    return float(match[1]) / (100 if match[2] else 1)


def ours() -> set[tuple[str, str]]:
    """Give the points, funds and reasons findings of the audit."""
    result = audit(load(EXAMPLE), load_policy("mof-2020"))
    return {(KINDS.get(f.code, f.code), f.name) for f in result.of("P", "F", "N5")}


def measured() -> dict[str, tuple[int, int, int]]:
    """Count (reported, false, missed of 14) for the plain script and for ours."""
    with EXAMPLE.open("rb") as file:
        plain = naive(tomllib.load(file))
    sides = {"naive": plain, "ziping": ours()}
    return {
        name: (len(said), len(said - TRUE), len(TRUE - said))
        for name, said in sides.items()
    }


def main() -> None:
    """Print the comparison."""
    for name, (reported, wrong, missed) in measured().items():
        print(f"{name:8} reported {reported:3}  false {wrong:3}  missed {missed:3}")


if __name__ == "__main__":
    main()
