"""第 3 版: 审核的队列, 审核人说的."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """From clerks alone."""
    op.create_table(
        "runs",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
    )
    texts = ("code", "name", "place", "verdict", "remark")
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.String(24), nullable=False),
        sa.Column("table", sa.String(24), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("made", sa.String(32), nullable=False),
    )
    op.create_index("of_table", "decisions", ["source", "table"])
