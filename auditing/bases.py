"""核对的依据与轻重: 登记表里反复引用的说法."""

from __future__ import annotations

from auditing.finding import SEVERITIES

ERROR, UNEQUAL, WARNING, INFO = SEVERITIES
SYSTEM = "预算管理一体化系统的校验规则（公开代码）"
RULES = "财预〔2020〕10号；评分办法的计分公式"
FORM = "自评表的表下注与栏目含义"
RED_LINE = "预算管理一体化系统预警：（得分率−执行率）÷得分率 > 5%"
