"""ziping audit 与 ziping compare: 该说的都说, 无误时安静, 退出码可靠."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from attrs import evolve

from indicators import Evaluation
from tests.app.conftest import ROOT, Said, Saved
from tests.auditing.tables import sound, with_row

NANCHANG = str(ROOT / "examples/nanchang-2021/evaluation.toml")


Ziping = Callable[..., Said]


def explained() -> Evaluation:
    """A sound table that says something, so that not even the sampling flag is up."""
    return with_row(1, variance_note="多培训一期")


def test_nanchang_is_told_worst_first_with_the_totals_panel(ziping: Ziping) -> None:
    code, out, err = ziping("audit", NANCHANG)
    assert (code, err) == (1, "")
    assert out.index("F302") < out.index("P410") < out.index("P408") < out.index("V609")
    assert "填报执行率得分 9.9，按金额应得 6.09 分，多 3.81 分" in out
    assert "办法：按金额重算执行率得分，或更正金额" in out
    assert "评分办法：mof-2020" in out
    assert "（没有别的依据，用全国通行的办法）" in out
    assert "总分" in out
    assert "89.35～94.55  不一致" in out
    assert "核对 53 项：34 项通过，13 项有发现（共 45 处），6 项不适用" in out


def test_a_table_that_holds_together_is_told_in_few_lines(
    ziping: Ziping, saved: Saved
) -> None:
    code, out, _ = ziping("audit", saved("甲", explained()), "--policy", "legacy-2016")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].endswith("甲.json：认可评定则一致；没有发现")
    assert lines[-2].startswith("填报总分 100，认可 1 行的评定或理解则一致")
    assert lines[-1].startswith("核对 53 项")
    assert len(lines) <= 6


def test_notes_do_not_fail_unless_asked(ziping: Ziping, saved: Saved) -> None:
    path = saved("甲", sound())
    assert ziping("audit", path)[0] == 0
    assert ziping("audit", path, "--fail-on", "info")[0] == 1
    assert ziping("audit", NANCHANG, "--fail-on", "error")[0] == 0


def test_only_shows_the_chosen_checks_in_full(ziping: Ziping) -> None:
    code, out, _ = ziping("audit", NANCHANG, "--only", "v609")
    assert code == 0
    assert out.count("V609 提示") == 20
    assert "P408" not in out
    assert ziping("audit", NANCHANG, "--only", "P408，N5")[1].count("N501 提醒") == 6


def test_a_code_that_names_no_check_is_refused(ziping: Ziping) -> None:
    code, out, err = ziping("audit", NANCHANG, "--only", "Z9")
    assert (code, out) == (2, "")
    assert "没有这个编号（原值“Z9”）" in err


def test_reproduce_names_the_readings_that_give_the_points(ziping: Ziping) -> None:
    _, out, _ = ziping("audit", NANCHANG, "--reproduce")
    assert "执行率得分按金额：没有" in out
    assert "执行率得分按填报的执行率：nanchang-2021" in out
    assert "0.47  没有" in out
    assert "0.67  nanchang-2021" in out


def test_json_carries_the_source_and_its_hash(ziping: Ziping) -> None:
    _, out, _ = ziping("audit", NANCHANG, "--json", "--only", "F")
    document = json.loads(out)
    digest = sha256(Path(NANCHANG).read_bytes()).hexdigest()
    assert document["source"] == {"path": NANCHANG, "sha256": digest}
    assert [f["code"] for f in document["findings"]] == ["F302", "F301", "F307"]


def test_several_files_are_audited_and_a_broken_one_is_told(
    ziping: Ziping, saved: Saved, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.json"
    broken.write_text("{", "utf-8")
    code, out, err = ziping("audit", saved("甲", sound()), str(broken), NANCHANG)
    assert code == 2
    assert "坏.json" in err
    assert "示例（2022 年度）" in out
    assert "南昌市大数据发展专项资金（2021 年度）" in out
    documents = json.loads(ziping("audit", NANCHANG, NANCHANG, "--json")[1])
    assert len(documents) == 2


def test_other_tables_are_read_for_comparison(ziping: Ziping, saved: Saved) -> None:
    approved = saved("批复", with_row(0, target="≥6个"))
    _, out, _ = ziping(
        "audit", saved("甲", sound()), "--approved", approved, "--last-year", approved
    )
    assert "X701 不一致  修缮校舍" in out
    assert "指标值“≥5个”，批复为“≥6个”" in out
    code, _, err = ziping("audit", NANCHANG, "--monitoring", "没有.json")
    assert code == 2
    assert "没有.json" in err


def test_two_versions_are_compared_with_a_bridge(ziping: Ziping, saved: Saved) -> None:
    later = with_row(0, actual="4个", stated=Decimal(8), variance_note="缓建")
    code, out, _ = ziping("compare", saved("前", sound()), saved("后", later))
    assert code == 1
    assert out.splitlines()[0].endswith("前.json")
    assert out.splitlines()[1].endswith("后.json")
    assert "增加 0 行，删去 0 行，改动 1 行" in out
    assert "总分：100 → 98（−2）" in out


def test_what_the_rows_do_not_explain_is_said(ziping: Ziping, saved: Saved) -> None:
    other = evolve(sound(), total=evolve(sound().total, stated=Decimal(99)))
    _, out, _ = ziping("compare", saved("前", sound()), saved("后", other))
    assert "其中 −1 分不能由各行的变化说明" in out
    blank = evolve(sound(), total=evolve(sound().total, stated=None))
    _, out, _ = ziping("compare", saved("前", sound()), saved("无", blank))
    assert "总分：前 100，后 没有印" in out


def test_the_same_table_has_no_differences(ziping: Ziping) -> None:
    code, out, _ = ziping("compare", NANCHANG, NANCHANG)
    assert code == 0
    assert out.splitlines()[2:] == ["两张表的内容没有不同。"]
    assert (
        json.loads(ziping("compare", NANCHANG, NANCHANG, "--json")[1])["changes"] == []
    )


def test_what_differs_outside_of_the_rows_is_told(ziping: Ziping, saved: Saved) -> None:
    first, *rest = sound().indicators
    lighter = evolve(first, path_weights=(Decimal(50), Decimal(15)))
    rows = (lighter, evolve(rest[0], path_weights=lighter.path_weights), *rest[1:])
    other = evolve(sound(), project="别的", indicators=rows)
    code, out, _ = ziping("compare", saved("前", sound()), saved("后", other))
    assert code == 1
    assert "表头、目标与各级分值 2 处不同：" in out
    assert "项目名称  示例  别的" in out
    assert "产出指标 > 数量指标  分值      20    15" in out
    assert "资金与指标各行没有不同" in out


def test_rows_in_another_order_are_told_and_do_not_count(
    ziping: Ziping, saved: Saved
) -> None:
    first, second, *rest = sound().indicators
    turned = evolve(sound(), indicators=(second, first, *rest))
    code, out, _ = ziping("compare", saved("前", sound()), saved("后", turned))
    assert code == 0
    assert "共有的指标，先后不同；对照时不计先后。" in out


def test_json_names_the_two_files(ziping: Ziping, saved: Saved) -> None:
    before, after = saved("前", sound()), saved("后", explained())
    sources = json.loads(ziping("compare", before, after, "--json")[1])["sources"]
    assert [sources["before"]["path"], sources["after"]["path"]] == [before, after]
    assert sources["before"]["sha256"] == sha256(Path(before).read_bytes()).hexdigest()
