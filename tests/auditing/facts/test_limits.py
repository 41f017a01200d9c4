"""舍入解释得了多少: 不超过末位的一半, 不越过分值、档、0 与等级线; 其余照说, 并写明哪种舍入."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest

from auditing import AuditResult
from indicators import Evaluation
from tests.auditing.hundred import D, line, looked_at, part, row, table

FUNDS, TOTAL = "年度资金总额", "总分"
Pair = tuple[str, str]


def points(result: AuditResult) -> list[Pair]:
    """What is found of points, rates, sums and reasons, of the total only its sum."""
    found = result.of("P", "F30", "N501", "W201")
    apart = {"F306", "F307", "P410"}
    return sorted((f.code, f.name) for f in found if f.code not in apart)


def spread(*stated: str, total: str) -> Evaluation:
    """Rows that a person judges between 0 and their weight, with these points."""
    rows = (
        row(f"第{n}项", "形成机制", "正在推进", "15", each, "见附件")
        for n, each in enumerate(stated)
    )
    return table(*rows, total=total)


def told_of_rows() -> Iterator[tuple[str, Evaluation, list[Pair], str]]:
    """Rows whose points no rounding excuses, with the words that name one."""
    for stated in ("19", "17"):
        yield (
            f"{stated} for 18 of 20",
            table(
                row("甲", "≥100%", "90%", "20", stated, "缓建"),
                total=str(80 + int(stated)),
            ),
            [("P402", "甲")],
            "",
        )
    yield (
        "nothing for a met row",
        table(row("甲", "≥3个", "3个", "0.9", "0"), total="99.1"),
        [("N501", "甲"), ("P408", "甲")],
        "截断取整数时也得此数",
    )
    yield (
        "a small percent that may be a rounded one",
        table(row("甲", "≥6%", "5%", "10", "9", "缓建"), total="99"),
        [("P402", "甲")],
        "",
    )
    yield (
        "half up to whole points, a tenth away",
        table(
            *(row(name, "≥100%", "69%", "10", "7", "缓建") for name in "甲乙"),
            total="94",
        ),
        [("P402", "甲"), ("P402", "乙")],
        "四舍五入取整数时也得此数",
    )
    yield (
        "half up to whole points",
        table(row("甲", "≥100%", "86.2%", "10", "9", "缓建"), total="99"),
        [("P402", "甲")],
        "四舍五入取整数时也得此数",
    )
    yield (
        "nothing for a met row of less than half a point",
        table(row("甲", "≥3个", "3个", "0.4", "0"), total="99.6"),
        [("N501", "甲"), ("P408", "甲")],
        "",
    )
    yield (
        "5 of 4.9",
        table(row("甲", "≥3个", "3个", "4.9", "5"), total="100.1"),
        [("P401", "甲")],
        "",
    )
    yield (
        "cut to whole points",
        table(row("甲", "≥100%", "98%", "10", "9", "宣传少"), total="99"),
        [("P402", "甲")],
        "截断取整数时也得此数",
    )
    yield (
        "cut to whole points, and no reason",
        table(row("甲", "≥100%", "98%", "10", "9"), total="99"),
        [("N501", "甲"), ("P402", "甲")],
        "截断取整数时也得此数",
    )
    yield (
        "a met row cut to whole points",
        table(row("甲", "≥3个", "3个", "10.7", "10"), total="99.3"),
        [("N501", "甲"), ("P408", "甲")],
        "截断取整数时也得此数",
    )


def told_of_funds() -> Iterator[tuple[str, Evaluation, list[Pair], str]]:
    """Rates, points and sums of the funds that are told."""
    for budget, spent in (("100", "90"), ("100.00", "90.00"), ("100.0", "90.0")):
        yield (
            f"full points for {spent} of {budget}",
            table(total="100", lines=(line(budget, spent, "90%", "10"),)),
            [("F302", FUNDS)],
            "",
        )
    yield (
        "execution points cut to a whole number",
        table(total="98", lines=(line("100", "86.9", "86.9%", "8"),)),
        [("F302", FUNDS)],
        "截断取整数时也得此数",
    )
    yield (
        "points above all that the printed amounts stand for",
        table(total="98.92", lines=(line("35.2", "31.1", "88.35%", "8.92"),)),
        [("F302", FUNDS)],
        "",
    )
    yield (
        "99.99 % of the same amount",
        table(total="100", lines=(line("100.00", "100.00", "99.99%"),)),
        [("F301", FUNDS)],
        "",
    )
    yield (
        "execution points half up to full ones",
        table(total="100", lines=(line("200", "195.5", "97.75%", "10"),)),
        [("F302", FUNDS)],
        "四舍五入取整数时也得此数",
    )
    yield (
        "a rate cut to whole percents",
        table(total="98.69", lines=(line("100", "86.9", "86%", "8.69"),)),
        [("F301", FUNDS)],
        "截断取整数时也得此数",
    )
    yield (
        "元 with cents, a cent apart",
        table(
            total="100",
            lines=(
                line("1000.01", "1000.00", "100%"),
                part("其中：拨款", "600.50", "600.50"),
                part("其他资金", "399.50", "399.50"),
            ),
            unit="元",
        ),
        [("F303", FUNDS)],
        "",
    )


def told_of_totals() -> Iterator[tuple[str, Evaluation, list[Pair], str]]:
    """Totals that do not follow, with the rounding that would give them."""
    short = row("甲", "≥100个", "5个", "1", "0.05", "缓建")
    yield (
        "99.05 printed as 100",
        table(short, total="100"),
        [("P405", TOTAL)],
        "进位取整数时也得此数",
    )
    yield (
        "99.05 with 99.9",
        table(short, total="99.9"),
        [("P405", TOTAL)],
        "",
    )
    yield (
        "whole parts a point apart",
        spread("9", "13", "15", "10", "10", "15", total="98"),
        [("P405", TOTAL)],
        "",
    )
    yield (
        "parts of 90 with a total of 95",
        spread("14", "14", "13", "13", "13", "13", total="95"),
        [("P405", TOTAL)],
        "",
    )
    yield (
        "90 printed as 89.99, added before the rounding: another grade",
        table(
            *(row(f"甲{n}", "≥3个", "2个", "10", "6.67", "缓建") for n in range(3)),
            row("乙", "≥4000个", "3999个", "40", "39.99", "缓建"),
            total="89.99",
        ),
        [("P405", TOTAL)],
        "",
    )
    yield (
        "99.6 printed as 100",
        spread("15", "15", "15", "15", "15", "14.6", total="100"),
        [("P405", TOTAL)],
        "四舍五入取整数时也得此数",
    )
    yield (
        "89.95 printed as 90.0: another grade",
        spread("14.95", "13", "13", "13", "13", "13", total="90.0"),
        [("P405", TOTAL)],
        "四舍五入保留 1 位小数时也得此数",
    )
    yield (
        "89.6 printed as 90: another grade",
        spread("14.6", "14", "13", "13", "13", "12", total="90"),
        [("P405", TOTAL)],
        "四舍五入取整数时也得此数",
    )


TOLD = {
    name: (made, wanted, words)
    for name, made, wanted, words in chain(
        told_of_rows(), told_of_funds(), told_of_totals()
    )
}


@pytest.mark.parametrize("name", TOLD)
def test_what_no_rounding_excuses_is_told_and_the_rounding_named(name: str) -> None:
    made, wanted, words = TOLD[name]
    result = looked_at(made)
    assert points(result) == sorted(wanted)
    assert result.panel.total.verdict == "inconsistent" or name in RATE_OR_SUM_ONLY
    messages = "".join(finding.message for finding in result.of(*dict(wanted)))
    assert f"；{words}" in messages if words else "None" not in messages


RATE_OR_SUM_ONLY = (
    "99.99 % of the same amount",
    "a rate cut to whole percents",
    "元 with cents, a cent apart",
)


def noted() -> Iterator[tuple[str, Evaluation, list[Pair]]]:
    """What rounding explains: a note, never a finding about the points."""
    yield (
        "97.8086 % printed 97.80 %",
        table(
            total="99.78",
            lines=(line("100", "97.8086", "97.80%", "9.78"),),
        ),
        [("P403", FUNDS)],
    )
    yield (
        "86.183 % printed 86.19 %",
        table(total="98.62", lines=(line("100", "86.183", "86.19%", "8.62"),)),
        [("P403", FUNDS)],
    )
    yield (
        "half up to whole points, less than 0.1 away",
        table(total="97", lines=(line("100", "69.9", "70%", "7"),)),
        [("P403", FUNDS)],
    )
    yield (
        "half up to whole points, just less than 0.1 away",
        table(row("甲", "≥2000个", "1381个", "10", "7", "缓建"), total="97"),
        [("P403", "甲")],
    )
    yield (
        "half up to one decimal",
        table(row("甲", "≥3个", "2个", "10", "6.7", "缓建"), total="96.7"),
        [("P403", "甲")],
    )
    yield (
        "cut to two decimals",
        table(row("甲", "≥3个", "2个", "10", "6.66", "缓建"), total="96.66"),
        [("P403", "甲")],
    )
    yield (
        "added before the rounding",
        table(
            *(row(f"甲{n}", "≥3个", "2个", "10", "6.67", "缓建") for n in range(3)),
            total="90.00",
        ),
        [("P403", TOTAL)],
    )
    yield (
        "added before the rounding, above the line of a grade on both sides",
        table(
            *(row(f"甲{n}", "≥6个", "5个", "10", "8.33", "缓建") for n in range(3)),
            row("乙", "≥2000个", "1501个", "20", "15.01", "缓建"),
            total="90.01",
        ),
        [("P403", TOTAL)],
    )
    yield (
        "a total cut to one decimal",
        table(row("甲", "≥100个", "95个", "1", "0.95", "缓建"), total="99.9"),
        [("P403", TOTAL)],
    )
    yield (
        "a total half up to one decimal",
        table(row("甲", "≥100个", "94个", "1", "0.94", "缓建"), total="99.9"),
        [],
    )
    yield (
        "next to nothing printed as 0",
        table(row("甲", "≥100个", "4个", "1", "0", "缓建"), total="99"),
        [("P403", "甲")],
    )
    yield (
        "points of the amounts that round to the printed ones",
        table(total="98.86", lines=(line("35.2", "31.1", "88.35%", "8.86"),)),
        [("P403", FUNDS)],
    )
    yield (
        "six rows of one decimal, each half up, a total that follows",
        table(
            *(row(f"甲{n}", "≥9个", "5个", "15", "8.3", "缓建") for n in range(6)),
            total="59.8",
        ),
        [("P403", f"甲{n}") for n in range(6)],
    )


NOTED = {name: (made, wanted) for name, made, wanted in noted()}


@pytest.mark.parametrize("name", NOTED)
def test_what_rounding_explains_is_a_note_and_the_table_agrees(name: str) -> None:
    made, wanted = NOTED[name]
    result = looked_at(made)
    assert points(result) == sorted(wanted)
    assert result.panel.total.verdict == "consistent"


@pytest.mark.parametrize(
    ("weight", "actual", "stated", "fits"),
    [
        ("2", "部分达成", "2", False),
        ("3", "部分达成", "3", False),
        ("4", "部分达成", "4", False),
        ("3", "部分达成", "2.4", False),
        ("3", "部分达成", "2.39", True),
        ("4", "部分达成", "3", True),
        ("10", "部分达成", "6", True),
        ("10", "部分达成", "5.99", False),
        ("10", "未达成", "6", False),
        ("10", "未达成", "5.9", True),
        ("10", "达成", "8", True),
        ("10", "达成", "7.9", False),
        ("3.34", "部分达成", "2.00", True),
    ],
)
def test_a_band_holds_its_lower_end_and_not_its_upper_one(
    weight: str, actual: str, stated: str, *, fits: bool
) -> None:
    lost = D(weight) - D(stated)
    made = table(
        row("机制", "形成推广机制", actual, weight, stated, "见附件"),
        total=str(100 - lost),
    )
    found = points(looked_at(made))
    assert found == ([] if fits else [("P404", "机制")])


@pytest.mark.parametrize(("decimals", "plain"), [("100.00", "100"), ("90.00", "90")])
def test_the_same_amount_printed_with_more_decimals_excuses_no_more(
    decimals: str, plain: str
) -> None:
    for rate in ("90.01%", "89.99%", "90.6%", "100.1%"):
        less, more = (
            table(total="99", lines=(line("100", spent, rate, "9"),))
            for spent in (plain, decimals)
        )
        assert points(looked_at(less)) == points(looked_at(more))


def test_a_total_is_not_recomputed_beside_rows_that_are_all_excused() -> None:
    rows = (row(f"甲{n}", "≥9个", "5个", "15", "8.3", "缓建") for n in range(6))
    result = looked_at(table(*rows, total="59.8"))  # 6 × 8.33 and 10 are 60
    assert result.of("P410") == ()
    assert result.panel.total.verdict == "consistent"


def test_the_cell_of_the_rate_bears_the_note_about_the_rate() -> None:
    made = table(total="99.78", lines=(line("100", "97.8086", "97.80%", "9.78"),))
    (note,) = looked_at(made).of("P403")
    assert (note.stated, note.expected) == ("97.80%", "97.81%")
    assert "截断保留 2 位小数" in note.message


@pytest.mark.parametrize(
    ("spent", "stated", "policy", "most"),
    [
        ("350000.5元", "9.95", "mof-2020", "10"),  # 35 stands for 34.5 to 35.5
        ("351000.5元", "10.05", "yitihua", "10.17"),
    ],
)
def test_amounts_that_may_pass_the_budget_give_no_more_than_the_rule_allows(
    spent: str, stated: str, policy: str, most: str
) -> None:
    total = str(90 + D(stated))
    made = table(total=total, lines=(line("35", spent, None, stated),), unit="万元")
    result = looked_at(made, policy)
    assert result.of("F302") == ()
    entry = result.facts.execution_entry
    assert entry is not None
    assert entry.row.exact is not None
    assert round(entry.row.exact[1], 2) == D(most)


@pytest.mark.parametrize("judged", [False, True])
def test_a_total_may_pass_100_where_the_policy_lets_execution_pass(
    *, judged: bool
) -> None:
    text = [row("机制", "形成推广机制", "达成", "10", "10")] if judged else []
    made = table(*text, total="101", lines=(line("100", "110", "110%", "11"),))
    result = looked_at(made, "yitihua")
    assert [f.code for f in result.of("P") if f.code != "P403"] == []
    assert result.panel.total.verdict != "inconsistent"
