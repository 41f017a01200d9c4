"""生成 docs/ 里由程序得出的文档: 评分办法、版式、命令、核对.

A test compares the files with what this script would write, so they cannot drift.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from app.cli import cli
from app.views.formbook import preview
from app.views.policybook import parts
from auditing.finding import SEVERITY_WORDS
from auditing.registry import families
from scoring import load_policy, policy_ids
from templates.forms.capacity import NAMES, holds
from templates.forms.form import form_ids, load_form

HERE = Path(__file__).parent
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


def commands() -> Iterator[str]:
    """逐个命令写出帮助."""
    yield "# 命令"
    yield NOTE
    yield "退出码：0 正常；1 有需要看的地方；2 输入无法使用或用法不对。"
    for name, command in ((None, cli), *cli.commands.items()):
        context = click.Context(
            command, info_name=f"ziping {name}" if name else "ziping"
        )
        context.max_content_width = 88
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


DOCUMENTS = {
    "policies.md": policies,
    "forms.md": forms,
    "commands.md": commands,
    "checks.md": checks,
}


def written(name: str) -> str:
    """Give the text of a generated document."""
    return "\n\n".join(DOCUMENTS[name]()) + "\n"


if __name__ == "__main__":
    for document in DOCUMENTS:
        (HERE / document).write_text(written(document), "utf-8")
