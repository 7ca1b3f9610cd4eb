"""The written forms of one citation, as people type them in a query."""

import re

from crawler.law import LAWS
from crawler.law.citation import Citation

_LAW_WORDS = (
    # Order matters: the Scottish and Jersey names contain the others.
    (re.compile(r"\b(?:E\.?I\.?\(?S\)?\.?R\.?s?|EIRS|Environmental Information \(Scotland\) Regulations(?: 2004)?)\b\)?", re.I), "EISR"),
    (re.compile(r"\b(?:FOI\(?S\)?A|Freedom of Information \(Scotland\) Act(?: 2002)?)\b", re.I), "FOISA"),
    (re.compile(r"\b(?:JFOIL|Freedom of Information \(Jersey\) Law(?: 2011)?)\b", re.I), "JFOIL"),
    (re.compile(r"\b(?:EIR|Environmental Information Regulations(?: 2004)?)\b", re.I), "EIR"),
    (re.compile(r"\b(?:FOIA|FOI|Freedom of Information Act(?: 2000)?)\b", re.I), "FOIA"),
)
_UNIT_WORD = re.compile(r"\b(?:sections?|ss?|regulations?|regs?|r|articles?|arts?|a)\.?(?=\s*\d)", re.IGNORECASE)
_STEPS = re.compile(r"\s*(\d{1,3}[A-Z]{0,2})((?:\s*[.(]\s*[0-9A-Za-z]{1,5}\s*\)?)*)\s*", re.IGNORECASE)


def parse_written(text: str) -> list[Citation]:
    """What one citation in a query can mean: `s40(2)`, `section 40 (2)`, `FOIA 40`, `40(3A)`, `reg 12(5)(b)`, `EIR r.12`.

    Several are returned when no law is named and more than one has the section, the likeliest first. Raises ValueError for a text
    that is no citation.
    """
    law, rest = None, text
    for pattern, law_id in _LAW_WORDS:
        rest, count = pattern.subn(" ", rest)
        if count:
            law = law_id
            break
    unit_word = _UNIT_WORD.search(rest)
    rest = _UNIT_WORD.sub(" ", rest, count=1)
    match = _STEPS.fullmatch(rest)
    if not match:
        raise ValueError(f"not a citation: {text!r}")
    path = (match[1].upper(), *(_step(step) for step in re.findall(r"[0-9A-Za-z]+", match[2])))
    if law:
        return [Citation(law, path)]
    unit = unit_word[0][0].lower() if unit_word else ""
    laws = [law for law in LAWS.values() if unit in ("", law.unit) and path[:1] in law.provisions]
    if not laws:
        raise ValueError(f"no law of freedom of information has this provision: {text!r}")
    return [Citation(law.id, path) for law in laws]


def _step(step: str) -> str:
    """Steps as statutes print them: a number's letter is a capital (`3A`), a lone letter or numeral is small (`a`, `ii`)."""
    return step.upper() if step[0].isdigit() else step.lower()
