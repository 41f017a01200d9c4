"""六种公开的表式: 栏目照 DOMAIN §2, 用 openpyxl 排成工作簿, 记下每个值在哪一格."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Columns = tuple[tuple[str, str], ...]
FULL = (
    ("initial", "年初预算数"),
    ("budget", "全年预算数"),
    ("spent", "全年执行数"),
    ("weight", "分值"),
    ("rate", "执行率"),
    ("stated", "得分"),
)
LEVELS = (("level1", "一级指标"), ("level2", "二级指标"), ("name", "三级指标"))
SOURCES = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")
TRIPLE = (("sign", "指标性质"), ("value", "指标值"), ("unit", "度量单位"))


@dataclass(frozen=True)
class Layout:
    """一种表式."""

    title: str
    years: tuple[int, int]
    policy: str
    funds: Columns
    labels: tuple[str, ...]
    columns: Columns
    goals: tuple[str, str] | None
    total: str = "总分"
    unit: str = "万元"
    level_weights: bool = True
    graded: bool = False
    code: str | None = None
    side: str = "绩效指标"
    funds_side: str = "项目资金\n（{unit}）"

    def has(self, role: str) -> bool:
        return role in {name for name, _ in self.columns}


LAYOUTS = {
    "national-2020": Layout(
        "项目支出绩效自评表",
        (2020, 2023),
        "mof-2020",
        FULL,
        SOURCES,
        (
            *LEVELS,
            ("target", "年度指标值"),
            ("actual", "实际完成值"),
            ("weight", "分值"),
            ("stated", "得分"),
            ("note", "偏差原因分析及改进措施"),
        ),
        ("预期目标", "实际完成情况"),
    ),
    "national-2016": Layout(
        "项目支出绩效自评表",
        (2016, 2018),
        "legacy-2016",
        (
            ("initial", "年初预算数（A）"),
            ("spent", "全年执行数（B）"),
            ("weight", "分值（10分）"),
            ("rate", "执行率（B/A）"),
            ("stated", "得分"),
        ),
        SOURCES,
        (
            *LEVELS,
            ("weight", "分值"),
            ("target", "年度指标值（A）"),
            ("actual", "全年实际值（B）"),
            ("blank", "得分计算方法"),
            ("stated", "得分"),
            ("note", "未完成原因分析"),
        ),
        ("年初设定目标", "全年实际完成情况"),
    ),
    "sichuan": Layout(
        "部门预算项目支出绩效自评表",
        (2021, 2023),
        "sichuan-department",
        (
            ("initial", "年初预算"),
            ("budget", "调整后预算数"),
            ("spent", "预算执行数"),
            ("rate", "预算执行率"),
            ("weight", "权重"),
            ("stated", "得分"),
            ("note", "原因"),
        ),
        ("总额", "其中：财政资金", "财政专户管理资金", "单位资金", "其他资金"),
        (
            *LEVELS,
            *TRIPLE,
            ("actual", "完成值"),
            ("weight", "权重"),
            ("stated", "得分"),
            ("note", "未完成原因分析"),
        ),
        ("项目年度目标", "年度目标完成情况"),
        total="合计",
        level_weights=False,
        code="报表编号：510000_0013zp",
        side="绩效指标\n（90分）",
        funds_side="预算执行情况（10分）\n（{unit}）",
    ),
    "cohesion": Layout(
        "财政衔接推进乡村振兴补助资金项目绩效目标自评表",
        (2021, 2023),
        "mof-2020",
        (
            ("budget", "全年预算数（A）"),
            ("spent", "全年执行数（B）"),
            ("weight", "分值"),
            ("rate", "执行率（B/A）"),
            ("stated", "得分"),
        ),
        ("年度资金总额", "其中：中央财政资金", "省级财政资金", "其他资金"),
        (
            *LEVELS,
            ("weight", "分值"),
            ("target", "年度指标值"),
            ("actual", "全年实际值"),
            ("stated", "得分"),
            ("note", "未完成原因及拟采取的改进措施"),
        ),
        ("年初设定目标", "年度总体目标完成情况综述"),
    ),
    "hubei": Layout(
        "湖北省项目绩效自评表",
        (2020, 2023),
        "hubei-2020",
        (
            ("budget", "预算数（A）"),
            ("spent", "执行数（B）"),
            ("rate", "执行率（B/A）"),
            ("stated", "得分\n（20分*执行率）"),
        ),
        ("年度财政资金总额",),
        (
            *LEVELS,
            ("target", "年初目标值（A）"),
            ("actual", "实际完成值（B）"),
            ("stated", "得分"),
        ),
        None,
        level_weights=False,
        side="年度绩效目标1\n（80分）",
        funds_side="预算执行情况（{unit}）\n（20分）",
    ),
    "yunnan": Layout(
        "项目支出绩效自评表",
        (2021, 2023),
        "mof-2020",
        FULL,
        SOURCES,
        (
            *LEVELS,
            *TRIPLE,
            ("actual", "实际完成值"),
            ("weight", "分值"),
            ("stated", "得分"),
            ("note", "偏差原因分析及改进措施"),
        ),
        ("预期目标", "实际完成情况"),
        unit="元",
        level_weights=False,
        graded=True,
        code="公开14表",
    ),
}
"""表式, by the name that tests call it by."""

Cells = dict[str, str]
Value = Any
