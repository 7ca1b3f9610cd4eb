"""The labels of dates, and where dates without any stand.

The phrases are common ones, put together here; letters with layouts of their own are in `tests/accuracy`.
"""

import pytest

from tests.reading.usual import QUESTIONS, of


def test_a_date_above_a_letter_to_an_authority_is_the_requests() -> None:
    reading = of("From: A Writer\n3 February 2010\nDear Boat Licensing Agency,\nHow many boats are there?\nYours faithfully,\nA Writer\n")
    assert reading.received
    assert str(reading.received.date) == "2010-02-03"
    assert reading.responded is None


DATES = (
    "3 May 2023",
    "03 May 2023",
    "3rd May 2023",
    "03/05/2023",
    "03.05.2023",
    "3-5-2023",
    "Wednesday 3 May 2023",
    "Wednesday, 3 May 2023",
    "May 3, 2023",
    "3 May, 2023",
    "3rd of May 2023",
    "03-May-2023",
    "3 MAY 2023",
    "2023-05-03",
    "Wed 3 May 2023",
    "3 May 23",
)
ROLES = {
    "received": (
        "Date received: {}",
        "Date of request: {}",
        "Received: {}",
        "Request received: {}",
        "Date Request Received\n{}",
        "Request Date: {}",
        "Requested {}",
        "Date received {}",
        "Your request dated {} has been considered.",
        "Thank you for your email of {}.",
        "We received your request on {}.",
        "I refer to your request dated {}, which we received under the Act.",
        "Thank you for your request received on {}.",
        "Your request, received on {}, has been dealt with.",
        "I write in connection with your request for information received by Northmoor Police on {}.",
        "Further to your request of {}",
        "Date requested: {}",
        "Thank you for your FOI request of {} about bicycles.",
    ),
    "responded": (
        "Date of response: {}",
        "Responded: {}",
        "Date responded: {}",
        "Response date: {}",
        "Date of reply: {}",
        "Response sent: {}",
        "Date completed: {}",
        "Date: {}",
        "{}\nDear Sir",
        "Date closed: {}",
        "Reply date: {}",
        "Date of Response\n{}",
        "Responded on {}",
        "Response issued {}",
    ),
    "published": (
        "Published: {}",
        "Published {}",
        "Date published: {}",
        "Publication date: {}",
        "Date of publication: {}",
        "Published on {}",
        "Release date: {}",
        "Date released: {}",
    ),
}


@pytest.mark.parametrize(("role", "label"), [(role, label) for role, labels in ROLES.items() for label in labels])
def test_a_date_has_the_role_that_its_label_says(role: str, label: str) -> None:
    for date in DATES:
        letter = f"Northmoor Council\nReference: FOI 12/23\n{label.format(date)}\nRequest\n{QUESTIONS[0]}\nResponse\nWe bought 12.\n"
        found = getattr(of(letter), role)
        assert found, date
        assert str(found.date) == "2023-05-03", date


@pytest.mark.parametrize(("dated", "published"), [("18 Jul 2013", "2013-07-18"), ("09 Jul 2013", None), ("02 Jul 2012", None)])
def test_a_page_is_published_after_its_response(dated: str, published: str | None) -> None:
    found = of(f"Fires\nDated: {dated}\nDate of request: 14/06/13\nDate of response: 09/07/13\nRequest\n{QUESTIONS[0]}\n").published
    assert (str(found.date) if found else None) == published


@pytest.mark.parametrize(
    "head",
    ["2 October, 2015 Dear Mr Reed Request for Information", "11th June 2021 FOI 21/372 Dear"],
)
def test_the_date_of_a_letter_may_stand_before_its_salutation(head: str) -> None:
    found = of(
        f"{head}\nYou asked:\n{QUESTIONS[0]}\nResponse\nIt is in Annex 1.\nAnnex 1\nFrom: Council Sent: 4th March 2015 09:52 To: Trust\n"
    )
    assert found.responded
    assert found.responded.printed == head[: head.index("20") + 4]


def test_dates_may_stand_below_a_stack_of_their_labels() -> None:
    reading = of(
        "Freedom of Information Request\nReference Number:\nDate Received:\nDate of Response:\nNPT.FOI.21.1888\n4th March 2021\n30th March 2021\n"
        f"Information Requested:\n{QUESTIONS[0]}\nResponse:\nWe bought 12.\n"
    )
    assert reading.received
    assert reading.responded
    assert (str(reading.received.date), str(reading.responded.date)) == ("2021-03-04", "2021-03-30")
    alone = of("Reference Number:\nDate Received:\nNPT.FOI.21.1888\n4th March 2021\nInformation Requested:\nHow many?\nResponse:\n12.\n")
    assert alone.received
    assert alone.responded is None


