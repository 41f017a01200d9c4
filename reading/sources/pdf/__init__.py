"""PDF: `characters` 是一页画了什么、哪里看得见, `reader` 交出各页; 其余见 `pages`."""
