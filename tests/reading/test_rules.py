"""Every rule has examples, and every example is explained by its rule before any other of its table."""

import re
from collections.abc import Iterator

import pytest

from crawler.reading import (
    LawContext,
    acts,
    boilerplate,
    citations,
    closing_cues,
    courtesies,
    dates,
    frames,
    opening_cues,
    reference,
    reliance,
    sections,
    telling,
    verdict,
    voice,
)
from crawler.reading.context import context_of
from crawler.reading.rules import Rule, Table
from crawler.reading.text import Text

TABLES: dict[str, Table] = {
    "boilerplate": boilerplate.RULES,
    "question headings": opening_cues.HEADINGS,
    "question labels": opening_cues.LABELS,
    "question lead-ins": opening_cues.LEAD_INS,
    "requester": voice.VOICE,
    "courtesies": courtesies.COURTESIES,
    "question phrase": Table(opening_cues.PHRASE),
    "closing headings": closing_cues.CLOSING_HEADINGS,
    "closing sentences": closing_cues.CLOSING_SENTENCES,
    "answer begins": closing_cues.ANSWER_BEGINS,
    "received": dates.RECEIVED,
    "responded": dates.RESPONDED,
    "published": dates.PUBLISHED,
    "ignored": acts.IGNORED,
    "acts": acts.ACTS,
    "no answer": telling.NO_ANSWER,
    "verdicts": verdict.VALUES,
    "headings": sections.HEADINGS,
    "argues": sections.ARGUES,
}
LOOSE = {"acts", "no answer", "closing sentences", "closing headings", "argues", "ignored", "question lead-ins"}
"""Tables of which several rules may explain a sentence, and any will do."""
RELIANCE: dict[str, Table] = {
    "counted": reliance.COUNTED,
    "negated": reliance.NEGATED,
    "mentioned": reliance.MENTIONED,
    "governed": reliance.GOVERNED,
    "explained": reliance.EXPLAINED,
    "relied": reliance.RELIED,
}


def cases(tables: dict[str, Table]) -> Iterator[object]:
    """Each example as a parameter, named by its rule."""
    for table, rules in tables.items():
        for rule in rules:
            for number, example in enumerate(rule.examples):
                yield pytest.param(table, rule, example, id=f"{rule.id}-{number}")


@pytest.mark.parametrize(("table", "rule", "example"), list(cases(TABLES)))
def test_an_example_is_explained_by_its_rule(table: str, rule: Rule, example: str) -> None:
    low = Text(example).low
    assert rule.search(low), "the rule does not match its own example"
    if table not in LOOSE:
        assert TABLES[table].first(low) is rule


@pytest.mark.parametrize(("table", "rule", "example"), list(cases(RELIANCE)))
def test_a_sentence_has_the_status_that_its_rule_gives(table: str, rule: Rule, example: str) -> None:
    text = Text(example)
    found, _ = citations.find(text, context_of(text, LawContext()))
    told = {mention.frame for mention in frames.mentions_of(text, found)}
    assert any(rule.search(frame) for frame in told), f"no frame of the sentence fits: {told}"
    assert any(RELIANCE[table].first(frame) is rule for frame in told)


@pytest.mark.parametrize("table", [*TABLES.values(), *RELIANCE.values()], ids=[*TABLES, *RELIANCE])
def test_no_match_is_lost_by_looking_up_words_first(table: Table) -> None:
    examples = [Text(example).low for rules in (*TABLES.values(), *RELIANCE.values()) for rule in rules for example in rule.examples]
    for low in (*examples, *(f"é{low}é\n({low})" for low in examples), *(low.replace(" ", "\n") for low in examples)):
        alone = [(rule.id, match.start()) for rule in table if (match := rule.search(low))]
        assert [(rule.id, match.start()) for rule, match in table.matches(low)] == alone


EVERY = [rule for rules in (*TABLES.values(), *RELIANCE.values()) for rule in rules]


@pytest.mark.parametrize(
    ("rule", "alternative"), [pytest.param(rule, alternative, id=rule.id) for rule in EVERY for alternative in rule.alternatives]
)
def test_an_alternative_has_examples_of_its_own(rule: Rule, alternative: tuple[str, ...]) -> None:
    pattern, *examples = alternative
    assert examples
    for example in examples:
        text = Text(example)
        found, _ = citations.find(text, context_of(text, LawContext()))
        lows = {text.low, *(mention.frame for mention in frames.mentions_of(text, found))}
        assert any(re.search(pattern, low, re.MULTILINE) for low in lows), f"{rule.id}: {example}"


def test_ids_are_used_once() -> None:
    ids = [rule.id for rules in (*TABLES.values(), *RELIANCE.values()) for rule in rules]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("rule", [rule for rules in TABLES.values() for rule in rules], ids=lambda rule: rule.id)
def test_patterns_are_written_for_small_letters(rule: Rule) -> None:
    """They are matched against the copy in small letters, where a capital would never be found."""
    plain = rule.pattern.pattern
    for escape in ("\\W", "\\S", "\\D", "\\B", "(?P"):
        plain = plain.replace(escape, "")
    assert plain == plain.lower()


FORMS = [(form, printed, canonical) for form in reference.FORMS.values() for printed, canonical in form.examples]


@pytest.mark.parametrize(("form", "printed", "canonical"), FORMS, ids=[f"{form.id}-{printed}" for form, printed, _ in FORMS])
def test_a_reference_is_read_in_its_form(form: reference.Form, printed: str, canonical: str) -> None:
    found = reference.find(Text(f"Our reference: {printed}\n\nThank you for your request."), [form.id])
    assert found
    assert (found.canonical, found.form) == (canonical, form.id)


NAMED = [(form, printed, canonical) for form in reference.NAMED for printed, canonical in form.examples]


@pytest.mark.parametrize(("form", "printed", "canonical"), NAMED, ids=[f"{form.id}-{canonical}" for form, _, canonical in NAMED])
def test_a_reference_is_known_by_the_words_around_it(form: reference.Form, printed: str, canonical: str) -> None:
    found = reference.find(Text(f"Pier lamps\n{printed}\nThank you for writing."), [])
    assert found
    assert (found.canonical, found.form) == (canonical, form.id)


ADDRESSES = [
    (rule, printed, canonical)
    for rule in (*reference.SLUGS, *reference.SLUGS_BY_FORM, *reference.ADDRESSES)
    for printed, canonical in rule.examples
]


@pytest.mark.parametrize(("rule", "printed", "canonical"), ADDRESSES, ids=[f"{rule.id}-{canonical}" for rule, _, canonical in ADDRESSES])
def test_a_reference_is_read_in_an_address(rule: reference.AddressRule, printed: str, canonical: str) -> None:
    if rule.id.startswith("slug/"):
        years = (int("20" + canonical[-2:]), None) if rule.year else (None,)
        found = next(filter(None, (reference.from_slug(printed, year, [rule.form] if rule.form else []) for year in years)), None)
    else:
        found = reference.from_address(f"https://www.example.gov.example{printed}")
    assert found
    assert (found.form, found.canonical) == (rule.id, canonical)
