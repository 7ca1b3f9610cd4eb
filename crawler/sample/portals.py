"""Parts of the sample site that answer as portals with an API or a template of their own do. Bodies, people and letters are invented."""

import html
from collections.abc import Callable
from datetime import date
from typing import Any, Protocol
from urllib.parse import parse_qs, quote, urlsplit

from crawler.sample.answer import Answer, Entry, as_json, missing, number_in, read_entries

_ROBOTS = "User-agent: *\nDisallow: /search/\nDisallow: /search/all*\nDisallow: /*/print$\nSitemap: /sitemap.xml\n"


class Part(Protocol):
    """A host and what it answers. Tests edit `entries` between two crawls."""

    host: str
    entries: dict[str, Entry]

    def answer(self, url: str) -> Answer:
        """What a GET of the address answers."""


def _robots() -> Answer:
    return Answer(media_type="text/plain", body=_ROBOTS.encode())


def _by_change(entries: dict[str, Entry], wanted: Callable[[Entry], bool]) -> list[Entry]:
    return sorted((entry for entry in entries.values() if wanted(entry)), key=lambda entry: (entry.changed, entry.name), reverse=True)


class Publications:
    """Laid out like GOV.UK: a search and a content API that know nothing of each other's gaps."""

    host = "www.publications.example"
    files = "http://assets.publications.example/media/65f1c0ffee65f1c0ffee65f1/"
    _parameters = frozenset({"filter_content_store_document_type", "filter_organisations", "order", "count", "start", "fields"})

    def __init__(self, copies: int = 1) -> None:
        self.entries = read_entries("publications", "published", copies)

    def answer(self, url: str) -> Answer:
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            return _robots()
        if parts.path == "/api/search.json":
            return self._search(parse_qs(parts.query))
        path = parts.path.removeprefix("/api/content/government/")
        if path == "collections/disclosure-log-of-the-exchequer":
            return self._collection()
        if path == "publications/houseboats-and-stamp-duty":
            return Answer(status=303, headers={"Location": "/api/content/government/publications/stamp-duty-on-houseboats"})
        if path == "publications/a-release-that-was-taken-down":
            return as_json(
                {"base_path": f"/government/{path}", "schema_name": "gone", "details": {"explanation": "<p>Published in error.</p>"}}, 410
            )
        name, _, below = path.removeprefix("publications/").partition("/")
        entry, part = self.entries.get(name), self.entries.get(below)
        if entry and not below and "parent" not in entry.facts:
            return as_json(self._document(entry))
        if entry and part and part.facts.get("parent") == entry.facts.get("original", entry.name):
            return as_json(self._document(part, entry))
        return as_json({"error": "not found"}, 404)

    def _base_path(self, entry: Entry, parent: Entry | None = None) -> str:
        below = f"{parent.name}/" if parent else ""
        return f"/government/publications/{below}{entry.name}"

    def _search(self, query: dict[str, list[str]]) -> Answer:
        """FOI releases, the newest change first; a parameter that is none is an error here, as it is there."""
        unknown = set(query) - self._parameters
        if unknown:
            return as_json({"error": f"Unexpected parameters: {', '.join(sorted(unknown))}"}, 422)
        found = _by_change(self.entries, lambda entry: "parent" not in entry.facts and "type" not in entry.facts)
        rows = [self._result(self._base_path(entry), entry.facts["title"], entry.changed, "withdrawn" in entry.facts) for entry in found]
        stale = [
            ("/government/publications/houseboats-and-stamp-duty", "Stamp duty"),
            ("/government/publications/a-release-that-was-taken-down", "Gone"),
        ]
        rows += [self._result(link, title, date(2011, 5, 1)) for link, title in stale]
        rows.append(self._result("government/publications/stamp-duty-on-houseboats.cy", "Treth stamp ar gychod preswyl", date(2011, 4, 1)))
        start, count = number_in(query, "start", 0, 900_000), number_in(query, "count", 10, 1_500)
        return as_json({"results": rows[start : start + count], "total": len(rows), "start": start, "aggregates": {}, "es_cluster": "A"})

    def _result(self, link: str, title: str, changed: date, withdrawn: bool = False) -> dict[str, Any]:
        return {
            "title": title,
            "link": link,
            "public_timestamp": f"{changed.isoformat()}T09:30:00Z",
            "is_withdrawn": withdrawn,
            "index": "government",
            "_id": link,
            "document_type": "edition",
        }

    def _collection(self) -> Answer:
        members = [self.entries[name] for name in ("disclosure-log-of-the-exchequer-2012",) if name in self.entries]
        documents = [
            {
                "base_path": self._base_path(entry),
                "title": entry.facts["title"],
                "document_type": entry.facts.get("type", "foi_release"),
                "locale": "en",
                "public_updated_at": f"{entry.changed.isoformat()}T09:30:00Z",
            }
            for entry in members
        ]
        return as_json(
            {
                "base_path": "/government/collections/disclosure-log-of-the-exchequer",
                "schema_name": "document_collection",
                "document_type": "document_collection",
                "title": "Disclosure log of the Exchequer",
                "details": {"collection_groups": [{"title": "2012", "documents": []}]},
                "links": {"documents": documents},
            }
        )

    def _document(self, entry: Entry, parent: Entry | None = None) -> dict[str, Any]:
        facts = entry.facts
        organisation = (parent or entry).facts["organisation"]
        published = (parent or entry).facts["published"].isoformat() + "T09:30:00.000+00:00"
        slug = organisation.lower().replace(" ", "-")
        links: dict[str, Any] = {
            "organisations": [{"title": organisation, "base_path": f"/government/organisations/{slug}", "locale": "en"}]
        }
        if parent:
            links["parent"] = [{"title": parent.facts["title"], "base_path": self._base_path(parent), "document_type": "foi_release"}]
        return {
            "base_path": self._base_path(entry, parent),
            "content_id": None,
            "schema_name": "html_publication" if parent else "publication",
            "document_type": "html_publication" if parent else facts.get("type", "foi_release"),
            "title": facts["title"],
            "description": facts.get("description"),
            "first_published_at": published,
            "public_updated_at": f"{entry.changed.isoformat()}T09:30:00.000+00:00",
            "updated_at": f"{entry.changed.isoformat()}T09:31:07.000Z",
            "locale": "en",
            "withdrawn_notice": self._notice(facts),
            "details": {"body": _govspeak(entry.body), "first_public_at": published, **self._attachments(entry)},
            "links": links,
        }

    def _notice(self, facts: dict[str, Any]) -> dict[str, str]:
        if "withdrawn" not in facts:
            return {}
        return {"withdrawn_at": f"{facts['withdrawn'].isoformat()}T10:00:00Z", "explanation": _govspeak(facts["explanation"])}

    def _attachments(self, entry: Entry) -> dict[str, Any]:
        """As data; of a document that was not published again for years, as pieces of HTML, or not at all."""
        listed = entry.facts.get("attachments", [])
        if "parent" in entry.facts or entry.facts.get("no_attachments"):
            return {}
        if entry.facts.get("old_documents"):
            piece = '<section class="attachment"><h3 class="title"><a href="{0}">{1}</a></h3><p class="metadata">PDF, {2}KB</p></section>'
            return {
                "documents": [piece.format(self.files + each["file"], html.escape(each["title"]), each["size"] // 1024) for each in listed]
            }
        data = [
            {"attachment_type": "html", "id": each["slug"], "title": each["title"], "url": f"{self._base_path(entry)}/{each['slug']}"}
            if each["type"] == "html"
            else {
                "attachment_type": "file",
                "id": each["file"],
                "title": each["title"],
                "url": self.files + each["file"],
                "content_type": _TYPES[each["file"].rsplit(".", 1)[-1]],
                "file_size": each["size"],
                "filename": each["file"],
            }
            for each in listed
        ]
        return {"attachments": data, "featured_attachments": [each["id"] for each in data]}


_TYPES = {
    "pdf": "application/pdf",
    "csv": "text/csv",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def _govspeak(text: str) -> str:
    return (
        '<div class="govspeak">' + "\n\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.splitlines() if line) + "</div>"
    )


class Releases:
    """Laid out like gov.scot: sitemaps by month with times of change, a listing, pages with labels."""

    host = "www.caledonia.example"
    page_size = 10

    def __init__(self, copies: int = 1) -> None:
        self.entries = read_entries("caledonia", "published", copies)

    def answer(self, url: str) -> Answer:
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            return _robots()
        if parts.path == "/sitemap.xml":
            return self._index()
        if parts.path.startswith("/sitemap/"):
            return self._sitemap(parts.path.removeprefix("/sitemap/").removesuffix(".xml"))
        if parts.path == "/publications/":
            return self._listing(number_in(parse_qs(parts.query), "page", 1, 10_000))
        name, _, below = parts.path.removeprefix("/publications/").strip("/").partition("/")
        if name == "use-of-the-new-foi-release":
            return Answer(body=_release_page("Statistics", "How the new FOI release is used", {}, "<p>A table of visits to our pages.</p>"))
        entry = self.entries.get(name)
        if entry and below:
            return Answer(body=_documents_page(entry)) if below == "documents" and "more_files" in entry.facts else missing()
        return Answer(body=self._page(entry)) if entry else missing()

    def _months(self) -> dict[str, list[Entry]]:
        months: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            months.setdefault(f"{entry.facts['published']:%Y/%m}", []).append(entry)
        return dict(sorted(months.items()))

    def _index(self) -> Answer:
        origin = f"http://{self.host}/sitemap"
        rows = [f"<sitemap><loc>{origin}/latest.xml</loc></sitemap>"]
        rows += [
            f"<sitemap><loc>{origin}/{month}.xml</loc><lastmod>{max(entry.changed for entry in entries)}</lastmod></sitemap>"
            for month, entries in self._months().items()
        ]
        return _xml("sitemapindex", rows)

    def _sitemap(self, month: str) -> Answer:
        entries = _by_change(self.entries, lambda _: True)[:10] if month == "latest" else self._months().get(month)
        if entries is None:
            return missing()
        rows = [
            f"<url><loc>http://{self.host}/publications/{entry.name}/</loc><lastmod>{entry.changed}</lastmod></url>" for entry in entries
        ]
        rows.append(f"<url><loc>http://{self.host}/publications/a-plan-for-the-islands/</loc><lastmod>2020-01-01</lastmod></url>")
        rows.append(f"<url><loc>http://{self.host}/publications/use-of-the-new-foi-release/</loc><lastmod>2020-01-01</lastmod></url>")
        return _xml("urlset", rows)

    def _listing(self, number: int) -> Answer:
        found = _by_change(self.entries, lambda _: True)
        shown = found[(number - 1) * self.page_size : number * self.page_size]
        rows = "".join(
            '<li class="ds_search-result"><h3 class="ds_search-result__title">'
            f'<a class="ds_search-result__link" href="/publications/{entry.name}/">{html.escape(entry.facts["title"])}</a></h3>'
            f'<dl class="ds_search-result__metadata"><dt>Type</dt><dd>FOI/EIR release</dd><dt>Date</dt><dd>{_long(entry.facts["published"])}</dd></dl></li>\n'
            for entry in shown
        )
        results = f'<ol id="search-results-list" class="ds_search-results__list" data-total="{len(found)}">{rows}</ol>'
        body = results if shown else "<p>There are no matching results.</p>"
        return Answer(
            body=f"<html><head><title>Publications</title></head><body><main><h1>Publications</h1><section class='ds_search-results'>{body}</section></main></body></html>".encode()
        )

    def _page(self, entry: Entry) -> bytes:
        facts = entry.facts
        labels = {
            "Published": ("publication-date", _long(facts["published"])),
            "Directorate": ("directorate", facts["directorate"]),
            "FOI reference": ("foi-number", facts["reference"]),
            "Date received": ("foi-received-date", _long(facts["received"])),
            "Date responded": ("foi-responded-date", _long(facts["responded"])),
        }
        body = "".join(
            f"<h2>{line}</h2>" if line in ("Information requested", "Response") else f"<p>{html.escape(line, quote=False)}</p>"
            for line in entry.body.splitlines()
        )
        files = _downloads(entry, facts["files"])
        files += f'<p><a href="/publications/{entry.name}/documents/">All documents</a></p>' if "more_files" in facts else ""
        section = f'<section class="document-section">{files}</section>' if files else ""
        return _release_page("FOI/EIR release", facts["title"], labels, f'<div class="publication-body">{body}</div>{section}')


def _documents_page(entry: Entry) -> bytes:
    files = _downloads(entry, [*entry.facts["files"], *entry.facts["more_files"]])
    return _release_page(
        "FOI/EIR release", entry.facts["title"], {}, f'<h2>Documents</h2><section class="document-section">{files}</section>'
    )


def _downloads(entry: Entry, files: list[str]) -> str:
    binaries = f"/binaries/content/documents/govscot/publications/foi-eir-release/{entry.facts['published']:%Y/%m}/{entry.name}/documents/"
    return "".join(
        f'<div class="ds_file-download"><a class="ds_file-download__title" href="{binaries}{quote(file)}/{quote(file)}/govscot%3Adocument/{quote(file)}?forceDownload=true">{html.escape(file)}</a>'
        '<dl class="ds_metadata"><dt>File type</dt><dd>19 page PDF</dd><dt>File size</dt><dd>2.0 MB</dd></dl></div>'
        for file in files
    )


def _release_page(type_: str, title: str, labels: dict[str, tuple[str, str]], body: str) -> bytes:
    terms = "".join(
        f'<div class="ds_metadata__item"><dt class="ds_metadata__key">{label}</dt><dd class="ds_metadata__value" id="sg-meta__{name}">{html.escape(value)}</dd></div>'
        for label, (name, value) in labels.items()
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{html.escape(title)} - caledonia.example</title></head>
<body><header><nav><a href="/">Home</a> <a href="/publications/">Publications</a></nav></header>
<main id="main-content">
<header class="ds_page-header"><span class="ds_page-header__label">Publication - <span id="sg-meta__publication-type">{type_}</span></span>
<h1 class="ds_page-header__title">{html.escape(title)}</h1><dl class="ds_metadata">{terms}</dl></header>
<div id="preamble">{body}
<div class="gov_content-block"><h2>About FOI</h2><p>Answers that we publish can be searched at www.caledonia.example/foi-responses.</p></div>
<h2>Contact</h2><p>Please quote the FOI reference</p><p>Email: enquiries@caledonia.example</p></div>
</main></body></html>
""".encode()


def _xml(root: str, rows: list[str]) -> Answer:
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(rows)
        + f"\n</{root}>\n"
    )
    return Answer(media_type="application/xml", body=body.encode())


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class LetterRows:
    """Laid out like Camden's data set on Socrata: a whole letter a row."""

    host = "opendata.kilnbury.example"
    dataset = "kl7n-bry4"

    def __init__(self, copies: int = 1) -> None:
        self.entries = read_entries("kilnbury", "date", copies)

    def answer(self, url: str) -> Answer:
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            return _robots()
        if parts.path != f"/resource/{self.dataset}.json":
            return as_json({"error": True, "message": "Not found"}, 404)
        query = parse_qs(parts.query)
        rows = [self._row(self.entries[name]) for name in sorted(self.entries)]
        if "identifier" in query:
            rows = [row for row in rows if row["identifier"] in query["identifier"]]
        start, limit = number_in(query, "$offset", 0, 10**9), number_in(query, "$limit", 1000, 50_000)
        return as_json(rows[start : start + limit])

    def _row(self, entry: Entry) -> dict[str, Any]:
        return {
            "identifier": entry.name.upper(),
            "document_date": f"{entry.facts['date'].isoformat()}T00:00:00.000",
            "document_title": entry.facts["title"],
            "document_text": entry.body,
            "document_link": {"url": entry.facts["file"]},
            "last_uploaded": f"{entry.changed.isoformat()}T02:00:00.000",
        }


class Packages:
    """Laid out like the log of the NHS Business Services Authority on CKAN: a data set a response."""

    host = "opendata.supply.example"
    organisation = "freedom-of-information-disclosure-log"

    def __init__(self, copies: int = 1) -> None:
        self.entries = read_entries("supply", "created", copies)

    def answer(self, url: str) -> Answer:
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            return _robots()
        if parts.path != "/api/3/action/package_search":
            return missing()
        query = parse_qs(parts.query)
        packages = [self._package(self.entries[name]) for name in sorted(self.entries)]
        found = packages if query.get("fq") == [f"organization:{self.organisation}"] else []
        start, rows = number_in(query, "start", 0, 10**9), number_in(query, "rows", 10, 1_000)
        return as_json(
            {"help": "", "success": True, "result": {"count": len(found), "sort": "name asc", "results": found[start : start + rows]}}
        )

    def _package(self, entry: Entry) -> dict[str, Any]:
        origin = f"http://{self.host}/dataset/{entry.name}/resource"
        return {
            "name": entry.name,
            "title": entry.facts["title"],
            "notes": entry.body,
            "license_id": "uk-ogl",
            "metadata_created": f"{entry.facts['created'].isoformat()}T09:12:44.120045",
            "metadata_modified": f"{entry.changed.isoformat()}T09:12:51.004010",
            "resources": [
                {
                    "name": file["name"],
                    "format": file["format"],
                    "size": file.get("size"),
                    "url": f"{origin}/{number:08d}/download/{file['file']}",
                    "last_modified": None,
                }
                for number, file in enumerate(entry.facts["files"], 1)
            ],
        }
