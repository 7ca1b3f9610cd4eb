"""What all tests share: no network but loopback, a data folder, the command line, and a crawl of the sample site."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.folder import DataFolder
from crawler.sample import SampleServer, SampleSite
from search_cli.cli import cli
from tests import forks

ROOT = Path(__file__).parent.parent
Foi = Callable[..., Result]


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection but to this machine raises."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    # Child processes: every address that is not the sample site's leads to a port where nothing listens.
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("FOI_SOURCES", raising=False)
    monkeypatch.delenv("FOI_CONTACT", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def foi(folder: DataFolder) -> Foi:
    """Runs the command line on the test's data folder, in this process."""

    def run(*arguments: str, input: bytes | None = None, data: Path | None = None) -> Result:
        return CliRunner().invoke(cli, ["--data", str(data or folder.root), *arguments], input=input)

    return run


def foi_process(data: Path, *arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the command line as a process of its own."""
    return forks.run("foi", "--data", str(data), *arguments, environment={**os.environ, **(environment or {})})


@pytest.fixture(scope="session", autouse=True)
def _no_process_is_left() -> Iterator[None]:
    yield
    if forks.server.cache_info().currsize:
        forks.server().close()


@pytest.fixture
def site() -> Iterator[SampleServer]:
    """The sample site, open, for a test that edits it."""
    with SampleServer(SampleSite()) as server:
        yield server


@pytest.fixture(scope="session")
def _collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("collected") / "data"
    with SampleServer(SampleSite()) as server:
        done = foi_process(
            root, "crawl", "northmoor-police", "severnshire-police", "gwyrfai-police", "larchmoor-police", environment=server.environment
        )
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def collected(_collected: Path, folder: DataFolder) -> DataFolder:
    """A data folder of the test's own with the whole sample site in it."""
    shutil.copytree(_collected, folder.root)
    return folder
