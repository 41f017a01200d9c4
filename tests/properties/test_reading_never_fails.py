"""任意文字都能读: 十万条随机文字, 不抛任何意外的错误."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import Evaluation, Indicator, read_target, read_value, suggest
from indicators.codec import structure
from indicators.documents import parse_document
from indicators.errors import InputError
from indicators.quantity import Text
from scoring import load_policy, score

ALPHABET = (
    "0123456789.,-+%‰％≥≤≧≦><=═±~～—–/年月日季度前底以上内下不低于高超过个次万亿元亩"
    "零一二两三十百千提升完成无全 \n\t（）()*工二酚IO$^²½Ⅳ①𝟗٣９\x00\ud7ff\U0001f600"
)
COUNT = 100_000


def test_100_000_arbitrary_strings_are_read_without_error() -> None:
    chance = random.Random(20210630)  # noqa: S311
    texts = 0
    for _ in range(COUNT):
        length = chance.choice((1, 2, 3, 5, 8, 13, 40))
        text = "".join(chance.choices(ALPHABET, k=length))
        value = read_value(text)
        read_target(text, name=text[::-1])
        suggest(text)
        texts += isinstance(value, Text)
    assert COUNT // 4 < texts < COUNT


@settings(max_examples=500)
@given(st.text())
def test_any_unicode_text_is_read_and_its_text_kept(text: str) -> None:
    value = read_value(text)
    if isinstance(value, Text):
        assert value.text == text.strip()


@settings(max_examples=300)
@given(st.text(max_size=30), st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_any_two_texts_are_compared_without_error(
    target: str, actual: str, name: str
) -> None:
    rows = (Indicator((), name, target or None, actual or None),)
    for policy in ("mof-2020", "nanchang-2021"):
        result = score(Evaluation(indicators=rows), load_policy(policy))
        assert result.rows[-1].outcome


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(
            st.sampled_from(["indicators", "funds", "lines", "path", "name", "weight"])
            | st.text(max_size=5),
            children,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(["indicators", "funds", "year", "x"]), JSON))
def test_any_document_is_read_or_refused_with_its_problems(
    document: dict[str, object],
) -> None:
    try:
        structure(document, Evaluation, "表")
    except InputError as error:
        problems = error.problems
    else:
        return
    assert problems
    assert all(str(problem.where).startswith("表") for problem in problems)


@settings(max_examples=200)
@given(st.text(), st.booleans())
def test_any_text_is_a_document_or_a_clear_error(text: str, json_text: bool) -> None:  # noqa: FBT001
    try:
        document = parse_document(text, "文件", json_text=json_text)
    except InputError as error:
        document = {"refused": str(error.problems[0].where)}
        where = str(error.problems[0].where)
    else:
        where = "文件"
    assert isinstance(document, dict)
    assert where == "文件"
