"""第 7 版: 收下了、还在读的文件."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """From files that were read while their sender waited."""
    op.create_table(
        "readings",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("told", "papers")),
        sa.Column("unit", sa.Text),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
    )
