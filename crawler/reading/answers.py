"""Where each item of a request is answered: behind its label ("Answer 1", "Q2 –", "3.", "(b)", "1-3."), between two questions, below the
question's own words printed again, or in a sentence that names it ("questions 1 and 2 are withheld").
"""

import re
from collections.abc import Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from crawler.reading import telling
from crawler.reading.cues import ITEM, NAMES_A_REQUEST, number_of
from crawler.reading.numbering import FIRST, FIRST_AGAIN
from crawler.reading.performed import Act
from crawler.reading.question import FoundQuestion
from crawler.reading.text import ROMAN, Span, Text

_LABEL_LENGTH = 400
"""A label that names many items is shorter; what stands behind it does not matter."""
_WORD = r"(?:(?:our |the )?(?:answers?|responses?|reply|replies)(?: to)?(?: your)?(?: question| request| item)?|(?:foi |request )?(?:questions?|requests?|items?|parts?|points?|limbs?|q)(?: number)?)"
_SPELT = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10"}
_IN_WORDS = "|".join(_SPELT)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8"}
_NTH = "|".join(_ORDINALS)
_IN_ORDER = rf"(?P<named>(?:{_NTH})\b(?:(?:,|,? and) (?:{_NTH})\b)*) (?:questions?|parts?|points?|items?|requests?|quer(?:y|ies)|elements?|limbs?)\b"
_PART = r"\d{1,2}\(?[a-h]\)?(?![a-z])"
""" "2a", "2(a)": a part of an item."""
_FIGURE = rf"{_PART}|\d{{1,2}}(?:\.\d{{1,2}})?|[a-h](?![a-z])|[ivx]{{1,4}}(?![a-z])"
_STEP = rf"\b(?:{_IN_WORDS}|{_NTH})\b|{_PART}|\d{{1,2}}(?:\.\d{{1,2}})?|(?<![a-z])(?:[a-h]|[ivx]{{1,4}})(?![a-z])"
_ONE = rf"(?:(?:{_IN_WORDS}) (?=\(\d))?\(?(?:(?:{_IN_WORDS})\b|{_FIGURE})\)?"
""" "1", "(b)", "one", "One (1)"."""
_SPEAKS = r"\s*(?:a [a-z]|i (?!and\b|or\b|to\b)[a-z])"
""" "Q1 - I request": no item i."""
_STEPS = rf"{_ONE}(?:\s*(?:,\s*(?:and|or|&)\b|,(?!{_SPEAKS})|&|and|or|-(?!{_SPEAKS})|to)\s*(?:{_WORD} ?)?{_ONE})*"
_AS_TO = r"(?:in (?:relation|respect|response|answer|reply|regard) (?:to|of)|as (?:for|to|regards)|with regards?(?: to)?|regarding|turning to|for)"
_NEXT_STEP = re.compile(rf"[.\s]*(-|\bto\b)?[^\w]*({_STEP})", re.ASCII)
_LABEL = re.compile(
    rf"\|?\s*[•*–-]?\s*(?:(?P<word>(?:{_AS_TO} (?:your |the )?)?{_WORD}|(?:as (?:for|to|regards)|for|in (?:relation|respect) (?:to|of))(?= \())\.? ?(?P<named>{_STEPS})"
    r"|(?P<bare>\(?(?:\d{1,2}[a-h]|\d{1,2}(?:\.\d{1,2})?|[a-h]|[ivx]{1,4})(?:(?:\s*(?:,|&|\+|and|to|-(?=\s*\d{1,2}\s*[.):]\s+\S))\s*|(?:\. )?-|/(?=\d{1,2} ?[-–:.)]))\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\)?)*)\s*(?:\)[.:]?|[.:/]|(?= ?[-–] )|(?=\s*\||\s*$)))"
    r"(?:(?=\s|[^\w.]|\.(?!\d)|$)|(?<=\d\))(?=[a-z]))\s*[-–:.)|/]*\s*",
    re.ASCII,
)
_NTH_LABEL = re.compile(
    rf"\|?\s*[•*–-]?\s*(?P<word>(?:{_AS_TO}|on) (?:your |the ))(?:request's )?{_IN_ORDER}(?: of your (?:request|letter|e-?mail))?\s*[-–:,]*\s*"
)
_FOR_LABEL = re.compile(
    rf"[^:\n]{{0,120}}\b(?P<word>(?:responses?|answers?|repl(?:y|ies)|information|figures|details) (?:to|for|on|about) (?:your )?(?:questions?|requests?|items?|parts?|points?|q)) ?(?P<named>{_STEPS})\s*:$",
    re.ASCII,
)
"""A line that ends by naming what is answered below it: "The team gave this response to questions 1, 2 and 4:"."""
_NAMED = re.compile(
    rf"\b(?:(?:questions?|requests?|items?|parts?|points?|limbs?|q|answers?)\.? ?|(?:for|to|at|in|within|hold) (?=\())(?P<named>{_STEPS})|\b(?:your|the) {_IN_ORDER.replace('named', 'nth')}(?! of (?:your )?(?:q|questions?|parts?|points?|items?) ?\d)",
    re.ASCII,
)
_ENDS = re.compile(
    r"^(?:yours (?:sincerely|faithfully)|(?:additional|further) (?:assistance|information)|reasons? for\b|explanation|evidence of harm|harm\b|public interest|factors?\b|considerations|in favour of|arguments?\b|exemptions? (?:applied|explained)|notes?\b|(?:(?:section|regulation|reg|article|art)\.?|s\.?) ?\d\d(?![^\n]{0,40}\bappl)|articles? applied|legal annex|internal review|complaints?|how this was found|other use|advice\b|beyond that|for the|favouring|against\b|attachments?\b|disclaimer|please (?:note|bear))",
    re.ASCII,
)


