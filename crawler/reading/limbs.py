"""The steps of a provision below its section: what is one, and which follows which."""

import re

from crawler.law import LAWS
from crawler.law.provision import Path
from crawler.reading.text import ROMAN

LETTERED = {("FOISA", "26"), ("FOISA", "30"), ("FOIA", "77")}
"""Sections whose first step is a letter; everywhere else a letter straight after the section stands for its subsection (1)."""


def has_limb(law: str, path: Path) -> bool:
    """Whether a law has the section, and its first step is of the kind that the section's limbs are."""
    table = LAWS[law].provisions
    provision = table.get((path[0],))
    if provision is None or provision.rare or len(path) < 2:
        return False
    lettered = (law, path[0]) in LETTERED
    return path[1].isalpha() if lettered else path[1][0].isdigit() or law == "JFOIL"


def is_limb(step: str) -> bool:
    """`(1)`, `(3A)`, `(a)`, `(ab)`, `(iv)` are limbs; `(the)`, `(FOIA)`, `(EIR)` are words."""
    return bool(re.fullmatch(r"\d{1,2}[A-Z]{0,2}|[a-z]|a[a-e]|[ivx]{1,4}", step)) or bool(re.fullmatch(r"[A-Z]", step))


def kind_of(step: str) -> str:
    """`figure`, `letter` or `roman`."""
    if step[0].isdigit():
        return "figure"
    return "roman" if len(step) > 1 and set(step) <= set("ivx") else "letter"


def after(path: Path, limb: str) -> tuple[Path, bool]:
    """The path with the limb: one deeper, or beside the last step (True) when the limb is of the same level."""
    limb = limb if limb[0].isdigit() else limb.lower()
    if len(path) == 1:
        return (*path, limb), False
    last, kind = path[-1], kind_of(limb)
    if kind == "figure":
        return ((path[0], limb), True)
    if kind_of(last) == "figure":
        return (*path, limb), False
    romans = len(path) >= 3 and _roman_level(path)
    if romans:
        return ((*path[:-1], limb), True) if set(limb) <= set("ivx") else ((*path[:-2], limb), True)
    follows = len(last) == 1 and len(limb) == 1 and ord(limb) == ord(last) + 1
    if set(limb) <= set("ivx") and not follows:
        return (*path, limb), False
    return (*path[:-1], limb), True


def _roman_level(path: Path) -> bool:
    """Whether the last step is a sub-paragraph: a numeral below a letter."""
    return set(path[-1]) <= set("ivx") and not path[-2][0].isdigit() and len(path) >= 3


def sibling(last: Path, limb: str) -> Path | None:
    """The path of a limb behind a connector: beside the last step of its own level."""
    limb = limb if limb[0].isdigit() else limb.lower()
    if limb[0].isdigit():
        return (last[0], limb)
    if len(last) == 1:
        return (last[0], limb)
    if _roman_level(last):
        return (*last[:-1], limb) if set(limb) <= set("ivx") else (*last[:-2], limb)
    if kind_of(last[-1]) == "figure":
        return (*last, limb)
    follows = len(last[-1]) == 1 and len(limb) == 1 and ord(limb) == ord(last[-1]) + 1
    if set(limb) <= set("ivx") and len(limb) > 1 and not follows:
        return (*last, limb)
    return (*last[:-1], limb)


def steps_between(first: Path, last: Path, end: int) -> list[tuple[Path, int]]:
    """The paths strictly between the ends of a range such as "(a) to (d)" or "(i)-(iii)"."""
    if first[:-1] != last[:-1]:
        return []
    low, high = first[-1], last[-1]
    if low in ROMAN and high in ROMAN and (len(low) > 1 or len(high) > 1 or _roman_level(first)):
        steps = ROMAN[ROMAN.index(low) + 1 : ROMAN.index(high)]
    elif len(low) == 1 and len(high) == 1 and low.isalpha() and high.isalpha():
        steps = tuple(chr(code) for code in range(ord(low) + 1, ord(high)))
    elif low.isdigit() and high.isdigit():
        steps = tuple(str(number) for number in range(int(low) + 1, min(int(high), int(low) + 10)))
    else:
        steps = ()
    return [((*first[:-1], step), end) for step in steps]
