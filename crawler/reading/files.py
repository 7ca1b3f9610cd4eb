"""Names of files that a response prints: what is left of a link when only the page's text was saved."""

import re
from dataclasses import dataclass

from crawler.reading.text import Text

_TYPES = "pdf|xlsx?|xlsm|csv|docx?|odt|ods|pptx?|zip|rtf|txt|jpe?g|png|msg"
_END = re.compile(rf"\.(?<=[\w)]\.)(?:{_TYPES})(?![\w@]|\.\w)")
_NOTE = re.compile(r"\s*[(\[][^()\[\]]{0,40}[)\]]\s*$|[\s.]*$")
"""What may stand behind a name that fills its line: "(PDF, 21 KB)"."""
_BULLET = re.compile(
    r"[\s•*|-]*(?:(?:please )?(?:find|see) attached (?:the )?(?:file|spreadsheet|document)(?: [-–])? (?=[^\s–-]\S* \S)|(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|(?:(?:please )?(?:find|see) (?:(?:the )?attached )?(?:the )?(?:files?|spreadsheets?|documents?)? ?(?=\S+$)|(?:enc(?:losures?)?|attachments?|files?|released|documents?|download)\s*[.:]\s*))?"
)
_POINTED = re.compile(r".*\b(?:see|find) (?:the )?attached (?:files?|spreadsheets?|documents?)? ?(?:[-–] )?(?=\S+$)")
"""The words that point to a file: "see attached file data.xlsx"."""
_LISTED = re.compile(r"\b(?:subject|date|from)\b[^\n]*\battachments:")
_PARTING = re.compile(r"; |, |: | \| |[’”\"] (?=\S+$)| and (?<=\.\w{3} and )| and (?<=\.\w{4} and )")
"""What stands between names; a name may have "and" in it."""
_SIZE = re.compile(r" *\n\d[\d.]* ?[kmg]b? *\n")
"""Below the name of a file on a line of its own, on a site of correspondence."""
_LONGEST = 120
_LONGEST_ADDRESS = 2_000
"""Characters."""
_MANY_WORDS = 10
"""A file's name has fewer; a line with more is a sentence that ends in a name."""


@dataclass(frozen=True)
class FoundFile:
    """A file's name at `[start, end)` of the text."""

    name: str
    start: int
    end: int

    @property
    def extension(self) -> str:
        """`pdf`, in small letters."""
        return self.name.rsplit(".", 1)[-1].lower()


def find(text: Text) -> list[FoundFile]:
    """The files that the text names, each once, in order. A name that fills its line, or stands in brackets or quotes, may have blanks."""
    found: dict[str, FoundFile] = {}
    end = 0
    for match in _END.finditer(text.low):
        last = match.start() - 1  # the name's, before its type
        line = text.line_around(last)
        # In the head of a message the names stand side by side.
        listed = _LISTED.search(text.low, max(line.start, last - 600), last) if "attachments:" in text.low else None
        begins = max(line.start, last - _LONGEST, end if listed else 0, listed.end() if listed else 0)
        before = text.value[begins : match.end()].lstrip() if listed else text.value[begins : match.end()]
        end = match.end()
        if listed or _SIZE.match(text.low, match.end()):
            found.setdefault(before, FoundFile(before, match.end() - len(before), match.end()))
        elif "://" not in before and "://" not in text.value[max(line.start, last - _LONGEST_ADDRESS) : last].rpartition(" ")[2]:
            at = _begins(before, text.low[match.end() : min(line.end, match.end() + 60)])
            pointed = _POINTED.match(before[at:].lower())
            start = match.end() - len(before) + at + (pointed.end() if pointed else 0)
            name = text.value[start : match.end()]
            found.setdefault(name, FoundFile(name, start, match.end()))
    return list(found.values())


def _begins(before: str, behind: str) -> int:
    """Where in the end of a line the name begins with which it ends."""
    bullet = _BULLET.match(before.lower())
    first = bullet.end() if bullet else 0
    separator = max((match.end() for match in _PARTING.finditer(before)), default=0)
    if _NOTE.fullmatch(behind) or behind[:2] in ("; ", ", ", " |") or behind.startswith(" and "):
        opened = before.rfind("(")
        if len(before) < _LONGEST and (opened < 0 or ")" in before[opened:]):
            begins = max(first, separator)
            return begins if before.count(" ", begins) < _MANY_WORDS and before[begins].upper() == before[begins] else before.rfind(" ") + 1
    opened = max(before.rfind(mark) for mark in '(["“‘')
    quoted = before.rfind(" '")
    if opened >= 0 and not any(mark in before[opened:] for mark in ')]"”’'[:2]):
        return max(opened + 1, separator)
    return max(quoted + 2 if quoted >= 0 else 0, before.rfind(" ") + 1 if quoted < 0 else 0)
