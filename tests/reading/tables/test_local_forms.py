"""认各地的版式: 每种表样照它自己的表头认出来."""

from __future__ import annotations

from decimal import Decimal

from indicators import Deduction, Evaluation, Goals, Quantity
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn


def one(text: str, **where: int) -> Evaluation:
    (found,) = recognise(drawn(text, **where))
    return found


def rows(evaluation: Evaluation) -> list[str]:
    """Each row as 路径/名称 目标 完成 分值 得分."""
    return [
        " ".join(
            "-" if value is None else str(value)
            for value in (
                "/".join(name or "?" for name in (*row.path, row.name)),
                row.target,
                row.actual,
                row.weight,
                row.stated,
            )
        )
        for row in evaluation.indicators
    ]


def funds(evaluation: Evaluation) -> list[str]:
    return [
        " ".join(
            "-" if value is None else str(value)
            for value in (
                line.label,
                line.initial,
                line.budget,
                line.spent,
                line.weight,
                line.rate,
                line.stated,
            )
        )
        for line in evaluation.funds.lines
    ]


def doubts(evaluation: Evaluation) -> list[tuple[str, str]]:
    return [(str(problem.where), problem.message) for problem in evaluation.warnings]


def test_the_form_of_2016_has_two_fund_columns_and_fillers() -> None:
    found = one(
        """
|项目支出绩效自评表|<|<|<|<|<|<|<|<|<|
|(2016年度)|<|<|<|<|<|<|<|<|<|
|项目名称|<|某项目|<|<|<|<|<|<|<|
|主管部门|<|区委办|<|<|实施单位|<|区委办|<|<|
|项目预算执行情况\\n（万元）|<||年初预算数（A）|全年执行数（B）|分值\\n（10分）|执行率\\n（B/A）|得分|得分计算方法|<|
|^|<|年度资金总额：|310.2|154.74|10|50%|5|执行率×该指标分值|<|
|^|<|其中：本年财政拨款|310.2|154.74|—|—|—|^|<|
|年度总体目标|预期目标|<|<|<|实际完成情况|<|<|<|<|
|^|目标一。\\n目标二。|<|<|<|已完成。|<|<|<|<|
|绩效指标|一级指标\\n（50分）|二级指标|三级指标|分值|年度指标值（A）|全年实际值（B）|得分计算方法|得分|未完成原因分析|
|^|产出指标\\n（50分）|数量指标|指标1：会议次数|15|≥10次|12次|按比例|15||
|^|^|^|指标2：|||||||
|^|^|质量指标|指标1：合格率|35|100%|100%|同上|35||
|^|效益指标（30分）|经济效益指标|指标1：|||||||
|^|^|社会效益指标|指标1：便民|30|提升|提升|定性|28|原因|
|^|满意度指标|满意度指标|满意度|10|≥90%|95%|^|10||
|^|总分|<|<|100|||||93||
|注：1.其他资金包括…|<|<|<|<|<|<|<|<|<|
"""
    )
    assert (found.form, found.year, found.project) == (
        "项目支出绩效自评表",
        2016,
        "某项目",
    )
    assert (found.department, found.unit) == ("区委办", "区委办")
    assert found.goals == Goals("目标一。\n目标二。", "已完成。")
    assert found.funds.unit == "万元"
    assert funds(found) == [
        "年度资金总额： 310.2 - 154.74 10 50% 5",
        "其中：本年财政拨款 310.2 - 154.74 - - -",
    ]
    assert rows(found) == [
        "产出指标/数量指标/指标1：会议次数 ≥10次 12次 15 15",
        "产出指标/质量指标/指标1：合格率 100% 100% 35 35",
        "效益指标/社会效益指标/指标1：便民 提升 提升 30 28",
        "满意度指标/满意度指标/满意度 ≥90% 95% 10 10",
    ]
    assert found.indicators[0].path_weights == (Decimal(50), None)
    assert found.indicators[0].extra == (("得分计算方法", "按比例"),)
    assert found.indicators[2].variance_note == "原因"
    assert (found.total.weight, found.total.stated) == (Decimal(100), Decimal(93))
    assert doubts(found) == [
        ("D12", "空行未作为指标读取"),
        ("D14", "空行未作为指标读取"),
    ]


