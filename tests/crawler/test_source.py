from pathlib import Path

import pytest

from crawler.errors import SourceProblem, UnknownSource
from crawler.source import find_source, load_sources, source_folders, source_of_url

GOOD = """
platform = "single-online-home"
[defaults]
licence = "test"
[[source]]
id = "test-police"
authority = "Test Police"
authority_id = "test_police"
nation = "england"
hosts = ["www.test.police.example"]
status = "unverified"
settings = { force_slug = "test-police", media_slug = "test" }
"""


def load(tmp_path: Path, text: str) -> object:
    (tmp_path / "test.toml").write_text(text)
    return load_sources([tmp_path])


def test_a_good_file_loads_with_its_defaults(tmp_path: Path) -> None:
    source = load(tmp_path, GOOD)["test-police"]  # type: ignore[index]
    assert (source.licence, source.delay, source.origin) == ("test", 2.0, "https://www.test.police.example")
    assert source.terms_url == "https://www.test.police.example/terms-and-conditions/"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nation =", "natoin =", "natoin"),
        ('nation = "england"', 'nation = "mercia"', "mercia"),
        ("media_slug", "media_slugs", "media_slugs"),
        ("[defaults]", "[default]", "default"),
        ('status = "unverified"', 'status = "unverified"\nreferences = ["nope"]', "nope"),
        ('platform = "single-online-home"', 'platform = "nope"', "nope"),
        ("[[source]]", "[[source]", "test.toml"),
        ('settings = { force_slug = "test-police", media_slug = "test" }', "", "force_slug"),
    ],
)
def test_every_mistake_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(SourceProblem, match=said):
        load(tmp_path, GOOD.replace(old, new))


def test_an_id_used_twice_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    with pytest.raises(SourceProblem, match="twice"):
        load(tmp_path, GOOD)


def test_users_add_folders_of_sources(tmp_path: Path) -> None:
    assert source_folders({"FOI_SOURCES": str(tmp_path)})[-1] == tmp_path


def test_an_unknown_source_gets_the_nearest_names() -> None:
    with pytest.raises(UnknownSource) as unknown:
        find_source("met-polise")
    assert "met-police" in unknown.value.hint


def test_every_force_with_a_foi_ai_address_is_there() -> None:
    sources = load_sources()
    soh = [source for source in sources.values() if source.platform == "single-online-home" and source.status != "sample"]
    assert len(soh) == 38
    assert all("OGL" in source.licence for source in soh), "each says that it is not OGL"
    assert source_of_url("https://www.kent.police.uk/foi-ai/x/", sources) is sources["kent-police"]
    assert source_of_url("https://www.example.org/", sources) is None
    assert source_of_url("http://someone@gov.scot/publications/foi-18-01623/", sources) is sources["gov-scot"], "the bare domain"
    assert len({source.hosts[0] for source in sources.values()}) == len(sources)
