"""一次审核的清单: 重的在先, 条件都在地址里; 取走汇总表、数据、一个单位的各页."""

from __future__ import annotations

import io
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode
from zipfile import ZIP_DEFLATED, ZipFile

from starlette.requests import Request
from starlette.responses import Response

from app.views.row_points import number_or_range
from app.web.accounts.rights import AUDITORS, guarded
from app.web.auditor.archive import archive_of
from app.web.requests.downloads import HTML, XLSX, download
from app.web.requests.errors import Refused
from app.web.requests.pages import page
from auditing.finding import points
from batch.results.opened import id_of

FIELDS: Final = {
    "unit": "单位",
    "verdict": "结论",
    "code": "发现",
    "year": "年度",
    "policy": "评分办法",
}
MOST: Final = 100
MOST_UNREAD: Final = 300
_DATA: Final = "application/octet-stream"
FILES: Final = {
    "复核汇总表.xlsx": XLSX,
    "index.html": HTML,
    "tables.parquet": _DATA,
    "rows.parquet": _DATA,
    "findings.parquet": _DATA,
    "unread.parquet": _DATA,
    "tables.ndjson": "application/x-ndjson",
}
"""What a run writes, and may be taken away."""


def look(request: Request) -> Response:
    """清单."""
    source = request.path_params["source"]
    results = archive_of(request).results(source)
    asked = {name: request.query_params.get(name, "") for name in (*FIELDS, "search")}
    number = _page_number(request)
    listed = results.listed(asked, (number - 1) * MOST, MOST)
    kept = {name: value for name, value in asked.items() if value}
    return page(
        request,
        "results.html",
        source=source,
        asked=asked,
        fields=FIELDS,
        choices=results.choices,
        listed=listed,
        unread=results.unread(MOST_UNREAD),
        rows=[_line(table) for table in listed.tables],
        number=number,
        last=max(-(-listed.count // MOST), 1),
        address=lambda n: "?" + urlencode(kept | {"page": n}),
        files=[name for name in FILES if (results.folder / name).is_file()],
    )


def _page_number(request: Request) -> int:
    text = request.query_params.get("page", "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < len("1000000") else 1


def _line(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """A table with its address and its range as a text."""
    low, high = table["total_low"], table["total_high"]
    span = "" if low is None or high is None else number_or_range(low, high)
    stated = table["total_stated"]
    told = "" if stated is None else points(stated)
    return {**table, "id": id_of(table), "span": span, "stated": told}


def take(request: Request) -> Response:
    """取走写好的一个文件."""
    name = request.path_params["name"]
    folder = archive_of(request).folder(request.path_params["source"])
    path = folder / name
    if name not in FILES or not path.is_file():
        raise Refused(HTTPStatus.NOT_FOUND, "没有这个文件，请回到清单重选")
    return download(path.read_bytes(), name, FILES[name])


def take_page(request: Request) -> Response:
    """取走一张表的报告."""
    archive, source = archive_of(request), request.path_params["source"]
    table = archive.table(source, request.path_params["id"])
    path = archive.folder(source) / table["page"]
    return download(path.read_bytes(), path.name, HTML)


def take_packet(request: Request) -> Response:
    """取走一个单位的各页, 一个压缩包."""
    archive, source = archive_of(request), request.path_params["source"]
    unit, folder = request.query_params.get("unit", ""), archive.folder(source)
    pages = archive.results(source).pages_of(unit)
    if not pages:
        raise Refused(HTTPStatus.NOT_FOUND, "没有这个单位的表，请回到清单重选")
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packet:
        for name in pages:
            packet.write(folder / name, (folder / name).name)
    return download(made.getvalue(), f"{unit}-审核.zip", "application/zip")


ROUTES: Final = (
    guarded("/results/{source}", look, AUDITORS),
    guarded("/results/{source}/files/{name}", take, AUDITORS),
    guarded("/results/{source}/packet", take_packet, AUDITORS),
    guarded("/results/{source}/tables/{id}/page", take_page, AUDITORS),
)
