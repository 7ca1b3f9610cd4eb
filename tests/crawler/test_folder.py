import subprocess
import sys
from pathlib import Path

import pytest

from crawler.errors import LedgerError, Locked
from crawler.folder import DataFolder, child_environment, default_root


def test_a_second_writer_is_told_who_holds_the_lock(folder: DataFolder) -> None:
    with folder.writing("foi crawl met-police"), pytest.raises(Locked) as locked, folder.writing("foi index"):
        pass
    assert "foi crawl met-police" in locked.value.message
    assert "process" in locked.value.message
    with folder.writing("foi index"):
        pass


def test_a_child_works_under_its_parents_lock(folder: DataFolder) -> None:
    code = f"from pathlib import Path; from crawler.folder import DataFolder\nwith DataFolder(Path({str(folder.root)!r})).writing('child'): print('in')"
    with folder.writing("parent") as lock:
        inherits = subprocess.run(
            [sys.executable, "-c", code], env=child_environment(lock), pass_fds=[lock], capture_output=True, text=True, check=False
        )
        stranger = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert inherits.stdout == "in\n", inherits.stderr
    assert "Locked" in stranger.stderr
    assert "parent" in stranger.stderr


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="cannot be made"):
        DataFolder(tmp_path / "file" / "data").create()


def test_where_data_goes_by_default() -> None:
    assert default_root({"FOI_DATA": "/x"}) == Path("/x")
    assert default_root({"XDG_DATA_HOME": "/y"}).name == "foi-ledger"
