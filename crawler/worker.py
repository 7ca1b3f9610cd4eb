"""A second process that parses pages while the first goes on fetching.

Pages go to it one at a time through a pipe, and what they say comes back through another. It ends when its input does, so that it
never outlives a run that was killed. Only our own two processes speak through the pipes, which is why pickle will do.
"""

import asyncio
import pickle
import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any, BinaryIO

from crawler.errors import PageRefused
from crawler.page import Page
from crawler.parsers import Parsed, parse
from crawler.source import Source

_AHEAD = 3
"""When more pages than this wait for the worker, the run parses the next one itself."""


class ParserWorker:
    """The worker as the run sees it. Close it, or it waits for pages until the run's process ends."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._waiting = 0
        # One thread: a page is sent when the one before it has come back.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="parser")
        self._process = subprocess.Popen([sys.executable, "-m", "crawler.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._thread.submit(self._send, source)

    async def parse(self, page: Page) -> Parsed:
        """What the page says. Raises PageRefused as `crawler.parsers.parse` does, and RuntimeError for a fault of the parser's."""
        if self._waiting > _AHEAD or self._process.poll() is not None:
            return parse(page, self._source)
        self._waiting += 1
        try:
            reply = await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, page)
        finally:
            self._waiting -= 1
        return _said(reply)

    def close(self) -> None:
        """Ends the worker."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def _send(self, value: object) -> None:
        assert self._process.stdin is not None
        pickle.dump(value, self._process.stdin, pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()

    def _ask(self, page: Page) -> Any:
        assert self._process.stdout is not None
        try:
            self._send(page)
            return pickle.load(self._process.stdout)  # noqa: S301  our own process wrote it
        except (OSError, EOFError, pickle.UnpicklingError):
            self._process.kill()
            raise RuntimeError(f"the parser's process ended while it read {page.url}") from None


def _said(reply: Any) -> Parsed:
    match reply:
        case Parsed():
            return reply
        case ("refused", reason, message, hint):
            raise PageRefused(reason, message, hint)
        case _:
            raise RuntimeError(reply[1])


def serve(pages: BinaryIO, replies: BinaryIO) -> None:
    """Parses page after page until there are none; the first thing that comes is the source."""
    try:
        source = pickle.load(pages)  # noqa: S301  the run wrote it
        while True:
            page = pickle.load(pages)  # noqa: S301  as above
            pickle.dump(_reply(page, source), replies, pickle.HIGHEST_PROTOCOL)
            replies.flush()
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
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
