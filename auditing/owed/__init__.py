"""还差什么: 一张表里没有填、没有读懂、没有说明的各处, 各关系到多少分, 总分还能是多少."""

from auditing.owed.contract import document
from auditing.owed.drafts import draft
from auditing.owed.items import Kind, Owed
from auditing.owed.owing import Owing, owing

__all__ = ["Kind", "Owed", "Owing", "document", "draft", "owing"]
