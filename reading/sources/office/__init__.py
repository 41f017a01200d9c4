"""旧式文书 (.doc、.wps、.rtf): 由本机的 LibreOffice 转成 .docx, 再照 .docx 读取.

`reader` reads one file; `shelf` has many converted ahead, in one start; `program` finds
and asks LibreOffice, which `process` runs in another process, within limits.
"""
