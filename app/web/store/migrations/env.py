"""改版的环境: 在已经打开的连接上, 一次做完."""

from __future__ import annotations

from alembic import context

from app.web.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