@dataclass
class Item:
    """One item: the spans of its answer, and what is done for it elsewhere."""

    label: str
    printed: str
    spans: list[Span] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    named: bool = False
    """Whether it is answered behind words, as "Question 4"."""


def find(text: Text, asked: FoundQuestion | None) -> dict[str, Item]:
    """The items whose answers have a place of their own."""
    labels = [label for label, _ in asked.items] if asked else []
    if asked and len(asked.spans) > 1:
        return _between(text, asked, labels)
    items: dict[str, Item] = {}
    ordinals = any(text.places(f"{word} ") for word in _ORDINALS)
    begins = asked.end if asked and not asked.below else _label_above(text, telling.region(text, 0).start)
    open_: list[str] = []
    stop = text.line_at(asked.start) if asked and asked.below else len(text.lines)
    known = frozenset(labels)
    unmarked = len(labels) > 1 and _UNMARKED.match(text.low, asked.start if asked else 0) is not None
    anew = _SECOND.search(text.low, begins) is None and len(FIRST_AGAIN.findall(text.low, begins)) > 1
    if anew and (repeated := _below_repeated(text, asked)):
        return repeated
    for line in text.lines[text.line_at(begins) : stop]:
        start = max(begins, line.start)
        low = text.low[start : line.end]
        if asked is None and (_FOOTNOTE.match(low) or NAMES_A_REQUEST.match(low)):
            break
        match = (_label(low, ordinals=ordinals) or (_UNMARKED.match(low) if unmarked else None)) if low.strip() else None
        found = _steps(match["named"] or match["bare"]) if match else []
        if found == ["1"] and anew and 0 < len(items) < len(labels):
            found = [labels[len(items)]]
        if found == labels[:1] and asked and _only_repeats(text, asked, items):
            items, open_ = {}, []  # an acknowledgement has repeated the list before the answer does
        bare = match is not None and not match["word"]
        numbered = labels or not (asked or (items and next(reversed(items.values())).named))
        if match and (numbered or not bare) and _is_next(found, items, known, worded=not bare):
            open_ = found
            for label in found:
                printed = _as_printed(text, label, start, start + match.end())
                items.setdefault(label, Item(label, printed, named=not bare)).spans.append(Span(start + match.end(), line.end))
        elif (
            items and _ENDS.match(low.strip(" |*")) and any(text.low[items[label].spans[-1].start : start].strip(" |\n") for label in open_)
        ):
            open_ = []
        else:
            for label in open_:
                last = items[label].spans[-1]
                items[label].spans[-1] = Span(last.start, line.end)
    if asked and _only_repeats(text, asked, items):
        return {}
    if asked:
        _drop_unanswered(text, items, dict(asked.items))
    _cut_last(text, items)
    return items if _is_list(items, labels) or is_cut_list(text, list(items), labels) else _below_repeated(text, asked)


