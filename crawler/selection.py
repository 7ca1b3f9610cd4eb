"""What CSS selectors find in a page: the rows of a list with their links, and the part of a page that is its response."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import soupsieve
from bs4 import BeautifulSoup, Tag

from crawler.document import fold_space, fragment
from crawler.page import HTML, Page

_ROWS = ("tr", "li", "article")
_IN_A_ROW = frozenset({"a", "td", "th", "p", "span", "header", "h1", "h2", "h3", "h4", "h5", "h6"})
"""What a selector may find inside a row; anything else that it finds is the row."""
_NEAR = 6
"""A row is no further above its link."""


@dataclass(frozen=True)
class RowLink:
    """A link as it stands in its row: its address as printed, its words, and the row's pieces; a cell stands behind its column's heading."""

    href: str
    text: str
    pieces: list[str]


def check_selector(selector: str) -> None:
    """Raises ValueError for what is no CSS selector."""
    try:
        soupsieve.compile(selector)
    except soupsieve.SelectorSyntaxError as error:
        raise ValueError(f"{selector!r} is no CSS selector: {str(error).splitlines()[0]}") from error


def shaped(page: Page, *, main: str, title: str, cut: Sequence[str]) -> tuple[Page, str]:
    """The page with what `main` finds as its only `main` element, without what `cut` finds; and the words that `title` finds."""
    if page.media_type != HTML or not (main or cut or title):
        return page, ""
    soup = BeautifulSoup(page.text, "lxml")
    for selector in cut:
        for tag in soup.select(selector):
            tag.extract()
    heading = soup.select_one(title) if title else None
    printed = fold_space(heading.get_text(" ")) if heading else ""
    body = soup.select_one(main) if main else None
    if body:
        for other in soup.find_all("main"):
            other.name = "div"
        body.name = "main"
    headers = {**page.headers, "content-type": "text/html; charset=utf-8"}
    return replace(page, body=str(soup).encode("utf-8", "replace"), headers=headers), printed


class Element:
    """A piece of a page, and what CSS selectors find in it, in order."""

    def __init__(self, tag: Tag) -> None:
        self._tag = tag

    @property
    def text(self) -> str:
        """Its words on one line."""
        return fold_space(self._tag.get_text(" "))

    @property
    def classes(self) -> Sequence[str]:
        return list(self._tag.get("class") or ())

    def get(self, name: str) -> str:
        """The value of an attribute, or nothing."""
        return str(self._tag.get(name) or "").strip()

    def all(self, selector: str) -> list["Element"]:
        """Every element that the selector finds."""
        return [Element(tag) for tag in self._tag.select(selector)]

    def first(self, selector: str) -> "Element | None":
        """The first of them."""
        tag = self._tag.select_one(selector)
        return Element(tag) if tag else None

    def lines(self, base: str, *, without: str = "") -> list[str]:
        """Its lines as those of a document, but for what `without` finds."""
        soup = BeautifulSoup(str(self._tag), "lxml")
        for tag in soup.select(without) if without else ():
            tag.extract()
        return fragment(str(soup), base).lines


def root_of(page: Page) -> Element:
    """The whole page."""
    return Element(BeautifulSoup(page.text, "lxml"))


class ListPage:
    """The links of a list."""

    def __init__(self, page: Page) -> None:
        self._soup = BeautifulSoup(page.text, "lxml")
        self._columns: dict[int, list[str]] = {}

    def hrefs(self, selector: str) -> Iterator[str]:
        """The addresses of the links that the selector finds, or that stand in what it finds, as printed."""
        for _, link in self._links(selector):
            yield str(link.get("href") or "").strip()

    def rows(self, selector: str) -> Iterator[RowLink]:
        """The same links with the rows around them."""
        for found, link in self._links(selector):
            row = found
            if found.name in _IN_A_ROW:
                row = next((parent for _, parent in zip(range(_NEAR), link.parents, strict=False) if parent.name in _ROWS), link)
            pieces = self._cells(row) if row.name == "tr" else [fold_space(piece) for piece in row.stripped_strings]
            yield RowLink(str(link.get("href") or "").strip(), fold_space(link.get_text(" ")), pieces)

    def _links(self, selector: str) -> Iterator[tuple[Tag, Tag]]:
        for tag in self._soup.select(selector):
            for link in [tag] if tag.name == "a" else tag.select("a[href]"):
                yield tag, link

    def _cells(self, row: Tag) -> list[str]:
        table = row.find_parent("table")
        if table and id(table) not in self._columns:
            heading = next((each for each in table.find_all("tr") if each.find("th")), None)
            self._columns[id(table)] = [fold_space(cell.get_text(" ")) for cell in heading.find_all(["th", "td"])] if heading else []
        names = self._columns.get(id(table), [])
        cells = [fold_space(cell.get_text(" ")) for cell in row.find_all(["th", "td"])]
        return [f"{name}: {cell}" for name, cell in zip(names, cells, strict=False)] + cells[len(names) :]
