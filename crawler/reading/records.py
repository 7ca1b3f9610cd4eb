"""Where the first response ends on a page that prints several: a month's responses, or a whole log."""

import re

_LABELLED = re.compile(
    r"^[ \t|*]*((?:[a-z]{2,7} )?(?:ref(?:erence)?|id)(?: ?(?:number|no))?\.?)[ \t]*(?::?[ \t|*]*\n|:)[ \t|*]*(?=[^\n]{0,40}\d)([^\n]+)",
    re.MULTILINE | re.IGNORECASE,
)
"""The label of a reference, on the line of its value or above it."""
_BELOW = re.compile(r"\s*\S[^\n]{0,60}")
"""The beginning of the next line that is not blank."""
_SHORT = 40
"""Characters of a label or a heading."""
_ROOM = 120
"""Characters that a request and its answer have at least."""


def first_end(value: str) -> int:
    """Where the second response of a page's text begins; its length when there is one response. A response begins like the one before it: with
    the same label of a reference, another number behind it, and the same label, heading or words on the line below."""
    firsts: dict[tuple[str, str], tuple[str, int]] = {}
    for label in _LABELLED.finditer(value):
        number = label[2].split()[0].strip(".,;:")
        below = _BELOW.match(value, label.end())
        begins = (label[1].lower(), _opening(below[0].lower()) if below else "")
        first, end = firsts.setdefault(begins, (number, label.end()))
        if below and number != first and label.start() - end > _ROOM:
            return label.start()
    return len(value)


def _opening(line: str) -> str:
    """The label or heading that a line is; of a longer line the first words."""
    label = line.partition(":")[0]
    return label.strip(" |*") if len(label) < _SHORT else " ".join(line.split()[:3])
