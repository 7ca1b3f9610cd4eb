"""Sentences that say the contrary of an act, or that share its words with it: none of them performs it."""

import pytest

from crawler.reading import LawContext, citations, performed, question, reliance
from crawler.reading.context import context_of
from crawler.reading.text import Text

NO_ACTS = {
    "full": (
        "The report is not disclosed in full.",
        "Not all information supplied",
        "We are not able to disclose all of the inspection notes.",
        "Status: not successful",
        "No exemption has been applied to part of the request.",
    ),
    "part": ("Some of the emails have not been withheld.", "Your request was not refused in part.", "Parts of it could be exempt."),
    "redacted": ("Names have not been blacked out.", "Nobody's name is blanked.", "The minutes are not redacted."),
    "refused-whole": ("It has not been withheld in its entirety.", "Your request has not been refused."),
    "cost": (
        "The estimated cost limit of £450 has not been exceeded.",
        "It would not cost more than the limit.",
        "The request was not refused on cost grounds.",
        "To answer would not exceed the appropriate limit.",
    ),
    "vexatious": ("The request was not refused as vexatious.", "We do not consider your request to be vexatious."),
    "invalid": ("The request is not invalid.", "We do not need you to clarify anything."),
    "ncnd": ("We are unable to confirm whether the last page is complete.",),
    "goodwill": ("Section 15 of the contract is enclosed.",),
    "published": (
        "The figures have not been published on our website.",
        "The tables will be published on our website in May.",
        "We publish as much as we can.",
        "We publish as much of this work as we can.",
        "You can read the full text of exemptions at www.legislation.gov.uk.",
    ),
    "not-held": (
        "The department does not have any objection to releasing the report.",
        "The council is not responsible for how you use these figures.",
        "There is no plan to withhold any of it.",
        "We found nothing to withhold.",
        "We do not record this information in a way that lets it be easily retrieved.",
        "It is not recorded in one place.",
        "What the survey says may no longer hold for every building.",
        "This answer should not be compared with another force's, as forces do not record thefts in the same way.",
        "The records are not noted for their accuracy.",
        "The building does not hold a licence.",
        "Where we do not hold what was asked for, the request does not appear in our log.",
    ),
    "withheld": (
        "Should information be exempt, Section 17 of the Act requires the force to give a notice.",
        "Under Section 17 of the Act, where the force refuses to provide information that is exempt, it must give a notice.",
        "Nothing has been withheld.",
        "None of it has been held back.",
    ),
    "figures": ("The number of officers on duty was announced at the time.", "Dial: 01999 555 140"),
    "data": ("Dial: 01999 555 140",),
    "given": (
        "We aim to send you an answer within twenty working days.",
        "We sent you a letter acknowledging the request.",
        "My reply to it is as follows.",
        "Your request and our response are below.",
        "This letter can be supplied in large print.",
        "The trust provides its members with email accounts.",
        "We provide a response below.",
        "The council need only supply information that it holds.",
        "The answer of Northmoor Police is given below.",
        "Please accept our apologies for the service you were given.",
        "We have not provided the minutes.",
        "Nothing is attached.",
    ),
}
STATUSES = (
    ("Section 43 cannot be considered valid here.", "FOIA s.43", "negated"),
    ("A record is not exempt information by virtue of section 43(2) merely because it is old.", "FOIA s.43(2)", "mentioned"),
    ("It has not been necessary to redact more than the names, which are withheld under section 40(2).", "FOIA s.40(2)", "relied_on"),
    ("Had we not consulted the firm, we should still have withheld the bids under section 43(2).", "FOIA s.43(2)", "relied_on"),
    ("In any case, section 12(1) is engaged and we rely on it.", "FOIA s.12(1)", "relied_on"),
    ("We have withheld the names under section 40(2), and other exemptions may apply.", "FOIA s.40(2)", "relied_on"),
    ("We have withheld the rest under section 43(2), but a narrower request would be welcome.", "FOIA s.43(2)", "relied_on"),
    ("Having regard to section 40(2), the names are withheld.", "FOIA s.40(2)", "relied_on"),
    ("The price is a trade secret within the meaning of section 43(1) and is withheld.", "FOIA s.43(1)", "relied_on"),
    ("Both the conditions in section 42(1) are met, so it is withheld.", "FOIA s.42(1)", "relied_on"),
    ("As we estimate that this would take over 18 hours, section 12(1) of the Act would apply.", "FOIA s.12(1)", "relied_on"),
    ("That request was considered exempt under section 12.", "FOIA s.12", "mentioned"),
    ("For the later letters section 42 may apply.", "FOIA s.42", "mentioned"),
    ("We are not refusing your request under section 14(1).", "FOIA s.14(1)", "negated"),
)


@pytest.mark.parametrize(("kind", "sentence"), [(kind, sentence) for kind, sentences in NO_ACTS.items() for sentence in sentences])
def test_what_is_denied_is_not_done(kind: str, sentence: str) -> None:
    text = Text(f"Request:\nHow many lamps were bought?\nResponse:\n{sentence}\n")
    asked = question.find(text)
    assert asked
    assert kind not in {act.kind for act in performed.find(text, [], asked.covers, asked.end)}


@pytest.mark.parametrize(("sentence", "citation", "status"), STATUSES)
def test_a_provision_is_used_as_the_whole_sentence_says(sentence: str, citation: str, status: str) -> None:
    text = Text(sentence)
    found, _ = citations.find(text, context_of(text, LawContext()))
    assert [use.status for use in reliance.uses(text, found, lambda _: False) if str(use.citation) == citation] == [status]
