"""文字: 定性的说法、名称里的指标值、含糊、损坏与占位的文字 (V601、V604、V609-V611)."""

from __future__ import annotations

from collections.abc import Iterator

from auditing.check import FORM, INFO, SYSTEM, WARNING, Check
from auditing.facts import words
from auditing.facts.facts import Facts
from auditing.facts.row import Row
from auditing.finding import PASSED, Fault, Outcome, Passed, Spot, skip
from indicators.quantity import Text, plain
from indicators.reasons import Doubt
from indicators.target import Deadline, Qualitative
from scoring.ruling import band_of


def v601_fixed_text(facts: Facts) -> Iterator[Outcome]:
    """定性指标的完成情况, 用评分办法的说法, 或与指标值相同."""
    texts = "、".join(band.texts[0] for band in facts.policy.bands.bands)
    told = [
        (row, row.target.raw, row.actual.text)
        for row in facts.rows
        if isinstance(row.target, Qualitative) and isinstance(row.actual, Text)
    ]
    yield skip("该行不是定性指标", len(facts.rows) - len(told))
    for row, wanted, said in told:
        same = plain(said) == plain(wanted)
        if same or band_of(said, facts.policy.bands):
            yield PASSED
        else:
            message = f"“{said}”不属于规定的任何一档（{texts}）"
            yield Fault(row.at("actual"), message, said, texts)


def v604_in_the_name(facts: Facts) -> Iterator[Outcome]:
    """指标值写在指标值一栏, 不写在名称里."""
    hiding = [
        (row, found)
        for row in facts.rows
        if (found := words.hidden_target(row.indicator.name)) is not None
    ]
    yield Passed(len(facts.rows) - len(hiding))
    for row, found in hiding:
        held = plain(found).lstrip("≥≤><=") in plain(row.indicator.target or "")
        if held or isinstance(row.target, Deadline):
            yield PASSED
            continue
        yield Fault(
            row.at("name"),
            f"名称里有“{found}”，指标值一栏是“{row.indicator.target or '空'}”",
            row.indicator.target,
            found,
        )


def v609_vague(facts: Facts) -> Iterator[Outcome]:
    """定性的指标值说得出怎样算完成."""
    raws = [(r, r.target.raw) for r in facts.rows if isinstance(r.target, Qualitative)]
    yield skip("指标值不是文字", len(facts.rows) - len(raws))
    for row, raw in raws:
        if words.vague(plain(raw)):
            yield Fault(row.at("target"), f"指标值“{raw}”没有可以衡量的内容", raw)
        else:
            yield PASSED


def v610_damaged(facts: Facts) -> Iterator[Outcome]:
    """值没有因扫描、复制而损坏."""
    found = [
        (row, value, text)
        for row in facts.rows
        for value, text in (
            ("target", row.indicator.target),
            ("actual", row.indicator.actual),
        )
        if text and words.repair(text)
    ]
    yield _others(facts, found)
    for row, value, text in found:
        repair = words.repair(text)
        message = f"“{text}”疑为“{repair}”之误，未改动"
        yield Fault(row.at(value), message, text, repair)


def _others(facts: Facts, found: list[tuple[Row, str, str]]) -> Passed:
    return Passed(len(facts.rows) - len({id(row) for row, *_ in found}))


def v611_placeholder(facts: Facts) -> Iterator[Outcome]:
    """没有留下空白表的占位文字."""
    found = [
        (row, value, cell)
        for row in facts.rows
        for value in ("name", "target", "actual")
        if (cell := getattr(row.indicator, value)) and words.placeholder(cell)
    ]
    yield _others(facts, found)
    for row, value, cell in found:
        yield Fault(row.at(value), f"“{cell}”中留有空白表的占位文字", cell)
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