def test_sichuan_names_its_fund_lines_under_a_heading_and_splits_the_target() -> None:
    found = one(
        """
|部门预算项目支出绩效自评表（2022年度）|<|<|<|<|<|<|<|<|<|<|
|项目名称|51000021T000000080101-设备购置|<|<|<|<|<|<|<|<|<|
|主管部门|某厅|<|<|实施单位（盖章）|<|某中心|<|<|<|<|
|项目基本情况|1.项目年度目标完成情况|<|项目年度目标|<|<|年度目标完成情况|<|<|<|<|
|^|^|<|采购设备|<|<|已采购|<|<|<|<|
|^|2.项目实施内容及过程概述|<|按计划实施|<|<|<|<|<|<|<|
|预算执行情况（10分）|年度预算数（万元）|<|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|原因|<|
|^|总额|<|10.00|10.00|9.50|95.00%|10|9.5||<|
|^|其中：财政资金|<|10.00|10.00|9.50|95.00%|/|/||<|
|绩效指标（90分）|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析|
|^|产出指标|数量指标|设备数量|＝|100|台|100|30|30||
|^|^|质量指标|合格率|≥|95|%|96|30|30||
|^|效益指标|可持续影响指标|规范性|定性|优||优|30|30||
|合计|<|<|<|<|<|<|<|100|99.5||
|评价结论|自评良好|<|<|<|<|<|<|<|<|<|
|项目负责人：张三|<|<|<|财务负责人：李四|<|<|<|<|<|<|
"""
    )
    assert found.project == "51000021T000000080101-设备购置"
    assert (found.department, found.unit) == ("某厅", "某中心")
    assert found.goals == Goals("采购设备", "已采购")
    assert funds(found) == [
        "总额 10.00 10.00 9.50 10 95.00% 9.5",
        "其中：财政资金 10.00 10.00 9.50 - 95.00% -",
    ]
    assert rows(found) == [
        "产出指标/数量指标/设备数量 ＝100台 100 30 30",
        "产出指标/质量指标/合格率 ≥95% 96 30 30",
        "效益指标/可持续影响指标/规范性 优 优 30 30",
    ]
    assert [row.direction for row in found.indicators] == [None, None, "定性"]
    assert found.total.stated == Decimal("99.5")
    assert [(str(doubt.where), doubt.value) for doubt in found.warnings] == [
        ("D6", "2.项目实施内容及过程概述：按计划实施"),
        ("B15", "评价结论：自评良好"),
    ]


def test_hubei_goal_blocks_are_the_first_part_of_the_path() -> None:
    found = one(
        """
|2022年度项目自评表|<|<|<|<|<|<|
|单位名称：某局|<|<|填报日期：2023年3月1日|<|<|<|
|项目名称|<|水土保持监测|<|<|<|<|
|主管部门|<|市水利局|<|项目实施单位|<|水保站|
|项目类别|<|1、部门预算项目 √ 2、市直专项 □|<|<|<|<|
|预算执行情况\\n（万元）\\n（20分）|<||预算数（A）|执行数（B）|执行率（B/A）|得分\\n（20分*执行率）|
|^|<|年度财政资金总额|50|49|98%|19.6|
|年度绩效目标1\\n（40分）|一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）|得分|
|^|产出指标|数量指标|监测点|10个|10个|20|
|^|效益指标|社会效益指标|防治|有效|有效|20|
|年度绩效目标2\\n（40分）|一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）|得分|
|^|产出指标|数量指标|培训|2次|2次|40|
|总分|<|99.6|<|<|<|<|
|偏差大或目标未完成原因分析|<|无|<|<|<|<|
|备注：1.预算执行情况口径|<|<|<|<|<|<|
"""
    )
    assert (found.form, found.year) == ("项目自评表", 2022)
    assert (found.unit, found.department) == ("水保站", "市水利局")
    assert funds(found) == ["年度财政资金总额 - 50 49 20 98% 19.6"]
    assert rows(found) == [
        "年度绩效目标1/产出指标/数量指标/监测点 10个 10个 - 20",
        "年度绩效目标1/效益指标/社会效益指标/防治 有效 有效 - 20",
        "年度绩效目标2/产出指标/数量指标/培训 2次 2次 - 40",
    ]
    assert found.indicators[0].path_weights == (Decimal(40), None, None)
    assert found.total.stated == Decimal("99.6")
    assert doubts(found) == [
        ("A2", "实施单位有几栏，取“项目实施单位”，“单位名称”未读取")
    ]


