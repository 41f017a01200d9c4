"""收下的表单: 限度以内、带着凭证的才读."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from attrs import frozen
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from app.web.requests.errors import Refused
from app.web.requests.pages import site_of
from app.web.requests.sessions import session_of

FIELD, HEADER = "csrf", "x-csrf"
_EXPIRED = "页面已过期，没有更改。请刷新页面再做"


@frozen
class FormLimits:
    """一次上传的限度: 几个文件, 一共几字节."""

    files: int = 0
    size: int = 1 << 20

    @property
    def words(self) -> str:
        """说给人听: 一次至多 1 个文件，共 50 MB."""
        return f"一次至多 {self.files} 个文件，共 {self.size >> 20} MB"


PLAIN: Final = FormLimits()


async def form_of(request: Request, limits: FormLimits = PLAIN) -> FormData:
    """读表单. Raises `Refused` where it is too large, or not from a page of ours."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > limits.size:
        told = f"超过了限度，没有收下。{limits.words if limits.files else ''}"
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)
    try:
        form = await request.form(max_files=limits.files, max_part_size=PLAIN.size)
    except HTTPException:
        told = f"上传的读不懂，或超过了限度，没有收下。{limits.words if limits.files else ''}"
        raise Refused(HTTPStatus.BAD_REQUEST, told) from None
    token = request.headers.get(HEADER) or form.get(FIELD)
    known = site_of(request).knows(session_of(request), str(token or ""))
    if not known:
        await form.close()
        raise Refused(HTTPStatus.FORBIDDEN, _EXPIRED)
    return form


def text_in(form: FormData, name: str) -> str:
    """表单里的一段文字; '' where there is none."""
    value = form.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


async def file_in(form: FormData, name: str) -> tuple[str, bytes]:
    """表单里的一个文件: its name as it was given, and what is in it."""
    value = form.get(name)
    if not isinstance(value, UploadFile) or not value.filename:
        raise Refused(HTTPStatus.BAD_REQUEST, "没有选文件。请选一个文件再上传")
    return value.filename, await value.read()
