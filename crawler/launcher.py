"""A process that has loaded the crawler once and forks a crawl for each request, so that many crawls do not load it many times.

`python -m crawler.launcher FD`: requests come over the Unix socket FD, a message each: Scrapy's arguments as a JSON list, with two open files, the
standard output and the standard error of the crawl. Answers are JSON lines: `{"pid": …}` for a crawl that has begun, `{"pid": …, "status": …}`
for one that has ended, with its exit code or, below zero, the signal that killed it. The process ends when the socket is closed and its
last crawl has ended. It has no thread and no event loop, because a fork would copy their half-done work.
"""

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

_LOADED = ("scrapy.cmdline", "crawler.spiders", "crawler.extensions", "crawler.courtesy", "crawler.pipelines")
"""What takes long to load. The settings are read from the environment by each crawl, and a reactor belongs to one process."""
_COMMANDS = ("scrapy.commands", "crawler.commands")
"""Scrapy loads every command to know the one that it is asked for."""
_TICK = 0.05
"""Seconds between two looks for crawls that have ended."""
_LONGEST_REQUEST = 64 * 1024


def main(requests: socket.socket) -> None:
    """Serves until the socket is closed and no crawl is left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt at the terminal reaches the crawls, which end in order
    load()
    running: set[int] = set()
    listening = True
    while listening or running:
        ready, _, _ = select.select([requests] if listening else [], [], [], _TICK)
        if ready:
            message, files, _, _ = socket.recv_fds(requests, _LONGEST_REQUEST, 2)
            if message:
                pid = _fork(json.loads(message), files, requests)
                running.add(pid)
                _say(requests, {"pid": pid})
            else:
                listening = False
        while running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                break
            running.discard(pid)
            _say(requests, {"pid": pid, "status": os.waitstatus_to_exitcode(status)})


def load() -> None:
    """Loads what a crawl needs, for forks to share."""
    for name in _LOADED:
        importlib.import_module(name)
    from scrapy.settings import default_settings

    for package in map(importlib.import_module, _COMMANDS):
        for command in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(command.name)
    # Scrapy loads all components that its own settings name, those too that ours turn off.
    for name, components in vars(default_settings).items():
        if name.endswith("_BASE"):
            for path in (*components, *components.values()):
                if isinstance(path, str) and "." in path:
                    importlib.import_module(path.rpartition(".")[0])
    gc.freeze()


def _say(requests: socket.socket, answer: dict[str, int]) -> None:
    with contextlib.suppress(OSError):  # whoever asked is gone; the crawls end all the same
        requests.sendall(json.dumps(answer).encode() + b"\n")


def _fork(arguments: Sequence[str], files: Sequence[int], requests: socket.socket) -> int:
    """The process of a new crawl."""
    pid = os.fork()
    if not pid:
        requests.close()
        become(arguments, files)
    for file in files:
        os.close(file)
    return pid


def become(arguments: Sequence[str], files: Sequence[int]) -> NoReturn:
    """This process, a fork of one that has loaded the crawler, becomes Scrapy with these arguments; the files are its standard output and error."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, file in enumerate(files, 1):
            os.dup2(file, number)
            os.close(file)
        code = _crawl(arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _crawl(arguments: Sequence[str]) -> int:
    from scrapy.cmdline import execute

    try:
        execute(["scrapy", *arguments])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
