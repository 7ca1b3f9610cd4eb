"""What a page says, in lines: the visible text of its main part, its links, dates and metadata, from HTML or plain text.

The tree is built once, over the head and the main element only; everything that parsers read comes from that one walk.
A line is one block of the page: a paragraph, a heading, a list item with its number, a table row with its cells parted by
" | ". White space is folded and no line is empty, so that HTML and a text extractor's output read alike.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString, PreformattedString

from crawler.errors import PageRefused
from crawler.page import HTML, Page
from crawler.wrapping import unwrapped, with_bullet

_SKIPPED = frozenset({"script", "style", "noscript", "template", "nav", "button", "select", "textarea", "svg", "iframe", "object"})
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend"),
        *("li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_SPACE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_MAINTENANCE = re.compile(
    r"\b(?:down|closed|unavailable|offline|undergoing)\b.{0,40}\b(?:maintenance|essential work)"
    r"|\b(?:scheduled|planned|essential|urgent|routine) (?:website |system )?maintenance"
    r"|\b(?:site|service|page) is (?:currently |temporarily )?(?:unavailable|offline)"
    r"|\btechnical difficulties\b",
    re.IGNORECASE,
)
_NOTICE_WORDS = 120
"""A maintenance notice is shorter than this; a letter about maintenance is longer."""


@dataclass(frozen=True)
class Link:
    """A link in the main part: absolute address where the page has one, its visible text, and the text of the list row around it."""

    url: str
    text: str
    around: str = ""


@dataclass(frozen=True)
class Document:
    """A page as its reader sees it. `meta` maps name or property to content; `times` are `<time datetime>` values in order."""

    lines: list[str]
    title: str | None = None
    links: list[Link] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    times: list[str] = field(default_factory=list)
    language: str | None = None

    @property
    def text(self) -> str:
        """The lines joined by newlines."""
        return "\n".join(self.lines)


def fold_space(text: str) -> str:
    """The text on one line: runs of any white space as one blank, nothing invisible, no blank at the ends."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def document_of(page: Page, base: str = "") -> Document:
    """The page's document; links of a page without an address are resolved against `base`.

    Raises PageRefused for a body that is no text, for a maintenance notice and for an empty shell.
    """
    document = _from_html(page.text, page.url or base) if page.media_type == HTML else _from_text(page.text)
    if not document.lines:
        raise PageRefused("empty", "the page shows no text")
    if sum(len(line.split()) for line in document.lines) < _NOTICE_WORDS and _MAINTENANCE.search(
        " ".join([document.title or "", *document.lines])
    ):
        raise PageRefused("maintenance", "a maintenance notice was served in place of the page", "try again later")
    return document


def fragment(html: str, base: str) -> Document:
    """The document of a piece of HTML that an API gave; it may be empty, and is never a notice in place of a page."""
    return _from_html(html, base)


def plain_text(text: str) -> Document:
    """The document of a text without markup; it may be empty."""
    return _from_text(text)


def _from_text(text: str) -> Document:
    return Document(unwrapped([fold_space(line) for line in text.splitlines()]))


def _from_html(html: str, url: str) -> Document:
    soup = BeautifulSoup(_cut(html), "lxml")
    tags = _Tags(soup)
    meta = {
        str(tag.get("property") or tag.get("name")).lower(): fold_space(str(tag["content"]))
        for tag in tags["meta"]
        if tag.has_attr("content") and (tag.get("property") or tag.get("name"))
    }
    canonical = next((tag for tag in tags["link"] if tag.has_attr("href") and "canonical" in (tag.get("rel") or ())), None)
    if canonical:
        meta["canonical"] = urljoin(url, str(canonical["href"]))
    heading = tags.first("h1")
    root = tags.first("main") or tags.first("article") or soup.body or soup
    inside = _Tags(root)
    language = soup.html.get("lang") if soup.html else None
    return Document(
        lines=list(_Lines(heading).of(root)),
        title=_title(heading, soup, meta),
        links=list(_links(inside["a"], url)),
        meta=meta,
        times=[str(tag["datetime"]) for tag in inside["time"] if tag.has_attr("datetime")],
        language=str(language) if language else None,
    )


class _Tags:
    """The tags of each name that is read, in order, from one walk over the tree."""

    def __init__(self, root: Tag) -> None:
        self._tags: dict[str, list[Tag]] = {name: [] for name in ("a", "article", "h1", "link", "main", "meta", "time")}
        for tag in root.descendants:
            if isinstance(tag, Tag) and tag.name in self._tags:
                self._tags[tag.name].append(tag)

    def __getitem__(self, name: str) -> list[Tag]:
        return self._tags[name]

    def first(self, name: str) -> Tag | None:
        """The first tag of the name."""
        return next(iter(self._tags[name]), None)


def _cut(html: str) -> str:
    """The head, the first h1 and the main element, so that the tree is built over these and not over the site's furniture."""
    main = re.search(r"<main[\s>]", html, re.IGNORECASE)
    if not main:
        return html
    lower = html.lower()
    end = lower.rfind("</main>")
    if end < main.start():
        return html
    before = html[: main.start()]
    head_end = lower.find("</head>", 0, main.start())
    heading = re.search(r"<h1[\s>]", before[max(head_end, 0) :], re.IGNORECASE)
    outside = ""
    if heading:
        start = max(head_end, 0) + heading.start()
        stop = lower.find("</h1>", start, main.start())
        outside = before[start : stop + 5] if stop > 0 else ""
    head = before[:head_end] + "</head>" if head_end > 0 else "<html>"
    return f"{head}<body>{outside}{html[main.start() : end]}</main></body></html>"


