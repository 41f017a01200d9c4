"""要用的先在这里装好: 分出去的各个进程由这个进程复制, 不用再各装一遍.

A small table is read and audited before processes are copied: that loads the modules,
the vocabulary and the policies, and compiles the patterns, which takes each process as
long as some twenty tables.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final

from auditing import audit
from indicators.place import Place

_USED: Final = ("reading.sources.sheets.xlsx", "reading.data_tables")
"""What nearly every file needs; what few need is loaded where it is read."""
_TABLE: Final = (
    ("项目支出绩效自评表",),
    ("（2023年度）",),
    ("项目名称", "养护", "主管部门", "县局", "实施单位", "公路站"),
    ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("", "年度资金总额", "10", "10", "9", "10", "90%", "9"),
    ("年度总体目标", "预期目标", "", "", "实际完成情况"),
    ("", "养护公路。", "", "", "已养护公路。"),
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"),
    ("产出指标", "数量指标", "养护里程", "≥12公里", "12公里", "50", "50", ""),
    ("", "时效指标", "完工时间", "2023年12月底前", "2023年11月20日", "30", "30", ""),
    ("满意度指标", "服务对象满意度", "群众满意度", "≥95%", "90%", "10", "9.47", ""),
    ("总分", "", "", "", "", "100", "98.47"),
)  # fmt: skip


@cache
def load_ahead() -> None:
    """Load what reads and audits a table, once."""
    from reading.grid import Cell, sheet_grid
    from reading.reader import found_on

    for name in _USED:
        import_module(name)
    origin = Place("sheet", sheet="表")
    cells = (
        Cell(text, row, column, origin.cell(row, column))
        for row, texts in enumerate(_TABLE, 1)
        for column, text in enumerate(texts, 1)
        if text
    )
    for _, table in found_on((sheet_grid("表", cells),)):
        audit(table)
