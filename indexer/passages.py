"""The paragraphs of a record that argue a provision, or that say why it was not used. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.items import Exemption, PublicInterestTest, Record
from crawler.law import LAWS, Citation, provision_of
from indexer.rules import sentences

_FEWEST_WORDS = 12
"""A line below this is a heading or a name: it joins the paragraph that follows."""
_LONGEST = 1500
"""Characters of a paragraph; a longer one (some pages have no line breaks) is cut at a sentence's end."""
_BULLETS = ("•", "-", "–", "*", "·")


@dataclass(frozen=True)
class Use:
    """How a passage uses one provision: `considered` when the authority looked at it and did not rely on it."""

    citation: str
    considered: bool
    public_interest_test: PublicInterestTest | None


@dataclass(frozen=True)
class Passage:
    """`[start, end)` of the record's text, and the provisions that it argues."""

    start: int
    end: int
    uses: tuple[Use, ...]


def passages(record: Record) -> list[Passage]:
    """The paragraphs that argue, in order of their start; none is given twice."""
    found: dict[tuple[int, int], dict[str, Use]] = {}
    for exemption in record.exemptions:
        if exemption.status == "relied_on":
            use, spans = Use(exemption.citation, False, exemption.public_interest_test), _reasons(record, exemption)
        elif _considered(record, exemption):
            use, spans = Use(exemption.citation, True, exemption.public_interest_test), _mentions(record, exemption)
        else:
            continue
        for span in spans:
            for paragraph in _paragraphs(record.text, *span):
                found.setdefault(paragraph, {})[use.citation] = use
    return [Passage(start, end, tuple(uses.values())) for (start, end), uses in sorted(found.items())]


def _reasons(record: Record, exemption: Exemption) -> Iterator[tuple[int, int]]:
    """The sections that carry the citation; those that carry none belong to it when the response relies on one section of the law only."""
    alone = len({_section(other) for other in record.exemptions if other.status == "relied_on"}) == 1
    for section in record.sections:
        if section.role == "reasons" and (section.citation == exemption.citation or (section.citation is None and alone)):
            yield section.start, section.end


def _mentions(record: Record, exemption: Exemption) -> Iterator[tuple[int, int]]:
    for place in (exemption.evidence, *exemption.mentions):
        if place.where == "text":
            start = record.text.rfind("\n", 0, place.start) + 1
            end = record.text.find("\n", place.start)
            yield start, end if end >= 0 else len(record.text)


def _considered(record: Record, exemption: Exemption) -> bool:
    """Whether an exemption was looked at and not used: it was set aside, or named while nothing of its section is relied on."""
    if exemption.status not in ("negated", "mentioned") or exemption.law not in LAWS:
        return False
    provision = provision_of(Citation.parse(exemption.citation))
    if provision is None or provision.kind != "exemption":
        return False
    relied_on = {_section(other) for other in record.exemptions if other.status == "relied_on"}
    return exemption.status == "negated" or _section(exemption) not in relied_on


def _section(exemption: Exemption) -> str:
    return str(Citation.parse(exemption.citation).section)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span's paragraphs: a heading joins what it stands over, the points of a list are one paragraph, and a very long one is cut."""
    opened = closed = start
    listing = False
    for line_start, line_end in _lines(text, start, end):
        bullet = text[line_start:line_end].lstrip().startswith(_BULLETS)
        so_far = text[opened:closed]
        if not _is_heading(so_far) and not (bullet and (listing or so_far.rstrip().endswith(":"))):
            yield from _cut(text, opened, closed)
            opened = line_start
        elif not so_far.strip():
            opened = line_start
        closed = line_end
        listing = bullet
    if not _is_heading(text[opened:closed]):
        yield from _cut(text, opened, closed)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield start, stop
        start = stop + 1


def _is_heading(piece: str) -> bool:
    return len(piece.split()) < _FEWEST_WORDS


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraph whole, or in pieces that end with a sentence."""
    if end - start <= _LONGEST:
        yield start, end
        return
    first = last = start
    for _, stop in sentences(text[start:end]):
        if start + stop - first > _LONGEST and last > first:
            yield first, last
            first = last + len(text[last:end]) - len(text[last:end].lstrip())
        last = start + stop
    yield first, end
