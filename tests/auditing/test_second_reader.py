"""存疑的格: 算术作第二个读者, 说出按哪一种读法对得上, 从不改动所读的值."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from auditing import audit
from indicators import Evaluation, Indicator
from indicators.errors import Problem
from indicators.place import Place
from indicators.reasons import Doubt, UncertainText
from tests.auditing.tables import with_row

COLUMNS = {"target": 5, "actual": 6, "weight": 7, "stated": 8}


def at(row: int, what: str) -> Place:
    return Place("table", page=1, table=1, row=row + 10, column=COLUMNS[what])


def placed(table: Evaluation) -> Evaluation:
    """The table as a scan gives it: every value of a row has a cell."""
    rows = (
        evolve(row, places={what: at(number, what) for what in COLUMNS})
        for number, row in enumerate(table.indicators)
    )
    return evolve(table, indicators=tuple(rows))


def doubted(
    table: Evaluation, number: int, what: str, read: str, *others: str
) -> Evaluation:
    """The table with one cell that is doubted; as the reader does, it is held back."""
    rows = list(table.indicators)
    held = {"unread": (*rows[number].unread, (what, read))}
    value = read if what in {"target", "actual"} else None
    rows[number] = evolve(rows[number], **{what: value}, **held)
    text = UncertainText(read, "字迹不清", others)
    message = f"{Doubt.UNCERTAIN.sentence}：字迹不清"
    problem = Problem(at(number, what), message, read, None, Doubt.UNCERTAIN, text)
    warnings = (*table.warnings, problem)
    return evolve(table, indicators=tuple(rows), warnings=warnings)


def missed(**values: object) -> Evaluation:
    """A table whose third row is 98 % of ≥99 %, and has 9.90 of 10 points."""
    given = {
        "target": "≥99%",
        "actual": "98%",
        "stated": Decimal("9.90"),
        "variance_note": "设备检修",
    }
    return placed(with_row(2, **given | values))


def doubtful() -> Evaluation:
    """≥99% read as ≥66%."""
    return doubted(missed(), 2, "target", "≥66%", "≥99%")


def said(table: Evaluation) -> list[str]:
    return [w.message for w in audit(table).result.evaluation.warnings]


def test_the_reading_that_gives_the_stated_points_is_named_and_not_taken() -> None:
    (sentence,) = said(doubtful())
    assert sentence == "识别得不确定：字迹不清；按 ≥99% 读，本行得分与填报一致"
    row: Indicator = audit(doubtful()).result.evaluation.indicators[2]
    assert (row.target, row.unread) == ("≥66%", (("target", "≥66%"),))


def test_a_cell_that_is_doubted_twice_is_one_cell() -> None:
    table = doubtful()
    again = evolve(table, warnings=(*table.warnings, *table.warnings))
    assert audit(again).second_readings == audit(table).second_readings
    assert set(said(again)) == set(said(table))


def test_per_mille_that_was_read_as_percent_is_named() -> None:
    table = missed(target="≤0.5‰", actual="0.8‰", stated=Decimal("6.25"))
    (sentence,) = said(doubted(table, 2, "target", "≤0.5%", "≤0.5‰"))
    assert sentence.endswith("；按 ≤0.5‰ 读，本行得分与填报一致")


def test_what_was_read_is_borne_out_where_nothing_else_agrees() -> None:
    (sentence,) = said(doubted(missed(), 2, "target", "≥99%", "≥66%"))
    assert sentence.endswith("；按所读 ≥99%，本行得分与填报一致")


@pytest.mark.parametrize("others", [(), ("≥90%",), ("≥9O%",)])
def test_what_does_not_decide_says_nothing(others: tuple[str, ...]) -> None:
    """98% meets ≥90% as well as ≥66%; of ≥9O% nothing can be worked out."""
    table = placed(with_row(2, target="≥66%", actual="98%"))
    (sentence,) = said(doubted(table, 2, "target", "≥66%", *others))
    assert sentence == "识别得不确定：字迹不清"


def test_points_are_named_by_their_row_and_by_the_total() -> None:
    (sentence,) = said(doubted(missed(), 2, "stated", "6.90", "9.90"))
    assert sentence.endswith("；按 9.90 读，本行得分与填报一致，各项得分之和与总分一致")


def test_points_in_the_label_of_a_group_are_named_by_their_parts() -> None:
    label = Place("table", page=1, table=1, row=10, column=1)
    table = placed(with_row(2))
    rows = [
        evolve(
            row,
            path_weights=(Decimal(60), row.path_weights[1]),
            places={**row.places, "level1": label},
        )
        if row.path[0] == "产出指标"
        else row
        for row in table.indicators
    ]
    text = UncertainText("产出指标（60分）", "字迹不清", ("产出指标（50分）",))
    doubt = Problem(label, "识别得不确定：字迹不清", text.read, recognised=text)
    (sentence,) = said(evolve(table, indicators=tuple(rows), warnings=(doubt,)))
    assert sentence.endswith(
        "；按 产出指标（50分） 读，“产出指标”的分值与下级分值之和一致，"
        "各级分值之和与满分一致"
    )


def test_of_two_cells_that_would_each_do_it_none_is_preferred() -> None:
    """Points that a person gives: only their sum says that 7 was 10."""
    rows = [with_row(6).indicators[6]] * 2
    table = with_row(6)
    indicators = (*table.indicators[:7], *rows[:1], *table.indicators[8:])
    table = placed(evolve(table, indicators=indicators))
    total = evolve(table.total, stated=Decimal(100), grade=None)
    table = evolve(table, total=total)
    for number in (6, 7):
        table = doubted(table, number, "stated", "9", "10", "8")
    found = audit(table)
    assert found.second_readings == ()
    table = evolve(table, total=evolve(total, stated=Decimal(99)))
    one, other = said(table)
    assert one.endswith(
        "；按 10 读，各项得分之和与总分一致；"
        "只改第1页表1第17行第8列也能一致，不能认定是哪一处"
    )
    assert "只改第1页表1第16行第8列也能一致" in other


def test_a_sign_beside_one_that_may_be_per_mille_is_no_witness() -> None:
    """Both signs may be misread alike: the quotient stays what it is."""
    table = missed(target="≤5%", actual="6%", stated=Decimal("8.33"))
    (sentence,) = said(doubted(table, 2, "target", "≤5%", "≤5‰"))
    assert sentence == "识别得不确定：字迹不清"


def test_two_cells_are_never_read_otherwise_at_once() -> None:
    table = missed(target="≥66%", actual="68%", stated=Decimal("9.90"))
    table = doubted(table, 2, "target", "≥66%", "≥99%")
    table = doubted(table, 2, "actual", "68%", "98%")
    assert audit(table).second_readings == ()