def _label(low: str, *, ordinals: bool) -> re.Match[str] | None:
    """The label with which a line begins, or by which it says what is answered below it."""
    return (
        _LABEL.match(low[:_LABEL_LENGTH].rstrip())
        or (_NTH_LABEL.match(low) if ordinals else None)
        or (_FOR_LABEL.match(low) if low.endswith(":") else None)
    )


def _label_above(text: Text, begins: int) -> int:
    """The start of a line, or of the label alone on the line above it."""
    above = text.lines[max(0, text.line_at(begins) - 1)]
    label = _LABEL.fullmatch(text.low[above.start : above.end])
    return above.start if label and label["word"] else begins


def _only_repeats(text: Text, asked: FoundQuestion, items: dict[str, Item]) -> bool:
    """Whether all of several items have been named and nothing stands behind their labels but their own words; behind the last the letter goes on."""
    listed = len(items) == len(asked.items) > 1 and items.keys() == dict(asked.items).keys()
    return listed and all(
        _is_same(_bare_words(text.value[span.start : span.end]), _bare_words(words))
        for label, words in asked.items[:-1]
        for span in items[label].spans
    )


def _drop_unanswered(text: Text, items: dict[str, Item], asked: dict[str, str]) -> None:
    """Where the text stops within the last item's own words, said again, nothing answers it."""
    last = next(reversed(items.values()), None)
    if last is None or len(items) < 2 or len(last.spans) != 1 or text.low[last.spans[0].end :].strip():
        return
    said, own = (_bare_words(words) for words in (text.value[slice(*last.spans[0])], asked.get(last.label, "")))
    if said and len(said) <= len(own) and said[:-1] == own[: len(said) - 1] and own[len(said) - 1].startswith(said[-1]):
        del items[last.label]


def _is_same(words: list[str], asked: list[str]) -> bool:
    """Whether words are those of an item, but for one in ten."""
    alike = abs(len(words) - len(asked)) * 10 <= len(asked) < _MOST_WORDS
    return words == asked or (alike and SequenceMatcher(None, words, asked, autojunk=False).ratio() > _NEARLY)


_NEARLY = 0.9
_MOST_WORDS = 200


def _bare_words(value: str) -> list[str]:
    return re.findall(r"\w+", value.lower())


_UNMARKED = re.compile(r"(?P<word>)(?P<named>)(?P<bare>\d{1,2}) (?=[a-z])")
""" "1 There are 17", below "1 How many boats are there?"."""
_SECOND = re.compile(r"^[ *|]*2[.)]", re.MULTILINE)
"""Where it is missing and "1." stands several times, a converter has counted every item anew."""
_FOOTNOTE = re.compile(
    r"\W*\d{1,2}\W+(?:amend(?:ments?|ed)\b|(?:uk )?gdpr\b|data protection act|as amended|see (?:section|article)|(?:section|article|regulation) \d)"
)
"""What the law is that a letter has cited, below it."""


def _below_repeated(text: Text, asked: FoundQuestion | None) -> dict[str, Item]:
    """The answers below the items' own words, each printed again on a line of its own, whatever its number there; nothing unless all are."""
    if asked is None or len(asked.items) < 2:
        return {}
    places: list[Span] = []
    for _, words in asked.items:
        low = Text(words).low.partition("\n")[0].rstrip(" .:;?")
        at = text.low.find(low, places[-1].end if places else asked.end) if len(low) > _KNOWN_AGAIN else -1
        if at < 0:
            return {}
        line = text.line_around(at)
        if len(text.low[line.start : at].strip()) > _MARK:
            return {}
        places.append(line)
    ends = [*(place.start for place in places[1:]), _last_end(text, places[-1].end)]
    return {label: Item(label, label, [Span(place.end, end)]) for (label, _), place, end in zip(asked.items, places, ends, strict=True)}


