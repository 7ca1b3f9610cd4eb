"""A part of the sample site with a log of its own making: an invented council, its log in one template and its archive in an older one."""

import html
from urllib.parse import parse_qs, urlsplit

from crawler.sample.answer import Answer, Entry, read_entries

_ARCHIVE = "archive-"


class CouncilLog:
    """Laid out like logs that only their labels tell: cards that lead to pages with a definition list, and a table of an older log.

    The older pages have no `main`, their first heading is the reference, and their dates are written `2019.03.25`.
    """

    host = "www.fernhollow.gov.example"
    page_size = 4

    def __init__(self, copies: int = 1) -> None:
        self.entries = read_entries("fernhollow", "responded", copies)

    def answer(self, url: str) -> Answer:
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            return Answer(media_type="text/plain", body=b"User-agent: *\nDisallow: /search\n")
        if parts.path == "/foi/log":
            number = parse_qs(parts.query).get("page", ["0"])[0]
            return self._log(int(number) if number.isdigit() else 0)
        if parts.path == "/foi/archive.php":
            name = parse_qs(parts.query).get("id", [""])[0]
            entry = self.entries.get(_ARCHIVE + name)
            return Answer(body=_older_page(entry) if entry else self._archive()) if entry or not name else _missing()
        entry = self.entries.get(parts.path.removeprefix("/foi/log/"))
        return Answer(body=_page(entry)) if entry and not entry.name.startswith(_ARCHIVE) else _missing()

    def _newest(self, *, archive: bool) -> list[Entry]:
        entries = [entry for entry in self.entries.values() if entry.name.startswith(_ARCHIVE) == archive]
        return sorted(entries, key=lambda entry: (entry.changed, entry.name), reverse=True)

    def _log(self, number: int) -> Answer:
        """Cards, the newest first; past the last page a page without any."""
        entries = self._newest(archive=False)
        shown = entries[number * self.page_size : (number + 1) * self.page_size]
        cards = "".join(
            f'<div class="card"><h2><a href="/foi/log/{entry.name}">{html.escape(entry.facts["title"])}</a></h2>'
            f"<p>Reference: {entry.facts['reference']}</p></div>\n"
            for entry in shown
        )
        more = f'<a class="pager-next" href="?page={number + 1}">Older</a>' if (number + 1) * self.page_size < len(entries) else ""
        body = cards or "<p>There are no responses here.</p>"
        return Answer(
            body=_shell("Disclosure log", f'<div class="cards">{body}</div><p><a href="/foi/how-to-ask">How to ask</a> {more}</p>')
        )

    def _archive(self) -> bytes:
        rows = "".join(
            f"<tr><td>{entry.facts['received']:%Y.%m.%d}</td><td>{entry.facts['reference']}</td>"
            f'<td><a href="archive.php?id={entry.name.removeprefix(_ARCHIVE)}">{html.escape(entry.facts["title"])}</a></td></tr>\n'
            for entry in self._newest(archive=True)
        )
        return (
            "<html><head><title>FOI archive</title></head><body><div id='menu'><a href='/'>Home</a></div><h1>FOI archive</h1>"
            f"<table><tr><th>Received</th><th>Record Ref</th><th>Subject</th></tr>\n{rows}"
            "<tr><td>2018.11.05</td><td>FHB 1101</td><td><a href='/files/fhb-1101.pdf'>Costs of the mayor's car</a></td></tr></table></body></html>"
        ).encode()


def _shell(title: str, body: str) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)} | Fernhollow Borough Council</title></head>'
        f'<body><header><nav><a href="/">Home</a></nav></header><main><h1>{html.escape(title)}</h1>{body}</main></body></html>\n'
    ).encode()


def _missing() -> Answer:
    return Answer(status=404, body=_shell("Page not found", "<p>There is no such page.</p>"))


def _files(entry: Entry) -> str:
    return "".join(f'<p><a href="/files/{file}">{file}</a></p>' for file in entry.facts["files"])


def _page(entry: Entry) -> bytes:
    facts = entry.facts
    terms = {
        "Reference": facts["reference"],
        "Date of request": f"{facts['received'].day} {facts['received']:%B %Y}",
        "Date of response": f"{facts['responded'].day} {facts['responded']:%B %Y}",
        "Category": "Highways",
    }
    body = "".join(
        f"<h2>{line}</h2>" if line in ("Request", "Response") else f"<p>{html.escape(line, quote=False)}</p>"
        for line in entry.body.splitlines()
    )
    return _shell(
        facts["title"],
        f"<dl>{''.join(f'<dt>{label}</dt><dd>{value}</dd>' for label, value in terms.items())}</dl>{body}{_files(entry)}"
        '<div class="share"><p>Share this page by e-mail</p></div><h2>Was this page helpful?</h2><p>Tell us what you think of the response.</p>',
    )


def _older_page(entry: Entry) -> bytes:
    facts = entry.facts
    body = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in entry.body.splitlines())
    return (
        f"<html><head><title>FOI archive</title></head><body><div id='menu'><a href='/'>Home</a> <a href='/foi/archive.php'>Archive</a></div>"
        f"<h1>{facts['reference']}</h1><div class='record'><h2>{html.escape(facts['title'])}</h2>"
        f"<table><tr><th>Received</th><td>{facts['received']:%Y.%m.%d}</td></tr><tr><th>Answered</th><td>{facts['responded']:%Y.%m.%d}</td></tr></table>"
        f"<p>Matter raised</p>{body}{_files(entry)}</div><div id='foot'>Fernhollow Borough Council</div></body></html>"
    ).encode()
