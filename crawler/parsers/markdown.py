"""Markdown as interfaces give it, as the text that a page would show of it."""

import re

_MARKS = (
    (re.compile(r"!?\[([^\]\n]{0,500})\]\([^)\s]{0,2000}\)"), r"\1"),  # a link or a picture is its words
    (re.compile(r"^ {0,3}#{1,6} +", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}[*+-] +", re.MULTILINE), "• "),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|-])"), r"\1"),
)


def without_marks(markdown: str) -> str:
    """The words, without the marks that shape them; a list item begins with a bullet."""
    for pattern, words in _MARKS:
        markdown = pattern.sub(words, markdown)
    return markdown
