"""分页的版式文件 (PDF 等): 一页画了什么 → 线框成表, 跨页接成一张; 没有线框的按行读.

A reader of a format says what each page shows as a `drawing`: characters and straight
lines. All else is common. `document` chooses the pages; `rules` are the ruled lines,
`text` the characters in lines, `page` its tables and `placed_cells` their cells by rows
and columns. All about a table that is cut by a page break is in `page_breaks`; what
words mean is handed in as `labels`. `isolated_reader` asks for all this in another
process.
"""
