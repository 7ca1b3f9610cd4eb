"""What was decided: the decision that the acts of a response come to. `summarise` is a table from the acts that occur (`performed`) to the decision
of the whole; the same table gives the decision of one item (`outcomes`).
"""

from dataclasses import dataclass

from crawler.items import Decision
from crawler.reading import telling
from crawler.reading.performed import Act
from crawler.reading.text import Text


@dataclass(frozen=True)
class FoundDecision:
    """A decision and the words that it rests on."""

    decision: Decision
    start: int
    end: int
    rule: str


def summarise(found: list[Act], items: list[FoundDecision], asked: int = 0) -> FoundDecision | None:
    """The decision that the acts come to, or None when they come to none. `items` are the decisions of the items, where the letter answers
    item by item; they tell what was given in words that no act is seen in. `asked` is the number of items in the request."""
    by_kind: dict[str, Act] = {}
    for act in found:
        by_kind.setdefault(act.kind, act)
    by_acts = None
    for decision, kinds, without in TABLE:
        if by_kind.keys().isdisjoint(without) and not any(by_kind.keys().isdisjoint(alternatives) for alternatives in kinds):
            act = next(by_kind[kind] for kind in kinds[0] if kind in by_kind)
            by_acts = FoundDecision(decision, act.start, act.end, act.rule)
            break
    if by_acts and by_acts.decision == "disclosed-in-part" and len(items) < asked and not any(gives(item) for item in items):
        return by_acts  # what was given is told for none of the items that have a decision of their own
    return _with_items(by_acts, items, by_kind)


def gives(item: FoundDecision) -> bool:
    """Whether anything is given."""
    return item.decision in ("disclosed-in-full", "disclosed-in-part")


def is_begun(text: Text, decided: FoundDecision, answered: int, asked: int) -> bool:
    """Whether a text breaks off before more than the first of several items is answered, and no words tell of the others."""
    alone = asked > _SEVERAL and answered < _SEVERAL and decided.rule in _OF_ONE
    if not alone or not text.value.rstrip()[-1:].isalnum() or telling.region(text, decided.start).end < len(text.value):
        return False
    behind = text.low[decided.start :].split("\n")[1:]
    return sum(map(bool, map(str.strip, behind))) < _SEVERAL


_SEVERAL = 2
"""Items: of more than these the answer to one tells nothing of the others. And lines behind it: with as many there is more than its beginning."""
_OF_ONE = ("told/figure", "item/said", "item/answered")
"""Rules of what is said of one thing alone."""
_UNTOLD = ("item/said", "item/asked")
"""Rules of items that something stands behind, but nothing that tells."""


_MANY = 2
"""Items: of more than these one that is answered before the cost comes up is no goodwill."""
_HELP = "goodwill/help"
"""Said of what is given beside the act as well as within it."""
_ADVICE = "goodwill/advice"
"""What it tells of the duty to advise gives nothing besides the items."""


def _is_of_an_item(found: FoundDecision, items: list[FoundDecision]) -> bool:
    """Whether the words of a decision are of one sentence with those of an item's."""
    return any(abs(item.start - found.start) < _A_SENTENCE for item in items)


_A_SENTENCE = 150
"""Characters."""


def _is_goodwill(said: Act | None, cost: FoundDecision, items: list[FoundDecision]) -> bool:
    """Whether the letter says that what it gives beside the cost is goodwill. Help may be what it offers on the last of many items: then one that
    is answered before the cost comes up is none."""
    if said is None or said.rule == _ADVICE:
        return False
    return not (said.rule == _HELP and len(items) > _MANY and any(gives(item) and item.start < cost.start for item in items))


