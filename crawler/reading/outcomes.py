"""What was decided item by item, where the letter answers that way. What is done in an item's answer is read by the same table as the whole."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from crawler.items import Decision
from crawler.reading import answers
from crawler.reading.answers import Item
from crawler.reading.decision import FoundDecision, gives
from crawler.reading.performed import Act
from crawler.reading.question import FoundQuestion
from crawler.reading.telling import is_work
from crawler.reading.text import Span, Text


def read(text: Text, asked: FoundQuestion | None, acts: list[Act]) -> list[tuple[str, FoundDecision]]:
    """(item, decision) in order; empty where the letter does not answer item by item, and where nothing is done in a text whose request is not
    known: its items may be the request. One item alone has a decision where a sentence names it and keeps it back: "As to point 5, we hold nothing"."""
    if asked is None and not acts:
        return []
    items = answers.find(text, asked)
    labels = [label for label, _ in asked.items] if asked else []
    for label in labels:
        items.setdefault(label, Item(label, label))
    _add_named(text, items, acts, asked)
    ordered = _in_order(items, labels)
    decided = {item.label: found for item in ordered if (found := _decide(text, item, acts)) is not None}
    outcomes: list[tuple[str, FoundDecision]] = []
    for item in ordered:
        if item.label in decided:
            outcomes.append((item.printed, _as_of_another(text, item, decided, outcomes[-1][1] if outcomes else None)))
    few = 1 if all(items[label].named for label in decided) else max(1, len(labels) // 2 - 1)
    singled_out = len(outcomes) == 1 < len(labels) and bool(items[next(iter(decided))].acts) and not gives(outcomes[0][1])
    return outcomes if len(outcomes) > few or singled_out or answers.is_cut_list(text, list(decided), labels) else []


def _in_order(items: dict[str, Item], labels: list[str]) -> list[Item]:
    """The items in the order of the request."""
    places = {label: place for place, label in reversed(list(enumerate(labels)))}
    return sorted(items.values(), key=lambda item: places.get(answers.whole_of(item.label, places.keys()), len(labels)))


def _as_of_another(text: Text, item: Item, decided: dict[str, FoundDecision], above: FoundDecision | None) -> FoundDecision:
    """The decision of an item; that of another, where its answer is only "See the answer to question 1", or of the one above, where it says that
    the answer there is its own."""
    own = decided[item.label]
    said = text.low[item.spans[0].start : item.spans[-1].end].strip(" |.:-\n") if item.spans else ""
    if above and _AS_ABOVE.match(said):
        return replace(own, decision=above.decision)
    match = _AS_OF.fullmatch(said)
    other = decided.get(match["label"]) if match and match["label"] != item.label else None
    return replace(own, decision=other.decision) if other else own


_AS_ABOVE = re.compile(
    r"(?:the|our|my) (?:reply|answer|response)\b[^.,]{0,40}\b(?:extends|applies|holds) (?:also |equally )?(?:to|for) (?:this|it)\b|the same (?:is true|applies|goes)\b"
)
_AS_OF = re.compile(
    r"(?:response: |answer: )?(?:please )?(?:see|refer to|as (?:per|in|for)|same as) (?:the |our |my )?(?:(?:above |previous )?(?:answer|response|reply)s? (?:to|at|for|in) )?(?:question|q|part|item|point|number|no\.?)? ?\(?(?P<label>\d{1,2}[a-z]?)\)?(?:,? (?:above|please))?",
    re.ASCII,
)


def _add_named(text: Text, items: dict[str, Item], acts: Iterable[Act], asked: FoundQuestion | None) -> None:
    """To each item the acts of sentences that name it."""
    by_sentence: dict[Span, list[tuple[Span, list[str]]]] = {}
    for act in acts if items else ():
        sentence = text.sentence_at(act.start)
        if sentence not in by_sentence:
            by_sentence[sentence] = answers.named_in(text, sentence, asked)
        for place, labels in by_sentence[sentence]:
            speaks = text.low.startswith(("i ", "we "), act.start)
            if not speaks and _AND_THEN.fullmatch(text.low[place.end : max(place.end, act.start)]):
                continue
            if len(by_sentence[sentence]) > 1 and not _in_clause(text, sentence, place.start, act.start):
                continue
            for label in labels:
                placed = label in items and bool(items[label].spans)
                if label in items and (act.kind in _AGAINST or (not placed and act.kind in _GIVEN)):
                    items[label].acts.append(act)


def _in_clause(text: Text, sentence: Span, named: int, act: int) -> bool:
    """Whether what a sentence does is of the clause that names an item, or of one that names none: "question 4 exceeds the limit, and nothing
    is held for question 6"."""
    starts = [sentence.start, *(match.end() for match in _CLAUSE.finditer(text.low, sentence.start, sentence.end))]
    return bisect_right(starts, named) == bisect_right(starts, act)


