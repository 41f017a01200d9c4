"""值怎样写成文字, 与各类指标的名称."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.model import Line
from tests.oracle.numbers import plain

SIGNS = {"at_least": "≥", "at_most": "≤", "exactly": "="}


def number_text(value: Fraction, unit: str) -> str:
    return f"{plain(value)}{unit}"


def day_text(when: date) -> str:
    return f"{when.year}年{when.month}月{when.day}日"


def value_text(line: Line, role: str) -> Any:
    """指标值 (整格 target, 或分开的 value) 与完成值的文字."""
    aim = line.aim
    if role == "actual":
        return _said(line.done, line.unit)
    if aim is None:
        return None
    if aim.kind == "deadline":
        return f"{day_text(aim.value)}前"
    if aim.kind == "qualitative":
        return aim.value
    if aim.kind == "between":
        return f"{plain(aim.value)}-{plain(aim.high or Fraction(0))}{line.unit}"
    sign = SIGNS[aim.kind] if role == "target" else ""
    unit = line.unit if role == "target" else ""
    return f"{sign}{plain(aim.value)}{unit}"


def _said(done: Any, unit: str) -> Any:
    if done is None:
        return None
    if isinstance(done, date):
        return day_text(done)
    return number_text(done, unit) if isinstance(done, Fraction) else done


CATALOGUE: dict[str, tuple[tuple[str, str, str, int, int], ...]] = {
    "产出指标/数量指标": (
        ("新建村道里程", "at_least", "公里", 5, 80),
        ("开展技能培训场次", "at_least", "场", 4, 60),
        ("发放补贴人数", "at_least", "人", 100, 9000),
        ("改造老旧房屋面积", "at_least", "平方米", 300, 20000),
        ("采购检测设备数量", "at_least", "台", 5, 300),
        ("抽检食品样品批次", "at_least", "批次", 20, 900),
        ("栽植行道树数量", "at_least", "株", 50, 5000),
        ("编制规划文本数量", "exactly", "套", 1, 6),
        ("巡查河道次数", "at_least", "次", 12, 360),
    ),
    "产出指标/质量指标": (
        ("设备验收合格率", "at_least", "%", 90, 100),
        ("培训考核合格率", "at_least", "%", 80, 98),
        ("信息平台正常运行率", "at_least", "%", 90, 99),
        ("采集数据差错率", "at_most", "%", 1, 5),
        ("补贴对象认定准确率", "at_least", "%", 95, 100),
    ),
    "产出指标/时效指标": (
        ("工程完工时间", "deadline", "", 0, 0),
        ("补贴资金拨付及时率", "at_least", "%", 95, 100),
        ("采购任务按期完成率", "at_least", "%", 90, 100),
        ("应急响应时间", "at_most", "小时", 2, 48),
    ),
    "产出指标/成本指标": (
        ("人均培训成本", "at_most", "元", 100, 2000),
        ("每公里道路造价", "at_most", "万元", 20, 200),
        ("每平方米改造成本", "at_most", "元", 300, 2500),
    ),
    "效益指标/经济效益指标": (
        ("带动农户增收额", "at_least", "万元", 50, 900),
        ("新增税收额", "at_least", "万元", 20, 500),
    ),
    "效益指标/社会效益指标": (
        ("受益群众人数", "at_least", "人", 500, 20000),
        ("带动就业人数", "at_least", "人", 20, 500),
        ("发生安全事故数", "at_most", "起", 0, 0),
        ("公共服务能力", "qualitative", "", 0, 0),
    ),
    "效益指标/生态效益指标": (
        ("污水集中处理率", "at_least", "%", 80, 98),
        ("新增绿化面积", "at_least", "亩", 10, 300),
    ),
    "效益指标/可持续影响指标": (
        ("设施管护年限", "at_least", "年", 3, 15),
        ("长效管护机制", "qualitative", "", 0, 0),
    ),
    "满意度指标/服务对象满意度指标": (
        ("服务对象满意度", "at_least", "%", 85, 95),
        ("受益居民满意度", "at_least", "%", 85, 95),
    ),
    "成本指标/经济成本指标": (
        ("单个站点建设成本", "at_most", "万元", 10, 90),
        ("项目管理费占比", "at_most", "%", 2, 8),
    ),
    "成本指标/社会成本指标": (("施工扰民投诉次数", "at_most", "次", 2, 9),),
}
"""二级指标 → (名称, 种类, 单位, 最少, 最多)."""

QUALITIES = ("明显提升", "有效改善", "逐步健全")
REACHED = ("达成预期指标", "部分达成预期指标并具有一定效果", "未达成预期指标且效果较差")
REASONS = (
    "受雨季影响，部分工作延后，下年度加快实施",
    "采购流标一次，已调整采购方案",
    "参加对象临时减少，今后提前摸底",
)
