"""合计、总分、等级: 恰好 90.00 的是优, 有未定的行就说出来, 文字的得分不漏."""

from __future__ import annotations

import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from attrs import evolve, frozen

from indicators.exact import Fraction
from scoring.policy import Policy, load_policy
from scoring.policy_parts import NotApplicable
from scoring.rounding import rounded
from templates.live.sentences import CHECK
from templates.live.shapes import Addend, CellFormula, Statuses, SumShape
from templates.live.sum_formula import grade_shape, level_shape, total_shape
from tests.recalculated.programs import EVALUATORS, by_libreoffice, write
from tests.recalculated.rows import stored

TABLES, ROWS = 300, 24
EXACTLY = tuple(map(Decimal, ("90.00", "89.995", "80.00", "60.00", "59.995", "59.99")))
RESCALING = evolve(
    load_policy("mof-2020"),
    not_applicable=NotApplicable(treatment="rescale", source="测试"),
)
POLICIES = (load_policy("mof-2020"), load_policy("nanchang-2021"), RESCALING)


@frozen
class Table:
    """一张表的合计: 各行的分值、得分、状态, 不适用的分值."""

    policy: Policy
    rows: tuple[tuple[Decimal, Decimal | str | None, str], ...]
    apart: Decimal

    @property
    def open(self) -> int:
        """How many rows have no number."""
        return sum(not isinstance(points, Decimal) for _, points, _ in self.rows)

    @property
    def wrong(self) -> int:
        """How many rows say that something is wrong."""
        return sum(bool(said) and said[:4] != CHECK for _, _, said in self.rows)

    @property
    def total(self) -> Decimal:
        """The exact total of what has a number."""
        points = sum(p for _, p, _ in self.rows if isinstance(p, Decimal))
        exact = Fraction(Decimal(points))
        kept = Fraction(sum(weight for weight, _, _ in self.rows))
        if self.policy is RESCALING:
            exact *= 1 + Fraction(self.apart) / kept
        return rounded(exact, self.policy.round("total"))


def table(random: Random) -> Table:
    """Points that often add up exactly to the edge of a grade, in uneven cents."""
    goal, parts = random.choice(EXACTLY), []
    for _ in range(ROWS - 1):
        part = (goal / ROWS * random.randrange(5, 15) / 10).quantize(Decimal("0.01"))
        parts.append(part)
    parts.append(goal - sum(parts))
    if random.random() < 0.3:
        parts = [Decimal(random.randrange(0, 600)).scaleb(-2) for _ in parts]
    rows: list[tuple[Decimal, Decimal | str | None, str]] = [
        (part + Decimal(random.randrange(3)).scaleb(-1), part, "") for part in parts
    ]
    if random.random() < 0.3:
        for index in random.sample(range(ROWS), random.randrange(1, 4)):
            rows[index] = (rows[index][0], random.choice(("", "4.5", None)), "未填")
    if random.random() < 0.2:
        rows[0] = (*rows[0][:2], random.choice(("得分不合", f"{CHECK}看一眼")))
    apart = Decimal(random.choice((0, 5, 10)))
    return Table(random.choice(POLICIES), tuple(rows), apart)


def laid_out(table: Table, line: int) -> tuple[list[list[object]], SumShape]:
    """Rows of a sheet: weight, points, status; then level, total and grade beside them."""
    half, last = line + ROWS // 2, line + ROWS
    numbers = [(w, p if isinstance(p, Decimal) else None) for w, p, _ in table.rows]
    parts = [
        Addend(f"A{a}:A{b - 1}", f"B{a}:B{b - 1}", tuple(numbers[a - line : b - line]))
        for a, b in ((line, half), (half, last))
    ]
    apart = Addend(f"A{last}:A{last}", f"B{last}:B{last}", ((table.apart, None),))
    statuses = Statuses(f"C{line}:C{last - 1}", tuple(said for *_, said in table.rows))
    level = level_shape(parts[:1], table.policy)
    total = total_shape(parts, table.policy, apart=[apart], statuses=statuses)
    rows: list[list[object]] = [list(row) for row in table.rows]
    rows.append([table.apart, None, None])
    rows[0] += [level.weight_formula, level.points_formula, level.status_formula]
    rows[1] += [total.weight_formula, total.points_formula, total.status_formula]
    rows[2] += [grade_shape(f"E{line + 1}", total, table.policy)]
    return rows, total


@pytest.fixture(scope="module")
def tables() -> list[Table]:
    random = Random(5)
    return [table(random) for _ in range(TABLES)]


@pytest.fixture(scope="module")
def rows(tables: list[Table]) -> list[list[object]]:
    made: list[list[object]] = []
    for each in tables:
        made += laid_out(each, len(made) + 1)[0]
    return made


def test_the_stored_total_is_exact_and_an_open_row_leaves_it_open(
    tables: list[Table],
) -> None:
    seen: Counter[str] = Counter()
    for each in tables:
        shape = laid_out(each, 1)[1]
        value = shape.points_formula.value
        missing = max(each.open, each.wrong)
        if missing:
            assert f"{missing} 行未定" in str(value)
            assert f"{missing} 行未定" in str(shape.status_formula.value)
        else:
            assert value == each.total
        grade = grade_shape("E1", shape, each.policy)
        assert grade is not None
        seen[str(grade.value)] += 1
    assert min(seen[name] for name in ("优", "良", "中", "差", "")) > 5


@pytest.mark.parametrize("name", ["libreoffice", "ironcalc", "formualizer"])
def test_every_program_gives_the_stored_sums(
    name: str, rows: list[list[object]], tmp_path: Path
) -> None:
    if name == "libreoffice" and not shutil.which("soffice"):
        pytest.skip("没有 LibreOffice")
    book = write(tmp_path / "sums.xlsx", rows)
    programs = {"libreoffice": by_libreoffice} | EVALUATORS
    differing = [
        (formula, result[column])
        for row, result in zip(rows, programs[name](book), strict=True)
        for column, formula in enumerate(row)
        if isinstance(formula, CellFormula) and stored(formula) != result[column]
    ]
    assert differing == []


def test_a_group_in_which_no_row_counts_adds_up_to_nothing() -> None:
    shape = level_shape([], load_policy("mof-2020"))
    assert (shape.weight_formula.value, shape.points_formula.value) == (0, 0)
    assert "(0=0" in shape.points_formula.text
