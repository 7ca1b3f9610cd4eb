"""How well pages are read: our records beside a gold file, field by field.

    python -m tests.accuracy.score GOLD.jsonl TEXTS      any gold file in the form of tests/accuracy/README.md, with a folder of <id>.txt or <id>.html
    python -m tests.accuracy.score                       all our own sets and the sample site
    python -m tests.accuracy.score unseen -v             one of our sets, with the rows that are wrong

A value that gold has and we do not is an abstention; a wrong value counts against precision and recall.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import click

from crawler.errors import PageRefused
from crawler.imports import MEDIA_TYPES
from crawler.items import Disclosure
from crawler.law import Citation
from crawler.page import HTML, Page
from crawler.parsers import parse
from crawler.sample import SampleSite
from crawler.source import Source, load_sources, source_of_url, unknown_source

HERE = Path(__file__).parent
Row = dict[str, Any]


@dataclass
class Tally:
    """Counts of one field: `right` and `wrong` values of ours, `missed` values of gold's that we do not give."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    rows: list[str] = field(default_factory=list)

    def note(self, row: str, gold: object, ours: object) -> None:
        """Counts one row of a field with at most one value."""
        if gold == ours:
            self.right += gold is not None
            return
        self.wrong += ours is not None
        self.missed += gold is not None
        self.rows.append(f"{row}: gold {gold!r}, ours {ours!r}")

    def note_sets(self, row: str, gold: Iterable[str], ours: Iterable[str]) -> None:
        """Counts one row of a field with many values."""
        gold, ours = set(gold), set(ours)
        self.right += len(gold & ours)
        self.wrong += len(ours - gold)
        self.missed += len(gold - ours)
        if gold != ours:
            self.rows.append(f"{row}: lost {sorted(gold - ours)}, too many {sorted(ours - gold)}")

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def abstained(self) -> float:
        """The share of gold's values for which we give none; a wrong value is no abstention."""
        total = self.right + self.missed
        return max(0, self.missed - self.wrong) / total if total else 0.0


FIELDS = (
    *("reference", "date_received", "date_responded", "published", "question", "n_items", "decision"),
    *("relied_on", "mentioned", "negated", "requester", "all_citations", "ncnd", "pit", "outcomes", "attachments"),
)


def score(pairs: Iterable[tuple[Row, Disclosure | None]]) -> dict[str, Tally]:
    """The tallies over (gold row, our record); None stands for a page that we refused."""
    tallies = {name: Tally() for name in FIELDS}
    for row, record in pairs:
        _score_row(row, record, tallies)
    return tallies


def _score_row(row: Row, record: Disclosure | None, tallies: dict[str, Tally]) -> None:
    name = row["id"]
    printed = record is not None and row["reference"] is not None and record.reference_printed == row["reference"]
    tallies["reference"].note(name, row["reference"], row["reference"] if printed else record and record.reference)
    for key in ("date_received", "date_responded", "published"):
        tallies[key].note(name, row[key], record and getattr(record, "date_published" if key == "published" else key))
    _score_question(name, row["question"], record, tallies)
    decision = record.decision if record and record.decision != "unknown" else None
    tallies["decision"].note(name, _DECISIONS.get(row["decision"], row["decision"]), decision)
    cited = {
        status: {e.citation for e in record.exemptions if e.status == status} if record else set()
        for status in ("relied_on", "mentioned", "negated", "requester")
    }
    parents = {
        str(parent)
        for key in ("exemptions", "mentioned", "negated")
        for citation in row.get(key, [])
        for parent in list(Citation.parse(citation).lineage())[:-1]
    }
    # A bare section beside its own limb is the same citation once more: neither right nor wrong.
    for status in ("mentioned", "negated", "requester"):
        cited[status] -= parents - {citation for key in ("mentioned", "negated", "requester") for citation in row.get(key, [])}
    for key, status in (("exemptions", "relied_on"), ("mentioned", "mentioned"), ("negated", "negated"), ("requester", "requester")):
        tallies[status].note_sets(name, row.get(key, []), cited[status])
    everything = [citation for key in ("exemptions", "mentioned", "negated", "requester") for citation in row.get(key, [])]
    tallies["all_citations"].note_sets(name, everything, set().union(*cited.values()))
    if "ncnd" in row:
        tallies["ncnd"].note_sets(name, row["ncnd"], {e.citation for e in record.exemptions if e.ncnd} if record else set())
        tests = {f"{e.citation} {e.public_interest_test}" for e in record.exemptions if e.public_interest_test} if record else set()
        tallies["pit"].note_sets(name, {f"{citation} {test}" for citation, test in row["pit"].items()}, tests)
    if row.get("outcomes"):
        ours_by_item = {f"{_label(outcome.item)} {outcome.decision}" for outcome in record.outcomes if outcome.item} if record else set()
        tallies["outcomes"].note_sets(
            name, {f"{_label(outcome['item'])} {outcome['decision']}" for outcome in row["outcomes"]}, ours_by_item
        )
    if "attachments" in row:
        # Of a page's text only names of files are left; "Annex A" was a link.
        linked = bool(record and any(attachment.url for attachment in record.attachments))
        gold = {file for file in row["attachments"] if linked or _FILE.search(file)}
        tallies["attachments"].note_sets(name, gold, {attachment.name for attachment in record.attachments} if record else set())


