"""帮助的排版: 按显示的宽度对齐, 一个汉字占两列; 中文的行不在词间断开."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import click

from app.text.wrapping import width, wrapped

WIDEST = 96
"""A help page is never wider, however wide the terminal is."""

MOST = 24
"""A longer option stands on a line of its own, its text below."""

_PARAGRAPHS = re.compile(r"\n\s*\n")


class HelpPage(click.HelpFormatter):
    """一页帮助."""

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon of Chinese."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, each folded by its width."""
        room = self.width - self.current_indent
        for number, paragraph in enumerate(_PARAGRAPHS.split(text.strip())):
            if number:
                self.write("\n")
            self._write_lines(wrapped("".join(_joined(paragraph)), room, 0))

    def write_dl(
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = MOST,
        col_spacing: int = 2,
    ) -> None:
        """Write terms and what they mean, in two columns."""
        rows = list(rows)
        fitting = (width(term) for term, _ in rows if width(term) <= col_max)
        first = max(fitting, default=0) + col_spacing
        room = self.width - self.current_indent - first
        for term, text in rows:
            lines = wrapped(text, room, 0) if text else [""]
            blank = first - width(term)
            if blank < col_spacing:
                self._write_lines([term])
                term, blank = "", first  # noqa: PLW2901 - its text goes on below
            self._write_lines([f"{term}{' ' * blank}{lines[0]}".rstrip()])
            self._write_lines([f"{' ' * first}{line}" for line in lines[1:]])

    def _write_lines(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.write(f"{' ' * self.current_indent}{line}\n")


def _joined(paragraph: str) -> Iterator[str]:
    """Join the lines of a paragraph; between Latin words stays a space."""
    before = ""
    for line in map(str.strip, paragraph.splitlines()):
        apart = before[-1:].isascii() and line[:1].isascii()
        yield f" {line}" if before and apart else line
        before = line


class HelpContext(click.Context):
    """命令的环境: 帮助用自己的排版, -h 与 --help 都行."""

    formatter_class = HelpPage

    def make_formatter(self) -> click.HelpFormatter:
        """Make a page as wide as the terminal, or as COLUMNS says."""
        return HelpPage(width=self.terminal_width, max_width=WIDEST)
