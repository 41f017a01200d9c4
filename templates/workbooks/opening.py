"""打开工作簿: 用 openpyxl, 它留得住的都留着; 打不开的说一句."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from indicators.errors import InputError, Problem
from templates.workbooks.mended_merges import mended


def opened(
    path: Path, purpose: str, *, macros: bool = False
) -> tuple[Any, tuple[Problem, ...]]:
    """打开; and what had to be put right first. `purpose` is what cannot be done else."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # told by `losses`, in Chinese
            source, told = mended(path)
            return load_workbook(source, rich_text=True, keep_vba=macros), told
    except (
        *(KeyError, IndexError, ValueError, TypeError, AttributeError),
        *(OSError, BadZipFile),
    ) as error:
        message = f"工作簿打不开，无法{purpose}"
        remedy = "请用 Excel 或 WPS 打开，另存为新的 .xlsx"
        raise InputError.of(path.name, message, str(error)[:80], remedy) from None


def worksheet(book: Any, name: str, path: Path) -> Any:
    """The sheet of a name, as the reading of the file has found it."""
    if name not in book.sheetnames:
        raise InputError.of(path.name, "工作簿里的这张工作表打不开", name)
    return book[name]
