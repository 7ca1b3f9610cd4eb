"""The parts of a response by role, from its headings; and the paragraphs that argue each exemption that is relied on."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crawler.items import Role, Section
from crawler.law import Citation, provision_of
from crawler.reading.reliance import Use
from crawler.reading.rules import Sought, Table, rule
from crawler.reading.text import Span, Text

HEADINGS = Table(
    rule("heading/reasons", (r"^(?:reasons? for (?:the |our |this )?(?:decision|refusal)s?|harm(?: in disclosure| test)?|evidence of harm|overall harm.*|(?:public interest|balanc(?:e|ing)) test.*|factors? (?:favouring|in favour of|for|against)\b.*|(?:considerations|arguments) (?:favouring|for|against|in favour)\b.*|explanation|exemptions?(?: applied)?|public interest considerations.*)\s*:?$", "Reason for decision"), value="reasons"),
    rule("heading/disclosure", (r"^(?:disclosure|information (?:disclosed|released|provided)|data(?:set)?s?|answers?(?: \d+.*)?|response(?: \d+.*)?|our response|we (?:answered|said))\s*:?$", "Disclosure"), value="disclosure"),
    rule("heading/decision", (r"^(?:decision|outcome|our decision|refusal notice|result)\s*:?$", "Decision"), value="decision"),
    rule("heading/advice", (r"^(?:additional (?:assistance|information)|advice and assistance|further (?:information|assistance|advice)|duty to (?:advise|assist).*|section 16.*|(?:your )?right (?:of|to) (?:appeal|review|complain\w*).*|complaints?(?: rights)?|internal review|copyright.*|legal annex)\s*:?$", "ADDITIONAL ASSISTANCE"), value="advice"),
)  # fmt: skip
ARGUES = Table(
    rule(
        "argues/public-interest",
        (r"\bpublic interest\b", "The public interest in openness is outweighed."),
        (r"\bbalanc(?:e|ing)\b", "On balance the case for openness is the weaker one."),
        (r"\bfactors?\b", "Several factors were weighed in reaching this decision."),
        (r"\b(?:out)?weigh(?:s|ed|ing)?\b", "The public interest in openness is outweighed."),
        (r"\bin favour of\b", "There are arguments in favour of openness about how grants are spent."),
        (r"\bfavour(?:s|ing)? (?:disclos\w+|releas\w+|withholding|maintaining)\b", "The age of the documents favours disclosure."),
        (r"\btransparen\w+\b", "We accept that transparency builds trust in how contracts are let."),
        (r"\baccountab\w+\b", "Openness makes the council accountable for what it spends."),
    ),
    rule(
        "argues/harm",
        (r"\bprejudic\w+", "Release now would prejudice the talks about the lease."),
        (r"\bharm\w*", "Publishing the route would harm the security of the cash deliveries."),
        (r"\bdamag\w+", "It would damage the firm's standing with its customers."),
        (r"\bendanger\w*", "To name the site would endanger the birds that nest there."),
        (r"\bjeopardi\w+", "Early release would jeopardise the inquiry into the fire."),
        (r"\bundermin\w+", "It would undermine the trust between doctors and their patients."),
        (r"\bhinder\w*", "It would hinder the prevention of crime."),
        (r"\binhibit\w*", "Officers would be inhibited from giving frank advice."),
        (r"\bimped\w+", "Release would impede the collection of unpaid tax."),
        (r"\bcompromis\w+", "The codes could be used to compromise the computer network."),
        (r"\bdisadvantage\w*", "The supplier would be put at a disadvantage when it next bids."),
        (r"\bdistress\w*", "To read the statements again would cause distress to the family."),
        (r"\brisks?\b", "There is a real risk that the alarms would be got round."),
    ),
    rule(
        "argues/effect",
        (r"\b(?:disclos|releas|publi|reveal)\w+\b[^.\n]{0,90}\b(?:would|could|may|might|will)\b", "To release the map would show which streets are watched."),
        (r"\b(?:would|could|might)\b[^.\n]{0,60}\b(?:disclos|releas|publish|reveal)\w+", "It would in effect disclose how many officers are on duty at night."),
    ),
    rule(
        "argues/personal",
        (r"\bunfair\w*", "A junior officer would not expect to be named; that would be unfair."),
        (r"\bfair(?:ly|ness)?\b", "Release of the interview notes would not be fair to the witnesses."),
        (r"\blawful\w*", "There is no lawful basis on which the addresses could be given out."),
        (r"\bprinciples?\b", "Release would breach the first of the data protection principles."),
        (r"\blegitimate interests?\b", "We recognise your legitimate interest in how the grant was spent."),
        (r"\breasonabl[ey] expect\w*", "The tenants reasonably expect that their letters will be kept private."),
        (r"\bdata subjects?\b", "The data subjects have not agreed to the release of their records."),
        (r"\bidentif\w+", "With numbers so small, a pupil could be identified from the table."),
        (r"\bprivate li(?:fe|ves)\b", "The notes concern the private lives of the residents."),
    ),
    rule(
        "argues/cost",
        (r"\bestimat\w+", "We estimate that each file would take ten minutes to read."),
        (r"\bmanual(?:ly)?\b", "Each of the 4,000 forms would have to be checked manually."),
        (r"\b(?:minutes|hours)\b", "Each of 3,000 files would be read by hand, at five minutes a file: 250 hours."),
        (r"\bsearch(?:es|ed|ing)?\b", "Some 60 mailboxes would have to be searched for the letter."),
    ),
    rule("argues/neither", (r"\bconfirm\w*,? (?:n?or|whether)\b", "To confirm or deny would tell a suspect whether we know.")),
)  # fmt: skip
"""What a paragraph says that argues for or against an exemption, and does not only name it."""
_ELSEWHERE = Sought(r"\b(?:internal review|information commissioner|right to (?:complain|appeal)|complain\w*|copyright|re-?use)\b")
"""Rights and permissions: no argument goes on behind them."""
_HEADING_LENGTH = 90
"""No heading is longer; a sentence may begin with the same words."""
_FEW_WORDS = 12
"""A shorter line names an exemption, or is a heading."""


def split(text: Text, *, request: Sequence[Span], decision: Span | None, uses: list[Use]) -> list[Section]:
    """The spans by role, in order of their start. Each paragraph that argues an exemption stands by itself too, once a citation."""
    sections = [Section(role="request", start=span.start, end=span.end) for span in request]
    if decision:
        sections.append(Section(role="decision", start=decision.start, end=decision.end))
    lines = list(_own_lines(text, request))
    sections += _by_heading(lines)
    sections += _arguments(text, lines, uses)
    return sorted(sections, key=lambda section: (section.start, section.end, section.citation or ""))


class _Line(NamedTuple):
    """A line of the response, in small letters, and the role that begins below it when it is a heading."""

    start: int
    end: int
    low: str
    heading: Role | None


def _own_lines(text: Text, request: Sequence[Span]) -> Iterator[_Line]:
    """The lines that are not the requester's."""
    starts = [span.start for span in request]
    for line in text.lines:
        low = text.low[line.start : line.end].strip()
        at = bisect_left(starts, line.end) - 1
        if low and not (at >= 0 and line.start < request[at].end):
            heading = HEADINGS.first(low) if len(low) < _HEADING_LENGTH else None
            yield _Line(line.start, line.end, low, heading.value if heading else None)  # type: ignore[arg-type]


