"""重算的总分不会默默高过满分: 各行与执行率的分值随便写, 高过了就有一处发现说出来."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from auditing.audit import audit
from indicators import Evaluation, FundLine, Funds, Indicator, Quantity, Total
from scoring import load_policy, policy_ids

PATHS = (("产出指标", "数量指标"), ("效益指标", "社会效益指标"), (None, None), ())
MONEY = Quantity(Decimal(50), "万元")
weights = st.none() | st.integers(1, 120).map(Decimal)
rows = st.builds(
    lambda path, weight, note: Indicator(
        path, "合格率", "≥95%", "96%", weight, weight, variance_note=note
    ),
    st.sampled_from(PATHS),
    weights,
    st.sampled_from((None, "雨季")),
)
lines = st.builds(
    lambda weight: FundLine("年度资金总额", MONEY, MONEY, MONEY, weight), weights
)
tables = st.builds(
    Evaluation,
    funds=st.builds(lambda line: Funds((line,)), lines) | st.just(Funds()),
    indicators=st.lists(rows, min_size=1, max_size=5).map(tuple),
    total=st.builds(
        Total,
        st.sampled_from((None, Decimal(100))),
        st.none() | st.integers(0, 130).map(Decimal),
    ),
)


@settings(max_examples=400, deadline=None)
@given(tables, st.sampled_from(policy_ids()))
def test_a_total_above_the_whole_is_told(table: Evaluation, policy: str) -> None:
    result = audit(table, load_policy(policy))
    line = result.panel.total
    if line.high is not None and line.high > result.facts.full:
        assert result.of("W201", "W204")
