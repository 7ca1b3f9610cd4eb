"""A second process that parses pages while the first goes on fetching.

It is started when parsing takes so much of a run's time that fetching waits for it: a crawl that pauses between requests, as real ones do, never
needs it. Pages go to it through a pipe, a few ahead, and what they say comes back in order through another. It ends when its input does, so that it
never outlives a run that was killed. Only our own two processes speak through the pipes, which is why pickle will do.
"""

import asyncio
import pickle
import struct
import sys
import traceback
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Callable
from time import perf_counter
from typing import Any, BinaryIO

from crawler.errors import PageRefused
from crawler.page import Page
from crawler.parsers import Parsed, parse
from crawler.source import Source

_AHEAD = 8
"""Pages that may wait for the worker; when they do, the run parses the next one itself."""
_FIRST, _SHARE = 40, 0.1
"""After so many pages it is looked whether parsing took more than this share of the time. Fewer take less time than a worker takes to load what
it needs; a refresh asks for fewer."""
_LENGTH = struct.Struct("!Q")
"""Before each message, its length in bytes."""
_READY = "ready"
"""What the worker says first, when it has loaded what it needs; until then the run parses its pages itself."""


class ParserWorker:
    """The worker as the run sees it, inside the run's event loop; as long as no process is worth it, the run parses its pages itself."""

    def __init__(self, source: Source, clock: Callable[[], float] = perf_counter) -> None:
        self._source = source
        self._clock = clock
        self._process: Process | None = None
        self._waiting: deque[asyncio.Future[object]] = deque()
        self._started = self._ready = False
        self._replies: asyncio.Future[None] | None = None
        self._began = clock()
        self._parsed = 0
        self._spent = 0.0

    @property
    def is_started(self) -> bool:
        """Whether there is a process."""
        return self._started

    @property
    def is_ready(self) -> bool:
        """Whether pages go to the process."""
        return self._ready

    async def parse(self, page: Page) -> Parsed:
        """What the page says. Raises PageRefused as `crawler.parsers.parse` does, and RuntimeError for a fault of the parser's."""
        if not self._started and self._parsed >= _FIRST and self._spent > _SHARE * (self._clock() - self._began):
            self._started = True
            await self._start()
        if not self._ready or len(self._waiting) >= _AHEAD:
            return self._parse_here(page)
        reply: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self._waiting.append(reply)
        self._send(page)
        return _said(await reply)

    async def close(self) -> None:
        """Ends the worker."""
        if self._process and self._replies:
            assert self._process.stdin is not None
            self._process.stdin.close()
            await self._process.wait()
            await self._replies

    async def _start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(sys.executable, "-m", "crawler.worker", stdin=PIPE, stdout=PIPE)
        self._replies = asyncio.ensure_future(self._read(self._process))
        self._send(self._source)

    def _parse_here(self, page: Page) -> Parsed:
        began = self._clock()
        try:
            return parse(page, self._source)
        finally:
            self._parsed += 1
            self._spent += self._clock() - began

    def _send(self, value: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(_message(value))

    async def _read(self, process: Process) -> None:
        """Gives each reply to the page that has waited longest. When the worker ends, those that wait are told so."""
        assert process.stdout is not None
        try:
            while True:
                (length,) = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))
                message = pickle.loads(await process.stdout.readexactly(length))  # noqa: S301  our own process wrote it
                if message == _READY:
                    self._ready = True
                else:
                    self._waiting.popleft().set_result(message)
        except asyncio.IncompleteReadError:
            self._ready = False
            for reply in self._waiting:
                reply.set_result(("failed", "the parser's process ended while the page waited for it"))


def _message(value: object) -> bytes:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data


def _said(reply: Any) -> Parsed:
    match reply:
        case Parsed():
            return reply
        case ("refused", reason, message, hint):
            raise PageRefused(reason, message, hint)
        case _:
            raise RuntimeError(reply[1])


def serve(pages: BinaryIO, replies: BinaryIO) -> None:
    """Parses page after page until there are none; the first message is the source."""
    source: Source | None = None
    try:
        while header := pages.read(_LENGTH.size):
            value = pickle.loads(pages.read(_LENGTH.unpack(header)[0]))  # noqa: S301  the run wrote it
            replies.write(_message(_reply(value, source) if source else _READY))
            replies.flush()
            source = source or value
    except (BrokenPipeError, KeyboardInterrupt):
        return


def _reply(page: Page, source: Source) -> object:
    try:
        return parse(page, source)
    except PageRefused as refused:
        return "refused", refused.reason, refused.message, refused.hint
    except Exception:
        return "failed", traceback.format_exc()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
