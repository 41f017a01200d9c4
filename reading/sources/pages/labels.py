"""栏目的字样: 接页时要问的几句话; 答案在词汇里, 由调用者给."""

from __future__ import annotations

from typing import Protocol


class Labels(Protocol):
    """What words mean, as far as the joining of pages must know it.

    A source knows no words of its own: whoever reads a PDF hands in the answers.
    """

    def names_project(self, text: str) -> bool:
        """Say whether a cell is, or begins with, the label 项目名称."""

    def is_label(self, text: str) -> bool:
        """Say whether a cell is a label of the head, the funds or the goals."""

    def is_first_level(self, text: str) -> bool:
        """Say whether a cell is the heading 一级指标."""

    def is_total(self, text: str) -> bool:
        """Say whether a cell is the label of the total."""

    def is_cut_label(self, head: str, foot: str) -> bool:
        """Say whether two texts are one label that a page break has cut."""
