"""几个指标写在一行、合用一格原因: 原因归扣了分的指标."""

from __future__ import annotations

import pytest

from auditing.audit import audit
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

HEAD = "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|偏差原因|\n"
TOTAL = "\n|合计|<|<|<|<|100|{}||"


def notes(names: str, stated: str, note: str) -> tuple[list[str | None], list[str]]:
    count = names.count("\\n") + 1
    targets, weights = "\\n".join(["≥10个"] * count), "\\n".join(["10"] * count)
    actuals = stated
    row = f"|产出指标|数量指标|{names}|{targets}|{actuals}|{weights}|{stated}|{note}|"
    (found,) = recognise(drawn(HEAD + row + TOTAL.format(100)))
    findings = [finding.name for finding in audit(found).of("N501")]
    return [each.variance_note for each in found.indicators], findings


@pytest.mark.parametrize(
    ("names", "stated", "note", "read"),
    [
        ("甲\\n乙", "10\\n9", "天气原因", [None, "天气原因"]),
        ("甲\\n乙", "8\\n10", "天气原因", ["天气原因", None]),
        ("甲\\n乙\\n丙", "10\\n9\\n8", "停工两月", [None, "停工两月", "停工两月"]),
        ("甲\\n乙", "10\\n10", "如期完成", ["如期完成", "如期完成"]),
        ("甲\\n乙", "9\\n8", "1.停工\\n2.缺料", ["1.停工", "2.缺料"]),
        ("甲\\n乙\\n丙", "10\\n9\\n8", "2.停工\\n3.缺料", [None, "2.停工", "3.缺料"]),
        ("甲\\n乙\\n丙", "9\\n10\\n10", "（1）停工", ["（1）停工", None, None]),
    ],
)
def test_a_reason_of_several_indicators_goes_to_those_that_lost_points(
    names: str, stated: str, note: str, read: list[str | None]
) -> None:
    assert notes(names, stated, note) == (read, [])


def test_an_indicator_whose_number_no_reason_bears_is_told() -> None:
    assert notes("甲\\n乙\\n丙", "9\\n9\\n10", "2.停工")[1] == ["甲"]
