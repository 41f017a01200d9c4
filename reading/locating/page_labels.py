"""分页处的栏目: 一个字样是不是栏目、表头、总分, 或被分页截断的栏目."""

from __future__ import annotations

from reading.vocabulary.headings import key, pattern, role

# Where the labels stand that a page break may cut.
_CUT_BLOCKS = ("columns", "levels", "goals", "funds")


class PageLabels:
    """回答接页时的问题: the words of this project, for the joining of PDF pages."""

    def names_project(self, text: str) -> bool:
        """项目名称, and 项目名称：甲 in one cell."""
        return role("head", key(text).partition(":")[0]) == "project"

    def is_label(self, text: str) -> bool:
        """A label of the head, the funds or the goals."""
        known = any(role(block, text) for block in ("head", "funds", "goals"))
        return known or pattern("funds", "line").match(key(text)) is not None

    def is_first_level(self, text: str) -> bool:
        """一级指标, the first heading of the table of indicators."""
        return role("columns", text) == "level1"

    def is_total(self, text: str) -> bool:
        """总分, 合计."""
        return role("total", text) == "total"

    def is_cut_label(self, head: str, foot: str) -> bool:
        """绩效 above the break and 指标 below it are the label 绩效指标."""
        whole = any(role(block, head + foot) for block in _CUT_BLOCKS)
        return whole and not (role("levels", head) and role("levels", foot))