def _label(item: str) -> str:
    """An item's label without the letter that a page may print before its number: Q1 and 1 are the same item."""
    return re.sub(r"^[QA](?=\d)", "", item)


_DECISIONS = {"unknown": None, "clarification": "invalid"}
"""What gold writes where a record has another value."""


def _score_question(name: str, gold: Row | None, record: Disclosure | None, tallies: dict[str, Tally]) -> None:
    """A question counts as right when it begins and ends where gold's does."""
    question = record.question if record else None
    if gold and "starts" not in gold:
        _score_between_cues(name, gold, record, tallies)
    elif gold is None or question is None:
        tallies["question"].note(name, gold and f"{gold['starts']} … {gold['ends']}", question and question[:60])
    else:
        ours = (_plain(question).startswith(_plain(gold["starts"])), _plain(question).endswith(_plain(gold["ends"])))
        shown = f"{question[:40]!r} … {question[-40:]!r}"
        tallies["question"].note(
            name, f"{gold['starts']} … {gold['ends']}", f"{gold['starts']} … {gold['ends']}" if ours == (True, True) else shown
        )
        tallies["n_items"].note(name, gold["n_items"], (len(record.questions) or None) if record else None)


def _score_between_cues(name: str, gold: Row, record: Disclosure | None, tallies: dict[str, Tally]) -> None:
    """A gold that tells only the cues before and behind the question: it is right when it begins behind the one and ends before the other. A cue
    of which gold quotes no words is not judged, nor one that the text does not print."""
    place = record.evidence.get("question") if record else None
    expected = f"{gold.get('intro_cue')} … {gold.get('end_cue')}"
    if record is None or place is None:
        tallies["question"].note(name, expected, None)
        return
    opened = _cues(gold.get("intro_cue"), record.text)
    closed = _cues(gold.get("end_cue"), record.text)
    bounded = (
        not opened or any(cue.start() <= place.start and _words(record.text, cue.end(), place.start) <= _MOST_BETWEEN for cue in opened),
        not closed or any(cue.end() >= place.end and _words(record.text, place.end, cue.start()) <= _MOST_BETWEEN for cue in closed),
    )
    question = record.text[place.start : place.end]
    tallies["question"].note(name, expected, expected if all(bounded) else f"{question[:40]!r} … {question[-40:]!r}")
    if gold.get("n_items") is not None:
        tallies["n_items"].note(name, gold["n_items"], len(record.questions) or None)


_MOST_BETWEEN = 12
"""Words between a question and its cue: a greeting, a date, a thank-you."""


def _cues(cue: str | None, text: str) -> list[re.Match[str]]:
    """Where the text prints any of the words that gold quotes for a cue, `'Information requested' then 'You asked:'`. What stands in
    `<brackets>` or beside an ellipsis is told, not quoted."""
    quoted = [words for phrase in re.findall(r"'([^']{3,})'", cue or "") if (words := re.split(r"[<…]", phrase)[0].split())]
    patterns = [r"\s+".join(map(re.escape, words)) for words in quoted]
    return list(re.finditer("|".join(patterns), text, re.IGNORECASE)) if patterns else []


def _words(text: str, start: int, end: int) -> int:
    """The number of words between two places."""
    return len(re.findall(r"\w+", text[start:end]))


_FILE = re.compile(r"\.\w{3,4}$")
_ALONE = re.compile(r"^\(?[A-Ha-h1-9]\)?\n")
_MARKER = re.compile(
    r"(?:(?:foi )?(?:q(?:uestion)?|query|request|item) ?(?:number ?)?)?\(?(?:\d{1,2}|[a-z]|[ivx]{1,3}|\d{1,2}[a-z])(?:[.):/•,]+|-(?=\s)| [-–] |\b(?=\d))\s*|^[*•o\-–]\s+|\d{1,2}\s+|q(?:uestion )?\d{1,2}[a-h]?\s+"
)


_MARKERS = 2
"""Of an item and of its first part: "1. (a) How many"."""


def _plain(text: str) -> str:
    """The words alone: markers of list items and marks at the ends are a matter of print."""
    words = " ".join(_ALONE.sub("", text).replace("’", "'").replace("‘", "'").split()).strip("\"'“”.?!:;,• ").lower()
    for _ in range(_MARKERS):
        marker = _MARKER.match(words)
        words = words[marker.end() :] if marker else words
    return words.strip("\"'“”.?!:;,•*- ")


