"""选评分办法: 适用的条件写在办法的文件里, 加一个省不用改代码."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

from auditing import audit
from indicators import Deduction, Evaluation, FundLine, Funds, Indicator, Quantity
from indicators.errors import InputError
from scoring import choice, load_policy, policy, policy_ids
from scoring.applies import CONDITIONS, Applies
from scoring.choice import choose

COST = Indicator(("成本指标", "经济成本指标"), "甲", weight=Decimal(20))
PLAIN = Indicator(("产出指标", "数量指标"), "甲", weight=Decimal(20))
BRIEF = evolve(PLAIN, extra=(("完成情况简要描述", "已建"),))
DEDUCTED = evolve(PLAIN, deduction=Deduction(Decimal(1)))
LOST = evolve(PLAIN, stated=Decimal(18), deduction=Deduction(Decimal(2)))


def funded(**values: object) -> Funds:
    return Funds((FundLine("年度资金总额", **values),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("table", "policy", "reason"),
    [
        (
            Evaluation(form="中央对地方转移支付绩效自评表"),
            "transfer-unscored",
            "版式为转移支付自评表，没有分值与得分",
        ),
        (
            Evaluation(form="转移支付自评表（湖北）", indicators=(PLAIN,)),
            "hubei-2020",
            "版式为湖北的自评表（转移支付自评表（湖北））",
        ),
        (
            Evaluation(form="转移支付自评表（湖北）"),
            "transfer-unscored",
            "版式为转移支付自评表，没有分值与得分",
        ),
        (
            Evaluation(form="公共卫生服务补助资金绩效自评表"),
            "transfer-unscored",
            "各行没有分值与得分，与转移支付自评表相同",
        ),
        (
            Evaluation(form="510000_0013zp", funds=funded(weight=Decimal(20))),
            "sichuan-department",
            "版式为四川的部门预算自评表（510000_0013zp）",
        ),
        (
            Evaluation(indicators=(COST,), funds=funded(weight=Decimal("20.0"))),
            "hubei-2020",
            "执行率印有 20 分，与湖北的办法相同",
        ),
        (Evaluation(year=2018, indicators=(COST,)), "mof-2021", "成本指标列为一级指标"),
        (
            Evaluation(year=2018, indicators=(BRIEF,)),
            "yitihua",
            "有扣减分数或完成情况简要描述，是一体化系统的导入表",
        ),
        (
            Evaluation(indicators=(DEDUCTED,)),
            "yitihua",
            "有扣减分数或完成情况简要描述，是一体化系统的导入表",
        ),
        (
            Evaluation(form="水利发展资金区域绩效目标自评表"),
            "transfer-unscored",
            "版式为转移支付自评表，没有分值与得分",
        ),
        (
            Evaluation(indicators=(LOST, PLAIN)),
            "mof-2020",
            "没有别的依据，用全国通行的办法",
        ),
        (
            Evaluation(indicators=(LOST, evolve(LOST, stated=Decimal(7)))),
            "yitihua",
            "有扣减分数或完成情况简要描述，是一体化系统的导入表",
        ),
        (
            Evaluation(indicators=(DEDUCTED,), concessions_under="mof-2020"),
            "mof-2020",
            "没有别的依据，用全国通行的办法",
        ),
        (
            Evaluation(year=2016, funds=funded(initial=Quantity(Decimal(1)))),
            "legacy-2016",
            "2016 年度，适用 2016 年版的自评表",
        ),
        (
            Evaluation(year=2019, funds=funded(budget=Quantity(Decimal(1)))),
            "mof-2020",
            "没有别的依据，用全国通行的办法",
        ),
        (
            Evaluation(year=2020, indicators=(PLAIN,)),
            "mof-2020",
            "没有别的依据，用全国通行的办法",
        ),
    ],
)
def test_the_policy_follows_from_the_table_the_strongest_evidence_first(
    table: Evaluation, policy: str, reason: str
) -> None:
    chosen = choose(table)
    assert (chosen.policy, chosen.reason) == (policy, reason)


def written(folder: Path, applies: str, name: str = "huanggang-2024") -> Path:
    """A policy of one's own: a copy of a shipped one for other tables."""
    text = (policy.SHIPPED / "hubei-2020.toml").read_text("utf-8")
    head, _, rules = text.partition("\n[rules.")
    head = head.split("\n[[applies]]")[0].replace("hubei-2020", name)
    path = folder / f"{name}.toml"
    path.write_text(f"{head}\n{applies}\n[rules.{rules}", "utf-8")
    return path


