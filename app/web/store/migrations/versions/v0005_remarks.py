"""第 5 版: 审核人对一格说的; 一处发现是谁说的."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """From remarks on findings alone."""
    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.String(24), nullable=False),
        sa.Column("table", sa.String(24), nullable=False),
        sa.Column("cell", sa.String(32), nullable=False),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("name", "text", "who")),
        sa.Column("made", sa.String(32), nullable=False),
    )
    op.create_index("remarks_of_table", "remarks", ["source", "table"])
    with op.batch_alter_table("decisions") as decisions:
        decisions.add_column(sa.Column("who", sa.Text))
