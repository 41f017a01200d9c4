"""PDF: 线框成表, 跨页接成一张; 没有线框的按行读.

`source` asks `reading.pdf_process`, in which `reader` chooses the pages. Of one page `rules` are
the ruled lines, `text` its characters in lines, `clip` what of them is seen, `page` its
tables. A table cut by a page break: `stitch` says which tables of two pages are one (with
`forms`), `rows` joins the rows and cells that the break has cut; what words
mean is handed in as `labels`.
"""
