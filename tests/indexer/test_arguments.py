import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arguments import ARGUES, KINDS, RECITES, weigh
from indexer.requests import BOILERPLATE, matter
from indexer.rules import SentenceRule, plain, sentences

TABLES = {"recites": RECITES, "argues": ARGUES, "boilerplate": BOILERPLATE}
EXAMPLES = [
    pytest.param(table, rule, example, id=f"{rule.id}: {example[:40]}")
    for table in TABLES.values()
    for rule in table
    for example in rule.examples
]

RECITAL = (
    "Section 31 is a qualified and prejudice based exemption. Information is exempt information if its disclosure would, or would be likely to,"
    " prejudice the prevention or detection of crime. We are required to conduct a public interest test."
)
ARGUMENT = (
    "A burglar who knew which nights are quiet could plan around them. It is right that residents can see how public money is spent, but the"
    " monthly totals show it. The balance favours withholding the nightly figures."
)


@pytest.mark.parametrize(("table", "rule", "example"), EXAMPLES)
def test_an_example_is_explained_by_its_rule_first(table: tuple[SentenceRule, ...], rule: SentenceRule, example: str) -> None:
    low = plain(example).lower()
    assert next(other.id for other in table if other.pattern.search(low)) == rule.id


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_rule_has_an_example_and_a_name_of_its_own(table: tuple[SentenceRule, ...]) -> None:
    assert all(rule.examples for rule in table)
    assert len({rule.id for rule in table}) == len(table)


def test_what_is_argued_is_known() -> None:
    assert {rule.value for rule in ARGUES} == set(KINDS)


def test_an_argument_outweighs_a_recital() -> None:
    assert weigh(RECITAL).score < 0.1 < 0.5 < weigh(ARGUMENT).score
    assert weigh(ARGUMENT).kinds == ("harm", "for", "balance")
    assert weigh("Section 40 is an absolute exemption.") == weigh("") == weigh("Please find attached the figures.")


def test_what_favours_disclosure_is_not_against_it() -> None:
    openness = "Factors favouring disclosure. Publication would let experts check whether the setting works for everyone who walks past the camera."
    assert weigh(openness).kinds == ("for",)
    assert weigh("Arguments against disclosure are that patrols would become predictable and that more people would be needed.").kinds == (
        "against",
    )


def test_a_recital_around_an_argument_takes_from_it() -> None:
    assert 0 < weigh(f"{RECITAL} {ARGUMENT}").score < weigh(ARGUMENT).score


@given(st.text(max_size=400))
def test_any_text_has_a_weight(text: str) -> None:
    weight = weigh(text)
    assert 0 <= weight.score < 1
    assert (weight.score > 0) == bool(weight.kinds)


@given(st.text(alphabet="aB .!?;\n\"')s", max_size=120))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    spans = list(sentences(text))
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not any(character.isalpha() for character in text[at:start])
        at = end
    assert not any(character.isalpha() for character in text[at:])


DRAFT = """Dear Northmoor Police,

This is a request under the Freedom of Information Act 2000. Under the FOI Act, please could you tell me how many police dogs were retired in 2024?
What breed was each retired dog?

If this would exceed the cost limit, please tell me how to narrow it. Please send the answer by email.
Many thanks in advance
"""


def test_only_what_is_asked_is_left_of_a_request() -> None:
    assert [sentence.words for sentence in matter(DRAFT, "Northmoor Police")] == [
        ("mani", "polic", "dog", "retir"),
        ("breed", "retir", "dog"),
    ]


def test_the_authority_it_was_sent_to_makes_no_difference() -> None:
    one = list(matter("How many drones does Northmoor Police own?", "Northmoor Police"))
    assert one == list(matter("How many drones does Gwyrfai Police own?", "Gwyrfai Police"))
