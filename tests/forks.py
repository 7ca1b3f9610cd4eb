"""`foi` and `scrapy` as processes of their own, forked from one that has loaded both, so that a thousand processes do not load them a thousand times.

Most tests start a process for what it does with a data folder, not for how Python loads it. That is left to tests with processes from the
beginning: `cli/test_processes.py`, `test_kills.py`, the demo, `scrapy crawl` by itself, and README's own commands. With `FOI_FORKS=0` every process
of every test is such a one, and where the system is not Linux too.

`python -m tests.forks FD` serves: each message on the Unix socket FD is a JSON object `{program, arguments, environment, folder}` with three open
files, the process's standard output, its standard error, and where its exit code goes. It ends when the socket is closed. As in `crawler.launcher`
there is no thread and no event loop here, because a fork would copy their half-done work.
"""

import contextlib
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

import click

from crawler import launcher
from crawler.source import load_sources
from search_cli import cli, crawling, processes

ROOT = Path(__file__).parent.parent
_LONGEST_REQUEST = 512 * 1024
"""Bytes of a message; most of it is the environment."""
_MODULES = {"foi": "search_cli", "scrapy": "scrapy"}


def run(
    program: str, *arguments: str, environment: Mapping[str, str] = os.environ, folder: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Runs `foi` or `scrapy` as a process of its own, in a folder and with this whole environment."""
    if sys.platform != "linux" or os.environ.get("FOI_FORKS") == "0":
        command = [sys.executable, "-m", _MODULES[program], *arguments]
        return subprocess.run(command, cwd=folder, env=dict(environment), capture_output=True, text=True, check=False)
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        code = server().run(program, arguments, environment, folder, output, complaints)
        return subprocess.CompletedProcess([program, *arguments], code, _text(output), _text(complaints))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


class Server:
    """The process that forks."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * _LONGEST_REQUEST)
        with theirs:
            command = [sys.executable, "-m", "tests.forks", str(theirs.fileno())]
            environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
            self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])

    def run(
        self, program: str, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, output: IO[bytes], complaints: IO[bytes]
    ) -> int:
        """The exit code of a process, once it has ended; below zero the signal that killed it."""
        reads, writes = os.pipe()
        request = {"program": program, "arguments": arguments, "environment": dict(environment), "folder": str(folder)}
        with os.fdopen(reads) as code:
            try:
                socket.send_fds(self._socket, [json.dumps(request).encode()], [output.fileno(), complaints.fileno(), writes])
            finally:
                os.close(writes)
            return int(code.read())

    def close(self) -> None:
        """Ends it."""
        self._socket.close()
        self._process.wait()


@cache
def server() -> Server:
    """The one of this test process; `conftest.py` closes it."""
    return Server()


# -- in the process that forks -----------------------------------------------------------------------------------------------------------


def main(requests: socket.socket) -> None:
    """Serves until the socket is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt at the terminal is for the tests
    launcher.load()
    for name in ("indexer.whoosh_engine", "indexer.sync", "indexer.casebook", "crawler.imports", "crawler.replay"):
        importlib.import_module(name)
    context = click.Context(cli.cli)
    for name in cli.cli.list_commands(context):
        cli.cli.get_command(context, name)
    load_sources()  # what it compiles of their selectors is kept
    waiting = 0
    while True:
        message, files, _, _ = socket.recv_fds(requests, _LONGEST_REQUEST, 3)
        if message and not os.fork():
            requests.close()
            _wait_for(json.loads(message), files)
        for file in files:
            os.close(file)
        waiting += bool(message)
        # Those who have ended are collected when the next one comes, and all of them at the end.
        while waiting and os.waitpid(-1, os.WNOHANG if message else 0)[0]:
            waiting -= 1
        if not message:
            return


def _wait_for(request: Mapping[str, Any], files: Sequence[int]) -> NoReturn:
    """Forks the process itself and tells its exit code."""
    pid = os.fork()
    if not pid:
        os.close(files[2])
        os.environ.clear()
        os.environ.update(request["environment"])
        os.chdir(request["folder"])
        _PROGRAMS[request["program"]](request["arguments"], files[:2])
    _, status = os.waitpid(pid, 0)
    os.write(files[2], str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _foi(arguments: Sequence[str], files: Sequence[int]) -> NoReturn:
    """This process becomes `foi`; a single crawl of it is a fork too, several are what `crawler.launcher` forks."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    crawling.starter = _starter  # type: ignore[attr-defined]  # where crawls get their processes
    for number, file in enumerate(files, 1):
        os.dup2(file, number)
        os.close(file)
    sys.argv = ["foi", *arguments]
    code: int | str | None = 1
    try:
        cli.main()
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


@contextlib.contextmanager
def _starter(environment: Mapping[str, str], lock: int, crawls: int) -> Iterator[processes.Starter]:
    if crawls > 1:
        with processes.starter(environment, lock, crawls) as several:
            yield several
        return

    def start(arguments: Sequence[str], complaints: IO[bytes]) -> processes.Crawl:
        reads, writes = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(reads)
            os.environ.update({**environment, "SCRAPY_SETTINGS_MODULE": "crawler.settings"})
            launcher.become(arguments, [writes, os.dup(complaints.fileno())])
        os.close(writes)
        return _Forked(pid, os.fdopen(reads, encoding="utf-8"))

    yield start


class _Forked:
    """A crawl that this process forked."""

    def __init__(self, pid: int, stdout: IO[str]) -> None:
        self._pid = pid
        self.stdout: IO[str] | None = stdout

    def wait(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


_PROGRAMS = {"foi": _foi, "scrapy": launcher.become}


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
