"""量词与数前数后的话: 哪些是单位, 哪些不是."""

from __future__ import annotations

MEASURES = (
    "[个项次人户家处件套台座条份期批场部篇名所间栋幢辆艘头只株亩米吨克元天日月年时周起"
    "例宗笔类种%]|公里|公顷|[平立]方米|平米|平方公里|公斤|千克|个?工作日|个?小时|分钟|个月"
    "|个?季度|个?百分点|[人种户项批班车台场]次|人[日天月]|课时|学时|台套|万元|亿元"
)
"""量词: a Chinese numeral counts only before one of these (一般 is no number)."""
DOING = "各|共|共计|合计|完成|开展|举办|召开|组织|新建|建成|购置|采购|安装|发放"
"""What may stand before a number without a change of its meaning."""

NO_UNIT = "完成|左右|上下|余|多|近|以|内|率|不|无|[-^$]"
"""A phrase behind a number that is no unit: 约数, 说明, 损坏."""
