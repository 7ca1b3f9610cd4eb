"""A part of the sample site that is laid out like a Jadu directory: an index by letters, and records that are definition lists."""

import html
import re
from datetime import date
from urllib.parse import urlsplit

from crawler.sample.answer import Answer, Entry, read_entries

_DIRECTORY = "/directory/45"
_LETTERS = (*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0-9")


class CouncilDirectory:
    """The City of Ashcombe's log: seven records, of which one begins with a digit and one is only a file. Directory 12 is of its parks."""

    host = "www.ashcombe.gov.example"

    def __init__(self, copies: int = 1) -> None:
        self.entries = read_entries("ashcombe", "responded", copies)

    def answer(self, url: str) -> Answer:
        path = urlsplit(url).path.rstrip("/")
        if path == "/robots.txt":
            return Answer(media_type="text/plain", body=b"User-agent: *\nDisallow: /site/scripts/\nDisallow: /site_search\n")
        if path.startswith(f"{_DIRECTORY}/a-to-z/"):
            return self._index(path.rsplit("/", 1)[-1])
        if path == "/directory-record/812/castle-park":
            return Answer(body=_record("Castle Park", {"Opening hours": "From eight until dusk", "Toilets": "Yes"}, ""))
        name = path.removeprefix("/directory-record/").replace("/", "-")
        entry = self.entries.get(name)
        return Answer(body=_page(entry)) if entry else _missing()

    def _index(self, letter: str) -> Answer:
        """The records whose titles begin with the letter; other letters give a page without any."""
        if letter not in _LETTERS:
            return _missing()
        begins = re.compile("[0-9]" if letter == "0-9" else letter, re.IGNORECASE)
        entries = sorted(
            (entry for entry in self.entries.values() if begins.match(entry.facts["title"])), key=lambda entry: entry.facts["title"]
        )
        records = "".join(
            f'<li class="list__item"><a class="list__link" href="/directory-record/{entry.name.replace("-", "/", 1)}">'
            f"{html.escape(entry.facts['title'])}</a></li>\n"
            for entry in entries
        )
        letters = " ".join(f'<a href="{_DIRECTORY}/a-to-z/{each}">{each}</a>' for each in _LETTERS)
        body = f'<ul class="list list--record">{records}</ul>' if records else "<p>There are no records that begin with this letter.</p>"
        return Answer(body=_shell("Freedom of information responses", f"<p>{letters}</p>{body}"))


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _page(entry: Entry) -> bytes:
    facts = entry.facts
    question, _, answer = entry.body.partition("\nResponse\n")
    terms = {"Reference number": facts["reference"]}
    if "received" in facts:
        terms["Date received"] = _day(facts["received"])
    if entry.body:
        terms["Request details"] = question.removeprefix("Request\n")
        terms["Response"] = answer
    terms["Date of response"] = _day(facts["responded"])
    files = "".join(
        f'<li><a href="/downloads/file/{entry.name.partition("-")[0]}/{file["file"]}">{html.escape(file["name"])} ({file["type"]}, {file["size"]})</a></li>'
        for file in facts["files"]
    )
    return _record(facts["title"], terms, f'<h2>Documents</h2><ul class="list">{files}</ul>' if files else "")


def _record(title: str, terms: dict[str, str], below: str) -> bytes:
    rows = "".join(
        f'<dt class="list--definition__heading">{label}</dt><dd class="list--definition__content">'
        + (
            "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in value.splitlines())
            if "\n" in value
            else html.escape(value, quote=False)
        )
        + "</dd>\n"
        for label, value in terms.items()
    )
    return _shell(title, f'<dl class="list list--definition">{rows}</dl>{below}<p>Was this page useful?</p><form><p>Tell us why</p></form>')


def _shell(title: str, body: str) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)} &#8211; Ashcombe City Council</title></head>'
        f'<body><header><nav><a href="/">Home</a> <a href="/directory/12">Parks</a></nav></header><main class="main">'
        f"<h1>{html.escape(title)}</h1>{body}</main><footer><p>Ashcombe City Council</p></footer></body></html>\n"
    ).encode()


def _missing() -> Answer:
    return Answer(status=404, body=_shell("Page not found", "<p>There is no such page.</p>"))
