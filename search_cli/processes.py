"""How a crawl gets its process: one crawl a Python of its own, several a fork of one that has loaded the crawler (`crawler.launcher`)."""

import contextlib
import json
import os
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import IO, Protocol

_BEGINS = 60
"""Seconds within which the launcher has loaded the crawler and forked; on an idle machine it takes one."""


class Crawl(Protocol):
    """A crawl that runs."""

    @property
    def stdout(self) -> IO[str] | None:
        """Its events, a line each."""

    def wait(self) -> int:
        """Its exit code, once it has ended; below zero the signal that killed it."""


Starter = Callable[[Sequence[str], IO[bytes]], Crawl]
"""Starts Scrapy with these arguments; its standard error goes to the file."""


@contextlib.contextmanager
def starter(environment: Mapping[str, str], lock: int, crawls: int) -> Iterator[Starter]:
    """What starts each of so many crawls, under the folder's lock. Forks only on Linux: elsewhere a library may not bear it."""
    environment = {**environment, "SCRAPY_SETTINGS_MODULE": "crawler.settings"}

    def alone(arguments: Sequence[str], complaints: IO[bytes]) -> Crawl:
        command = [sys.executable, "-m", "scrapy", *arguments]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=complaints, text=True, pass_fds=[lock])

    if crawls < 2 or sys.platform != "linux":
        yield alone
        return
    launcher = _Launcher(environment, lock)
    try:
        yield lambda arguments, complaints: launcher.start(arguments, complaints) or alone(arguments, complaints)
    finally:
        launcher.close()


@dataclass(frozen=True)
class _Forked:
    """A crawl that the launcher forked."""

    pid: int
    stdout: IO[str]
    ended: Future[int]

    def wait(self) -> int:
        return self.ended.result()


class _Launcher:
    """The launcher's process, and a thread that hears what it answers."""

    def __init__(self, environment: Mapping[str, str], lock: int) -> None:
        self._socket, theirs = socket.socketpair()
        command = [sys.executable, "-m", "crawler.launcher", str(theirs.fileno())]
        self._process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, pass_fds=[lock, theirs.fileno()])
        theirs.close()
        self._begun: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._ended: dict[int, Future[int]] = {}
        threading.Thread(target=self._hear, daemon=True).start()

    def start(self, arguments: Sequence[str], complaints: IO[bytes]) -> _Forked | None:
        """A new crawl, or None when the launcher is gone."""
        reads, writes = os.pipe()
        try:
            socket.send_fds(self._socket, [json.dumps(list(arguments)).encode()], [writes, complaints.fileno()])
            pid = self._begun.get(timeout=_BEGINS)
        except (OSError, queue.Empty):
            pid = 0
        os.close(writes)
        if not pid:
            os.close(reads)
            return None
        return _Forked(pid, os.fdopen(reads, encoding="utf-8"), self._ended[pid])

    def close(self) -> None:
        """Tells the launcher that nothing more comes, and waits until it has ended."""
        self._socket.shutdown(socket.SHUT_WR)
        self._process.wait()
        self._socket.close()

    def _hear(self) -> None:
        with self._socket.makefile(encoding="utf-8") as answers, contextlib.suppress(OSError):
            for line in answers:
                answer = json.loads(line)
                if "status" in answer:
                    self._ended[answer["pid"]].set_result(answer["status"])
                else:
                    self._ended[answer["pid"]] = Future()
                    self._begun.put(answer["pid"])
        for ended in self._ended.values():
            if not ended.done():
                ended.set_result(-1)  # the launcher broke off, and nobody knows how its crawls end
        self._begun.put(0)