def _with_items(by_acts: FoundDecision | None, items: list[FoundDecision], by_kind: dict[str, Act]) -> FoundDecision | None:
    """The items' decisions together, unless the letter says by itself what it does as a whole."""
    if by_acts is None and all(item.rule == "item/asked" for item in items):
        return None  # the page ends with the questions
    decisions = {item.decision for item in items}
    if not items or (
        by_acts and (by_acts.decision in ("vexatious", "invalid") or by_acts.rule in ("part/some", "full/all", "cost/of-whole"))
    ):
        return by_acts
    if by_acts and by_acts.rule == "refused/whole" and not _is_of_an_item(by_acts, items):
        return by_acts
    if (
        by_acts
        and not (by_acts.decision in ("refused", "not-held") and _is_of_an_item(by_acts, items))
        and (
            by_acts.decision in ("refused", "not-held")
            or (by_acts.decision in ("cost-limit", "ncnd") and decisions == {"disclosed-in-full"})
        )
        and all(item.rule in _UNTOLD for item in items if item.decision == "disclosed-in-full")
    ):
        items = [item for item in items if item.rule not in _UNTOLD] or [by_acts]
        decisions = {item.decision for item in items}
    giving = any(gives(item) for item in items)
    if (
        by_acts
        and by_acts.decision == "cost-limit"
        and (_is_goodwill(by_kind.get("goodwill"), by_acts, items) or not (giving or "exempt" in by_kind))
    ):
        return by_acts
    if decisions == {"disclosed-in-full"}:
        against = by_acts is not None and by_acts.decision in ("disclosed-in-part", "refused", "ncnd", "not-held", "cost-limit")
        if by_acts and against:
            return FoundDecision("disclosed-in-part", by_acts.start, by_acts.end, by_acts.rule)
        answered = [item for item in items if item.rule != "item/asked"]
        return by_acts or (items[0] if len(answered) * 2 > len(items) else None)
    deciding = next(item for item in items if item.decision != "disclosed-in-full")
    if giving:
        return FoundDecision("disclosed-in-part", deciding.start, deciding.end, deciding.rule)
    order: tuple[Decision, ...] = ("refused", "cost-limit", "ncnd", "not-held")
    strongest = next((decision for decision in order if decision in decisions), deciding.decision)
    return FoundDecision(strongest, deciding.start, deciding.end, deciding.rule)


TABLE: tuple[tuple[Decision, tuple[tuple[str, ...], ...], tuple[str, ...]], ...] = (
    ("cost-limit", (("cost-of-whole",),), ()),
    ("vexatious", (("vexatious",),), ("part", "exempt")),
    ("invalid", (("invalid",),), ("exempt", "cost", "ncnd", "part", "redacted", "full", "data", "refused-whole")),
    ("disclosed-in-part", (("cost-of-part",),), ("exempt",)),
    ("cost-limit", (("cost",),), ("part", "exempt", "full", "not-held", "ncnd")),
    ("cost-limit", (("cost",), ("goodwill", "refused-whole", "declined")), ("part", "exempt")),
    ("disclosed-in-part", (("part",),), ()),
    ("disclosed-in-full", (("full",),), ("exempt", "cost", "ncnd", "refused-whole", "not-held", "part-held")),
    ("refused", (("refused-whole",), ("exempt",)), ("full", "redacted", "data", "part-held")),
    ("refused", (("declined",), ("exempt",)), ("full", "redacted", "data", "given", "figures", "told", "part-held", "part-refused")),
    ("ncnd", (("ncnd",),), ("exempt", "given", "data", "figures", "full", "cost", "not-held")),
    ("disclosed-in-part", (("part-held",), ("given", "data", "figures", "published", "told", "said")), ("cost", "ncnd", "refused-whole")),
    ("disclosed-in-part", (("part-held",), ("not-held", "withheld")), ("exempt", "cost", "ncnd", "refused-whole")),
    ("disclosed-in-part", (("part-refused",),), ("cost", "ncnd", "refused-whole")),
    ("not-held", (("not-held",), ("ncnd",)), ("exempt", "given", "data", "full", "cost")),
    ("disclosed-in-part", (("redacted",),), ("refused-whole",)),
    ("disclosed-in-part", (("given", "data", "full", "figures"), ("exempt", "cost", "ncnd")), ()),
    ("disclosed-in-part", (("exempt",), ("told",)), ("refused-whole", "cost", "ncnd")),
    ("not-held", (("not-held",), ("refused-whole", "declined")), ("exempt",)),
    ("disclosed-in-part", (("given", "data", "figures", "told"), ("declined",)), ("exempt", "cost", "ncnd")),
    ("refused", (("exempt", "refused-whole", "declined"),), ()),
    ("cost-limit", (("cost",),), ()),
    ("disclosed-in-part", (("given", "data", "figures", "published", "told"), ("not-held", "withheld")), ()),
    ("not-held", (("not-held",),), ()),
    ("refused", (("withheld",),), ("given", "data", "figures")),
    ("disclosed-in-full", (("given", "data", "figures", "published", "told", "said"),), ()),
)  # fmt: skip
"""From the acts that occur to the decision: the first row of which every group of alternatives occurs and no act of the last column. The
deciding words are those of its first group."""
