"""OFD (GB/T 33190): 我国的版式文件; 只读人看得到的字和线, 其余见 `pages`.

`structure` finds the documents of a package, their pages, templates and resources;
`content` hears what stands on a page; `transforms` says where that is; `characters` and
`rules` make of it what every page is made of, and `pictures` finds the picture that is a
page. Annotations and stamps are no text of a page.
"""