def test_yunnan_prints_two_rows_of_headings_and_a_grade() -> None:
    found = one(
        """
|附件1：|<|<|<|<|<|<|<|<|<|<|
|项目支出绩效自评表（公开14表）|<|<|<|<|<|<|<|<|<|<|
|编制单位：某中学|<|<|<|<|金额单位：元|<|<|<|<|<|
|项目名称|<|营养改善|<|<|<|<|<|<|<|<|
|主管部门|<|县教育局|<|<|实施单位|<|县中学|<|<|<|
|项目资金|<||年初预算数|全年预算数|全年执行数|<|分值|执行率|得分|备注|
|^|<|年度资金总额||387,664.62|387,664.62|<|10|100%|10||
|^|<|其中：当年财政拨款|||||—|—|—||
|年度总体目标|预期目标|<|<|<|<|实际完成情况|<|<|<|<|
|^|甲|<|<|<|<|乙|<|<|<|<|
|绩效指标|<|<|年度指标值|<|<|实际完成值|分值|得分|偏差原因分析及改进措施|<|
|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|^|^|^|^|<|
|产出指标|数量指标|人数|≧|735|人次|735|10|10||<|
|^|质量指标|率|═|100|%|100%|10|7||<|
|效益指标|经济效益\\n指标|减轻||有效||有效|10|10|无|<|
|^|生态效益\\n指标|||||||||<|
|其他需要说明事项|<|无|<|<|<|<|<|<|<|<|
|总分|<|<|<|<|<|<|100|96|优|<|
"""
    )
    assert found.form == "项目支出绩效自评表（公开14表）"
    assert (found.unit, found.funds.unit) == ("县中学", "元")
    assert funds(found)[0] == "年度资金总额 - 387664.62 387664.62 10 100% 10"
    assert rows(found) == [
        "产出指标/数量指标/人数 ≧735人次 735 10 10",
        "产出指标/质量指标/率 ═100% 100% 10 7",
        "效益指标/经济效益指标/减轻 有效 有效 10 10",
    ]
    assert (found.total.weight, found.total.stated) == (Decimal(100), Decimal(96))
    assert (found.total.grade, str(found.total.place)) == ("优", "I18")
    assert doubts(found) == [("A3", "实施单位有几栏，取“实施单位”，“编制单位”未读取")]


def test_transfer_payments_have_no_points() -> None:
    found = one(
        """
|转移支付区域（项目）绩效目标自评表|<|<|<|<|<|<|
|（2021年度）|<|<|<|<|<|<|
|转移支付（项目）名称|<|<|车辆购置税|<|<|<|
|中央主管部门|<|<|交通运输部|<|<|<|
|地方主管部门|<|<|交通局|资金使用单位|<|公路局|
|资金情况（万元）|<|||全年预算数（A）|全年执行数（B）|预算执行率（B/A）|
|^|<|年度资金总额：|<|4000|4000|100%|
|^|<|其中：中央补助|<|4000|4000|100%|
|^|<|地方资金|<||||
|总体目标完成情况|总体目标|<|<|全年实际完成情况|<|<|
|^|目标文|<|<|完成文|<|<|
|绩效指标|一级指标|二级指标|三级指标|指标值|全年实际完成值|未完成原因和改进措施|
|^|产出指标|数量指标|公路|20|20||
|^|^|时效指标|按期|10|10||
|^|满意度指标|服务对象满意度指标|满意度|20|20|无|
|说明|无|<|<|<|<|<|
|注：1.资金使用单位按项目绩效目标填报|<|<|<|<|<|<|
"""
    )
    assert (found.project, found.department, found.unit) == (
        "车辆购置税",
        "交通局",
        "公路局",
    )
    assert found.goals == Goals("目标文", "完成文")
    assert funds(found)[1:] == [
        "其中：中央补助 - 4000 4000 - 100% -",
        "地方资金 - - - - - -",
    ]
    assert rows(found)[2] == "满意度指标/服务对象满意度指标/满意度 20 20 - -"
    assert found.total.stated is None
    assert doubts(found) == []


