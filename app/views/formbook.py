"""版式的样子: 目录, 与一种版式的栏目预览."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.text.blocks import Block as Shown
from app.text.blocks import TextTable
from templates.forms.capacity import NAMES, holds
from templates.forms.form import Block, Form, FormColumn, form_ids, load_form

SCHEMA = "ziping.forms/1"
DEFAULT_FORM = "national-2020"


def catalogue() -> Iterator[Shown]:
    """列出随软件提供的版式."""
    forms = [load_form(name) for name in form_ids()]
    rows = tuple((form.id, form.use, form.title) for form in forms)
    yield TextTable(("编号", "用于", "表名"), rows, kept=frozenset({0}))
    yield f"拿不准用哪一种：财政发了空表的，用 ziping fill 填那张；没有发的，用 {DEFAULT_FORM}。"
    yield "栏目、出处与差别：ziping forms 编号；写出空表：ziping forms 编号 --out X.xlsx"
    unseen = sum(not form.verified for form in forms)
    yield f"其中 {unseen} 种未见官方原表，栏目取自公开发布的表。"


def described(name: str) -> Iterator[Shown]:
    """预览一种版式: where it comes from, its cells row by row, what it leaves out."""
    form = load_form(name)
    yield f"{form.id} {form.title}"
    yield f"用于：{form.use or '—'}"
    yield f"出处：{form.source}"
    if form.reason:
        yield f"未查证：{form.reason}"
    yield from preview(form)
    yield from (f"与官方表的差别：{text}" for text in form.differences)
    absent = [word for part, word in NAMES.items() if part not in holds(form)]
    if absent:
        yield f"没有位置的内容：{'、'.join(absent)}"


def preview(form: Form) -> Iterator[str]:
    """Print the headings in printed order; …… stands for a cell to fill."""
    if form.headline:
        yield f"　{form.title}"
    if form.headline and form.subtitle:
        yield f"　{form.subtitle}".replace("{year}", "    ")
    for block in form.blocks:
        side = f"［{_flat(block.side.text, form)}］" if block.side else ""
        for line in _lines(block, form):
            yield f"　{side}{line}"


def _lines(block: Block, form: Form) -> Iterator[str]:
    for row in block.rows:
        yield " | ".join(_flat(piece.text or "……", form) for piece in row)
    if block.kind != "rows" and block.headed:
        yield " | ".join(_heading(column, form) for column in block.columns)
    if block.labels:
        yield f"（行）{'、'.join(block.labels)}"
    if block.groups:
        groups = ("/".join(group.path) for group in block.groups)
        yield f"（组）{'、'.join(groups)}"


def _heading(column: FormColumn, form: Form) -> str:
    over = f"{column.over}·" if column.over else ""
    known = "（已定时）" if column.optional else ""
    return _flat(f"{over}{column.heading}{known}", form) or "……"


def _flat(text: str, form: Form) -> str:
    return text.replace("\n", "").replace("{unit}", form.unit)


def form_data(name: str | None) -> dict[str, Any]:
    """写成 JSON 结构: one form, or all."""
    names = form_ids() if name is None else (name,)
    return {"schema": SCHEMA, "forms": [_plain(load_form(item)) for item in names]}


def _plain(form: Form) -> dict[str, Any]:
    return {
        "id": form.id,
        "title": form.title,
        "use": form.use,
        "source": form.source,
        "verified": form.verified,
        "reason": form.reason,
        "differences": list(form.differences),
        "unit": form.unit,
        "holds": [part for part in NAMES if part in holds(form)],
        "columns": {
            block.kind: [_flat(c.heading, form) or None for c in block.columns]
            for block in form.blocks
            if block.kind != "rows"
        },
        "preview": list(preview(form)),
    }
