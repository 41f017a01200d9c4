"""报告的模板: 编成直接的代码, 一个值由一个函数写出.

A page holds some two thousand values. The engine's own code asks three functions for
each of them, and looks for an item where there is no attribute; here a template is
compiled to what one would write by hand. A value that is missing ends in an
`AttributeError`, as it should.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator

from app.text.visible import visible

if TYPE_CHECKING:
    from jinja2.compiler import Frame

HERE = Path(__file__).parent


def shown(value: Any) -> str:
    r"""写进网页的一个值: hostile until it is escaped; None is nothing.

    >>> shown(None), shown("<甲\x00>"), shown(0)
    ('', '&lt;甲␀&gt;', '0')
    """
    if type(value) is not str:
        if value is None:
            return ""
        if hasattr(value, "__html__"):
            return value.__html__()  # type: ignore[no-any-return]
        value = str(value)
    text = value if value.isprintable() else visible(value)
    if text.isalnum():
        return text
    return (
        text.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace('"', "&#34;")
    )


class _DirectCode(CodeGenerator):
    """The code of a template, as one would write it by hand."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the engine's name
        """Take an attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802 - the engine's name
        self, node: nodes.Call, frame: Frame, *_: Any, **__: Any
    ) -> None:
        """Call a macro or a method."""
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, *_: Any) -> None:
        self.write("environment.shown(")

    def _output_child_post(self, *_: Any) -> None:
        self.write(")")


class _Templates(Environment):
    code_generator_class = _DirectCode
    shown = staticmethod(shown)


@cache
def templates() -> Environment:
    """The templates, compiled once: a page takes a fraction of that time."""
    return _Templates(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
