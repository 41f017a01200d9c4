"""第 6 版: 改过的格里也有添的行. The tables stay as they are.

A program of before would overlook the rows, and what was typed into them.
"""

from __future__ import annotations

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """From tables that had the rows of their files alone."""
