"""生成 docs/ 里由程序得出的文档: 评分办法、版式、命令、核对、输入的格式、依赖的库.

A test compares the files with what this script would write, so they cannot drift.
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import files, metadata
from pathlib import Path
from typing import Any

from attrs import NOTHING, fields, resolve_types
from click import Command, Group

from app.cli import cli
from app.commands.chinese_help import CommandWithMore
from app.views.formbook import preview
from auditing.finding import SEVERITY_WORDS
from auditing.registry import families
from batch.columns.kind_sql import FAR, WEIGHT
from batch.columns.measures import DIGITS
from batch.columns.scored import SCORED
from batch.results.columns import FILES, ResultColumn
from indicators.codec import structure
from indicators.errors import InputError
from indicators.evaluation import (
    Deduction,
    Evaluation,
    FundLine,
    Funds,
    Goals,
    Indicator,
    Total,
)
from indicators.target import (
    AtLeast,
    AtMost,
    Between,
    Deadline,
    Exactly,
    Qualitative,
    read_target,
)
from scoring import load_policy, policy_ids
from scoring.policy_words import parts
from scoring.reasons import Unmeasurable
from templates.forms.capacity import NAMES, holds
from templates.forms.form import form_ids, load_form

_MODULES = re.compile(r"<class '|'>|\w+\.(?=\w)")
HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples/every-key/evaluation.toml"
KINDS = {
    "": Evaluation,
    "goals": Goals,
    "funds": Funds,
    "funds.lines": FundLine,
    "indicators": Indicator,
    "indicators.deduction": Deduction,
    "total": Total,
}
"""Where a kind stands in the file → the kind."""

SHAPES = {
    "str": "文字",
    "int": "整数",
    "Decimal": "数",
    "Quantity": "数，可带单位",
    "bool": "true 或 false",
    "Place": "文字",
    "tuple[str | None, ...]": '列表：文字，空的写 ""',
    "tuple[Decimal | None, ...]": "列表：数",
    "tuple[tuple[str, str], ...]": "列表：[栏目, 原文]",
}
TOLD = {
    "schema",
    "place",
    "warnings",
    "unread",
    "blank",
    "target_from",
    "actual_stored",
}
"""Keys that the program writes when it has read a file; nobody needs to type them."""

TARGETS = (
    "≥95%", "不低于200人", "100%", "≤5次", "0", "=3份", "90%～95%", "2023年12月底前", "明显改善",
)  # fmt: skip
MEANINGS = {
    AtLeast: "正向：不低于",
    AtMost: "反向：不高于",
    Exactly: "等于",
    Between: "在区间之内，两端都含",
    Deadline: "时限：不晚于",
    Qualitative: "定性：由人按档评定",
}
EXTRAS = {
    "": "## 总要装的",
    "ocr": "## 读扫描件：`ziping[ocr]`",
    "spark": "## 许多台机器：`ziping[spark]`",
    "web": "## 网页：`ziping[web]`",
    "dev": "## 只在测试与检查时",
}
NOTE = "<!-- 由 docs/generate.py 生成，请勿手改 -->"


def policies() -> Iterator[str]:
    """逐种写出评分办法的取值、出处与未查证的原因."""
    yield "# 评分办法"
    yield NOTE
    yield "每个取值都注明出处；没有查到原文的，写明原因，计分报告会一并说明。"
    for name in policy_ids():
        policy = load_policy(name)
        yield f"## {policy.id}"
        state = "已查证" if policy.verified else f"未查证：{policy.reason}"
        yield f"{policy.title}。出处：{policy.source}（{state}）"
        rows = [
            (title, value, part.source, part.reason or "")
            for title, value, part in parts(policy)
        ]
        head = ("项目", "取值", "出处", "未查证的原因")
        lines = [head, ("---",) * 4, *rows]
        yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


def forms() -> Iterator[str]:
    """逐种写出版式的出处、栏目与差别."""
    yield "# 版式"
    yield NOTE
    yield "栏目按印出的次序；“……”是填写的格，［ ］里是左侧竖向合并的栏目。"
    for name in form_ids():
        form = load_form(name)
        yield f"## {form.id}"
        state = "已查证" if form.verified else f"未查证：{form.reason}"
        yield f"{form.title}。出处：{form.source}（{state}）"
        lines = "\n".join(line.removeprefix("　") for line in preview(form))
        yield f"```text\n{lines}\n```"
        absent = [word for part, word in NAMES.items() if part not in holds(form)]
        notes = (*form.differences, f"没有位置的内容：{'、'.join(absent)}")
        yield "\n".join(f"- {note}" for note in notes)


def every_command(name: str, command: Command) -> Iterator[tuple[str, Command]]:
    """列出一个命令与它下面的各个命令, 连同怎样称呼."""
    yield name, command
    inside: Mapping[str, Command] = {}
    if isinstance(command, CommandWithMore):
        inside = command.more
    elif isinstance(command, Group):
        inside = command.commands
    for word, each in inside.items():
        yield from every_command(f"{name} {word}", each)


def commands() -> Iterator[str]:
    """逐个命令写出帮助."""
    yield "# 命令"
    yield NOTE
    yield "退出码：0 正常；1 有需要看的地方；2 输入无法使用或用法不对。"
    for info_name, command in every_command("ziping", cli):
        context = command.context_class(command, info_name=info_name)
        context.terminal_width = 86
        yield f"## {context.info_name}"
        yield f"```text\n{command.get_help(context)}\n```"


def checks() -> Iterator[str]:
    """逐项写出核对: 编号、说法、轻重、依据、办法."""
    yield "# 核对"
    yield NOTE
    yield (
        "每项核对有编号，编号不变。一处核对的结果是通过、发现或不适用（附原因）。"
        "轻重：错误（不可能对）、不一致（两个数对不上）、提醒、提示。"
        "印出的数代表舍入后等于它的那些数；舍入可以解释的、不到 0.1 分的差别只作提示（P403），分寸见 [ADR 9](adr/0009-how-far-rounding-goes.md)。"
    )
    head = ("编号", "发现时", "无误时", "轻重", "依据", "办法")
    for name, members in families():
        yield f"## {name}"
        rows = [
            (
                check.code,
                check.title_failed,
                check.title_passed,
                SEVERITY_WORDS[check.severity],
                check.basis,
                check.remedy,
            )
            for check in members
        ]
        lines = [head, ("---",) * len(head), *rows]
        yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


def keys(where: str) -> tuple[tuple[str, str, str], ...]:
    """Each key that the codec takes: its name, what to write, what it means."""
    kind, told = KINDS[where], _told(where)
    resolve_types(kind)
    return tuple(
        (a.name, _wanted(a, told[a.name]), _meaning(told[a.name]))
        for a in fields(kind)
        if a.name not in _refused(kind)
    )


@cache
def _refused(kind: type) -> frozenset[str]:
    """Fields that the codec does not take from a file: it is asked."""
    tried = {a.name: object() for a in fields(kind)}
    try:
        structure(tried, kind, "")
    except InputError as error:
        unknown = (p.where for p in error.problems if p.message == "不认识的键")
        return frozenset(str(where).split()[-1] for where in unknown)
    return frozenset()


def _wanted(attribute: Any, told: Mapping[str, Any]) -> str:
    """What to write; a kind of its own has its own section."""
    name = _MODULES.sub("", str(attribute.type)).removesuffix(" | None")
    shape = "、".join(told["enum"]) if "enum" in told else SHAPES.get(name, "见下")
    return f"{shape}（必填）" if attribute.default is NOTHING else shape


def _meaning(told: Mapping[str, Any]) -> str:
    """What the contract says of a key, or of its kind."""
    said: str = told.get("description") or _resolved(told).get("description", "")
    return said.partition("；没有")[0].partition("；空")[0].partition("；格空")[0]


@cache
def _contract() -> Mapping[str, Any]:
    contract: Mapping[str, Any] = json.loads(
        (HERE / "schemas/evaluation.json").read_text("utf-8")
    )
    return contract


def _told(where: str) -> Mapping[str, Any]:
    """What the contract tells of each key of a kind."""
    at = _contract()
    for step in filter(None, where.split(".")):
        at = _resolved(at["properties"][step])
        at = _resolved(at["items"]) if "items" in at else at
    found: Mapping[str, Any] = at["properties"]
    return found


def _resolved(given: Mapping[str, Any]) -> Mapping[str, Any]:
    name = given.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = _contract()["$defs"][name] if name else given
    return found


def input_format() -> Iterator[str]:
    """写出数据文件的每一个键, 与指标值的各种写法."""
    yield "# 输入的格式"
    yield NOTE
    yield (
        "任何读得懂的自评表都可以直接给 `ziping`，不必另写数据。要自己写，或由别的程序写的，用 TOML 或 JSON"
        "（后缀 `.toml`、`.json`，UTF-8）。每一个键都在下面；写错的键、种类不对的值一次说全，各带键的路径。"
        "把现成的表变成数据：`ziping read 表.xlsx --json`。"
    )
    yield (
        '**数** 写成 `0.9` 或 `"0.9"` 都可以，按原文精确读取。**没有印的** 不写，或写 `""`（JSON 也可写 `null`），'
        "不要写 0。指标值与完成值照表上的文字写。"
    )
    yield f"## 写全的例子\n\n```toml\n{EXAMPLE.read_text('utf-8').strip()}\n```"
    for where, kind in KINDS.items():
        title = f"`{where}`" if where else "最外一层"
        yield f"## {title}"
        yield (kind.__doc__ or "").split(":")[0].split(".")[0].split("\n")[0]
        yield from _key_tables(keys(where))
    yield "## 指标值的写法"
    yield "下面各行由程序读出。没有符号的按名称与数值推断方向，推断写在结果里；推断得不对的，用 `direction` 写明。"
    rows = []
    for text in TARGETS:
        target, inferred = read_target(text, name="示例")
        meaning = MEANINGS[type(target)]
        rows.append((f"`{text}`", meaning, "；".join(map(str, inferred))))
    yield _table(("指标值", "读作", "推断"), rows)
    yield "## 由程序写出的键"
    yield "把读到的表存成数据时才有；读回来照旧，手写的数据不必有。"
    told = {name: said for where in KINDS for name, _, said in keys(where)}
    yield _table(("键", "意思"), [(f"`{n}`", told[n]) for n in told if n in TOLD])


def parquet() -> Iterator[str]:
    """逐列写出四个 Parquet 文件."""
    yield "# `ziping batch` 写出的数据"
    yield NOTE
    yield (
        "`tables.parquet` 一行一张表，`rows.parquet` 一行一个指标（预算执行率也是一行），`findings.parquet` 一行一处"
        "发现，以 `file`、`number` 相连；`unread.parquet` 一行一个没有审成的文件。数都是精确的小数（`DECIMAL(38,10)`）或文字，没有浮点数；"
        "除不尽的写成分数（`2/3`）；小数列里写不下的为空。没有的一律为空（NULL）。"
    )
    yield (
        "```sql\n-- 各单位扣分没有说明的处数（DuckDB）\n"
        "SELECT t.unit, count(*) FROM 'findings.parquet' f JOIN 'tables.parquet' t USING (file, number)\n"
        "WHERE f.code = 'N501' AND NOT f.accepted GROUP BY t.unit ORDER BY 2 DESC;\n```"
    )
    for name, columns in FILES.items():
        yield f"## `{name}.parquet`"
        yield _table(("列", "类型", "意思"), _described(columns))
    yield "## `ziping batch score` 写出的 `rows/`"
    yield (
        "`ziping batch score 结果 --policy 编号 --out 文件夹` 由 `rows.parquet` 里的整数重新计分，不再读表；`year=2024`、"
        "`province=江西` 这样的文件夹照旧分开，名字是文字，读的时候请写明（DuckDB：`hive_types = {'year': VARCHAR}`）。分数都 × 10000："
        "`points_scaled` 98600 是 9.86 分。DuckDB 与 Spark 用同一段 SQL，与逐表审核逐分相同。一个文件的页脚写有各列的最小、最大与空的"
        "个数，由它证明得了的（没有越界的数，没有为 0 的预算）不再逐行去问；页脚没有写或自相矛盾的，逐行去问，证明不了精确的行"
        f"（分值超过 {WEIGHT.limit // 10**DIGITS} 分、整数超过 {FAR}、只知道界限的完成值 ……）由精确的引擎逐行计算。"
        "表上没有执行率一行的（如按不计分的办法审的）不会添上。"
    )
    yield _table(("列", "类型", "意思"), _described(SCORED))
    yield "`code` 的取值：规则的名字，定性的档，`UNBANDED`（不属于任何一档），以及不能计算的原因："
    told = [(f"`{each.name}`", each.outcome, each.value) for each in Unmeasurable]
    yield _table(("编码", "结局", "原因"), told)
    yield "## `tables.ndjson`"
    yield (
        "写了 `--ndjson` 才有，一个文件一行：`schema` 为 `ziping.batch/1`，`tables`、`rows`、`findings` 各是一列"
        "上面的记录（数写成文字），`unread` 是没有审成的及原因，`doubts` 是存疑之处。"
    )


def dependencies() -> Iterator[str]:
    """写出直接依赖的每一个库: 作什么用、许可、谁维护、没有了怎么办."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text("utf-8"))
    asked = project["project"]
    told = tomllib.loads((HERE / "dependencies.toml").read_text("utf-8"))
    yield "# 依赖的库"
    yield NOTE
    yield (
        "只列直接依赖的；装的版本（连同它们各自依赖的）都在 `constraints.txt`。许可照各库自己的说明。"
        "没有列出的库，程序不导入；列出的都用到，有测试。"
    )
    groups = {"": asked["dependencies"], **asked["optional-dependencies"]}
    head = ("库", "至少", "许可", "作什么用", "谁维护", "没有了它")
    for group, wanted in groups.items():
        yield EXTRAS[group]
        rows = []
        for need in wanted:
            asked_for, _, least = re.split(r"\s", need)[0].partition(">=")
            name = asked_for.partition("[")[0]
            if name != "ziping":
                said = told[name]
                facts = (said["use"], said["keeper"], said["without"])
                rows.append((name, least or "不限", _licence(name), *facts))
        yield _table(head, rows)