def test_transfer_payments_since_2022_describe_the_management_of_funds() -> None:
    found = one(
        """
|项目名称|<|就业补助|<|<|<|
|主管部门|<|人社局|<|实施单位|区就业局|
|资金投入情况（万元）||全年预算数（A）|全年执行数（B）|预算执行率（B/A×100%）|<|
|^|年度资金总额：|7165.32|7000|97.69%|<|
|^|其中：中央财政资金|7165.29|7000|97.69%|<|
|^|地方财政资金|0.03||||
|资金管理情况||情况说明|<|存在问题和改进措施|<|
|^|分配科学性|科学|<|无|<|
|^|下达及时性|及时|<|无|<|
|总体目标完成情况|总体目标|<|<|全年实际完成情况|<|
|^|甲|<|<|乙|<|
|绩效指标|一级指标|二级指标|三级指标|指标值|全年实际完成值|
|^|产出指标|数量指标|人数|≥4443|4443|
"""
    )
    assert [line.label for line in found.funds.lines] == [
        "年度资金总额：",
        "其中：中央财政资金",
        "地方财政资金",
    ]
    assert found.funds.lines[2].budget == Quantity(Decimal("0.03"))
    assert found.goals == Goals("甲", "乙")
    assert rows(found) == ["产出指标/数量指标/人数 ≥4443 4443 - -"]


def test_the_guangxi_import_sheet_begins_with_its_headings() -> None:
    found = one(
        """
|一级指标|二级指标|三级指标名称|计算符号|指标值|*实际完成值(定量填数字,定性填达成、部分达成、未达成)|计量单位|*分值|*指标得分|扣减分数|完成情况简要描述(定性必填)|偏差原因及改进措施(未完成时必填)|
|产出指标|数量指标|课程|≥|10|12|门|20|20|0|||
|产出指标|质量指标|质量|定性|优良|达成||10|10|1|好|原因|
"""
    )
    assert rows(found) == [
        "产出指标/数量指标/课程 ≥10门 12 20 20",
        "产出指标/质量指标/质量 优良 达成 10 10",
    ]
    assert [row.deduction for row in found.indicators] == [None, Deduction(Decimal(1))]
    assert found.indicators[1].extra == (("完成情况简要描述(定性必填)", "好"),)
    assert found.indicators[1].variance_note == "原因"


def test_hainan_adds_the_rate_of_completion() -> None:
    found = one(
        """
|项目支出绩效自评表|<|<|<|<|<|<|<|<|<|
|一级指标|二级指标|三级指标|年度指标值|实际完成值|完成率|得分系数|权重|得分|偏差原因分析及改进措施|
|产出指标|数量指标|课程|≥10门|12|120%|1|20|20||
|^|质量指标|质量|优良|优良|100%|1|10|10||
|合计|<|<|<|<|<|<|30|30||
"""
    )
    assert found.indicators[0].extra == (("完成率", "120%"), ("得分系数", "1"))
    assert doubts(found) == []


def test_a_monitoring_form_has_months_in_its_headings() -> None:
    found = one(
        """
|项目支出绩效运行监控表|<|<|<|<|<|<|<|<|<|<|<|
|项目名称|<|监控项目|<|<|<|<|<|<|<|<|<|
|项目资金（万元）|<||年初预算数|调整后预算数|1-8月执行数|1-8月执行率|全年预计执行数|<|<|<|<|
|^|<|年度资金总额|100|110|50|45.45%|110|<|<|<|<|
|绩效指标|一级指标|二级指标|三级指标|年度指标值|1-8月完成值|全年预计完成情况|偏差原因分析|<|<|完成目标可能性|备注|
|^|^|^|^|^|^|^|经费保障|制度保障|其他|^|^|
|^|产出指标|数量指标|数|≥10个|5个|10个||√||确定能||
|^|^|质量指标|质|100%|100%|100%||||确定能||
"""
    )
    assert funds(found) == ["年度资金总额 100 110 50 - 45.45% -"]
    assert rows(found) == [
        "产出指标/数量指标/数 ≥10个 5个 - -",
        "产出指标/质量指标/质 100% 100% - -",
    ]
    assert found.indicators[0].extra == (
        ("全年预计完成情况", "10个"),
        ("偏差原因分析制度保障", "√"),
        ("完成目标可能性", "确定能"),
    )