def _by_heading(lines: Iterable[_Line]) -> Iterator[Section]:
    """From below each heading to the next."""
    role, start, end = None, 0, 0
    for line in lines:
        if line.heading:
            if role and end > start:
                yield Section(role=role, start=start, end=end)
            role, start, end = line.heading, 0, 0
        elif role:
            start, end = start or line.start, line.end
    if role and end > start:
        yield Section(role=role, start=start, end=end)


def _arguments(text: Text, lines: Iterable[_Line], uses: list[Use]) -> Iterator[Section]:
    """The paragraphs behind a citation argue it until the next is cited or another part begins."""
    cited = _cited(text, uses)
    relied = [use.citation for use in uses if use.status == "relied_on"]
    argued = relied if len({citation.section for citation in relied}) == 1 else []
    for line in lines if relied else ():
        named = cited.get(line.start, [])
        if not (named or argued):
            continue
        if line.heading in ("advice", "disclosure") or _ELSEWHERE.search(line.low):
            argued = []
            continue
        argued = named or argued
        if line.low.count(" ") < _FEW_WORDS:
            continue
        why = ARGUES.first(line.low)
        if why or named:
            for citation in _tested(argued) if why and why.id == "argues/public-interest" else argued:
                yield Section(role="reasons", start=line.start, end=line.end, citation=str(citation))


def _cited(text: Text, uses: list[Use]) -> dict[int, list[Citation]]:
    """By the start of a line, the citations relied on that it names, or of whose section it names any part."""
    relied = [use.citation for use in uses if use.status == "relied_on"]
    cited: dict[int, list[Citation]] = {}
    for use in uses:
        meant = (
            [use.citation] if use.status == "relied_on" else [citation for citation in relied if citation.section == use.citation.section]
        )
        for mention in use.mentions if meant else ():
            here = cited.setdefault(text.line_around(mention.start).start, [])
            here += [citation for citation in meant if citation not in here]
    return cited


def _tested(citations: list[Citation]) -> list[Citation]:
    """Those of which the public interest is asked, when some are absolute and some are not."""
    qualified = [citation for citation in citations if (provision := provision_of(citation)) is None or provision.absolute is not True]
    return qualified or citations