@pytest.mark.parametrize("period", ["01/04/2019 - 31/03/2024", "1 April 2019 to 31 March 2024", "01/04/19 – 31/03/24"])
def test_a_period_is_the_date_of_nothing(period: str) -> None:
    dates = of(f"Saltmarsh Police\nThefts from boats\nDate - {period}\nTotal\n12\n")
    assert (dates.received, dates.responded, dates.published) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        # Titles of a log.
        ("9 May 2017 – 018.2017-18 – Freedom of information request – Christmas cards", "2017-05-09"),
        ("17th February 2014 – FOI Response: 0874.2013-14 – Freedom of information", "2014-02-17"),
        # A letter on one line.
        ("Legal Services Information Rights 21 March 2014 FOIA reference: F0001936 Dear Reader Thank you for writing.", "2014-03-21"),
        ("Dated: 11 May 2011\nDate of request:    14/06/2012\nDate of response:  03 /07 /2012", "2012-07-03"),
        ("Request Date 03/02/2020\nCompletion Date 19/03/2020", "2020-03-19"),
        ("Our reference: 34417 EIR – 34418 EIR 14 September 2022", "2022-09-14"),
        ("Records Office of the Secretary 8 November, 2019 Dear- Freedom of Information (Scotland) Act 2002", "2019-11-08"),
        ("Our Ref: F0019846\nAda Quill-Hartley 6 November 2019\nDear Ms Quill-Hartley,", "2019-11-06"),
        ("Our Ref: 14-10-2010-102763-004\n26 November 2010 Dear Ms Lyle Thank you for the e-mail.", "2010-11-26"),
        ("Mr A Reader\nVia e-mail to : 17 March 2011\nDear Mr Reader", "2011-03-17"),
        ("Information provided:\nOur Ref: 14 January 2020 - 1043.2019-20", "2020-01-14"),
        # A mail on a site for requests.
        (
            "From: A Reader\n3 March 2010\nLink to this\nFrom: FOI Enquiries\nHarbour Registration Agency\n1 April 2010\nAttachment Lamps Desk Guide.pdf\n29K Download",
            "2010-04-01",
        ),
    ],
)
def test_where_the_date_of_an_answer_may_stand(text: str, date: str) -> None:
    found = of(f"{text}\nYou asked:\n{QUESTIONS[0]}\nResponse\nWe bought 12.\n")
    assert found.responded
    assert str(found.responded.date) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Thank you for the request for information that you made on 13 May 2019.", "2019-05-13"),
        ("Re: Request for information under the Act, first notified to Northmoor Police on the 8th May 2014.", "2014-05-08"),
        ("Date of Request\n\nNovember 22", "2022-11"),
        ("Thank you for the request that you made to the Harbour Government on 11 April 2023 under the Act.", "2023-04-11"),
        ("We are answering what you asked us for on 7 February 2023, namely two papers.", "2023-02-07"),
        ("This letter answers your request, sent to us on the 9th August 2019.", "2019-08-09"),
        ("The Harbour received your request about station clocks on 4 November 2024, and we thank you for it.", "2024-11-04"),
        ("Thank you for clarifying your further request, which reached the Harbour on 17 January 2020.", "2020-01-17"),
        ("We have your request, which is dated 11 June 2019.", "2019-06-11"),
        ("FOI Disclosure Log\nCustomer Request Details\n12 October 2022", "2022-10-12"),
        ("FOI-58-21\nDate: 4 March 2021\nSummary: Lamps", "2021-03-04"),
        ("Date of Request\n\nNovember 22\nThe Council received your request on 17 November 2022.", "2022-11-17"),
    ],
)
def test_where_the_date_of_a_request_may_stand(text: str, date: str) -> None:
    found = of(f"{text}\nYou asked:\n{QUESTIONS[0]}\nResponse\nWe bought 12.\n")
    assert found.received
    assert str(found.received.date) == date


def test_two_dates_below_what_was_released_are_of_the_request_and_of_the_response() -> None:
    found = of(
        f"Request\n{QUESTIONS[0]}\nResponse\nWe bought 12.\nInformation Released:\n\nTuesday, 14 February, 2017\n\nMonday, 13 March, 2017"
    )
    assert found.received
    assert str(found.received.date) == "2017-02-14"


def test_a_version_of_what_was_supplied_is_no_answer() -> None:
    found = of(
        f"Request\n{QUESTIONS[0]}\nResponse\nWe bought 12.\nFreedom of Information Act request ref: 01/FOI/24/006418/S\nVersion Date: 14/03/2025"
    )
    assert found.responded is None