def _title(heading: Tag | None, soup: BeautifulSoup, meta: dict[str, str]) -> str | None:
    """The h1; else the metadata's title; else `<title>` without the site's name, which stands behind a bar."""
    if heading and fold_space(heading.get_text(" ")):
        return fold_space(heading.get_text(" "))
    printed = meta.get("og:title") or (soup.title.get_text() if soup.title else "")
    return fold_space(re.split(r"\s[|\u2013\u2014]\s", fold_space(printed))[0]) or None


def _links(anchors: Iterable[Tag], url: str) -> Iterator[Link]:
    for tag in anchors:
        href = str(tag.get("href") or "").strip()
        if href and not href.startswith(("#", "mailto:", "tel:", "javascript:", "data:")):
            try:
                yield Link(urljoin(url, href), fold_space(tag.get_text(" ")), _row_around(tag))
            except ValueError:  # an address that is no address, such as "http://[" in a letter
                continue


def _row_around(tag: Tag) -> str:
    """The text of the list item, article or table row that holds the link, if it is near and short."""
    parents = itertools.islice(tag.parents, 5)
    row = next((parent for parent in parents if parent.name in ("li", "article", "tr")), None)
    if row is None:
        return ""
    pieces = list(itertools.islice(row.stripped_strings, 20))
    return fold_space(" ".join(pieces))[:600]


class _Lines:
    """One walk over the tree, without recursion: a hostile page can nest a hundred thousand deep."""

    def __init__(self, heading: Tag | None) -> None:
        self._heading = heading
        self._pieces: list[str] = []
        self._marker = ""
        self._counters: list[tuple[str, int] | None] = []
        self._cells: list[list[str]] | None = None
        self._ready: list[str] = []

    def of(self, root: Tag) -> Iterator[str]:
        stack: list[tuple[Tag, Iterator[object]]] = [(root, iter(root.contents))]
        while stack:
            tag, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(tag)
            elif isinstance(child, Tag):
                if child.name not in _SKIPPED and child is not self._heading and not _hidden(child):
                    self._enter(child)
                    stack.append((child, iter(child.contents)))
            elif isinstance(child, NavigableString) and not isinstance(child, (Comment, PreformattedString)):
                self._pieces.append(child)
            yield from self._ready
            self._ready.clear()
        self._flush()
        self._end_row()
        yield from self._ready

    def _enter(self, tag: Tag) -> None:
        if tag.name == "br" or tag.name in _BLOCKS:
            self._flush()
        match tag.name:
            case "table":
                self._end_row()
            case "tr":
                self._end_row()
                self._cells = []
            case "td" | "th" if self._cells is not None:
                self._cells.append([])
            case "ol":
                self._counters.append((str(tag.get("type", "1")), _integer(tag.get("start"), 1)))
            case "ul":
                self._counters.append(None)
            case "li":
                self._marker = self._next_marker(tag)

    def _leave(self, tag: Tag) -> None:
        if tag.name in _BLOCKS:
            self._flush()
        match tag.name:
            case "tr":
                self._end_row()
            case "ol" | "ul" if self._counters:
                self._counters.pop()
            case "li":
                self._marker = ""

    def _flush(self) -> None:
        line = with_bullet(fold_space("".join(self._pieces)))
        self._pieces.clear()
        if line:
            (self._cells[-1] if self._cells else self._ready).append(self._marker + (line.removeprefix("• ") if self._marker else line))
            self._marker = ""

    def _end_row(self) -> None:
        """A row of single lines is data and becomes one line; a row of longer cells lays out a letter and keeps its blocks."""
        cells, self._cells = self._cells or [], None
        if all(len(cell) <= 1 for cell in cells):
            row = " | ".join(cell[0] if cell else "" for cell in cells)
            self._ready += [row.strip()] if any(cells) else []
        else:
            self._ready += [line for cell in cells for line in cell]

    def _next_marker(self, tag: Tag) -> str:
        counter = self._counters[-1] if self._counters else None
        if counter is None:
            return "• "
        kind, number = counter
        number = _integer(tag.get("value"), number)
        self._counters[-1] = (kind, number + 1)
        return f"{_numeral(number, kind)}. "


def _hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or "display:none" in str(tag.get("style", "")).replace(" ", "").lower()


def _integer(value: object, default: int) -> int:
    text = str(value)
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default


def _numeral(number: int, kind: str) -> str:
    """The number as a list of this HTML `type` prints it."""
    if kind in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, remainder = divmod(number - 1, 26)
            letters = chr(ord("a") + remainder) + letters
        return letters if kind == "a" else letters.upper()
    if kind in ("i", "I") and 0 < number < 4000:
        numeral = ""
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            numeral += sign * count
        return numeral if kind == "i" else numeral.upper()
    return str(number)


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
