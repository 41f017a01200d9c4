"""一页写成各种文件: 工作簿由两个库写出, 文书、网页、ODS、CSV 照各自的格式直接写."""

from __future__ import annotations

from tests.oracle.rendering.documents import as_docx, as_html
from tests.oracle.rendering.opendocument import as_ods
from tests.oracle.rendering.plain_text import as_csv
from tests.oracle.rendering.workbooks import by_openpyxl, by_xlsxwriter

__all__ = ["as_csv", "as_docx", "as_html", "as_ods", "by_openpyxl", "by_xlsxwriter"]