def _licence(name: str) -> str:
    """What a package says of its licence, in a few words."""
    said = metadata(name)
    named = [
        each.rpartition(" :: ")[2]
        for each in said.get_all("Classifier") or ()
        if each.startswith("License :: ")
    ]
    known = said["License-Expression"] or "、".join(named) or said["License"]
    return known or _licence_file(name)


def _licence_file(name: str) -> str:
    """The first line of a licence that only lies beside the package."""
    held = (f for f in files(name) or () if f.name.startswith("LICEN"))
    return next(held).read_text().strip().splitlines()[0]


def _described(columns: Iterable[ResultColumn]) -> list[tuple[str, str, str]]:
    return [(f"`{c.name}`", f"`{c.kind}`", c.meaning) for c in columns]


def _key_tables(rows: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
    own = [(f"`{name}`", *rest) for name, *rest in rows if name not in TOLD]
    yield _table(("键", "写什么", "意思"), own)
    told = [f"`{name}`" for name, *_ in rows if name in TOLD]
    if told:
        yield f"另有 {'、'.join(told)}，读表时由程序写出，不必自己写（见末尾）。"


def _table(head: tuple[str, ...], rows: list[Any]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def performance() -> Iterator[str]:
    """What the benchmarks printed when they were last measured, word for word."""
    yield "# 快慢与内存"
    yield (
        "都是基准程序的原话，由 `python benchmarks/performance.py 程序的名字` 记下，没有一个数是手写的。"
        "比值是与有名字的基线在同一次运行里相比；机器同时做着别的事时，钟表的时间不可靠，处理器的时间与轮流跑出的"
        "比值可靠。记有负荷的，写在每段里。"
    )
    programs = HERE.parent / "benchmarks"
    for record in sorted((programs / "measured").glob("*.txt")):
        program = programs / f"{record.stem}.py"
        title = ast.get_docstring(ast.parse(program.read_text("utf-8")))
        commit, _, said = record.read_text("utf-8").partition("\n")
        yield f"## {str(title).splitlines()[0].rstrip('.。')}"
        yield f"`benchmarks/{program.name}`，{commit}"
        yield f"```text\n{said.strip()}\n```"


DOCUMENTS = {
    "policies.md": policies,
    "forms.md": forms,
    "commands.md": commands,
    "checks.md": checks,
    "input-format.md": input_format,
    "parquet.md": parquet,
    "dependencies.md": dependencies,
    "performance.md": performance,
}


def written(name: str) -> str:
    """Give the text of a generated document."""
    return "\n\n".join(DOCUMENTS[name]()) + "\n"


if __name__ == "__main__":
    for document in DOCUMENTS:
        (HERE / document).write_text(written(document), "utf-8")
