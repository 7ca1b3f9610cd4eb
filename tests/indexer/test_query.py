import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import QueryProblem
from indexer.query import All, And, Days, Exact, Fuzzy, Node, Not, Or, Pattern, Phrase, Word, parse


def word(text: str) -> Word:
    return Word("content", text)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", All()),
        ("drones", word("drones")),
        ("drone policy", And((word("drone"), word("policy")))),
        ("drone AND policy", And((word("drone"), word("policy")))),
        ("drone OR uav policy", Or((word("drone"), And((word("uav"), word("policy")))))),
        ("(drone OR uav) policy", And((Or((word("drone"), word("uav"))), word("policy")))),
        ("drone NOT policy", And((word("drone"), Not(word("policy"))))),
        ("drone -policy", And((word("drone"), Not(word("policy"))))),
        ('drone -"a policy"', And((word("drone"), Not(Phrase("content", "a policy"))))),
        ('"serving officers"', Phrase("content", "serving officers")),
        ("“serving officers”", Phrase("content", "serving officers")),
        ("disclos*", Word("content", "disclos", prefix=True)),
        ('"harm interest"~5', Phrase("content", "harm interest", 5)),
        ('title:"knife crime"~2', Phrase("title", "knife crime", 2)),
        ("dis*close", Pattern("content", "dis*close")),
        ("wom?n", Pattern("content", "wom?n")),
        ("*ment", Pattern("content", "*ment")),
        ("how many drones?", And((word("how"), word("many"), Phrase("content", "drones?")))),
        ("harrasment~", Fuzzy("content", "harrasment", 1)),
        ("title:harrasment~2", Fuzzy("title", "harrasment", 2)),
        ("stop-and-search", Phrase("content", "stop-and-search")),
        ("title:knife", Word("title", "knife")),
        ('title:"knife crime"', Phrase("title", "knife crime")),
        ("title:(knife crime)", And((Word("title", "knife"), Word("title", "crime")))),
        ("title:(knife OR gun)", Or((Word("title", "knife"), Word("title", "gun")))),
        ("source:met-police", Exact("source", ("met-police",))),
        ("decision:ncnd", Exact("decision", ("ncnd",))),
        ('reference:"01.FOI.22.024909"', Exact("reference", ("01.foi.22.024909",))),
        ("reference:01.FOI.22*", Exact("reference", ("01.foi.22",), prefix=True)),
        ("exemption:40(3A)(a)", Exact("exemption", ("FOIA s.40(3A)(a)", "FOISA s.40(3A)(a)", "JFOIL a.40(3A)(a)"))),
        ('exemption:"FOIA s.31(1)(a)"', Exact("exemption", ("FOIA s.31(1)(a)",))),
        ('exemption:"EIR 12(5)(b)"', Exact("exemption", ("EIR r.12(5)(b)",))),
        ("exemption:r.12(5)(b)", Exact("exemption", ("EIR r.12(5)(b)",))),
        ("mentions:s17", Exact("mentions", ("FOIA s.17", "FOISA s.17"))),
        ("exemption:s40(2)", Exact("exemption", ("FOIA s.40(2)", "FOISA s.40(2)"))),
        ("exemption:section 40 (2)", Exact("exemption", ("FOIA s.40(2)", "FOISA s.40(2)"))),
        ("exemption:FOIA 40", Exact("exemption", ("FOIA s.40",))),
        ("exemption:FOIA s.40 (2) drone", And((Exact("exemption", ("FOIA s.40(2)",)), word("drone")))),
        ("exemption:EIR reg 12 (5) (b)", Exact("exemption", ("EIR r.12(5)(b)",))),
        (
            "exemption:31 (drone OR uav)",
            And((Exact("exemption", ("FOIA s.31", "FOISA s.31", "JFOIL a.31")), Or((word("drone"), word("uav"))))),
        ),
        (
            "exemption:(31 OR 40)",
            Or(
                (
                    Exact("exemption", ("FOIA s.31", "FOISA s.31", "JFOIL a.31")),
                    Exact("exemption", ("FOIA s.40", "FOISA s.40", "JFOIL a.40")),
                )
            ),
        ),
        ("year:2024", Exact("year", ("2024",))),
        ('received:"7 March 2024"', Days("received", 20240307, 20240307)),
        ('received:"7th Mar 2024..1 June 2024"', Days("received", 20240307, 20240601)),
        ('received:"March 2024"', Days("received", 20240301, 20240331)),
        ("received:7.3.2024", Days("received", 20240307, 20240307)),
        ("received:2024", Days("received", 20240101, 20241231)),
        ("received:2024-02", Days("received", 20240201, 20240229)),
        ("received:07/03/2024", Days("received", 20240307, 20240307)),
        ("responded:03/2024", Days("responded", 20240301, 20240331)),
        ("received:2023..2024-06", Days("received", 20230101, 20240630)),
        ("published:2024..", Days("published", 20240101, None)),
        ("published:..2024", Days("published", None, 20241231)),
    ],
)
def test_queries(query: str, tree: Node) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "place", "hint"),
    [
        ('"open', (0, 5), "close the phrase"),
        ("(drone", (0, 6), "bracket"),
        ("drone)", (5, 6), "bracket"),
        ("drone AND", (9, 9), "behind"),
        ("OR drone", (0, 2), "small letters"),
        ("NOT", (3, 3), "behind"),
        ("sauce:met", (0, 6), "source:"),
        ("http://example.org", (0, 5), "quotes"),
        ("decision:refuse", (9, 15), "refused"),
        ("decision:xyz", (9, 12), "disclosed-in-full"),
        ("exemption:forty", (10, 15), "exemption:31"),
        ("received:31/02/2024", (9, 19), "2024-03-07"),
        ("received:yesterday", (9, 18), "2024"),
        ("received:2024..2023", (9, 19), "2023..2024-06"),
        ("received:..", (9, 11), "2023..2024-06"),
        ("dis*-close", (0, 10), "disclos*"),
        ("**", (0, 2), "letters"),
        ("stop-and-search~", (0, 16), "harrassment~"),
        ("word~3", (0, 6), "harasment~2"),
        ('"a b"~', (0, 6), "from 1 to 100"),
        ('"a b"~0', (0, 7), "from 1 to 100"),
        ("exemption:section 40(2)(", (24, 24), "behind"),
        ("exemption:section", (10, 17), "exemption:31"),
        ('received:"7 Mai 2024"', (9, 21), "7 March 2024"),
        ('""', (0, 2), "word"),
        ("...", (0, 3), "letters"),
        ("title:()", (6, 8), "word"),
    ],
)
def test_what_cannot_be_meant_is_an_error_with_its_place(query: str, place: tuple[int, int], hint: str) -> None:
    with pytest.raises(QueryProblem) as problem:
        parse(query)
    assert (problem.value.start, problem.value.end) == place, problem.value
    assert hint in problem.value.hint
    assert problem.value.exit_code == 2


PIECES = [*'abc "()*-:.~?1“”', "AND", "OR", "NOT", "title:", "received:", "exemption:", "31(1)(a)"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_a_query_or_a_problem_with_a_place_in_it(text: str) -> None:
    try:
        parse(text)
    except QueryProblem as problem:
        # Every problem knows its place and what to do.
        if not (0 <= problem.start <= problem.end <= len(text) and problem.hint):
            raise AssertionError(text) from problem
