"""Loaded by Python in the processes of `test_kills.py`: kills the process at a chosen point of its work on the disk.

`FOI_KILL_AT` counts the moments at which this process is about to open, rename, link, cut, remove or sync a file of the data folder, or to commit to
the ledger; at that number it sends itself SIGKILL. A child process counts on from where its parent is.
"""

import os
import signal
import sys
from typing import Any

_AUDITED = {"open", "os.rename", "os.link", "os.truncate", "os.remove", "os.mkdir", "shutil.rmtree"}


def _install(data: str, at: int) -> None:
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if count >= at:
            os.kill(os.getpid(), signal.SIGKILL)
        os.environ["FOI_KILL_AT"] = str(at - count)

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        if event in _AUDITED and any(isinstance(argument, (str, bytes, os.PathLike)) and data in str(argument) for argument in arguments):
            step()

    sys.addaudithook(audit)
    fsync = os.fsync

    def counted_fsync(descriptor: Any) -> None:
        step()
        fsync(descriptor)

    os.fsync = counted_fsync  # type: ignore[assignment]


if os.environ.get("FOI_KILL_AT"):
    _install(os.environ["FOI_KILL_DATA"], int(os.environ["FOI_KILL_AT"]))
