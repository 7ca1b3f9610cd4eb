"""A part of the sample site that answers as ONS does: a search API, a list, pages, and the data behind each page."""

import html
import re
from datetime import date
from urllib.parse import parse_qs, quote, urlsplit

from crawler.sample.answer import Answer, Entry, as_json, missing, number_in, read_entries

_FOLDER = "/aboutus/transparencyandgovernance/freedomofinformationfoi/"
_LIMITS = (10, 25, 50)


class PublishedRequests:
    """An invented statistical office. `has_api` is false for a day on which only its list answers; `most` is how many results the list shows."""

    host = "www.tally.example"
    has_api = True
    most = 500

    def __init__(self, copies: int = 1) -> None:
        self.entries = read_entries("tally", "released", copies)

    def answer(self, url: str) -> Answer:
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        if parts.path == "/robots.txt":
            return Answer(media_type="text/plain", body=b"User-agent: *\nDisallow: /search\n")
        if parts.path == "/v1/search" and self.has_api:
            return self._search(query)
        if parts.path == "/publishedrequests":
            return self._list(query)
        name = parts.path.removeprefix(_FOLDER)
        if name == "makingarequest":
            return Answer(body=_page("Making an FOI request", "", "<p>Write to us and say what you would like to know.</p>", ""))
        entry = self.entries.get(name.removesuffix("/data"))
        if entry is None or not parts.path.startswith(_FOLDER):
            return missing()
        return as_json(_data(entry)) if name.endswith("/data") else Answer(body=_request(entry))

    def _newest(self) -> list[Entry]:
        return sorted(self.entries.values(), key=lambda entry: (entry.changed, entry.name), reverse=True)

    def _search(self, query: dict[str, list[str]]) -> Answer:
        """Published requests, the newest first, at most 1,000 a page. A limit above that is an error, as it is there."""
        start, limit = number_in(query, "offset", 0, 10**6), number_in(query, "limit", 10, 10**6)
        if limit > 1000:
            return Answer(400, "text/plain", b"invalid limit parameter\n")
        found = self._newest() if query.get("content_type") == ["static_foi"] else []
        items = [_item(entry) for entry in found[start : start + limit]]
        return as_json({"count": len(found), "took": 3, "topics": [], "content_types": [], "items": items})

    def _list(self, query: dict[str, list[str]]) -> Answer:
        """A page of the list; what is behind the last result that it shows is an error, as it is there."""
        page, limit = number_in(query, "page", 1, 10**6), number_in(query, "limit", 10, 10**6)
        limit = limit if limit in _LIMITS else 10
        if page * limit > self.most:
            return Answer(400, body=_page("Published requests", "", "<p>The page is not one of the results.</p>", ""))
        found = self._newest()
        if "before-year" in query:
            day = date(*(number_in(query, f"before-{part}", 1, 9999) for part in ("year", "month", "day")))
            found = [entry for entry in found if entry.changed <= day]
        shown = found[(page - 1) * limit : page * limit]
        pages = min(len(found), self.most) // limit + bool(min(len(found), self.most) % limit)
        rows = "".join(
            f'<li class="search__results__item"><h3><a href="{_FOLDER}{entry.name}">{html.escape(entry.facts["title"])}</a></h3>'
            '<ul class="ons-document-list__item-metadata"><li class="ons-document-list__item-attribute"><span>Released on:</span>'
            f"<span> {_long(entry.changed)}</span></li><li><span>Freedom of Information (FOI)</span></li></ul>"
            '<p class="search__results__summary"></p></li>\n'
            for entry in shown
        )
        following = f'<a href="?limit={limit}&amp;page={page + 1}" rel="next">Next</a>' if page < pages else ""
        body = (
            f'<form id="filterForm"><h2><span class="search__summary__count">{len(found)}</span> results</h2><ul>{rows}</ul>'
            f'<nav class="ons-pagination">Page {page} of {pages} {following}</nav></form>'
        )
        return Answer(body=_page("Published requests", "", body, ""))


def _item(entry: Entry) -> dict[str, object]:
    return {
        "type": "static_foi",
        "uri": _FOLDER + entry.name,
        "title": entry.facts["title"],
        "summary": "",
        "release_date": _moment(entry.changed),
        "keywords": [],
    }


def _moment(day: date) -> str:
    """The beginning of a day in UTC. From April to September, the day begins an hour before."""
    if 4 <= day.month <= 9:
        return f"{date.fromordinal(day.toordinal() - 1).isoformat()}T23:00:00.000Z"
    return f"{day.isoformat()}T00:00:00.000Z"


def _data(entry: Entry) -> dict[str, object]:
    return {
        "type": "static_foi",
        "uri": _FOLDER + entry.name,
        "description": {"title": entry.facts["title"], "keywords": [], "releaseDate": _moment(entry.changed)},
        "markdown": [re.sub(r"\n(?!\d\. )", "\n\n", entry.body)],
        "downloads": [{"file": file["file"], "title": file["title"]} for file in entry.facts["files"]],
        "links": [],
    }


def _request(entry: Entry) -> bytes:
    body = "".join(
        f"<h2>{line.removeprefix('## ')}</h2>" if line.startswith("## ") else f"<p>{html.escape(line, quote=False)}</p>"
        for line in entry.body.splitlines()
    )
    uri = _FOLDER + entry.facts.get("original", entry.name)
    files = "".join(
        f'<li><a href="/file?uri={quote(uri)}/{file["file"]}">{html.escape(file["title"])}</a>\n({_bytes(file["size"])} {file["file"].rsplit(".", 1)[-1]})</li>'
        for file in entry.facts["files"]
    )
    heading = f"Download{'' if len(entry.facts['files']) == 1 else 's'} associated with request"
    tile = (
        f'<div class="tiles__item"><h2 class="tiles__title-h2">{heading}</h2><ul class="list--neutral">{files}</ul></div>' if files else ""
    )
    return _page(entry.facts["title"], _long(entry.changed), f'<div class="section__content--static-markdown">{body}</div>', tile)


def _page(title: str, released: str, body: str, tile: str) -> bytes:
    meta = f'<p class="meta__item"><span>Release date: </span><br/>{released}<br/></p>' if released else ""
    return f"""<!DOCTYPE html>
<html lang="en"><head><title>{html.escape(title)} - National Tally Office</title><meta charset="utf-8"></head>
<body class="static_foi"><header><nav aria-label="Breadcrumbs"><a href="/">Home</a> <a href="/aboutus">About us</a></nav></header>
<main id="main" role="main"><div class="page-neutral-intro"><h1 class="page-intro__title">{html.escape(title)}</h1></div>
<div class="meta-wrap">{meta}</div>
<div class="page-content">{body}{tile}
<div class="tiles__item"><h2 class="tiles__title-h2">Making an FOI request</h2><p><a href="{_FOLDER}makingarequest">How to ask us for information</a>.</p></div></div></main>
<footer><p>All content is invented.</p></footer></body></html>
""".encode()


def _bytes(size: int) -> str:
    return f"{size} B" if size < 1000 else f"{size / 1000:.1f} kB"


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
