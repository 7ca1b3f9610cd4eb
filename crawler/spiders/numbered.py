"""The crawl of a source whose responses stand under numbers and on no list: behind the newest known number, until several in a row hold nothing.

What an earlier run read under a number is still there, but is asked for again within the source's `recheck_days`, as is a number below the
newest that held nothing: it may have been skipped, or be published late. A number that no run was answered for is asked for at once.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.errors import PageRefused
from crawler.known import KnownPage
from crawler.parsers import PLATFORMS, Follow, Parsed
from crawler.runs import Listing
from crawler.sightings import Sighting
from crawler.spiders.base import Output, SourceSpider

_VERSION = "numbered"
"""The version of every page: nothing tells of a change but the page itself."""
MAX_NUMBERS = 20_000
"""A site that answers every number is a trap; the longest real log of this kind has under 10,000."""
_NOTHING = frozenset({"gone", "empty", "not-a-disclosure"})
"""Reasons to refuse the page of a number that say that no response stands there."""

_IN_PLACE = frozenset({"maintenance", "http-error", "blocked"})
"""Reasons that say nothing of the number."""


def _is_late(page: KnownPage) -> bool:
    """Whether a number that held nothing is to be asked for again."""
    return page.kind == "gone" and page.due


class NumberedSpider(SourceSpider):
    """Walks over the numbers of one source."""

    def __init__(self, limit: str = "0", **kwargs: Any) -> None:
        super().__init__(limit, **kwargs)
        numbered = PLATFORMS[self.source.platform].numbered
        assert numbered is not None
        self.numbered = numbered(self.source)
        self.newest = self.numbered.first - 1
        self._to = self.newest
        self._open: set[int] = set()
        self._holes: set[int] = set()

    async def start(self) -> AsyncIterator[Any]:
        """What is known first, from which only what is due is asked for, then the numbers behind it."""
        known = {number: page for url, page in self.readings.items() if (number := self.numbered.number(url)) is not None}
        held = sorted(number for number, page in known.items() if page.kind != "gone")
        self.newest = self._to = max(held, default=self.newest)
        self.listed.update(map(self.numbered.address, held))
        # All of them are open before the first is answered: the walk has ended when none is.
        unknown = [number for number in range(self.numbered.first, self.newest) if number not in known or _is_late(known[number])]
        requests = [*(self._ask(number) for number in unknown if not self.limited), *self._go_on(self.newest)]
        for output in self._reach(list(map(self._link, held))):
            yield output
        for request in requests:
            yield request

    def _link(self, number: int) -> Follow:
        return Follow(self.numbered.address(number), "detail", {"version": _VERSION})

    def _go_on(self, number: int) -> Iterator[Request]:
        """Asks for the numbers behind one that holds a response, as far as the walk looks ahead."""
        for ahead in range(self._to + 1, number + self.numbered.ahead + 1):
            if self.limited:
                return
            if ahead - self.numbered.first >= MAX_NUMBERS:
                self.list_problem = f"there are responses under more than {MAX_NUMBERS:,} numbers"
                return
            self._to = ahead
            yield self._ask(ahead)

    def _ask(self, number: int) -> Request:
        """The lowest number first: a run that is cut short then leaves few unasked below the newest."""
        self.asked += 1
        self._open.add(number)
        return self._request(self._link(number)).replace(priority=-number)

    def _read_detail(self, request: Request, response: Response, parsed: Parsed) -> Iterator[Output]:
        number = self._number(request)
        if number is not None and number > self.newest:
            self.newest = number
        if self._asked(request) not in self.listed:
            self.listed.add(self._asked(request))
            yield Listing([self._asked(request)])
        yield from super()._read_detail(request, response, parsed)
        yield from self._note_holes()
        if number is not None:
            yield from self._go_on(number)
        self._answered(number)

    def _refused(self, request: Request, response: Response, refused: PageRefused) -> Iterator[Output]:
        """Nothing under a number is no fault of a page, unless there was something before."""
        number = self._number(request)
        before = self.readings.get(self._asked(request))
        if number is None or refused.reason not in _NOTHING or (before and before.kind != "gone"):
            yield from super()._refused(request, response, refused)
            self._answered(number, refused.message if refused.reason in _IN_PLACE and number in self._open else "")
            return
        self._holes.add(number)
        yield from self._note_holes()
        self._answered(number)

    def failed(self, failure: Failure) -> Iterator[Output]:
        yield from super().failed(failure)
        number = self._number(failure.request)  # type: ignore[attr-defined]
        self._answered(number, (str(failure.value) or type(failure.value).__name__) if number in self._open else "")

    def _number(self, request: Request) -> int | None:
        return self.numbered.number(self._asked(request))

    @staticmethod
    def _asked(request: Request) -> str:
        return str((request.meta.get("redirect_urls") or [request.url])[0])

    def _note_holes(self) -> Iterator[Sighting]:
        """Numbers without a response, once a later one has one: the next run need not ask for them."""
        for number in sorted(self._holes):
            if number < self.newest:
                self._holes.discard(number)
                yield Sighting(url=self.numbered.address(number), how="read", detail="gone", version=_VERSION)

    def _answered(self, number: int | None, problem: str = "") -> None:
        """One number was asked for, and `problem` says why that told nothing. The last one ends the walk."""
        if number is not None:
            self._open.discard(number)
        self.list_problem = self.list_problem or problem
        if not self._open:
            if not self.listed and not self.list_problem:
                self.list_problem = f"no response stands under the {self.numbered.ahead} numbers from {self.numbered.first} on"
            self.lists_ended = not self.list_problem
