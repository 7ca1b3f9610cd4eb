"""A part of the sample site that answers as Transport for London does: a list of requests, and a page with a few labels for each."""

import html
from datetime import date
from urllib.parse import parse_qs, urlsplit

from crawler.sample.answer import Answer, Entry, missing, number_in, read_entries

_FOLDER = "/corporate/transparency/freedom-of-information/"


class TransportAnswers:
    """An invented transport authority. A reference that it never gave is answered with the page without its content, and no 404."""

    host = "www.harrowmere-transport.example"
    page_size = 5

    def __init__(self, copies: int = 1) -> None:
        self.entries = read_entries("harrowmere", "published", copies)

    def answer(self, url: str) -> Answer:
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        if parts.path == "/robots.txt":
            return Answer(media_type="text/plain", body=b"User-agent: *\nDisallow: /cdn/\n")
        if parts.path == f"{_FOLDER}foi-requests":
            return self._list(number_in(query, "page", 1, 10**6))
        if parts.path != f"{_FOLDER}foi-request-detail":
            return missing()
        entry = self.entries.get(query.get("referenceId", [""])[0].lower())
        return Answer(body=_page("FOI request detail", _request(entry) if entry else "<p>Request ID: </p>"))

    def _list(self, number: int) -> Answer:
        """Five a page, the newest first."""
        found = sorted(self.entries.values(), key=lambda entry: (entry.changed, entry.name), reverse=True)
        shown = found[(number - 1) * self.page_size : number * self.page_size]
        rows = "".join(
            f'<li class="search-result"><a href="{_FOLDER}foi-request-detail?referenceId={entry.name.upper()}">{html.escape(entry.facts["title"])}</a>'
            f"<p>Date published: {_long(entry.changed)}</p></li>\n"
            for entry in shown
        )
        numbers = range(1, -(-len(found) // self.page_size) + 1)
        pages = " ".join(f'<a href="{_FOLDER}foi-requests?page={each}">{each}</a>' for each in numbers if each != number)
        body = f'<ul class="search-results">{rows}</ul><p>{pages}</p>' if shown else "<p>There are no results.</p>"
        return Answer(body=_page("FOI requests", body))


def _long(day: date) -> str:
    return f"{day:%d %B %Y}"


def _request(entry: Entry) -> str:
    facts = entry.facts
    reference = entry.name.upper()
    between = " " if facts.get("glued") else "<br>"
    body = "".join(
        f"<h2>{line}</h2>" if line in ("You asked", "We answered") else f"<p>{html.escape(line, quote=False)}</p>"
        for line in entry.body.splitlines()
    )
    files = "".join(
        f'<li><a href="http://content.harrowmere-transport.example/{file["file"]}">{html.escape(file["name"])}</a></li>'
        for file in facts.get("files", [])
    )
    return (
        f"<h2>{html.escape(facts['title'])}</h2><p>Request ID: {reference}{between}Date published: {_long(facts['published'])}</p>{body}"
        f"{f'<h3>Attachments</h3><ul>{files}</ul>' if files else ''}"
    )


def _page(heading: str, content: str) -> bytes:
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{heading} - Transport for Harrowmere</title></head>
<body><header><nav><a href="/">Home</a> <a href="/fares/">Fares</a></nav></header>
<main><h1>{heading}</h1>{content}
<a href="#top">Back to top</a><h3>Want to make a request?</h3><p>Write to us, and say what you would like to know.</p></main>
<footer><p>All content is invented.</p></footer></body></html>
""".encode()
