"""南昌市数字科学研究中心 2023 年单位预算: 两个项目, 58 个指标, 各在其组."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from indicators import Evaluation
from indicators.moment import Moment
from indicators.target import Deadline, read_target
from reading.plans import read_plans
from tests.kept_office import converted
from tests.published.rendering import as_pdf

SOURCE = Path(__file__).parents[2] / "published" / "nanchang-budget-2023.txt"
"""公开的单位预算说明全文 (2023 年), 逐字."""

WEBSITES = """
产出指标 数量指标：新媒体视频在线访谈期数、专题策划及制作服务个数、市政府门户网站优化次数、南昌市人民政府发布微信公众号运营、全市政府网站及政务新媒体监测月度报告、南昌市政府门户网站错敏字监测服务、网站云安全服务站点个数、网站中英文栏目更新个数、政策图解内容制作次数、音视频解读内容制作次数、信息公开重点领域优化及培训
产出指标 质量指标：省办网站季度抽查合格率、网站安全应急服务合格率、网站专题合格率、集约化平台正常运行率、集约化平台工单处理率
产出指标 时效指标：集约化平台基础环境及应用系统运维、市政府门户网站更新、集约化平台各工单服务办理、新媒体在线访谈、全市政府网站及政务新媒体监测报告、网站云安全服务、南昌市政府门户网站错敏字监测、市人民政府发布微信公众号运营
产出指标 成本指标：集约化平台运维及持续改进、集约化平台安全防护、部门网站优化和持续改进、政府门户网站内容保障和运营、专题建设、集约化平台应用系统运维及提升、新媒体运营及政府网站|新媒体宣传推广、全市政府网站和政务新媒体常态化技术监测、迎检迎评专项服务
效益指标 社会效益指标：全市政府网站政务公开好评率
效益指标 生态效益指标：成为南昌市政府网站对外信息及服务主平台并实现可持续运营
满意度指标 满意度指标：集约化平台使用方和群众满意度
"""
NETWORK = """
产出指标 数量指标：政务网联网单位数量、租用乡乡通线路数量、政务外网互联网出口带宽、政务外网承载业务数量、乡乡通线路带宽、三级安全等级保护测评
产出指标 质量指标：政务外网非不可抗拒大面积瘫痪次数、机房非不可抗拒重大事故次数、乡乡通线路非不可抗拒大面积瘫痪次数、政务外网互联网出口非不可抗拒因素瘫痪次数
产出指标 时效指标：市委|市政府|人大和政协网络故障恢复时限、其他单位网络故障恢复时限、乡级别网络故障恢复时限、2023年12月25日前完成工作
产出指标 成本指标：机房运维、等级保护测试、重要基础设施维保、网络设备维保、乡乡通线路租赁
效益指标 社会效益指标：通过提升党政网稳定率，提高依托政务网的业务系统稳定率，更好服务人民群众
效益指标 生态效益指标：成为南昌市政务网统一运维平台并持续运营
满意度指标 满意度指标：服务对象满意度
"""
Rows = list[tuple[tuple[str | None, ...], str]]


def written(listing: str) -> Rows:
    """The rows of a listing; | stands for 、 inside a name."""
    rows: Rows = []
    for line in listing.strip().splitlines():
        path, _, names = line.partition("：")
        for name in names.split("、"):
            rows.append((tuple(path.split()), name.replace("|", "、")))
    return rows


def rows_of(plan: Evaluation) -> Rows:
    return [(row.path, row.name) for row in plan.indicators]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The text as a Word document with a table of the budget in it, as published."""
    made = Document()
    for line in SOURCE.read_text("utf-8").splitlines():
        if line.strip():
            made.add_paragraph(line)
        if "《收支预算总表》" in line:
            table = made.add_table(2, 2, style="Table Grid")
            for cell, text in zip(
                (cell for row in table.rows for cell in row.cells),
                ("收入", "预算数", "财政拨款", "1282.2"),
                strict=True,
            ):
                cell.text = text
    path = tmp_path_factory.mktemp("budget") / "budget.docx"
    made.save(str(path))
    return path


@pytest.fixture(scope="module", params=["txt", "docx", "pdf", "html"])
def file(
    request: pytest.FixtureRequest,
    document: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    if request.param == "txt":
        return SOURCE
    if request.param == "docx":
        return document
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "pdf":
        return as_pdf(document, folder)
    return converted(document, folder, "html")


def test_all_58_indicators_stand_in_their_14_groups(file: Path) -> None:
    websites, network = read_plans(file)
    assert (len(written(WEBSITES)), len(written(NETWORK))) == (36, 22)
    assert rows_of(websites) == written(WEBSITES)
    assert rows_of(network) == written(NETWORK)
    assert len({path for path, _ in rows_of(websites)}) == 7
    assert len({path for path, _ in rows_of(network)}) == 7


def test_what_is_said_about_the_projects_is_read(file: Path) -> None:
    websites, network = read_plans(file)
    assert websites.project == "南昌市政府网站集约化平台运维项目"
    assert network.project == "党政信息网运行维护项目"
    for plan, amount in ((websites, "361"), (network, "97.62")):
        assert (plan.year, plan.unit) == (2023, "南昌市数字科学研究中心")
        assert plan.funds.unit == "万元"
        assert [str(line.initial) for line in plan.funds.lines] == [amount]
        notes = dict(plan.remarks)
        assert notes["实施周期"] == "2023年全年"
        assert notes["立项依据"].startswith("根据《中共南昌市委机构编制委员会")
        assert notes["立项依据"].endswith("纳入单位年度预算。")
        assert "\n" not in notes["立项依据"]
        assert plan.warnings == ()
    assert network.goals.expected == (
        "2023年度政务信息网网络维护，保障各应用系统、电子政务外网、"
        "政务云平台和政府门户网张安全稳定运行。\n"
        "保障全市政务网网络（含乡乡通线路）稳定、快速运行，"
        "相关机房特别是关键设备正常运行。"
    )


def test_only_the_indicator_with_a_deadline_has_a_target(file: Path) -> None:
    websites, network = read_plans(file)
    assert [row.target for row in websites.indicators if row.target] == []
    targets = [(row.name, row.target) for row in network.indicators if row.target]
    assert targets == [("2023年12月25日前完成工作", "2023年12月25日前")]
    target, _ = read_target("2023年12月25日前")
    assert target == Deadline(Moment(2023, (12, 25), (12, 25)), "2023年12月25日前")


def test_an_indicator_is_found_in_its_line() -> None:
    websites, _ = read_plans(SOURCE)
    assert [str(row.place) for row in websites.indicators[:1]] == ["第88行"]
