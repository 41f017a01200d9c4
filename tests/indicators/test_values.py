"""每一种真实写法都读成它的意思: 十二组写法在 values.tsv, 一行一例."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

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

with (Path(__file__).parent / "values.tsv").open(encoding="utf-8") as file:
    CASES = [tuple(row) for row in csv.reader(file, delimiter="\t") if row]


def notation(value: Value) -> str:
    """Write a reading in the notation of values.tsv."""
    match value:
        case Quantity(value=number, unit=unit):
            return f"数 {number:f} {unit}".strip()
        case Bound(sign=sign, quantity=quantity):
            return f"界 {sign} {quantity.value:f} {quantity.unit}".strip()
        case Range(low=low, high=high):
            return f"区间 {low.value:f} {high.value:f} {high.unit}".strip()
        case Moment(year=year, first=first, last=last, vague=vague):
            period = f"{first[0]}-{first[1]} {last[0]}-{last[1]}"
            return f"时 {year or '?'} {period}{' 约' if vague else ''}"
        case Absent(mark=mark):
            return f"空 {mark}".strip()
        case Text(text=text):
            return f"文 {text}"
    raise TypeError(value)


@pytest.mark.parametrize(("group", "text", "reading"), CASES)
def test_a_published_string_reads_as_stated(
    group: str, text: str, reading: str
) -> None:
    assert notation(read_value(text.replace("\\n", "\n"))) == reading, group


def test_the_catalogue_covers_all_twelve_groups_and_120_strings() -> None:
    assert {group for group, _, _ in CASES} >= {f"G{n}" for n in range(1, 13)}
    assert len({text for _, text, _ in CASES}) >= 120


def test_every_glyph_of_a_sign_reads_alike() -> None:
    for sign in ("≥", "≧", ">=", "⩾", "＞=", "＞＝", "不低于", "不少于", "不小于"):
        assert read_value(f"{sign}95%") == Bound(">=", Quantity(Decimal(95), "%"))
    for sign in ("≤", "≦", "<=", "＜＝", "不高于", "不超过"):
        assert read_value(f"{sign}5次") == Bound("<=", Quantity(Decimal(5), "次"))


def test_a_sign_and_a_suffix_that_disagree_stay_text() -> None:
    assert isinstance(read_value("≥10以内"), Text)


@settings(max_examples=300)
@given(st.decimals(0, 10**9, places=4), st.sampled_from("%个元 次亩天"))
def test_a_number_keeps_every_digit_that_was_typed(value: Decimal, unit: str) -> None:
    text = f"{value:f}{unit}".strip()
    assert read_value(text) == Quantity(value, unit.strip())


NUMBERS = st.decimals(0, 10**9, places=2).map(lambda number: f"{number:f}")
REMARKS = st.sampled_from(
    ("已完成", "全部达标", "其中女15人次", "见附件", "超额完成", "每季度1次", "无投诉")
)


@settings(max_examples=300)
@given(
    st.sampled_from(("", "≥", "≤", "﹦", "不低于", "至少")),
    NUMBERS,
    st.sampled_from(("", "%", "个", "万元", "人次", "平方米", "元/人·月")),
    REMARKS,
    st.sampled_from(("（{}）", "({})", "【{}】", "（{}）。")),
)
def test_a_value_never_changes_by_a_remark_behind_it(
    sign: str, number: str, unit: str, remark: str, brackets: str
) -> None:
    value = f"{sign}{number}{unit}"
    assert read_value(value + brackets.format(remark)) == read_value(value)


@settings(max_examples=200)
@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.data())
def test_a_date_stays_itself_in_a_sentence_about_finishing(
    day: date, data: st.DataObject
) -> None:
    written = f"{day.year}年{day.month}月{day.day}日"
    sentences = ("已于{}全部完成", "完成时间：{}", "于{}前完工", "{}竣工并通过验收")
    sentence = data.draw(st.sampled_from(sentences))
    found = read_value(sentence.format(written))
    assert isinstance(found, Moment)
    assert evolve(found, stage="") == read_value(written)
    assert found.stage == "finished"
    undone = data.draw(st.sampled_from(("未在{}完成", "{}未能完工", "预计{}完成")))
    assert isinstance(read_value(undone.format(written)), Text)


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from("个%亩"))
def test_the_two_ends_of_a_range_are_read_however_they_are_joined(
    one: int, other: int, unit: str
) -> None:
    low, high = sorted((one, other + 10**4))
    ends = Range(Quantity(Decimal(low), unit), Quantity(Decimal(high), unit))
    for text in ("[{0}{2},{1}{2}]", "≥{0}{2}且≤{1}{2}", "≤{1}{2}，≥{0}{2}"):
        assert read_value(text.format(low, high, unit)) == ends
