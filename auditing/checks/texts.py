"""文字: 定性的说法、名称里的指标值、含糊、损坏与占位的文字 (V601、V604、V609-V611)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from auditing.check import FORM, INFO, SYSTEM, WARNING, Check
from auditing.facts import words
from auditing.facts.facts import Facts
from auditing.facts.row import Row
from auditing.finding import PASSED, Fault, Outcome, Spot, Times, skip
from indicators.quantity import Text, plain
from indicators.reasons import Doubt
from indicators.target import Deadline, Qualitative
from scoring.ruling import band_of

VALUES = ("target", "actual")
NAME_AND_VALUES = ("name", *VALUES)


_VALUE = re.compile(r"[≥≤<>=]*\d[\d.,]*[^\d\s]{1,8}")
"""A number with a unit, though one that is not understood: 180元/人、天."""


def v601_fixed_text(facts: Facts) -> Iterator[Outcome]:
    """定性完成情况用规定的说法 (一体化系统: 达成、部分达成、未达成).

    Passes for each actual text that is one of the policy's or repeats the target; any
    other text fails. Does not apply to rows that are not 定性, nor to numbers with a unit,
    nor to figures and dates on both sides (12月底前≥95%), which no reading compares.
    """
    bands = facts.policy.bands
    not_qualitative = skip("该行不是定性指标")
    measured = skip("该行两边都写着数或日期，不是定性的说法")
    for row in facts.rows:
        if not isinstance(row.target, Qualitative) or not isinstance(row.actual, Text):
            yield not_qualitative
            continue
        text = row.actual.text
        if _VALUE.fullmatch(plain(text)):
            yield not_qualitative
            continue
        if plain(text) == plain(row.target.raw) or band_of(text, bands):
            yield PASSED
            continue
        if words.has_figure(text) and words.has_figure(row.target.raw):
            yield measured
            continue
        texts = "、".join(band.texts[0] for band in bands.bands)
        message = f"“{text}”不属于规定的任何一档（{texts}）"
        yield Fault(row.at("actual"), message, text, texts)


def v604_in_the_name(facts: Facts) -> Iterator[Outcome]:
    """指标值写在本栏 (表下注: 名称与指标值分栏填写).

    Passes for each row; fails where the name has a number, a rate or a date that the
    column of targets does not have.
    """
    hidden = [
        (row, found)
        for row in facts.rows
        if (found := words.hidden_target(row.indicator.name)) is not None
    ]
    yield Times(PASSED, len(facts.rows) - len(hidden))
    for row, found in hidden:
        if _stands_in_target(row, found):
            yield PASSED
            continue
        yield Fault(
            row.at("name"),
            f"名称里有“{found}”，指标值一栏是“{row.indicator.target or '空'}”",
            row.indicator.target,
            found,
        )


def _stands_in_target(row: Row, found: str) -> bool:
    """Tell whether the column of targets has what was found in the name, or a date.

    What stands in a cell that was not understood is not known.
    """
    if row.indicator.unknown("target"):
        return True
    held = plain(found).lstrip("≥≤><=") in plain(row.indicator.target or "")
    return held or isinstance(row.target, Deadline)


def v609_vague(facts: Facts) -> Iterator[Outcome]:
    """定性指标值可以衡量 (财预〔2020〕10号: 绩效指标应当可以衡量).

    Passes for each text that says when it is reached; 进一步提升 alone fails. Does not
    apply to other targets.
    """
    said = [
        (row, row.target.raw)
        for row in facts.rows
        if isinstance(row.target, Qualitative)
    ]
    yield Times(skip("指标值不是文字"), len(facts.rows) - len(said))
    for row, raw in said:
        if words.vague(plain(raw)):
            yield Fault(row.at("target"), f"指标值“{raw}”没有可以衡量的内容", raw)
        else:
            yield PASSED


def v610_damaged(facts: Facts) -> Iterator[Outcome]:
    """值没有损坏 (扫描、复制常见的错字: ≥ 变 2, = 变 二).

    Passes for each row whose target and actual value look sound; each of them that
    looks damaged fails, with a guess of what it was.
    """
    cells = [(row.indicator.target, row.indicator.actual) for row in facts.rows]
    damaged_in = _wrong_cells(VALUES, cells, words.repair)
    yield Times(PASSED, damaged_in.count([]))
    for row, damaged in zip(facts.rows, damaged_in, strict=True):
        for value, text in damaged:
            repair = words.repair(text)
            message = f"“{text}”疑为“{repair}”之误，未改动"
            yield Fault(row.at(value), message, text, repair)


def _wrong_cells(
    values: Sequence[str],
    rows: Sequence[tuple[str | None, ...]],
    wrong: Callable[[str], object],
) -> list[list[tuple[str, str]]]:
    """Return for each row which of its values have a wrong text, and the texts."""
    found = set(filter(wrong, filter(None, chain.from_iterable(rows))))
    nothing: list[tuple[str, str]] = []
    if not found:
        return [nothing] * len(rows)
    return [
        nothing
        if found.isdisjoint(texts)
        else [
            (value, text)
            for value, text in zip(values, texts, strict=True)
            if text in found and text
        ]
        for texts in rows
    ]


def v611_placeholder(facts: Facts) -> Iterator[Outcome]:
    """没有留下占位文字 (表下注: 空白表的提示应当删去).

    Passes for each row without any; each cell with one fails, and each row that was
    left as the blank form has it.
    """
    said = (row.indicator for row in facts.rows)
    cells = [(own.name, own.target, own.actual) for own in said]
    left_in = _wrong_cells(NAME_AND_VALUES, cells, words.placeholder)
    yield Times(PASSED, left_in.count([]))
    for row, left in zip(facts.rows, left_in, strict=True):
        for value, text in left:
            yield Fault(row.at(value), f"“{text}”中留有空白表的占位文字", text)
    for doubt in facts.evaluation.warnings:
        if doubt.reason is Doubt.UNFILLED_ROW and doubt.value:
            spot = Spot(doubt.value, (), doubt.place)
            yield Fault(spot, f"“{doubt.value}”一行没有填写，也没有删去", doubt.value)


CHECKS = (
    Check(
        code="V601",
        title_passed="定性完成情况用规定的说法",
        title_failed="定性完成情况不属于任何一档",
        severity=INFO,
        basis=SYSTEM + "：达成、部分达成、未达成",
        remedy="改用规定的说法，具体情况写入说明",
        function=v601_fixed_text,
    ),
    Check(
        code="V604",
        title_passed="指标值写在本栏",
        title_failed="指标值写在名称里",
        severity=WARNING,
        basis=FORM + "：名称与指标值分栏填写",
        remedy="把名称里的数值移到指标值一栏",
        function=v604_in_the_name,
    ),
    Check(
        code="V609",
        title_passed="定性指标值可以衡量",
        title_failed="定性指标值不可衡量",
        severity=INFO,
        basis="绩效指标应当可以衡量（财预〔2020〕10号）",
        remedy="今后写明衡量的标准或数值",
        function=v609_vague,
    ),
    Check(
        code="V610",
        title_passed="值没有损坏",
        title_failed="值疑有损坏",
        severity=INFO,
        basis="扫描、复制常见的错字（≥ 变 2，= 变 二）",
        remedy="对照原件核对；所列只是猜测",
        function=v610_damaged,
    ),
    Check(
        code="V611",
        title_passed="没有占位文字",
        title_failed="留有占位文字",
        severity=INFO,
        basis=FORM + "：空白表的提示应当删去",
        remedy="删去或改成实际内容",
        function=v611_placeholder,
    ),
)
