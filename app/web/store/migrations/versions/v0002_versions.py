"""第 2 版: 改过的格, 版本, 报送."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """From papers that could only be looked at."""
    with op.batch_alter_table("papers") as papers:
        papers.add_column(sa.Column("handed", sa.Integer))
        papers.add_column(sa.Column("remark", sa.Text))
    op.create_table(
        "cells",
        _paper(),
        sa.Column("cell", sa.String(32), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
    )
    op.create_table(
        "versions",
        _paper(),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("cells", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
    )


def _paper() -> sa.Column[str]:
    key = sa.ForeignKey("papers.id", ondelete="CASCADE")
    return sa.Column("paper", sa.String(24), key, primary_key=True)
