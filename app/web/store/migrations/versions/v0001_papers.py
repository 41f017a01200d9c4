"""第 1 版: 表."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """From nothing."""
    op.create_table(
        "papers",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("policy", sa.String(64)),
        sa.Column("suffix", sa.String(8), nullable=False),
        sa.Column("origin", sa.LargeBinary, nullable=False),
        sa.Column("grids", sa.LargeBinary, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
    )
