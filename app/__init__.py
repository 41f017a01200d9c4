"""命令行与报告: 程序的脸面. 计分、审核都在别处.

`commands` 各条命令; `views` 结果说成内容块, 不读不写; `text` 内容块、可见与折行;
`terminal` 画在终端上; `report` 离线的 HTML.
"""
