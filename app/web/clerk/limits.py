"""填报人一次可以上传多少."""

from __future__ import annotations

from typing import Final

from app.web.intake.files import MOST_BYTES
from app.web.requests.forms import FormLimits

ONE_FILE: Final = FormLimits(1, MOST_BYTES)
