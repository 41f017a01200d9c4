"""PDF: 线框成表, 跨页接成一张; 没有线框的按行读.

`isolated_reader` asks for the grids of a file in another process, in which `reader`
chooses the pages. Of one page `rules` are the ruled lines, `characters` what is drawn
and where it is seen, `text` the characters in lines, `page` its tables and
`placed_cells` their cells by rows and columns. All about a table that is cut by a page
break is in `page_breaks`; what words mean is handed in as `labels`.
"""
