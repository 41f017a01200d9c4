"""别的写法: 编号、括号、“指标值：”、分号与顿号、折行; 每种都一行不少."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt

from indicators import Evaluation
from indicators.errors import InputError
from reading.plans import read_plans
from tests.published.rendering import as_pdf

HERE = Path(__file__).parent / "wordings"
"""仿各地部门预算公开的写法自拟的文段."""


def said(plan: Evaluation) -> list[str]:
    """Each row as: 二级指标 名称 指标值."""
    return [
        f"{row.path[-1]} {row.name} {row.target}".removesuffix(" None")
        for row in plan.indicators
    ]


def test_numbered_levels_and_rows() -> None:
    toilets, teachers, samples = read_plans(HERE / "numbered.txt")
    assert [toilets.project, teachers.project, samples.project] == [
        "农村公厕建设改造项目",
        "教师能力提升专项经费",
        "市场监管抽检费",
    ]
    amounts = [
        str(plan.funds.lines[0].initial) for plan in (toilets, teachers, samples)
    ]
    assert amounts == ["800", "630", "100"]
    assert toilets.goals.expected == "完成农村公厕新建和改造任务，改善农村人居环境。"
    assert said(toilets) == [
        "数量指标 新建农村公厕数量 ≥12座",
        "数量指标 改造农村公厕数量 ≥30座",
        "质量指标 工程验收合格率 100%",
        "质量指标 设施完好率 ≥95%",
        "时效指标 建设任务完成时间 2024年11月底前",
        "成本指标 单座新建成本 ≤15万元",
        "社会效益指标 农村人居环境改善情况 明显改善",
        "可持续影响指标 公厕管护机制 建立健全",
        "服务对象满意度指标 村民满意度 ≥90%",
    ]
    assert toilets.indicators[5].path == ("产出指标", "成本指标")
    assert said(teachers)[-1] == "满意度指标 参训教师满意度 ≥95%"
    assert said(samples) == [
        "数量指标 食品抽检批次 ≥2500批次",
        "质量指标 抽检不合格处置率 100%",
        "时效指标 抽检任务完成时限 2024年12月31日前",
        "社会效益指标 重大食品安全事故次数 0次",
        "满意度指标 群众满意度 ≥85%",
    ]


def test_groups_in_brackets_and_values_behind_colons() -> None:
    (culture,) = read_plans(HERE / "bracketed.txt")
    assert culture.project == "公共文化服务体系建设项目"
    assert str(culture.funds.lines[0].initial) == "120.50"
    assert culture.year == 2025
    assert said(culture) == [
        "数量指标 公益演出场次 60场",
        "数量指标 艺术展览期数 12期",
        "数量指标 公益培训人次 8000人次",
        "质量指标 演出计划完成率 100%",
        "质量指标 设施设备完好率 98%",
        "时效指标 经费支出进度 2025年12月底前完成",
        "成本指标 单场演出平均成本 不超过8000元",
        "社会效益指标 群众文化参与度 持续提升",
        "满意度指标 观众满意度 不低于90%",
    ]


def test_every_level_has_its_label() -> None:
    care, training = read_plans(HERE / "labelled.txt")
    assert (care.project, care.department, care.year) == (
        "残疾人康复服务补助",
        "某县残疾人联合会",
        2023,
    )
    assert (str(care.funds.lines[0].initial), care.funds.unit) == ("3256000", "元")
    assert said(care) == [
        "数量指标 接受康复服务残疾人数 ≥1200人",
        "数量指标 残疾儿童康复救助人数 ≥150人",
        "质量指标 残疾人基本康复服务率 ≥85%",
        "社会效益指标 残疾人生活质量 有所改善",
        "服务对象满意度指标 残疾人及家属满意度 ≥85%",
    ]
    assert training.unit == "某县残疾人就业服务所"
    assert said(training) == [
        "数量指标 培训残疾人数 ≥300人",
        "时效指标 培训完成时间 2023年10月底前",
        "服务对象满意度指标 参训学员满意度 ≥90%",
    ]


def test_whole_sentences_with_lines_that_break() -> None:
    lamps, parks = read_plans(HERE / "sentences.txt")
    assert (lamps.project, parks.project) == ("城市道路照明维护费", "园林绿化养护费")
    assert said(lamps) == [
        "数量指标 维护路灯数量 4.2万盏",
        "数量指标 巡查路段长度 380公里",
        "数量指标 更换灯具数量 1500套",
        "质量指标 亮灯率 不低于98%",
        "质量指标 设施完好率 不低于96%",
        "时效指标 故障修复时间 不超过24小时",
        "社会效益指标 因路灯故障引发的安全事故次数 0次",
        "满意度指标 市民满意度 达到90%以上",
    ]
    assert said(parks)[:2] == [
        "数量指标 养护绿地面积 560万平方米",
        "数量指标 补植苗木数量 2万株",
    ]


def test_levels_joined_by_dashes_and_projects_with_numbers() -> None:
    books, opening = read_plans(HERE / "dashes.txt")
    assert (books.project, opening.project) == ("图书购置经费", "免费开放补助资金")
    assert (books.unit, books.year) == ("XX市图书馆", 2024)
    assert [row.path for row in books.indicators[:2]] == [("产出指标", "数量指标")] * 2
    assert said(books) == [
        "数量指标 新增纸质图书册数 ≥3万册",
        "数量指标 订阅报刊种数 ≥500种",
        "质量指标 图书验收合格率 ≥98%",
        "时效指标 采购任务完成及时率 100%",
        "成本指标 图书平均单价 ≤45元/册",
        "社会效益指标 年到馆读者人次 ≥60万人次",
        "服务对象满意度指标 读者满意度 ≥90%",
    ]
    assert said(opening)[3:] == [
        "可持续影响指标 公共文化服务水平逐步提高",
        "服务对象满意度指标 读者满意度 ≥90%",
    ]


def test_one_paragraph_says_all() -> None:
    (farmland,) = read_plans(HERE / "paragraph.txt")
    assert (farmland.project, farmland.year) == ("高标准农田建设项目", 2022)
    assert str(farmland.funds.lines[0].initial) == "5000"
    assert said(farmland) == [
        "数量指标 新建高标准农田 2.5万亩",
        "质量指标 工程质量合格率 达到100%",
        "时效指标 2022年12月底前完成建设任务 2022年12月底前",
        "成本指标 亩均投资 不超过2000元",
        "经济效益指标 项目区粮食亩均增产 50公斤以上",
        "社会效益指标 受益农户 不少于8000户",
        "生态效益指标 节水灌溉面积 ≥1.2万亩",
        "可持续影响指标 工程设施使用年限 不低于10年",
        "服务对象满意度指标 受益群众满意度 90%以上",
    ]


def test_a_line_for_each_label_and_each_row() -> None:
    meals, schools = read_plans(HERE / "lines.txt")
    assert (meals.project, schools.project) == (
        "学生营养改善计划项目",
        "校舍安全保障项目",
    )
    assert [str(plan.funds.lines[0].initial) for plan in (meals, schools)] == [
        "1200",
        "800",
    ]
    assert said(meals) == [
        "数量指标 受益学生人数 ≥1.5万人",
        "数量指标 供餐学校数量 ≥86所",
        "数量指标 供餐天数 ≥200天",
        "质量指标 食品安全达标率 100%",
        "质量指标 补助标准达标率 100%",
        "时效指标 资金拨付及时率 100%",
        "社会效益指标 学生营养健康状况 明显改善",
        "满意度指标 学生满意度 ≥90%",
        "满意度指标 家长满意度 ≥90%",
    ]
    assert said(schools)[-1] == "满意度指标 师生满意度 ≥95%"


def test_commas_between_rows_and_semicolons_between_groups() -> None:
    city, cleaning = read_plans(HERE / "commas.txt")
    assert (city.project, cleaning.project) == (
        "智慧城管平台运维费",
        "环卫作业市场化服务费",
    )
    assert said(city)[:6] == [
        "数量指标 平台系统模块数量 12个",
        "数量指标 案件派遣数量 50000件",
        "质量指标 案件结案率 98%",
        "质量指标 系统正常运行率 99%",
        "时效指标 案件处置及时率 95%",
        "时效指标 故障响应时间 30分钟以内",
    ]
    assert said(cleaning) == [
        "数量指标 清扫保洁面积 1200万平方米",
        "数量指标 垃圾清运量 30万吨",
        "质量指标 道路保洁合格率 95%",
        "时效指标 垃圾日产日清率 100%",
        "满意度指标 市民满意度 90%",
    ]


def test_levels_with_numbers_of_two_parts() -> None:
    (doctors,) = read_plans(HERE / "nested.txt")
    assert said(doctors) == [
        "数量指标 开展巡回医疗次数 ≥24次",
        "数量指标 义诊人次 ≥2000人次",
        "质量指标 诊疗规范率 ≥95%",
        "时效指标 2024年11月30日前完成全部巡诊 2024年11月30日前",
        "社会效益指标 基层医疗服务能力持续提升",
        "满意度指标 服务对象满意度 ≥90%",
    ]


def test_cost_as_a_first_level_with_weights() -> None:
    (village,) = read_plans(HERE / "weights.txt")
    assert [(row.path, row.path_weights) for row in village.indicators][::6] == [
        (("成本指标", "经济成本指标"), (20, 20)),
        (("满意度指标", "服务对象满意度指标"), (10, 10)),
    ]
    assert said(village)[:2] == [
        "经济成本指标 平台建设成本 ≤260万元",
        "数量指标 接入行政村数量 ≥120个",
    ]


def test_labels_inside_sentences() -> None:
    (police,) = read_plans(HERE / "clauses.txt")
    assert police.project == "执法办案经费"
    assert str(police.funds.lines[0].initial) == "45"
    assert said(police) == [
        "数量指标 办理案件数 不少于200件",
        "数量指标 开展执法检查 不少于50次",
        "质量指标 案件办结率 不低于95%",
        "时效指标 2023年12月31日前完成年度任务 2023年12月31日前",
        "社会效益指标 市场秩序持续规范",
        "满意度指标 群众满意度 不低于90%",
    ]


def test_a_table_belongs_to_the_project_above_it() -> None:
    care, funerals = read_plans(HERE / "tables.html")
    assert (care.project, funerals.project) == ("养老服务补贴项目", "殡葬惠民项目")
    amounts = [str(plan.funds.lines[0].initial) for plan in (care, funerals)]
    assert amounts == ["500", "200"]
    assert said(care) == [
        "数量指标 补贴老年人人数",
        "质量指标 补贴发放准确率",
        "服务对象满意度指标 老年人满意度",
    ]
    assert said(funerals) == [
        "数量指标 惠民人次 ≥3000人次",
        "质量指标 政策知晓率 ≥95%",
    ]


def test_a_table_of_names_without_headings(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("1、党政信息网运行维护项目：保障党政信息网稳定运行。")
    document.add_paragraph("年度预算安排：97.62万元")
    table = document.add_table(3, 3, style="Table Grid")
    rows = (
        ("产出指标", "数量指标", "联网单位数量；线路带宽"),
        ("", "质量指标", "大面积瘫痪次数≤1次"),
        ("满意度指标", "服务对象满意度指标", "服务对象满意度\n≥90%"),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    document.save(str(tmp_path / "a.docx"))
    (plan,) = read_plans(tmp_path / "a.docx")
    assert plan.project == "党政信息网运行维护项目"
    assert said(plan) == [
        "数量指标 联网单位数量",
        "数量指标 线路带宽",
        "质量指标 大面积瘫痪次数 ≤1次",
        "服务对象满意度指标 服务对象满意度 ≥90%",
    ]


def test_a_number_left_in_a_name_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "项目名称：培训\n数量指标：举办培训班3期；培训人数200人。\n", "utf-8"
    )
    (plan,) = read_plans(file)
    assert said(plan) == ["数量指标 举办培训班3期", "数量指标 培训人数 200人"]
    assert [(p.value, str(p.where)) for p in plan.warnings] == [
        ("举办培训班3期", "第2行")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "本单位2022年没有安排项目支出。\n",
        "名词解释\n（一）数量指标：反映项目产出数量的指标。\n（二）质量指标：指产出质量。\n",
        "数量指标：无\n质量指标：不涉及\n",
    ],
)
def test_text_without_indicators_says_so(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"a\.txt：没有找到指标"):
        read_plans(file)


@pytest.mark.parametrize(
    "name", ["commas", "labelled", "numbered", "paragraph", "sentences"]
)
def test_lines_that_the_edge_of_a_page_breaks_are_joined(
    tmp_path: Path, name: str
) -> None:
    document = Document()
    document.styles["Normal"].font.size = Pt(16)
    for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / f"{name}.docx"))
    printed = read_plans(as_pdf(tmp_path / f"{name}.docx", tmp_path))
    assert list(map(said, printed)) == list(map(said, read_plans(HERE / f"{name}.txt")))