APPLIES = '[[applies]]\nforms = ["黄冈"]\nreason = "版式为黄冈的自评表（{form}）"\n'


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of policies as shipped, to which files may be added."""
    folder = tmp_path / "policies"
    shutil.copytree(policy.SHIPPED, folder)
    caches = (policy._shipped, choice._shipped)
    monkeypatch.setattr(policy, "SHIPPED", folder)
    for cached in caches:
        cached.cache_clear()
    yield folder
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


def test_a_file_beside_the_shipped_ones_is_chosen_and_audits(shelf: Path) -> None:
    table = Evaluation(form="黄冈市项目自评表", indicators=(PLAIN,))
    assert choose(table).policy == "mof-2020"
    choice._shipped.cache_clear()
    written(shelf, APPLIES)
    assert "huanggang-2024" in policy_ids()
    audited = audit(table)
    assert audited.choice.policy == audited.result.policy.id == "huanggang-2024"
    assert audited.choice.reason == "版式为黄冈的自评表（黄冈市项目自评表）"
    assert choose(Evaluation(form="湖北省项目自评表")).policy == "hubei-2020"


@pytest.mark.parametrize("name", policy_ids())
def test_a_choice_reads_of_a_file_what_the_whole_file_says(name: str) -> None:
    assert policy.applies_of(name) == load_policy(name).applies


def test_a_policy_of_the_user_s_own_is_chosen_before_a_shipped_one(
    tmp_path: Path,
) -> None:
    own = load_policy(written(tmp_path, APPLIES))
    both = Evaluation(form="湖北黄冈项目自评表")
    assert choose(both).policy == "hubei-2020"
    assert choose(both, (own,)).policy == "huanggang-2024"
    assert choose(Evaluation(form="海南"), (own,)).policy == "hainan-2023"


def test_more_conditions_go_before_fewer(tmp_path: Path) -> None:
    narrow = APPLIES + "years = [2024, 2030]\n"
    first = load_policy(written(tmp_path, APPLIES, "wide"))
    second = load_policy(written(tmp_path, narrow, "narrow"))
    for own in ((first, second), (second, first)):
        assert choose(Evaluation(form="黄冈", year=2025), own).policy == "narrow"
        assert choose(Evaluation(form="黄冈", year=2023), own).policy == "wide"


@pytest.mark.parametrize(
    ("applies", "told"),
    [
        ('[[applies]]\nreason = "总是"\n', "没有写明条件"),
        ('[[applies]]\nforms = ["黄冈"]\n', "缺少这一项"),
        ('[[applies]]\nforms = ["黄冈"]\nreason = "{place}"\n', "理由写得不对"),
        ('[[applies]]\nform = ["黄冈"]\nreason = "甲"\n', "不认识的键"),
    ],
)
def test_a_broken_condition_is_refused_with_its_key(
    tmp_path: Path, applies: str, told: str
) -> None:
    with pytest.raises(InputError, match=told) as refused:
        load_policy(written(tmp_path, applies))
    assert "applies" in str(refused.value)


def test_every_condition_is_explained_where_a_policy_is_written() -> None:
    guide = Path(__file__).parents[2] / "docs/adding-a-policy.md"
    text = guide.read_text("utf-8")
    for name in CONDITIONS:
        assert f"| `{name} = " in text
        assert hasattr(Applies(reason="甲", forms=("乙",)), name)


def test_no_code_of_the_choice_names_a_policy_or_a_place() -> None:
    for name in ("choice.py", "applies.py"):
        code = (policy.SHIPPED.parent / name).read_text("utf-8")
        code = code.replace(
            ">>> choose(Evaluation(form=\"项目自评表(湖北)\")).policy\n    'hubei-2020'",
            "",
        )
        for word in (*policy_ids(), "湖北", "四川", "海南", "转移支付", "一体化"):
            assert word not in code, word
