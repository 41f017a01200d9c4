"""四个 Parquet 文件的各列: 名称、类型、意思; docs/parquet.md 由此写出.

A number is an exact decimal or a text, never a float. A place is one row's columns.
"""

from __future__ import annotations

from typing import Final, NamedTuple

TEXT, WHOLE, YES_NO, NUMBER = "VARCHAR", "INTEGER", "BOOLEAN", "DECIMAL(38,10)"
LONG = "BIGINT"
DIGITS: Final = 10
"""Decimals of a number."""


class ResultColumn(NamedTuple):
    """一列."""

    name: str
    kind: str
    meaning: str


def _of(kind: str, /, **meanings: str) -> tuple[ResultColumn, ...]:
    return tuple(ResultColumn(name, kind, text) for name, text in meanings.items())


KEY: Final = (
    *_of(
        TEXT,
        file="文件，按给出的路径；压缩包里的写作 包.zip/…；整批表的发现（X704）没有",
    ),
    *_of(TEXT, sheet="工作表；一个文件只有一张表的为空"),
    *_of(WHOLE, number="文件里的第几张表，从 1 起"),
)
"""What names a table in all files of tables."""
PLACE: Final = (
    *_of(
        TEXT,
        place="位置，写给人看；几处的写在一起",
        place_kind="sheet 工作簿的格、table 表格的格、line 一行文字、given 数据文件写明的；以下为第一处",
        place_sheet="工作表",
        place_address="单元格地址，如 G12",
    ),
    *_of(
        WHOLE,
        place_page="页，从 1 起",
        place_table="第几个表格，从 1 起",
        place_row="行，从 1 起",
        place_column="列，从 1 起",
    ),
)
TABLES: Final = (
    *KEY,
    *_of(
        TEXT,
        sha256="文件内容的 sha256",
        copy_of="内容完全相同、先列出的文件；没有的为空",
        sort="self_evaluation 自评表、targets 绩效目标表、monitoring 运行监控表",
        form="表名",
    ),
    *_of(WHOLE, year="年度"),
    *_of(
        TEXT,
        project="项目名称",
        department="主管部门",
        unit="实施单位",
        policy="所用的评分办法",
        policy_reason="为什么用它",
    ),
    *_of(
        NUMBER,
        initial="年初预算数，万元；没有、或单位不明的为空",
        budget="全年预算数，万元",
        spent="全年执行数，万元",
    ),
    *_of(TEXT, execution_rate="执行率，精确的数，除不尽的写成分数，如 2/3"),
    *_of(NUMBER, execution_stated="填报的执行率得分"),
    *_of(TEXT, execution_due="按办法舍入以前的执行率得分，精确的数；不计、不定的为空"),
    *_of(
        NUMBER,
        total_weight="满分",
        total_stated="填报的总分",
        sum_of_stated="各行填报得分之和",
        total_low="重算总分的下端",
        total_high="重算总分的上端",
    ),
    *_of(
        TEXT,
        verdict="consistent 一致、consistent_only_if 认可评定则一致、inconsistent 不一致；无从比较的为空",
        conclusion="结论，一词",
        grade="填报的等级",
    ),
    *_of(YES_NO, finished="填完的自评表"),
    *_of(
        WHOLE,
        unread="没有读懂的处数",
        errors="错误几处",
        inconsistencies="不一致几处",
        warnings="提醒几处",
        notes="提示几处",
        accepted="认可了而不再列出的几处",
    ),
    *_of(TEXT, at_stake="一处发现所涉的最多分数，精确的数", page="这张表的一页"),
)
MEASURES: Final = (
    *_of(
        TEXT,
        kind="at_least 正向、at_most 反向、exactly 等于、between 区间、deadline 时限、execution 预算执行率、text 定性；不能比较的为空",
        reason="不能比较的原因，如 BLANK_ACTUAL（实际完成值为空）",
    ),
    *_of(WHOLE, digits="以下各数 × 10^digits 为所写的整数，一行的数同此；可为负"),
    *_of(
        LONG,
        target_number="指标值，整数",
        low_number="区间的下限，整数",
        high_number="区间的上限，整数",
        actual_number="实际完成值，整数",
        late_days="比期限晚几天，负数为早",
        spent_number="全年执行数，整数",
        budget_number="全年预算数，整数；没有的为年初预算数",
        initial_number="年初预算数，整数；没有的为全年预算数",
        weight_scaled="分值 × 10000；预算执行率的为表上印的",
        stated_scaled="填报的得分 × 10000",
        room_scaled="满分减去各行分值 × 10000，预算执行率的行才有",
    ),
    *_of(TEXT, answer="定性的完成文字，去掉首尾的标点"),
    *_of(YES_NO, same="定性的完成文字与指标值相同"),
    *_of(TEXT, exact="整数的列里写不下的行，全部写成 JSON；以上各列为空"),
)
"""What every policy rules on, in whole numbers: see `batch.columns`."""
ROWS: Final = (
    *KEY,
    *_of(WHOLE, row="第几行，从 0 起；计执行率的表 0 为预算执行率"),
    *_of(
        TEXT,
        level1="一级指标",
        level2="二级指标",
        name="三级指标",
        target="年度指标值，原文",
        actual="实际完成值，原文",
        variance_note="偏差原因及改进措施，原文",
    ),
    *_of(
        NUMBER,
        weight="分值",
        stated="填报的得分",
        low="按办法可得的下端",
        high="按办法可得的上端",
        points="得分；要人评定的为空",
    ),
    *_of(
        TEXT,
        outcome="computed 已计算、judged 需人工评定、unverifiable 无法核对、missing 未填、not_applicable 不适用",
        formula="公式",
        substitution="代入",
        result="结果",
        assumptions="读和算时作的假设",
    ),
    *MEASURES,
    *PLACE,
)
FINDINGS: Final = (
    *KEY,
    *_of(
        TEXT,
        code="核对的编号",
        severity="error 错误、inconsistency 不一致、warning 提醒、info 提示",
        name="指标，或总分、资金行",
        level1="一级指标",
        level2="二级指标",
    ),
    *_of(WHOLE, row="rows 里的行；不在某一行的为空"),
    *_of(
        TEXT,
        stated="填报的，原文",
        expected="应为的",
        at_stake="所涉分数，精确的数",
        message="发现",
        remedy="办法",
        basis="依据",
    ),
    *_of(YES_NO, accepted="有人认可了"),
    *PLACE,
)
UNREAD: Final = (
    *_of(
        TEXT,
        file="文件，按给出的路径；压缩包里的写作 包.zip/…",
        sheet="工作表；整个文件没有审成的为空",
        kind="读不了、没有自评表、空表",
    ),
    *_of(YES_NO, named="指名给出的文件，不是在文件夹、压缩包里找到的"),
    *_of(TEXT, problems="为什么，怎么办；几处的一处一行"),
)
FILES: Final = {
    "tables": TABLES,
    "rows": ROWS,
    "findings": FINDINGS,
    "unread": UNREAD,
}
"""The name of a file, without .parquet → its columns."""
