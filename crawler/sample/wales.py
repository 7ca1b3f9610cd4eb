"""A part of the sample site that is laid out like gov.wales: a numbered list of releases, pages with labels, and the same in Welsh."""

import html
from datetime import date
from urllib.parse import parse_qs, urlsplit

from crawler.sample.answer import Answer, Entry, read_entries

_MONTHS = (
    *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
    *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
)
_ENGLISH = ("First published:", "Last updated:", "Documents", "Details", "Report anything wrong with this page.")
_WELSH = ("Cyhoeddwyd gyntaf:", "Diweddarwyd ddiwethaf:", "Dogfennau", "Manylion", "Rhoi gwybod am rywbeth o'i le ar y dudalen hon.")


class WelshReleases:
    """The Dyffryn Government: eight releases, of which one is only a file, one has the letter of a review above that of the first reply, and
    one has a Welsh page on another host."""

    host = "www.dyffryn.example"
    welsh_host = "www.dyffryn-cymru.example"
    page_size = 5

    def __init__(self, copies: int = 1) -> None:
        self.entries = read_entries("dyffryn", "published", copies)

    def answer(self, url: str) -> Answer:
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            return Answer(media_type="text/plain", body=b"User-agent: *\nDisallow: /search\nDisallow: /user/\n")
        if parts.path == "/publications":
            query = parse_qs(parts.query)
            number = query.get("page", ["0"])[0]
            return self._list(int(number) if number.isdigit() else 0, wanted=query.get("publication_type[3]") == ["3"])
        if parts.path == "/a-plan-for-ports":
            return Answer(body=_shell("A plan for ports", "<p>First published:</p><p>4 May 2022</p><h2>Details</h2><p>What we plan.</p>"))
        if parts.path.startswith("/node/"):
            node = parts.path.removeprefix("/node/")
            found = next((entry for entry in self.entries.values() if str(entry.facts.get("welsh", {}).get("node")) == node), None)
            return Answer(body=_page(found, welsh=True)) if found else _missing()
        entry = self.entries.get(parts.path.removeprefix("/"))
        return Answer(body=_page(entry)) if entry else _missing()

    def _list(self, number: int, *, wanted: bool) -> Answer:
        """Releases, the newest first; past the last page, and of any other type of publication, a page without any."""
        found = sorted(self.entries.values(), key=lambda entry: (entry.changed, entry.name), reverse=True) if wanted else []
        shown = found[number * self.page_size : (number + 1) * self.page_size]
        rows = "".join(
            f'<li><div class="index-list__title"><a href="/{entry.name}">{html.escape(entry.facts["title"])}</a></div>'
            f'<div class="index-list__type">Freedom of information</div><div class="index-list__date">{_day(entry.changed)}</div></li>\n'
            for entry in shown
        )
        following = f'<a rel="next" href="?page={number + 1}">Next</a>' if (number + 1) * self.page_size < len(found) else ""
        body = f"<p>{len(found)} results</p><ul>{rows}</ul>{following}" if shown else "<p>There are no results.</p>"
        return Answer(body=_shell("Publications", f'{body}<p><a href="/a-plan-for-ports">A plan for ports</a></p>'))


def _day(day: date, *, welsh: bool = False) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if welsh else f"{day.day} {day:%B %Y}"


def _page(entry: Entry, *, welsh: bool = False) -> bytes:
    facts = entry.facts
    titles = facts["welsh"] if welsh else facts
    published, updated, documents, details, wrong = _WELSH if welsh else _ENGLISH
    files = "".join(
        f'<li><a href="/sites/default/files/publications/{file["file"]}">{html.escape(file["name"])}'
        f"<span> , file type: {file['file'].rsplit('.', 1)[-1].upper()}, file size: {file['size']}</span></a></li>"
        for file in facts["files"]
    )
    letter = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in entry.body.splitlines())
    body = (
        f"<p>{html.escape(titles['summary'], quote=False)}</p><p><a href='#details'>Read details on this page</a></p>"
        f"<div><div>{published}</div><div>{_day(facts['published'], welsh=welsh)}</div></div>"
        f"<div><div>{updated}</div><div>{_day(facts['updated'], welsh=welsh) if 'updated' in facts else ''}</div></div>"
        + (f"<h2>{documents}</h2><ul>{files}</ul>" if files else "")
        + (f"<h2 id='details'>{details}</h2>{letter}" if letter else "")
        + f"<h2>{wrong}</h2><p>A form for remarks.</p>"
    )
    return _shell(titles["title"], body, language="cy" if welsh else "en")


def _shell(title: str, body: str, language: str = "en") -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{html.escape(title)} | DYFFRYN.EXAMPLE</title></head>'
        f'<body><a href="#main">Skip to main content</a><header><nav><a href="/publications">Publications</a></nav></header>'
        f'<main id="main"><h1>{html.escape(title)}</h1>{body}</main><footer><p>Dyffryn Government</p></footer></body></html>\n'
    ).encode()


def _missing() -> Answer:
    return Answer(status=404, body=_shell("Page not found", "<p>There is no such page.</p>"))
