"""没有装识别程序时说的话."""

from __future__ import annotations

from typing import Final

INSTALL: Final = '安装识别程序：pip install "ziping[ocr]"'
