"""The reference of a response: its own, never another request's, with the canonical spelling beside the printed one.

A form is a way in which some authority writes its references. A source names its forms; a form that is distinctive is believed
wherever it stands before the request's own words, a weak one (a plain number) only behind a label.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """`canonical` is a template over the named groups of `pattern`; `weak` forms need a label before them."""

    id: str
    pattern: str
    canonical: str
    examples: tuple[tuple[str, str], ...]
    weak: bool = False


FORMS: dict[str, Form] = {
    form.id: form
    for form in (
        Form("met", r"\b01\s?[./]\s?FOI\s?[./]\s?(?P<yy>\d{2})\s?[./]\s?(?P<n>\d{5,6})\b", "01.FOI.{yy}.{n}", (("01/FOI/23/028811", "01.FOI.23.028811"),)),
        Form("met-old", r"\b(?P<n>20[01]\d(?:0[1-9]|1[0-2])\d{7})\b", "{n}", (("2017070000569", "2017070000569"),)),
        Form("hq-pa", r"\b(?P<p>H[QC])/(?P<q>PA/)?(?P<n>\d{6})/(?P<yy>\d{2})\b", "{p}/{q}{n}/{yy}", (("HQ/PA/003493/18", "HQ/PA/003493/18"), ("HC/001391/13", "HC/001391/13"))),
        Form("dc-foi", r"\bDC/FOI (?P<n>\d+)/(?P<yy>\d{2})\b", "DC/FOI {n}/{yy}", (("DC/FOI 782/17", "DC/FOI 782/17"),)),
        Form("number-letter-yy", r"\b(?P<n>\d{1,5})(?P<a>[A-Z])\s?/\s?(?P<yy>\d{2})\b", "{n}{a}/{yy}", (("950A/22", "950A/22"), ("974A/ 22", "974A/22"))),
        Form("number-yyyy-dash", r"\b(?:FOI[\s-]?)?(?P<n>\d{1,5})\s?-\s?(?P<yyyy>20\d{2})\b", "{n}-{yyyy}", (("982-2023", "982-2023"), ("FOI-260-2024", "260-2024")), weak=True),
        Form("number-yyyy-slash", r"\b(?P<n>\d{1,5})\s?/\s?(?P<yyyy>20\d{2})\b", "{n}/{yyyy}", (("1102/2025", "1102/2025"),), weak=True),
        Form("number-yy-dash", r"\b(?P<n>\d{1,5})\s?-\s?(?P<yy>\d{2})\b", "{n}-{yy}", (("89- 26", "89-26"),), weak=True),
        Form("number-yy-slash", r"\b(?P<n>\d{1,7})\s?/\s?(?P<yy>\d{2})\b", "{n}/{yy}", (("11554/25", "11554/25"), ("782/17", "782/17")), weak=True),
        Form("yy-mm-number", r"\b(?P<yy>\d{2})/(?P<mm>0[1-9]|1[0-2])/(?P<n>\d{3,5})\b", "{yy}/{mm}/{n}", (("20/09/1088", "20/09/1088"),)),
        Form("number-dot-years", r"\b(?P<n>\d{3,4})\.(?P<yyyy>20\d{2})-(?P<yy>\d{2})\b", "{n}.{yyyy}-{yy}", (("0086.2025-26", "0086.2025-26"),)),
        Form("yyyy-number", r"\b(?P<yyyy>20\d{2})\s?/\s?(?P<n>\d{4,5})\b", "{yyyy}/{n}", (("2025/29098", "2025/29098"),), weak=True),
        Form("yyyy-number-dash", r"\b(?P<yyyy>20\d{2})-(?P<n>\d{3,5})\b", "{yyyy}-{n}", (("2011-302", "2011-302"),), weak=True),
        Form("foi-yyyy-number", r"\bFOI\s?(?P<yyyy>20\d{2})-(?P<n>\d{3})\b", "FOI {yyyy}-{n}", (("FOI 2018-031", "FOI 2018-031"),)),
        Form("f-yyyy-number", r"\bF-(?P<yyyy>20\d{2})-(?P<n>\d{5})\b", "F-{yyyy}-{n}", (("F-2020-02028", "F-2020-02028"),)),
        Form("foi-six-yy", r"\bFOI\s?(?P<n>\d{6})\s?[/-]\s?(?P<yy>\d{2})\b", "FOI {n}/{yy}", (("FOI 000880/20", "FOI 000880/20"), ("FOI 006860-17", "FOI 006860/17"))),
        Form("plain-number", r"\b(?P<n>\d{4,6})\b", "{n}", (("72029", "72029"),), weak=True),
    )
}  # fmt: skip

_LABEL = re.compile(
    r"(?:\bfreedom of information(?: act)?(?: \d{4})? request(?: reference)?(?: no\.?| number)?"
    r"|\b(?:our |enquiry |foi |request |case |eir )?(?:ref(?:erence)?|n\s?o|number|request id)\.?(?: no\.?| number)?"
    r"|\b(?:foi|eir)(?: request)?)\s*[:#–-]?\s*(?:FOI\s*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundReference:
    """A reference at `[start, end)` of the text or of another string."""

    canonical: str
    printed: str
    start: int
    end: int
    form: str


def find(text: str, forms: Iterable[str], before: int | None = None) -> FoundReference | None:
    """The response's own reference: in the first lines, or behind a label; never inside the request's words.

    `before` is the offset where those words begin. The forms are tried in the source's order.
    """
    limit = len(text) if before is None else before
    for form in (FORMS[form] for form in forms):
        for match in re.finditer(form.pattern, text[:limit], re.IGNORECASE):
            line = text.rfind("\n", 0, match.start()) + 1
            if not form.weak or _LABEL.search(text[line : match.start()]):
                return FoundReference(_canonical(form, match), match.group(), match.start(), match.end(), form.id)
    return None


def _canonical(form: Form, match: re.Match[str]) -> str:
    return form.canonical.format(**{name: value or "" for name, value in match.groupdict().items()})


_IN_SLUG = (
    ("slug/number-yyyy", re.compile(r"foi-(?P<n>\d{1,5})-(?P<yyyy>20\d\d)(?!\d)"), "{n}-{yyyy}"),
    ("slug/number-yy", re.compile(r"foi-(?P<n>\d{1,5})-(?P<yy>\d\d)(?!\d)"), "{n}/{yy}"),
    ("slug/fused", re.compile(r"foi-(?P<n>\d{1,5})(?P<yy>\d\d)(?=-|$)"), "{n}/{yy}"),
)


def from_slug(slug: str, year: int | None) -> FoundReference | None:
    """The reference in the last folder of a Single Online Home address; offsets are into the slug.

    The fused form (`foi-82525` is 825/25) is believed only when its year agrees with the folder's within one year.
    """
    for rule_id, pattern, template in _IN_SLUG:
        match = pattern.search(slug.lower())
        if not match:
            continue
        if rule_id == "slug/fused" and (year is None or abs(2000 + int(match["yy"]) - year) > 1):
            continue
        return FoundReference(template.format(**match.groupdict()), match.group(), match.start(), match.end(), rule_id)
    return None
