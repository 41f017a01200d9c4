"""文档: .docx 和 .html → 每个表格一个格子表, 带上下的文字.

`docx` and `html` go through a file and tell a `flow.Flow` of each line and table; the
flow lays the cells out in rows and columns.
"""
