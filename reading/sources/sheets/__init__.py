"""工作簿: .xlsx .xls .xlsb .ods → 每张工作表一个格子表, 数字显示成人眼看到的样子.

`xlsx`, `xls` (with .xlsb) and `ods` each read one kind of file. `xlsb_records` are those of
an .xlsb. Of an .xlsx file
`workbook_parts` finds the sheets and styles, `shared_strings` the texts and `worksheet`
the cells. `number_format` shows a stored number as its format says, with
`number_digits` and `number_dates`. The `…_process` modules run in a process of their own.
"""
