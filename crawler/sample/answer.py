"""What the sample site answers with, and the files that its pages come from."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

LETTERS = Path(__file__).parent / "letters"


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. `modified` is the day for a Last-Modified header."""

    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    modified: date | None = None


@dataclass(frozen=True)
class Entry:
    """One response on a portal: its name there, the facts of its file, its text, and the day on which the portal says that it changed."""

    name: str
    facts: dict[str, Any]
    body: str
    changed: date

    def numbered(self, number: int) -> "Entry":
        """The same response under another name, for portals of any size; `original` is the name that its parts know it by."""
        return replace(self, name=f"{self.name}-{number}", facts={**self.facts, "original": self.name})


def as_json(value: object, status: int = 200) -> Answer:
    """The value as an interface for programs gives it."""
    return Answer(status, "application/json; charset=utf-8", json.dumps(value).encode())


def missing() -> Answer:
    """A page that is not there."""
    return Answer(status=404, body=b"<html><title>Page not found</title><body><main><h1>Page not found</h1></main></body></html>")


def number_in(query: dict[str, list[str]], name: str, default: int, most: int) -> int:
    """A number of an address's query, at most `most`."""
    value = query.get(name, [str(default)])[0]
    return min(int(value), most) if value.isdigit() else default


def read_entries(part: str, day: str, copies: int) -> dict[str, Entry]:
    """The responses of a part by name, from files of TOML between two lines of `+++` and then text; `day` names the fact that dates them."""
    entries = [_read(file, day) for file in sorted((LETTERS / part).glob("*.txt"))]
    return {entry.name: entry for entry in [*entries, *_copies(entries, copies)]}


def _read(file: Path, day: str) -> Entry:
    _, front, body = file.read_text(encoding="utf-8").split("+++\n", 2)
    facts = tomllib.loads(front)
    return Entry(file.stem, facts, body.strip(), facts.get(day, date(2024, 1, 1)))


def _copies(entries: Iterable[Entry], copies: int) -> list[Entry]:
    return [entry.numbered(number) for number in range(2, copies + 1) for entry in entries if "parent" not in entry.facts]
