"""句子是给人读的: 改写每一句原因, 没有一条发现因此改变."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path

import pytest

from auditing import audit
from indicators import Evaluation, Indicator, Total
from indicators.reasons import Doubt, Inference, Reason
from reading import read
from scoring.reasons import Assumption, Unmeasurable
from tests.published.rendering import as_csv, rendered
from tests.published.tables import NAMES, table

ENUMS = (Inference, Doubt, Unmeasurable, Assumption)
EVERY = tuple(chain.from_iterable(ENUMS))
REWORDED = "换一种说法 {} {} {}"


def forget() -> None:
    """Empty every cache, so that nothing keeps a sentence of before."""
    gc.collect()
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper):
            found.cache_clear()


@pytest.fixture
def reword(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    def now() -> None:
        def sentence(self: Reason) -> str:
            missing = 3 - self.value.count("{}")
            return f"{self.name} {REWORDED}".replace("{}", "－", missing)

        monkeypatch.setattr(Reason, "sentence", property(sentence))
        forget()

    yield now
    monkeypatch.undo()
    forget()


def findings(path: Path) -> list[tuple[str, str | None, str]]:
    evaluation = read(path)
    found = audit(evaluation).findings
    return [(each.code, each.place, each.severity) for each in found]


@pytest.mark.parametrize("name", [*NAMES, "nanchang-2021"])
def test_no_finding_of_a_published_table_hangs_on_a_sentence(
    name: str,
    tmp_path: Path,
    reword: Callable[[], None],
) -> None:
    path = as_csv(rendered(*table(name)), tmp_path / "a.csv")
    before = findings(path)
    reword()
    assert findings(path) == before


def awkward(folder: Path) -> Path:
    """A table whose findings rest on reasons: shares, copied texts, rows unfilled."""
    rows = (
        ("合格率", "≥95%", "0.97", "10", ""),
        ("满意度", "≥90%", "1", "10", ""),
        ("能力", "能力提升至二级", "能力提升至二级", "5", "只完成一半"),
        ("完成时间", "2021-6-30", "100%", "10", ""),
        ("培训人数", "≥100人", "5次", "10", ""),
        ("指标2：", "", "", "", ""),
        ("上线数", "≥10个", "", "10", ""),
    )
    heading = "一级指标,二级指标,三级指标,指标值,完成值,分值,得分,偏差原因"
    lines = [
        f"产出指标,数量指标,{name},{target},{actual},{'10' if points else ''},{points},{note}"
        for name, target, actual, points, note in rows
    ]
    path = folder / "自评表.csv"
    path.write_text("\n".join((heading, *lines, "总分,,,,,60,55,")), "utf-8")
    return path


def test_no_finding_that_rests_on_a_reason_hangs_on_its_sentence(
    tmp_path: Path, reword: Callable[[], None]
) -> None:
    path = awkward(tmp_path)
    before = findings(path)
    assert {"V608", "V611", "V612", "P407"} <= {code for code, *_ in before}
    assert "P404" not in {code for code, *_ in before}  # the copied text says why
    reword()
    assert findings(path) == before
    evaluation = read(path)
    told = [finding.message for finding in audit(evaluation).of("V612")]
    assert all("换一种说法" in message for message in told)
    assert "UNFILLED_ROW" in evaluation.warnings[-1].message


def test_every_reason_has_a_sentence_of_its_own() -> None:
    assert len({reason.sentence for reason in EVERY}) == len(EVERY)
    for reason in EVERY:
        blanks = reason.sentence.count("{}")
        assert "{" not in str(reason.of(*"甲乙丙"[:blanks]))


def test_reasons_stand_in_the_layers_and_nowhere_else() -> None:
    assert set(Reason.__subclasses__()) == set(ENUMS)


@pytest.mark.parametrize(
    ("target", "actual", "reason", "outcome"),
    [
        ("≥95%", "0.97", Unmeasurable.SHARE_OR_PERCENT, "unverifiable"),
        ("2021-6-30", "100%", Unmeasurable.DATE_AGAINST_PERCENT, "unverifiable"),
        ("2021-6-30", "已办", Unmeasurable.DATE_AGAINST_OTHER, "unverifiable"),
        ("2021-6-30", "2021年3月开工", Unmeasurable.BEGUN_OR_FINISHED, "unverifiable"),
        ("≥5个", "5%", Unmeasurable.UNITS_DIFFER, "unverifiable"),
        ("≥5个", "完成", Unmeasurable.NUMBER_AGAINST_TEXT, "unverifiable"),
        ("≥5个", "2021-6-30", Unmeasurable.NUMBER_AGAINST_DATE, "unverifiable"),
        ("≥5个", "≥3个", Unmeasurable.AT_LEAST_ONLY, "unverifiable"),
        ("≥5个", "3-6个", Unmeasurable.RANGE_ONLY, "unverifiable"),
        ("提升", "5%", Unmeasurable.TEXT_AGAINST_NUMBER, "unverifiable"),
        ("≥5个", None, Unmeasurable.BLANK_ACTUAL, "missing"),
        ("≥5个", "/", Unmeasurable.MARKED_ACTUAL, "missing"),
        (None, "5个", Unmeasurable.BLANK_TARGET, "missing"),
        ("未填报", "5个", Unmeasurable.MARKED_TARGET, "missing"),
        ("无", "5个", Unmeasurable.NONE_AS_TARGET, "unverifiable"),
        ("/", "/", Unmeasurable.NOT_APPLICABLE, "not_applicable"),
    ],
)
def test_a_row_without_a_formula_carries_its_reason(
    target: str | None, actual: str | None, reason: Unmeasurable, outcome: str
) -> None:
    row = Indicator(("产出指标",), "甲", target, actual, Decimal(10), Decimal(10))
    total = Total(Decimal(100), Decimal(10))
    result = audit(Evaluation(year=2021, indicators=(row,), total=total)).result
    (scored,) = result.rows
    assert scored.lacks_formula(reason)
    assert (reason.outcome, scored.outcome) == (outcome, outcome)
    assert scored.explanation.substitution == str(scored.reason)


def test_a_computed_row_has_no_reason_and_keeps_its_assumptions_as_values() -> None:
    row = Indicator(("产出指标",), "故障率", "5%", "3", Decimal(10), Decimal(10))
    (scored,) = audit(Evaluation(indicators=(row,))).result.rows
    assert scored.reason is None
    kinds = [assumed.kind for assumed in scored.assumptions]
    assert kinds == [Inference.REVERSE_NAME, Assumption.UNIT_OF_OTHER]
    assert [str(assumed) for assumed in scored.assumptions] == [
        "名称含“故障率”，按反向指标（不高于）理解",
        "“3”没有单位，按“%”理解",
    ]


def test_a_doubt_keeps_its_reason_through_a_data_file() -> None:
    import json

    from indicators import dump
    from indicators.codec import structure
    from indicators.errors import Problem

    doubt = Problem.of("表!D9", Doubt.UNFILLED_ROW, "指标2：")
    told = Evaluation(warnings=(doubt, Problem("表!D10", "另一句")))
    written = json.loads(json.dumps(dump(told)))
    assert written["warnings"][0] == {
        "where": "表!D9",
        "message": "空行未作为指标读取",
        "value": "指标2：",
        "remedy": None,
    }
    again = structure(written, Evaluation, "a.json")
    assert [each.reason for each in again.warnings] == [Doubt.UNFILLED_ROW, None]
