"""python -m ziping: 与 ziping 是同一个命令, 脚本目录不在 PATH 里时用."""

from __future__ import annotations

from app.cli import main

if __name__ == "__main__":
    main()
