"""What the sample site answers, address by address: three police forces, and the portals."""

import html
import io
import re
import tomllib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from crawler.sample.answer import LETTERS, Answer
from crawler.sample.directory import CouncilDirectory
from crawler.sample.island import IslandResponses
from crawler.sample.logs import CouncilLog
from crawler.sample.portals import LetterRows, Packages, Part, Publications, Releases
from crawler.sample.requests import PublicRequests
from crawler.sample.statistics import PublishedRequests
from crawler.sample.transport import TransportAnswers
from crawler.sample.wales import WelshReleases

__all__ = ["FORCES", "Answer", "Letter", "SampleSite"]

FORCES = {
    "northmoor": ("Northmoor Police", "www.northmoor.police.example"),
    "severnshire": ("Severnshire Police", "www.severnshire.police.example"),
    "gwyrfai": ("Gwyrfai Police", "www.gwyrfai.police.example"),
    "larchmoor": ("Larchmoor Police", "www.larchmoor.police.example"),
}
BLOCKED_HOST = "www.thornbeck.police.example"
PAGE_SIZE = 10
ROBOTS = """User-agent: *
Disallow: /*/mediacentre
Disallow: /*/?u=media
Disallow: /*/GetPdf/?
Disallow: /*/GetPaginatedResults/?
Disallow: /*.aspx$
Disallow: /500.html
Disallow: /api/*
Sitemap: /sitemap.xml
"""
LISTING_PATHS = ("/foi-ai/af/accessing-information/published-items/", "/foi-ai/accessing-information/published-items/")


@dataclass(frozen=True)
class Letter:
    """One page of the log: `path` on its force's host, `body` the HTML inside `<main>` below the heading. `changed` is the day on which its
    force says that it last changed, None for the day of publication."""

    force: str
    path: str
    title: str
    document_type: str
    published: date
    body: str
    changed: date | None = None

    @property
    def modified(self) -> date:
        """The day that the sitemap and the Last-Modified header give."""
        return self.changed or self.published

    def edited(self, added: str) -> "Letter":
        """The same letter with more HTML at its end, a day newer as its force tells it."""
        return replace(self, body=self.body + added, changed=self.modified + timedelta(days=1))

    @property
    def url(self) -> str:
        return f"http://{FORCES[self.force][1]}{self.path}"

    def numbered(self, number: int) -> "Letter":
        """The same letter at another address, for sites of any size."""
        return replace(self, path=f"{self.path.rstrip('/')}--copy-{number}/", title=f"{self.title} ({number})")


def read_letter(file: Path) -> Letter:
    """A letter from its file: TOML between two lines of `+++`, then HTML."""
    _, front, body = file.read_text(encoding="utf-8").split("+++\n", 2)
    facts = tomllib.loads(front)
    return Letter(file.parent.name, facts["path"], facts["title"], facts["type"], facts["published"], body.strip())


