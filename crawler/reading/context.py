"""Which law a document's bare citations mean."""

import re
from dataclasses import dataclass

from crawler.reading.text import Text


@dataclass(frozen=True)
class LawContext:
    """Which law a bare "section" and a bare "regulation" of this document mean, and whether it is answered under the regulations."""

    act: str = "FOIA"
    regulations: str = "EIR"
    environmental: bool = False

    def law_for(self, unit: str) -> str | None:
        if unit == "r":
            return self.regulations
        if unit == "a":
            return "JFOIL" if self.act == "JFOIL" else None
        return None if self.act == "JFOIL" else self.act


_NAMES = {
    "scottish": ("foisa", "foi(s)a", "(scotland) act", "(scotland) regulations", "(scotland regulations", "scottish information commissioner", "eisr", "ei(s)r", "eir(s)", "eirs(s)"),
    "british": ("foia", "freedom of information act", "freedom of information (foi) act", "foi act", "environmental information regulations 2004", "40(2)", "40 (2)"),
    "jersey": ("(jersey) law",),
    "environmental": ("eir", "eisr", "ei(s)r", "environmental information regulations", "environmental information (scotland) regulations"),
}  # fmt: skip
"""What names the laws of each kind, at the start of a word."""
_SCOTTISH_FORMS = (
    ("38", re.compile(r"38 ?\(1\) ?\(?b\)?[^.\n]{0,40}\bpersonal (?:data|information)")),
    ("personal ", re.compile(r"personal (?:data|information)[^.\n]{0,40}38 ?\(1\) ?\(b\)")),
    ("17", re.compile(r"17 ?\(1\)[^.\n]{0,30}\bnot held\b")),
)
"""Provisions that have this meaning in Scotland only, with the word that each begins with."""


def context_of(text: Text, default: LawContext, request: range = range(0)) -> LawContext:
    """Which law the document's bare citations mean: what the authority names most outside the request, else what it is bound by."""
    named = {
        kind: sum(at not in request and not text.value[at - 1 : at].isalnum() for word in words for at in text.places(word))
        for kind, words in _NAMES.items()
    }
    scottish = named["scottish"] + sum(
        form.match(text.low, at) is not None for word, form in _SCOTTISH_FORMS for at in text.places(word) if at not in request
    )
    environmental = named["environmental"] > 0
    if named["jersey"] or default.act == "JFOIL":
        return LawContext("JFOIL", "EIR", environmental)
    if default.act == "FOISA" or scottish > named["british"]:
        return LawContext("FOISA", "EISR", environmental)
    return LawContext("FOIA", "EIR", environmental)