_CLAUSE = re.compile(r"; |, (?:and|but|while|whereas) (?=(?:no|the|we|i|it|this|they|there)\b)")
_AND_THEN = re.compile(r"\s*(?:and|but|,)\s*")
""" "answers Q2 and withholds the rest": the verb behind is of something else, but not in "As to Q2, we withhold it"."""
_AGAINST = ("exempt", "withheld", "not-held", "cost", "ncnd", "refused-whole", "declined")
_GIVEN = ("given", "data", "full", "figures")
_WITHHOLDING = ("exempt", "withheld", "refused-whole", "declined")


_SURELY_NOT_HELD = ("not-held/relied-on", "not-held/treated")
"""What is "not given" beside them is not given because nobody holds it."""
_LEFT_BLANK = re.compile(r"(?:[\s|.:-]|\b(?:reply|response|answer|request|question)\b(?: \d{1,2}\b)?)*")
"""An answer of no words but its label's and that of the next question."""


def _decide(text: Text, item: Item, acts: list[Act]) -> FoundDecision | None:
    """The decision of one item. What its answer says without any act is given."""
    span = next((span for span in item.spans if not _LEFT_BLANK.fullmatch(text.low, span.start, span.end)), None)
    inside = [act for act in acts if any(act.start in piece or act.start == piece.start for piece in item.spans)]
    everything = [*inside, *item.acts]
    if any(act.kind in _AGAINST and act.rule != "unable/words" for act in everything):  # it is told why
        inside, everything = ([act for act in acts if act.rule != "unable/words"] for acts in (inside, everything))
    kinds = {act.kind for act in everything}
    if span is None and not everything:
        return None
    own = bool(item.spans) and span is not None
    not_held = any(act.rule in _SURELY_NOT_HELD for act in everything) and not any(act.kind == "exempt" for act in everything)
    for decision, group in _ORDER:
        if decision == "refused" and not_held:
            continue
        act = next((act for act in everything if act.kind in group), None)
        if act:
            named = act not in inside
            partly = "refused-whole" not in kinds and (
                _is_answered(text, item, inside, act, decision)
                or (decision == "ncnd" and named and own)
                or any(given.kind in _GIVEN and given.start < act.start for given in item.acts)
            )
            return FoundDecision("disclosed-in-part" if partly else decision, act.start, act.end, act.rule)
    act = next((act for act in everything if act.kind in ("redacted", "part")), None)
    if act:
        return FoundDecision("disclosed-in-part", act.start, act.end, act.rule)
    if span is None:
        return FoundDecision("disclosed-in-full", everything[0].start, everything[0].end, everything[0].rule)
    first = text.sentence_at(span.start + (len(text.value[span.start : span.end]) - len(text.value[span.start : span.end].lstrip(" |\n"))))
    start, end = max(span.start, first.start), min(span.end, first.end)
    answered = (
        inside or _SAYS.search(text.low[start:end]) or any(_tells(text.low[other.start : other.end]) for other in text.sentences_of(span))
    )
    if not answered and _is_cut_off(text, Span(start, end)):
        return None
    if not inside and not any(answers.is_answer(text, piece) for piece in item.spans):
        return FoundDecision("disclosed-in-full", start, end, "item/asked")
    return FoundDecision("disclosed-in-full", start, end, "item/answered" if answered else "item/said")


