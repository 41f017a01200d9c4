"""表下的文字: 原因、问题、说明读进 remarks; 写着“无”的不读."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indicators import Evaluation, Total, load
from indicators.codec import dump, structure
from reading import read
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

HEADING = "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|"
ROW = "|产出指标|数量指标|甲|≥10个|9个|20|18|"
TOTAL = "|总分|<|<|<|<|20|18|"


def one(below: str) -> Evaluation:
    (found,) = recognise(drawn(f"{HEADING}\n{ROW}\n{below}"))
    assert [row.name for row in found.indicators] == ["甲"]
    assert (found.total.weight, found.total.stated) == (20, 18)
    return found


@pytest.mark.parametrize(
    ("below", "remark"),
    [
        (
            f"{TOTAL}\n|偏差大或目标未完成原因分析|<|7月洪水|<|<|<|<|",
            ("偏差大或目标未完成原因分析", "7月洪水"),
        ),
        (
            f"|其他需要说明的事项|<|尾款次年支付|<|<|<|<|\n{TOTAL}",
            ("其他需要说明的事项", "尾款次年支付"),
        ),
        (f"|未完成原因|<|雨季|<|<|<|<|\n{TOTAL}", ("未完成原因", "雨季")),
        (f"{TOTAL}\n|存在问题：|进度偏慢|<|<|<|<|<|", ("存在问题", "进度偏慢")),
        (
            f"{TOTAL}\n|存在的主要问题：1.进度偏慢\\n2.管理不细|<|<|<|<|<|<|",
            ("存在的主要问题", "1.进度偏慢\n2.管理不细"),
        ),
        (
            f"{TOTAL}\n|下一步改进措施|<|<|<|<|<|<|\n|加强调度|<|<|<|<|<|<|",
            ("下一步改进措施", "加强调度"),
        ),
        (
            f"{TOTAL}\n|存在问题及原因分析|<|一、进度|<|<|<|<|\n|^|<|二、管理|<|<|<|<|",
            ("存在问题及原因分析", "一、进度\n二、管理"),
        ),
        (f"{TOTAL}\n|说明|<|审计未发现问题|<|<|<|<|", ("说明", "审计未发现问题")),
    ],
)
def test_what_is_said_below_the_table_is_kept(
    below: str, remark: tuple[str, str]
) -> None:
    found = one(below)
    assert found.remarks == (remark,)
    assert found.warnings == ()


@pytest.mark.parametrize(
    "below",
    [
        f"{TOTAL}\n|存在问题|<|无|<|<|<|<|\n|改进措施|<|/|<|<|<|<|",
        f"{TOTAL}\n|其他需要说明的事项：无。|<|<|<|<|<|<|",
        f"{TOTAL}\n|未完成原因|<||<|<|<|<|\n|备注|<||<|<|<|<|",
        f"{TOTAL}\n|注：1.未完成原因须写明|<|<|<|<|<|<|",
        f"{TOTAL}\n|得分说明：定量指标按比例计分|<|<|<|<|<|<|",
        f"{TOTAL}\n|项目负责人：张三|<|<|财务负责人|<|李四|<|",
        f"{TOTAL}\n|存在问题|<|改进措施|<|<|<|<|",
    ],
)
def test_nothing_said_is_no_remark(below: str) -> None:
    assert one(below).remarks == ()


def test_each_of_several_tables_keeps_its_own_remarks() -> None:
    sheet = "|项目名称|某项目|<|<|<|<|<|"
    first, second = recognise(
        drawn(
            f"{sheet}\n{HEADING}\n{ROW}\n{TOTAL}\n|存在问题|<|甲表|<|<|<|<|\n"
            f"{sheet}\n{HEADING}\n{ROW}\n{TOTAL}\n|存在问题|<|乙表|<|<|<|<|"
        )
    )
    assert (first.remarks, second.remarks) == (
        (("存在问题", "甲表"),),
        (("存在问题", "乙表"),),
    )


def test_a_line_below_the_table_of_a_page_may_be_a_remark(tmp_path: Path) -> None:
    path = tmp_path / "表.html"
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.strip("|").split("|"))
        for line in (HEADING, ROW)
    )
    path.write_text(f"<table>{rows}</table><p>未完成原因：雨季</p>", "utf-8")
    assert read(path).remarks == (("未完成原因", "雨季"),)


def test_remarks_are_written_only_when_they_say_something(tmp_path: Path) -> None:
    plain = Evaluation(total=Total())
    assert "remarks" not in dump(plain)
    said = Evaluation(remarks=(("存在问题", "进度偏慢"),))
    kept = json.loads(json.dumps(dump(said)))
    assert kept["remarks"] == [["存在问题", "进度偏慢"]]
    assert structure(kept, Evaluation, "a.json") == said
    path = tmp_path / "a.toml"
    path.write_text('schema = "ziping.evaluation/1"\nremarks = [["存在问题", "慢"]]\n')
    assert load(path).remarks == (("存在问题", "慢"),)