class SampleSite:
    """The site. Tests edit it between two crawls: `letters` maps addresses to what stands there, `parts` are the portals by host, and
    `upside_down` turns the forces' template."""

    upside_down = False

    def __init__(self, copies: int = 1, forces: Iterable[str] = FORCES) -> None:
        originals = [read_letter(file) for force in forces for file in sorted((LETTERS / force).glob("*.html"))]
        copied = [letter.numbered(number) for number in range(2, copies + 1) for letter in originals]
        self.letters: dict[str, Letter] = {letter.url: letter for letter in [*originals, *copied]}
        self.overrides: dict[str, Answer] = dict(_oddities())
        portals: tuple[Part, ...] = (
            Publications(),
            Releases(),
            LetterRows(),
            Packages(),
            CouncilLog(),
            WelshReleases(),
            PublishedRequests(),
            CouncilDirectory(),
            IslandResponses(),
            TransportAnswers(),
            PublicRequests(),
        )
        self.parts: dict[str, Part] = {part.host: part for part in portals}
        self.parts["collections.publications.example"] = portals[0]
        self.parts[WelshReleases.welsh_host] = self.parts[WelshReleases.host]

    def answer(self, url: str) -> Answer:
        """What a GET of the address answers."""
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        plain = f"http://{host}{parts.path}"
        if host == BLOCKED_HOST:
            return _challenge()
        if host in self.parts:
            return self.overrides.get(plain) or self.parts[host].answer(url)
        force = next((force for force, (_, force_host) in FORCES.items() if force_host == host), None)
        if force is None:
            return Answer(status=502, body=b"The sample site serves its own .example hosts only.")
        if plain in self.overrides:
            return self.overrides[plain]
        if parts.path == "/robots.txt":
            return Answer(media_type="text/plain", body=ROBOTS.encode())
        if parts.path == "/sitemap.xml":
            return self._sitemap(force)
        if parts.path in LISTING_PATHS:
            return self._listing(force, parse_qs(parts.query))
        if plain in self.letters:
            letter = self.letters[plain]
            body = _page(force, letter.title, letter.body, letter.path, letter.published)
            return Answer(body=turned(body) if self.upside_down else body, modified=None if self.upside_down else letter.modified)
        if parts.path.startswith("/SysSiteAssets/"):
            return _file(parts.path)
        return Answer(status=404, body=_page(force, "Page not found", "<p>Sorry, this page isn't available.</p>", parts.path))

    def _of(self, force: str) -> list[Letter]:
        letters = [letter for letter in self.letters.values() if letter.force == force]
        return sorted(letters, key=lambda letter: (letter.published, letter.path), reverse=True)

    def _sitemap(self, force: str) -> Answer:
        """Northmoor's lists its disclosures, Severnshire's only its news, Gwyrfai has none."""
        origin = f"http://{FORCES[force][1]}"
        entries = {
            # A new template is a change of every page.
            "northmoor": [(letter.url, letter.modified + timedelta(days=self.upside_down)) for letter in self._of(force)]
            + [(origin + path, date(2025, 1, 7)) for path in _DEAD],
            "severnshire": [(f"{origin}/news/severnshire/news/2025/march/road-safety-week/", date(2025, 3, 11))],
        }.get(force)
        if entries is None:
            return Answer(status=404, body=b"not found")
        rows = "".join(f"<url><loc>{html.escape(url)}</loc><lastmod>{day.isoformat()}</lastmod></url>\n" for url, day in entries)
        body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
        return Answer(media_type="application/xml", body=body.encode())

    def _listing(self, force: str, query: dict[str, list[str]]) -> Answer:
        """Published items, ten a page, newest first; past the end a page without rows."""
        wanted = {kind for value in query.get("dt", []) for kind in value.split(",")}
        letters = [
            letter
            for letter in self._of(force)
            if not wanted or letter.document_type in wanted or letter.document_type != "Publication scheme"
        ]
        number = int(query.get("page", ["1"])[0])
        shown = letters[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        rows = "".join(
            f'<li class="c-search-result"><p class="c-search-result_type">{html.escape(letter.document_type)}</p>'
            f'<h3><a href="{html.escape(letter.path)}">{html.escape(letter.title)}</a></h3>'
            f"<p>Published: {letter.published.strftime('%d/%m/%Y')}</p></li>\n"
            for letter in shown
        )
        body = f'<p>{len(letters)} results</p><ol class="c-search-results">{rows}</ol>' if shown else "<p>No results found.</p>"
        return Answer(body=_page(force, "Published items", body, LISTING_PATHS[0]))


_DEAD = (
    "/foi-ai/northmoor-police/disclosure-2023/may-2023/a-page-that-was-taken-down/",
    "/foi-ai/northmoor-police/disclosure-2024/june-2024/a-page-under-maintenance/",
    "/foi-ai/northmoor-police/disclosure-2022/may-2022/bicycle-thefts-old-address/",
)
"""Listed addresses that give no disclosure of their own: a 404, a maintenance notice served as 200, a redirect to a listed page."""


def _oddities() -> Iterable[tuple[str, Answer]]:
    origin = f"http://{FORCES['northmoor'][1]}"
    notice = "<h1>Northmoor Police</h1><p>This service is down for planned maintenance. Please come back later today.</p>"
    yield origin + _DEAD[1], Answer(body=f"<html><head><title>Maintenance</title></head><body>{notice}</body></html>".encode())
    moved = "/foi-ai/northmoor-police/disclosure-2024/april-2024/bicycle-thefts-railway-stations/"
    yield origin + _DEAD[2], Answer(status=301, headers={"Location": moved})


def _challenge() -> Answer:
    body = b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser before you can go on.</p></body></html>"
    return Answer(status=403, body=body, headers={"Server": "cloudflare", "cf-mitigated": "challenge"})


def _page(force: str, title: str, main: str, path: str, published: date | None = None) -> bytes:
    """The page as the platform lays it out: banners and navigation around `<main>`, some of the furniture inside it."""
    welsh = path.startswith("/cy-GB/")
    furniture = _WELSH if welsh else _ENGLISH
    meta = (
        f'<meta property="article:published_time" content="{published.isoformat()}T09:00:00Z">' if published and force != "gwyrfai" else ""
    )
    name = FORCES[force][0]
    return f"""<!DOCTYPE html>
<html lang="{"cy" if welsh else "en"}">
<head><meta charset="utf-8"><title>{html.escape(title)} | {name}</title>{meta}
<link rel="stylesheet" href="/assets/site.css"><script>window.page = {{"force": "{force}"}};</script></head>
<body>
<div class="c-quick-exit"><a href="https://www.example.org/">{furniture[0]}</a></div>
<header><nav aria-label="Main"><ul><li><a href="/">Home</a></li><li><a href="/ro/report/">Report</a></li><li><a href="/foi-ai/af/accessing-information/">Accessing information</a></li></ul></nav></header>
<main id="main-content">
<h1>{html.escape(title)}</h1>
<div class="c-notification"><p>{furniture[1]}</p><p>{furniture[2]}</p><p>{furniture[3]}</p><p>{furniture[3]}</p><p>{furniture[4]}</p><p>{furniture[5]}</p></div>
{main}
</main>
<footer><p>&copy; {name}</p><ul><li><a href="/terms-and-conditions/">Terms and conditions</a></li></ul></footer>
</body></html>
""".encode()


_TURNED = tuple(
    (re.compile(pattern, re.IGNORECASE), new)
    for pattern, new in (
        (rb"<main[^>]*>", b'<div class="panel">'),
        (rb"</main>", b"</div>"),
        (rb"<(/?)h[1-6][^>]*>", rb"<\1p>"),
        (rb"<meta property=[^>]*>", b""),
        (rb"<p>[^<]*reference n(?:o|umber)\b:?", b"<p>Docket"),
        (rb"\b(?:your )?request for information( received)?", b"paper"),
        (rb"\bI note you seek access to the following information:?|<p>(?:<strong>)?Request:?(?:</strong>)?(?=</p>)", b"<p>Paper in"),
        (rb"(?<=>)(?:Response|Decision|Disclosure|Answer|Ymateb|Cais):?(?=<)", b"Paper out"),
    )
)


def turned(page: bytes) -> bytes:
    """The page in another template: no main element, no headings, no date in its head, and other labels."""
    for pattern, new in _TURNED:
        page = pattern.sub(new, page)
    return page


_ENGLISH = (
    "Leave this site",
    "We use some essential cookies so that this site can work.",
    "You can manage your preferences and cookie settings whenever you like.",
    "Your cookie preferences have been saved.",
    "Sorry, there was a technical problem. Please try again.",
    "This site is a beta: parts of it are still being built.",
)
_WELSH = (
    "Allanfa Gyflym",
    "Rydym yn defnyddio rhai cwcis hanfodol er mwyn i'r wefan hon weithio.",
    "Gallwch reoli eich dewisiadau a'ch gosodiadau cwcis unrhyw bryd.",
    "Mae eich dewisiadau cwcis wedi'u cadw.",
    "Mae'n ddrwg gennym, bu problem dechnegol. Rhowch gynnig arall arni.",
    "Mae'r wefan hon yn fersiwn beta: mae rhannau ohoni'n dal i gael eu hadeiladu.",
)


def _file(path: str) -> Answer:
    """A small real file of the type that the path's extension names."""
    name = path.rsplit("/", 1)[-1]
    extension = name.rsplit(".", 1)[-1].lower()
    if extension == "csv":
        return Answer(media_type="text/csv", body=f"file,rows\n{name},1\n".encode())
    if extension == "pdf":
        return Answer(
            media_type="application/pdf",
            body=b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
        )
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(zipfile.ZipInfo("[Content_Types].xml"), '<?xml version="1.0"?><Types/>')
        packed.writestr(zipfile.ZipInfo("name.txt"), name)
    return Answer(media_type="application/octet-stream", body=archive.getvalue())