def report(tallies: dict[str, Tally], *, wrong_rows: bool) -> str:
    """The table of figures, and the rows that are wrong."""
    lines = [f"{'field':<16}{'precision':>10}{'recall':>10}{'abstained':>10}{'right':>8}{'wrong':>8}{'missed':>8}"]
    for name, tally in tallies.items():
        lines.append(
            f"{name:<16}{tally.precision:>10.3f}{tally.recall:>10.3f}{tally.abstained:>10.3f}{tally.right:>8}{tally.wrong:>8}{tally.missed:>8}"
        )
    if wrong_rows:
        lines += [f"\n-- {name}\n" + "\n".join(tally.rows) for name, tally in tallies.items() if tally.rows]
    return "\n".join(lines)


def read_gold(file: Path) -> list[Row]:
    """The rows of a gold file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_pages(rows: Iterable[Row], texts: Path) -> Iterator[tuple[Row, Disclosure | None]]:
    """Each row with the record of its page, `<id>.txt` or `<id>.html` in the folder; rows without a page are left out."""
    sources = load_sources()
    for row in rows:
        for suffix, media_type in MEDIA_TYPES.items():
            file = texts / f"{row['id']}{suffix}"
            if file.exists():
                source = sources.get(row.get("source", "")) or source_of_url(row["url"], sources) or unknown_source(row["url"])
                yield row, read_one(file.read_bytes(), media_type, row["url"], source)
                break


def read_one(body: bytes, media_type: str, url: str, source: Source, context: Mapping[str, str] | None = None) -> Disclosure | None:
    """The record of one page, or None when it is refused. `context` is what the list that led to it says."""
    try:
        page = Page(url=url, body=body, fetched_at="2026-01-01T00:00:00Z", media_type=media_type, context=context or {})
        return parse(page, source).disclosures[0]
    except PageRefused:
        return None


def corpus(groups: Iterable[str]) -> Iterator[tuple[Row, Disclosure | None]]:
    """Our own letters of these groups."""
    for group in groups:
        yield from read_pages(read_gold(HERE / "letters" / f"{group}.jsonl"), HERE / "letters" / group)


NATURAL = ("published", "drawn", "unseen", "blind")
"""Sets that stand by themselves: letters in the forms of pages that authorities have published, and letters by somebody who knew no rule."""


def natural(name: str) -> Iterator[tuple[Row, Disclosure | None]]:
    """The letters of one of these sets."""
    yield from read_pages(read_gold(HERE / name / "gold.jsonl"), HERE / name / "letters")


def sample() -> Iterator[tuple[Row, Disclosure | None]]:
    """The letters of the sample site, as it serves them."""
    site, sources = SampleSite(), load_sources()
    for file in sorted((HERE / "sample").glob("*.jsonl")):
        for row in read_gold(file):
            listed = {"date": site.letters[row["url"]].published.strftime("%d/%m/%Y")}
            yield row, read_one(site.answer(row["url"]).body, HTML, row["url"], sources[f"{file.stem}-police"], listed)


def sets() -> dict[str, Callable[[], Iterable[tuple[Row, Disclosure | None]]]]:
    """Our own sets by name: the letters in groups, together and one by one, those that stand by themselves, and the sample site."""
    groups = sorted(file.stem for file in (HERE / "letters").glob("*.jsonl"))
    return {
        "letters": partial(corpus, groups),
        **{name: partial(natural, name) for name in NATURAL},
        "sample": sample,
        **{group: partial(corpus, [group]) for group in groups},
    }


@click.command(epilog="Example: python -m tests.accuracy.score gold.jsonl pages -v")
@click.argument("what", nargs=-1, metavar="[GOLD.jsonl TEXTS | SET...]")
@click.option("-v", "--verbose", is_flag=True, help="Print the rows that are wrong, too.")
def main(what: tuple[str, ...], verbose: bool) -> None:
    """Precision, recall and abstentions, field by field: of a gold file and its folder of <id>.txt or <id>.html, of some of our own sets, or of
    all of them."""
    ours = sets()
    if len(what) == 2 and what[0].endswith(".jsonl"):
        ours = {what[0]: partial(_of_folder, *what)}
        what = what[:1]
    if unknown := [name for name in what if name not in ours]:
        raise click.UsageError(f"{unknown[0]} is none of our sets: {', '.join(ours)}. A gold file needs the folder of its pages behind it.")
    chosen = {name: ours[name] for name in what or ("letters", *NATURAL, "sample")}
    for name, pairs in chosen.items():
        pages = list(pairs())
        click.echo(f"{name}: {len(pages)} pages\n{report(score(pages), wrong_rows=verbose)}\n")


def _of_folder(gold: str, texts: str) -> list[tuple[Row, Disclosure | None]]:
    """The rows of somebody's gold with the records of their pages."""
    try:
        pages = list(read_pages(read_gold(Path(gold)), Path(texts)))
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{gold} can't be read as a gold file, one JSON object a line: {error}") from error
    if not pages:
        raise click.ClickException(f"{texts} has no page of {gold}: call each <id>.txt or <id>.html, after the row's id.")
    return pages


if __name__ == "__main__":
    main(prog_name="python -m tests.accuracy.score")
