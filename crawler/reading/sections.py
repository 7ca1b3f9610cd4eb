"""The parts of a response by role, from its headings; and the paragraphs that argue each exemption."""

from crawler.items import Section
from crawler.reading.reliance import Use
from crawler.reading.rules import Line, lines_of, rule

HEADINGS = (
    rule("heading/reasons", r"^(?:reasons? for (?:the |our |this )?(?:decision|refusal)s?|harm(?: in disclosure| test)?|evidence of harm|overall harm.*|(?:public interest|balanc(?:e|ing)) test|factors? (?:favouring|in favour of|for|against)\b.*|(?:considerations|arguments) (?:favouring|for|against)\b.*|explanation|exemptions?(?: applied)?|public interest considerations.*)\s*:?$", "Reason for decision", value="reasons"),
    rule("heading/disclosure", r"^(?:disclosure|information (?:disclosed|released|provided)|data(?:set)?s?|answers?(?: \d+.*)?|response(?: \d+.*)?|our response|we (?:answered|said))\s*:?$", "Disclosure", value="disclosure"),
    rule("heading/decision", r"^(?:decision|outcome|our decision|refusal notice|result)\s*:?$", "Decision", value="decision"),
    rule("heading/advice", r"^(?:additional (?:assistance|information)|advice and assistance|further (?:information|assistance|advice)|duty to (?:advise|assist).*|section 16.*|(?:your )?right (?:of|to) (?:appeal|review|complain\w*).*|complaints?(?: rights)?|internal review|copyright.*|legal annex)\s*:?$", "ADDITIONAL ASSISTANCE", value="advice"),
)  # fmt: skip


def split(text: str, *, request: tuple[int, int] | None, decision: tuple[int, int] | None, uses: list[Use]) -> list[Section]:
    """The spans by role, in order of their start; a paragraph of reasons that cites a relied-on exemption stands by itself too."""
    lines = lines_of(text)
    sections = [Section(role="request", start=request[0], end=request[1])] if request else []
    if decision:
        sections.append(Section(role="decision", start=decision[0], end=decision[1]))
    open_role: str | None = None
    for line in (line for line in lines if not (request and request[0] <= line.start < request[1])):
        heading = next((rule_ for rule_ in HEADINGS if rule_.pattern.match(line.text)), None)
        if heading:
            open_role = heading.value
            sections.append(Section(role=heading.value, start=line.end, end=line.end))  # type: ignore[arg-type]
        elif open_role:
            last = sections[-1]
            sections[-1] = Section(
                role=last.role, start=min(last.start + 1, line.start) if last.start == last.end else last.start, end=line.end
            )
    sections += _arguments(lines, uses)
    return sorted((section for section in sections if section.end > section.start), key=lambda section: (section.start, section.end))


def _arguments(lines: list[Line], uses: list[Use]) -> list[Section]:
    """Each paragraph that cites a relied-on exemption and says more than its name."""
    arguments = []
    for use in uses:
        if use.status != "relied_on":
            continue
        arguments += [
            Section(role="reasons", start=line.start, end=line.end, citation=str(use.citation))
            for line in lines
            if len(line.text.split()) > 12 and any(line.start <= mention.start < line.end for mention in use.mentions)
        ]
    return arguments