def test_an_application_form_has_targets_and_no_actuals() -> None:
    found = one(
        """
|项目绩效目标申报表|<|<|<|<|
|(2023年度)|<|<|<|<|
|项目名称|<|农村道路|<|<|
|项目负责人及电话|<|张三 138|主管部门|交通局|
|实施单位|<|公路站|<|<|
|资金情况（万元）|<|年度资金总额：|<|120|
|^|<|其中：财政拨款|<|100|
|^|<|其他资金|<|20|
|总体目标|年度目标|<|<|<|
|^|完成道路|<|<|<|
|绩效指标|一级指标|二级指标|三级指标|指标值|
|^|产出指标|数量指标|里程|≥2km|
|^|^|成本指标|成本|≤120万元|
|^|效益指标|……|||
|^|满意度指标|服务对象满意度|满意率|≥90%|
"""
    )
    assert (found.form, found.year) == ("项目绩效目标申报表", 2023)
    assert (found.department, found.unit) == ("交通局", "公路站")
    assert funds(found) == [
        "年度资金总额： - 120 - - - -",
        "其中：财政拨款 - 100 - - - -",
        "其他资金 - 20 - - - -",
    ]
    assert found.funds.unit == "万元"
    assert found.goals == Goals("完成道路", None)
    assert len(found.indicators) == 3
    assert doubts(found) == [
        ("E6", "资金没有列名，按预算数读取"),
        ("C14", "空行未作为指标读取"),
    ]


def test_anhui_lists_the_tasks_of_a_department_with_their_money() -> None:
    found = one(
        """
|部门整体支出绩效自评表|<|<|<|<|<|<|<|<|<|
|（2022年度）|<|<|<|<|<|<|<|<|<|
|部门名称|<|某局|<|<|<|<|<|<|<|
|年度主要任务|任务名称|完成情况|预算数（万元）|<|执行数（万元）|<|分值|执行率|得分|
|^|^|^|总额|其中：财政拨款|总额|其中：财政拨款|^|^|^|
|^|任务一|已完成|100|99|90|89|—|90%|—|
|^|金额合计|<|150|149|140|139|10|93.33%|9.33|
|年度总体目标|年初目标|<|<|<|全年完成|<|<|<|<|
|^|目标|<|<|<|完成|<|<|<|<|
|绩效指标|一级指标|二级指标|三级指标|<|权重|指标值|实际值|得分|偏差原因|
|^|产出指标|数量指标|甲|<|50|1个|1个|50||
|^|效益指标|社会效益|乙|<|40|好|好|38|略|
|总分|<|<|<|<|100|||97.33||
"""
    )
    assert (found.unit, found.project) == ("某局", None)
    assert funds(found) == [
        "任务一 - 100 90 - 90% -",
        "金额合计 - 150 140 10 93.33% 9.33",
    ]
    assert found.goals == Goals("目标", "完成")
    assert rows(found) == [
        "产出指标/数量指标/甲 1个 1个 50 50",
        "效益指标/社会效益/乙 好 好 40 38",
    ]
    assert doubts(found) == []


def test_tianjin_has_no_levels() -> None:
    found = one(
        """
|部门整体支出绩效自评表|<|<|<|<|<|<|<|
|年度绩效目标|<|实际完成情况|<|<|<|指标得分|偏差原因分析及改进措施|
|目标1|<|完成1|<|<|<|50||
|指标名称|计算符号|指标值|实际完成值|计量单位|分值|得分|偏差原因分析及改进措施|
|甲|≥|10|12|个|50|50||
|乙|≤|10|12|个|50|45|超|
|合计|||||100|95||
"""
    )
    assert rows(found) == ["甲 ≥10个 12 50 50", "乙 ≤10个 12 50 45"]
    assert found.indicators[0].path == ()
    assert found.total.stated == Decimal(95)
