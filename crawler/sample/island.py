"""A part of the sample site that answers as the Government of Jersey does: responses under numbers, and no list of them."""

import html
from dataclasses import replace
from urllib.parse import parse_qs, quote, urlsplit

from crawler.sample.answer import Answer, Entry, missing, read_entries

_PATH = "/government/freedomofinformation/pages/foi.aspx"
_SPAN = 12
"""How far the numbers of one copy of the letters are from those of the next."""


class IslandResponses:
    """An invented island. Its pages have no `main`; a number without a response gives the page without its content, and no 404."""

    host = "www.sarnholm.example"

    def __init__(self, copies: int = 1) -> None:
        letters = read_entries("sarnholm", "published", 1)
        self.entries = {
            str(number): replace(entry, name=str(number))
            for copy in range(copies)
            for name, entry in letters.items()
            for number in [int(name) + copy * _SPAN]
        }

    def answer(self, url: str) -> Answer:
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            return Answer(media_type="text/plain", body=b"User-agent: *\nDisallow: /_layouts/\n")
        if parts.path.lower() != _PATH:
            return missing()
        entry = self.entries.get(parse_qs(parts.query).get("ReportID", [""])[0])
        return Answer(body=_page(entry.facts["title"], _content(entry)) if entry else _page("", ""))


def _content(entry: Entry) -> str:
    """The response as the site lays it out: a `title` element in the body, then words and `strong` elements without blocks around them."""
    facts = entry.facts
    day = f"{facts['published']:%d %B %Y}"
    if facts["layout"] >= 2026:
        head = f"<p>Publish date: {day}</p><p>Produced by the Freedom of Information office</p><p>Authority: {facts['author']}</p>"
    else:
        internally = "Prepared internally, no external costs." if facts["layout"] > 2018 else ""
        head = (
            "<strong>Produced by the Freedom of Information office</strong>"
            f"Authored by {facts['author']} and published on <strong>{day}.</strong>{internally}"
        )
    body = "".join(_line(line, facts) for line in entry.body.splitlines())
    files = "".join(
        f'<p><a href="/SiteCollectionDocuments/FOI/{quote(file)}">{html.escape(file.rsplit(".", 1)[0])}</a></p>'
        for file in facts.get("files", [])
    )
    return f"<title>{html.escape(facts['title'])}</title>{head}{body}{files}"


def _line(line: str, facts: dict[str, object]) -> str:
    if not line.startswith("## "):
        return f"<p>{html.escape(line, quote=False)}</p>"
    heading = line.removeprefix("## ")
    code = f" {facts['code']}" if "code" in facts and heading in ("Request", "Original Request") else ""
    return f"<h2>{heading}{code}</h2>"


def _page(title: str, content: str) -> bytes:
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head>
<body><form id="aspnetForm"><a href="#main">Skip to main content</a>
<div id="header"><span>Government of Sarnholm</span><p>Information and public services for the Island</p>
<ul><li><h4>Notifications</h4><p>Update what we tell you about</p></li></ul></div>
<div id="content"><h1>{html.escape(title)}</h1><div class="FOIContent"><div>{content}</div></div>
<a href="#top">Back to top</a><div class="rating"><p>rating button</p></div></div>
<div id="footer"><p>All content is invented.</p></div></form></body></html>
""".encode()