_WHOLE = 20
"""Words of a sentence that may end without a full stop: a name, or an entry of a list."""
_GOES_ON = re.compile(
    r"\b(?:an?|and|are|as|at|be|by|can|for|from|has|have|in|is|not|of|on|or|that|the|this|to|was|we|were|which|will|with)$"
)


def _is_cut_off(text: Text, sentence: Span) -> bool:
    """Whether the text stops inside a sentence, before it says what it is about to say."""
    said = text.low[sentence.start : sentence.end].rstrip()
    if text.low[sentence.end :].strip():
        return False
    return _GOES_ON.search(said) is not None or (said[-1:].isalpha() and len(said.split()) > _WHOLE)


_ORDER: tuple[tuple[Decision, tuple[str, ...]], ...] = (
    *(
        ("ncnd", ("ncnd",)),
        ("cost-limit", ("cost",)),
        ("refused", _WITHHOLDING),
        ("not-held", ("not-held",)),
        ("vexatious", ("vexatious",)),
    ),
)
_COUNTED = re.compile(r"\d,\d{3}|£ ?\d|\b\d+ (?:\(|were\b|was\b)", re.ASCII)


_TELLS = re.compile(r"^\W*(?:yes|no|none|nil)\b|(?<![\w/.-])(?!(?:19|20)\d\d\b)\d[\d,.]*(?![\w/)]|\.\d| ?(?:hours|pages?)\b)", re.ASCII)
_CITES = re.compile(r"\b(?:sections?|regulations?|articles?|questions?|parts?|act)\b|\?\s*$", re.ASCII)


def _tells(low: str) -> bool:
    """Whether a sentence tells something: a number that is no year and no citation, or a plain yes or no."""
    return _TELLS.search(low) is not None and _CITES.search(low) is None


def _is_answered(text: Text, item: Item, inside: list[Act], against: Act, decision: Decision) -> bool:
    """Whether the answer gives something beside what is kept back: in figures or files, or in what it says first."""
    kinds = {act.kind for act in inside}
    if kinds & {"redacted", "part"}:
        return True
    if decision == "cost-limit":
        return False
    sentence = text.sentence_at(against.start)
    if decision == "not-held":
        denied = {text.sentence_at(act.start) for act in inside if act.kind == "not-held"}
        others = [other for span in item.spans for other in text.sentences_of(span) if other != sentence]
        return any(
            act.kind in ("data", "given", "figures", "told", "said", "published") and text.sentence_at(act.start) not in denied
            for act in inside
        ) or any(_COUNTED.search(text.low, other.start, other.end) for other in others)
    if kinds & {"data", "figures"} or any(act.kind in ("given", "told") and act.start < against.start for act in inside):
        return True
    return _says_first(text, item, sentence)


_SAYS = re.compile(
    r"^\W*(?:yes|no|none|nil|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|\d+)\b"
    r"|£ ?\d|\d,\d{3}|\d%|: \d+\b|there (?:were|was|are|is) \d|\b(?:attached|enclosed)\b",
    re.ASCII,
)


_COUNTS = re.compile(r"\b(?!(?:19|20)\d\d\b)\d[\d,]*(?: \([^()]{1,20}\))? (?:were|was|had|have been|has been)\b", re.ASCII)


def _says_first(text: Text, item: Item, against: Span) -> bool:
    """Whether the answer opens with something said before anything is kept back."""
    for span in item.spans:
        said = [text.low[one.start : one.end] for one in text.sentences_of(span) if one.end <= against.start]
        said = [low for low in said if not low.rstrip().endswith("?")]
        if said and (_SAYS.search(said[0]) or any(_COUNTS.search(low) and not is_work(low) for low in said)):
            return True
    return False