_KNOWN_AGAIN = 12
"""Characters by which an item is known where it stands again."""
_MARK = 6
"""Characters of a number or a bullet before it."""


def _cut_last(text: Text, items: dict[str, Item]) -> None:
    """Where every other answer takes one line the last does too, and what follows is the rest of the letter."""
    if len(items) < 3:
        return
    *others, last = items.values()
    if len(last.spans) != 1:
        return
    span = last.spans[0]
    end = text.line_around(span.start).end
    if (
        all("\n" not in text.value[piece.start : piece.end] for item in others for piece in item.spans)
        and text.value[span.start : end].strip()
    ):
        last.spans[0] = Span(span.start, end)


def is_cut_list(text: Text, items: list[str], labels: list[str]) -> bool:
    """Whether items are the first of a request's and the text stops before the letter is over: the others would stand below."""
    known = frozenset(labels)
    items = list(dict.fromkeys(whole_of(label, known) for label in items))
    return bool(items) and items == labels[: len(items)] and telling.region(text, 1).end == len(text.value)


def _is_list(items: dict[str, Item], labels: list[str]) -> bool:
    """Whether the labels are those of the request, or begin at the first and run on."""
    if labels:
        least = 2 if all(item.named for item in items.values()) else max(2, len(labels) // 2)
        known = frozenset(labels)
        return len({whole_of(label, known) for label in items} & known) >= least
    return len(items) > 1


def _is_next(found: list[str], so_far: dict[str, Item], labels: Set[str], *, worded: bool) -> bool:
    """Whether a label opens an answer: it is one of the request's items, or the next number; a list inside an answer begins again."""
    if not found:
        return False
    if labels:
        return all(whole_of(label, labels) in labels for label in found) and (worded or found[0] not in so_far)
    if not so_far:
        return found[0] in FIRST
    return _follows(next(reversed(so_far)), found[0])


def whole_of(label: str, labels: Set[str]) -> str:
    """The item that a label names or of which it names a part: "2a" is of 2 where the request has no 2a."""
    return label if label in labels else label.rstrip(_LETTERS)


_LETTERS = "abcdefgh"
"""Of the parts of an item."""


def _follows(last: str, label: str) -> bool:
    before, number = last.rstrip(_LETTERS), label.rstrip(_LETTERS)
    if before.isdigit() and number.isdigit():
        return int(before) < int(number) <= int(before) + 2 or (before == number and last < label)
    if last in ROMAN and label in ROMAN and len(last + label) > 2:
        return ROMAN.index(label) == ROMAN.index(last) + 1
    return len(last) == len(label) == 1 and ord(label) == ord(last) + 1


def _between(text: Text, asked: FoundQuestion, labels: list[str]) -> dict[str, Item]:
    """The answers between the pieces of a request; the last ends before the next heading."""
    items: dict[str, Item] = {}
    ends = [*(span.start for span in asked.spans[1:]), _last_end(text, asked.end)]
    if asked.rule.startswith("open/table"):
        ends = [text.line_around(span.start).end for span in asked.spans]
    answers = [Span(span.end, max(span.end, end)) for span, end in zip(asked.spans, ends, strict=True)]
    for at in reversed(range(len(answers) - 1)):
        if not is_answer(text, answers[at]) and _is_joint(text, answers[at + 1]):
            answers[at] = answers[at + 1]
    for names, answer in zip(_names(text, asked, labels), answers, strict=True):
        for label in names:
            items[label] = Item(label, label, [answer])
    return items


def is_answer(text: Text, span: Span) -> bool:
    """Whether a span says anything that is not the requester's: the words of a question said once more answer nothing."""
    return any(not _ASKS.search(text.low[sentence.start : sentence.end].strip()) for sentence in text.sentences_of(span))


_ASKS = re.compile(
    r"\?\W*$|^\W*(?:please|kindly)\b(?! (?:see|find|note|refer|be|visit|go|follow|contact))|\b(?:please|kindly) (?:send|tell|give|list|state|say|include|split|supply|provide|show)\b|^\W*(?:request|question|item|part|q) ?\d*\W*$|^\W*$",
    re.ASCII,
)


def _is_joint(text: Text, answer: Span) -> bool:
    """Whether an answer says that it is one to several items: "Answers 1 & 2"."""
    label = _LABEL.match(text.low[answer.start : min(answer.end, answer.start + _LABEL_LENGTH)].strip().split("\n", 1)[0])
    return label is not None and bool(label["word"]) and len(_steps(label["named"])) > 1


def _names(text: Text, asked: FoundQuestion, labels: list[str]) -> list[list[str]]:
    """The items that each piece of a request asks, which are answered together; the pieces' own numbers when they print none."""
    if len(labels) == len(asked.spans):
        return [[label] for label in labels]
    printed = [
        [number for line in text.value[span.start : span.end].split("\n") if (number := _number(line)) in labels] for span in asked.spans
    ]
    return printed if all(printed) else [[str(number)] for number in range(1, len(asked.spans) + 1)]


def _number(line: str) -> str | None:
    match = ITEM.match(line.lower().lstrip(" *|"))
    return number_of(match) if match else None


def _as_printed(text: Text, label: str, start: int, end: int) -> str:
    """The label with its capitals."""
    at = text.low.find(label, start, end)
    return text.value[at : at + len(label)] if at >= 0 else label


def _last_end(text: Text, begins: int) -> int:
    """Where the last answer ends: at a heading or a closing formula."""
    for line in text.lines[text.line_at(begins) + 1 :]:
        if _ENDS.match(text.bare(*line)):
            return line.start
    return len(text.value)


def _steps(printed: str) -> list[str]:
    """The labels of "1, 2 and 4", "1-3", "Two (2) and Three (3)"; a part besides its whole, "3 and 3b", is of the whole."""
    steps: list[str] = []
    for match in _NEXT_STEP.finditer(printed):
        step = match[2].translate(_NO_BRACKETS)
        step = _SPELT.get(step) or _ORDINALS.get(step, step)
        if steps and match[1] and steps[-1].isdigit() and step.isdigit() and int(step) - int(steps[-1]) < 20:
            steps += [str(number) for number in range(int(steps[-1]) + 1, int(step))]
        elif steps and match[1] and len(steps[-1]) == len(step) == 1 and steps[-1].isalpha():
            steps += [chr(code) for code in range(ord(steps[-1]) + 1, ord(step))]
        if step not in steps[-1:]:
            steps.append(step)
    return [step for step in steps if (whole := step.rstrip(_LETTERS)) == step or whole not in steps]


_NO_BRACKETS = str.maketrans("", "", "()")


def named_in(text: Text, sentence: Span, asked: FoundQuestion | None) -> list[tuple[Span, list[str]]]:
    """Where a sentence names items, and which; without any, those that the sentence before names, of which it goes on."""
    named = list(_NAMED.finditer(text.low, *sentence)) or _named_above(text, sentence, asked)
    return [(Span(*match.span()), _steps(match["named"] or match["nth"])) for match in named if not (asked and asked.covers(match.start()))]


_OF_THE_SAME = re.compile(
    r"\W*(?:(?:as|since|because)\b[^.,]{0,80}, (?=they|it|these|this))?(?:(?:for|as to|on|to) (?:that|this|those|these) (?:question|part|point|item)s?\b|(?:this|these|it|they|that|those|both|each|all|we|section)\b|the (?:information|names?|data|figures?|records?|documents?|(?:\w+ )?(?:sections|paragraphs|pages))\b)"
)
""" "It is exempt": said of what the sentence before has named."""


def _named_above(text: Text, sentence: Span, asked: FoundQuestion | None) -> list[re.Match[str]]:
    """The items named by the nearest sentence before this one in its paragraph: "We hold what questions 1 and 2 ask for. It is exempt …"."""
    line = text.line_around(sentence.start)
    if (asked and asked.covers(line.start)) or not _OF_THE_SAME.match(text.low, sentence.start):
        return []
    named = list(_NAMED.finditer(text.low, line.start, sentence.start))
    last = text.sentence_at(named[-1].start()) if named else None
    return [match for match in named if last and match.start() in last]
