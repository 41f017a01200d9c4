"""把任意的行写成数据文件, 让程序计分, 与另算的得分比."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import ziping
from tests.oracle.clean import clean_table
from tests.oracle.model import Line
from tests.oracle.numbers import plain
from tests.oracle.random_rows import Row, draw_number, draw_row
from tests.oracle.worth import Method, Range, execution, method
from tests.oracle.writing import write

IN_A_FILE = 100
SCORED = tuple(name for name in ziping.policy_ids() if name != "transfer-unscored")


@dataclass(frozen=True)
class Difference:
    """一行的得分不同."""

    policy: str
    kind: str
    row: str
    expected: Range
    got: tuple[Any, Any]

    def __str__(self) -> str:
        low, high = (plain(points) for points in self.expected)
        got = f"{self.got[0]}～{self.got[1]}"
        return f"{self.policy} {self.kind} {self.row}: {low}～{high}, 程序 {got}"


@dataclass(frozen=True)
class Amounts:
    """资金: 预算数与执行数, 年初数与全年数相同."""

    budget: Fraction
    spent: Fraction

    def points(self, by: Method) -> Range:
        if self.budget <= 0:
            return Fraction(0), by.execution_points
        points = execution(self.budget, self.spent, by.execution_points, by)
        return points, points


def draw_amounts(draw: Random) -> Amounts:
    """Amounts with up to two decimals: nearly spent, spent, overspent, not spent."""
    budget = draw_number(draw)
    share = Fraction(draw.choice((0, 1, 500, 988, 995, 999, 1000, 1003, 1300)), 1000)
    if draw.random() < 0.5:
        share = Fraction(draw.randint(0, 10000), 10000)
    return Amounts(budget, Fraction(int(budget * share * 100), 100))


def data_file(rows: list[Row], funds: Amounts, by: Method) -> str:
    """The rows as a data file that the program loads."""
    amounts = f'budget = "{plain(funds.budget)}"\nspent = "{plain(funds.spent)}"'
    initial = f'initial = "{plain(funds.budget)}"'
    own = f'label = "年度资金总额"\nweight = "{plain(by.execution_points)}"'
    line = f"[[funds.lines]]\n{own}\n{initial}\n{amounts}\n"
    parts = ["year = 2022\n", '[funds]\nunit = "万元"\n', line]
    for row in rows:
        texts = {"name": row.name, "target": row.target, "actual": row.actual}
        said = "".join(f'{key} = "{text}"\n' for key, text in texts.items() if text)
        path = 'path = ["产出指标", "数量指标"]'
        weight = f'weight = "{plain(row.weight)}"'
        parts.append(f"[[indicators]]\n{path}\n{weight}\n{said}")
    return "\n".join(parts)


def differences(policy: str, count: int, folder: Path) -> Iterator[Difference]:
    """Score `count` random rows by a policy; give those that differ."""
    draw, by, asked = Random(policy), method(policy), ziping.load_policy(policy)
    for number in range(0, count, IN_A_FILE):
        size = min(IN_A_FILE, count - number)
        rows, funds = [draw_row(draw) for _ in range(size)], draw_amounts(draw)
        path = folder / f"{policy}-{number}.toml"
        path.write_text(data_file(rows, funds, by), "utf-8")
        result = ziping.score(ziping.load(path), asked)
        for row, got in zip(rows, result.rows, strict=True):
            said = f"{row.target} | {row.actual} | {plain(row.weight)} 分"
            found = Difference(policy, row.kind, said, row.points(by), points_of(got))
            if found.expected != found.got:
                yield found
        said = f"{plain(funds.budget)} | {plain(funds.spent)}"
        points = points_of(result.execution)
        found = Difference(policy, "execution", said, funds.points(by), points)
        if found.expected != found.got:
            yield found


def points_of(row: Any) -> tuple[Any, Any]:
    """The points of the program's row, from and to."""
    return (None, None) if row is None else (row.low, row.high)


def in_a_workbook(rows: list[Row], path: Path, seed: int) -> None:
    """The rows as the form of 2020 with these texts in its cells."""
    table = clean_table("national-2020", Random(seed))
    table.level_weights = {}
    table.lines = [
        Line("产出指标", "数量指标", f"{row.name}{number}", None, "", None, row.weight)
        for number, row in enumerate(rows, 1)
    ]
    for line, row in zip(table.lines, rows, strict=True):
        line.typed |= {"target": row.target or None, "actual": row.actual or None}
    write(table, path)


def differences_in_workbooks(count: int, folder: Path) -> Iterator[Difference]:
    """As `differences`, through workbooks and the national method."""
    policy = "mof-2020"
    draw, by, path = Random("工作簿"), method(policy), folder / "行.xlsx"
    for seed in range(0, count, IN_A_FILE):
        rows = [draw_row(draw) for _ in range(min(IN_A_FILE, count - seed))]
        in_a_workbook(rows, path, seed)
        result = ziping.score(ziping.read(path), ziping.load_policy(policy))
        for row, got in zip(rows, result.rows, strict=True):
            said = f"工作簿 {row.target} | {row.actual} | {plain(row.weight)} 分"
            found = Difference(policy, row.kind, said, row.points(by), points_of(got))
            if found.expected != found.got:
                yield found
