"""From the text of a response to its fields, each with the evidence for it. Pure: text in, values out.

`read()` runs the readers in the record's order. Every reader is a table of rules with an id and examples; a reader that is
unsure gives nothing, and says why in a warning.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.items import Decision, Evidence, Exemption, OtherLaw, Outcome, Section
from crawler.law import heading_of
from crawler.reading import (
    citations,
    dates,
    decision,
    files,
    mail,
    outcomes,
    performed,
    question,
    records,
    reference,
    reliance,
    sections,
    verdict,
)
from crawler.reading.context import LawContext, context_of
from crawler.reading.dates import FoundDate
from crawler.reading.files import FoundFile
from crawler.reading.other_law import FoundOther, find_other
from crawler.reading.performed import Act
from crawler.reading.question import FoundQuestion
from crawler.reading.reference import FoundReference
from crawler.reading.reliance import Use
from crawler.reading.text import Span, Text

__all__ = ["LawContext", "Reading", "read"]


@dataclass
class Reading:
    """What the text says. `evidence` has an entry for every field that stands here and was found."""

    reference: FoundReference | None = None
    received: FoundDate | None = None
    responded: FoundDate | None = None
    published: FoundDate | None = None
    question: str | None = None
    questions: list[str] = field(default_factory=list)
    decision: Decision = "unknown"
    decision_printed: str | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    exemptions: list[Exemption] = field(default_factory=list)
    other_law: list[OtherLaw] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    files: list[FoundFile] = field(default_factory=list)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def read(value: str, *, forms: Sequence[str], law: LawContext) -> Reading:
    """The fields of a response's text, of a page of several those of the first. `forms` are the source's forms of reference, `law` what its bare
    citations mean."""
    reading = Reading()
    if (end := records.first_end(value)) < len(value):
        value = value[:end]
        reading.warnings.append(f"text: several responses stand on the page; what is printed from {end} on is not read")
    text = newest = Text(mail.without_links(value))
    if older := mail.of(text):
        text, newest = Text(older.without_older(text.value)), Text(text.value[: older.end])
    asked = question.of_mail(text, newest, older.request) if older else question.find(text)
    request = (asked.start, asked.end) if asked else (0, 0)
    above = asked if asked and not asked.below else None
    _read_reference(reading, newest, forms, before=above.start if above else None)
    if reading.reference is None and older:
        _read_subjects(reading, value, forms, older.subjects)
    _read_dates(reading, newest, range(above.start, above.end) if above else range(0))
    if asked:
        reading.question = asked.words
        reading.questions = [words for _, words in asked.items]
        reading.evidence["question"] = Evidence(start=asked.start, end=asked.end, rule=asked.rule)
    else:
        reading.warnings.append("question: nothing in the text opens or closes it")
    found, other = citations.find(text, context_of(text, law, range(*request)))
    uses = reliance.uses(text, found, asked.is_theirs if asked else _nowhere)
    acts = performed.find(text, uses, asked.is_asking if asked else _nowhere, asked.answered_from if asked else 0)
    decided = _read_decision(reading, text, acts, asked)
    if (
        reading.decision == "cost-limit"
        or any(act.rule == "cost/words" for act in acts)
        or any(one.decision == "cost-limit" for one in reading.outcomes)
    ):
        uses = reliance.with_cost(uses)
    if reading.decision == "invalid" or any(one.decision == "invalid" for one in reading.outcomes):
        uses = reliance.with_invalid(uses)
    reading.exemptions = [_exemption(use) for use in uses]
    reading.other_law = _other_law(text.value, other)
    reading.sections = sections.split(text, request=asked.spans if asked else [], decision=decided, uses=uses)
    reading.files = files.find(text)
    return reading


def _nowhere(_offset: int) -> bool:
    return False


def _read_reference(reading: Reading, text: Text, forms: Sequence[str], before: int | None) -> None:
    if found := reference.find(text, forms, before):
        _set_reference(reading, found)


def _read_subjects(reading: Reading, value: str, forms: Sequence[str], subjects: Sequence[Span]) -> None:
    """The reference that the older messages have in their subjects."""
    for subject in subjects:
        if found := reference.find(Text(value[subject.start : subject.end]), forms):
            _set_reference(reading, replace(found, start=subject.start + found.start, end=subject.start + found.end))
            return


def _set_reference(reading: Reading, found: FoundReference) -> None:
    reading.reference = found
    reading.evidence["reference"] = Evidence(start=found.start, end=found.end, rule=f"reference/{found.form}")


def _read_dates(reading: Reading, text: Text, request: range) -> None:
    found = dates.read(text, request)
    for role in ("received", "responded", "published"):
        entry = getattr(found, role)
        if entry:
            date, rule_id = entry
            setattr(reading, role, date)
            reading.evidence[f"date_{role}"] = Evidence(start=date.start, end=date.end, rule=rule_id)


def _read_decision(reading: Reading, text: Text, found: list[Act], asked: FoundQuestion | None) -> Span | None:
    items = outcomes.read(text, asked, found)
    summary = decision.summarise(found, [outcome for _, outcome in items], len(asked.items) if asked else 0)
    printed = verdict.find(text, asked.covers if asked else _nowhere)
    decided = printed.found if printed and not (summary and summary.decision in printed.leaves) else summary
    reading.outcomes = [_outcome(text, outcome, item) for item, outcome in items]
    if decided is None or decision.is_begun(text, decided, len(items), len(asked.items) if asked else 0):
        reading.warnings.append("decision: nothing in the text says what was decided")
        return None
    reading.outcomes = reading.outcomes or [_outcome(text, decided)]
    reading.decision = decided.decision
    sentence = text.sentence_at(decided.start)
    reading.decision_printed = text.value[sentence.start : sentence.end].strip()
    reading.evidence["decision"] = Evidence(start=decided.start, end=decided.end, rule=decided.rule)
    return sentence


def _outcome(text: Text, decided: decision.FoundDecision, item: str | None = None) -> Outcome:
    sentence = text.sentence_at(decided.start)
    printed = text.value[sentence.start : sentence.end].strip()
    return Outcome(
        item=item, decision=decided.decision, printed=printed, evidence=Evidence(start=decided.start, end=decided.end, rule=decided.rule)
    )


def _exemption(use: Use) -> Exemption:
    places = [Evidence(start=mention.start, end=mention.end, rule=use.rule) for mention in use.mentions]
    deciding = Evidence(start=use.deciding.start, end=use.deciding.end, rule=use.rule)
    return Exemption(
        citation=str(use.citation),
        law=use.citation.law,
        provision=use.citation.provision,
        heading=heading_of(use.citation),
        status=use.status,
        ncnd=use.ncnd,
        public_interest_test=use.public_interest_test,
        evidence=deciding,
        mentions=[place for place in places if place != deciding],
    )


def _other_law(text: str, found: list[FoundOther]) -> list[OtherLaw]:
    named = [("legislation", other) for other in found]
    covered = [(other.start, other.end) for other in found]
    named += [(kind, other) for kind, other in find_other(text) if not any(start <= other.start < end for start, end in covered)]
    return [
        OtherLaw(citation=other.printed, kind=kind, evidence=Evidence(start=other.start, end=other.end, rule=f"other-law/{kind}"))  # type: ignore[arg-type]
        for kind, other in sorted(named, key=lambda item: item[1].start)
    ]
