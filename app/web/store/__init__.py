"""库: 存下的表、改动与版本, 在 SQLite 或 PostgreSQL 里."""
