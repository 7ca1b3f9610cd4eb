import pytest

from crawler.page import Page
from crawler.recognition import id_of, recognise, stub, toml_of
from crawler.source import Source, load_sources


@pytest.mark.parametrize(
    ("url", "platform", "settings"),
    [
        ("https://www.gov.uk/search/transparency-and-freedom-of-information-releases?organisations[]=x", "govuk", {}),
        ("https://www.gov.uk/government/collections/x", "govuk", {}),
        ("https://www.gov.scot/publications/?publicationTypes=foi-eir-release", "govscot", {}),
        ("https://data.example.gov.uk/resource/ab12-cd34.json", "socrata", {"dataset": "ab12-cd34"}),
        ("https://data.example.gov.uk/Council/FOI-responses/d/ab12-cd34", "socrata", {"dataset": "ab12-cd34"}),
        ("https://data.example.nhs.uk/organization/foi-log", "ckan", {"organisation": "foi-log"}),
        ("https://data.example.nhs.uk/api/3/action/package_search?fq=organization:foi-log", "ckan", {"organisation": "foi-log"}),
        ("https://data.example.nhs.uk/dataset/foi-00012", "ckan", {"organisation": "?"}),
        (
            "https://www.kent.police.uk/foi-ai/kent-police/d/may-2022/x/",
            "single-online-home",
            {"force_slug": "kent-police", "media_slug": "?"},
        ),
        ("https://www.ons.gov.uk/publishedrequests", "ons", {}),
        ("https://tfl.gov.uk/corporate/transparency/freedom-of-information/", "tfl", {}),
        ("https://www.gov.je/Government/FreedomOfInformation/Pages/foi.aspx?ReportID=1", "jersey", {}),
        ("https://www.example.gov.uk/foi/log", "labelled-page", {"lists": ["https://www.example.gov.uk/foi/log"]}),
    ],
)
def test_an_address_tells_the_platform(url: str, platform: str, settings: dict[str, object]) -> None:
    recognised = recognise(url, None)
    assert (recognised.platform.name, recognised.settings) == (platform, settings)


def test_a_page_tells_what_its_address_does_not() -> None:
    body = b'<html><title>Log | Example Police</title><a href="/foi-ai/example-police/d/x/y/">a</a><a href="/SysSiteAssets/foi-media/example/z.pdf">b</a>'
    page = Page(url="https://www.example.org/", body=body, fetched_at="2026-01-01T00:00:00Z")
    recognised = recognise("https://www.example.org/", page)
    assert recognised.platform.name == "single-online-home"
    assert recognised.settings == {"force_slug": "example-police", "media_slug": "example"}
    assert stub("https://www.example.org/", page, recognised, on="2026-01-01").authority == "Example Police"


def test_a_stub_is_a_file_that_loads(tmp_path_factory: pytest.TempPathFactory) -> None:
    url = "https://www.example.org/foi"
    source = stub(url, None, recognise(url, None), on="2026-01-01", source_id='quo"ted')
    folder = tmp_path_factory.mktemp("sources")
    (folder / "x.toml").write_text(toml_of(source, header=True))
    loaded: Source = load_sources([folder])['quo"ted']
    assert loaded == source


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.hastings.gov.uk", "hastings"),
        ("www.kent.police.uk", "kent-police"),
        ("www.gov.scot", "gov-scot"),
        ("opendata.camden.gov.uk", "camden"),
        ("uk", "uk"),
    ],
)
def test_an_id_from_a_host(host: str, name: str) -> None:
    assert id_of(host) == name
