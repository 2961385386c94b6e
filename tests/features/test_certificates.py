"""Certificates, as those see them who earn them and those who are shown them."""

import pytest
from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.certificates.earning import (
    ALSO_PHYSICAL,
    NAME,
    PHYSICAL,
    code_of,
    device,
    ended,
    issue,
    master,
    take_part,
)
from tests.printing import printed
from tests.privacy.devices import Device
from tests.web.pages import LABELS, Page, Pages
from webapp.certificates import codes
from webapp.certificates.views import TRIES

bind_feature("certificates.feature")

LOOKS_LIKE = str.maketrans("D75826V", "o1Sbzgu")


@pytest.fixture
def somebody(app: Flask) -> Device:
    """Somebody else, whose device is known here."""
    return device(app)


@given(
    "a trainee whose latest attempts at two different cases of physical abuse are Secure",
    target_fixture="trainee",
)
def secure_twice(app: Flask) -> Device:
    found = device(app)
    master(found)
    return found


@given("a trainee who finished one case of physical abuse as Secure three times", target_fixture="trainee")
def one_case(app: Flask) -> Device:
    found = device(app)
    ended(app, "somebody", ALSO_PHYSICAL)
    for days in range(3):
        ended(app, found.owner, PHYSICAL, days=days)
    return found


@given("the trainee then finished one of them below Secure")
def below(trainee: Device) -> None:
    ended(trainee.app, trainee.owner, PHYSICAL, band="developing", days=5)


@given("a trainee who took part in one case of a training session", target_fixture="trainee")
def took_part(app: Flask) -> Device:
    found = device(app)
    take_part(found, PHYSICAL)
    return found


@given("a trainee with a certificate of completion", target_fixture="trainee")
def with_certificate(app: Flask) -> Device:
    found = device(app)
    master(found)
    issue(found)
    return found


@when(
    parsers.parse('the trainee makes a certificate of completion in the name "{name}"'), target_fixture="page"
)
def makes(trainee: Device, name: str) -> Page | None:
    return issue(trainee, name=name, status=422 if any(map(str.isdigit, name)) else 303)


@when("the trainee looks at the certificates", target_fixture="page")
def looks(trainee: Device) -> Page:
    return trainee.get("/certificates")


@when("the trainee withdraws it")
def withdraws(trainee: Device) -> None:
    code = code_of(trainee)
    assert NAME in trainee.get(f"/certificates/{code}/withdraw").text
    assert trainee.send(f"/certificates/{code}/withdraw").status_code == 303


@when("somebody else types its code with gaps, small letters and signs that look alike", target_fixture="led")
def types(trainee: Device, somebody: Device) -> str:
    shown = codes.grouped(code_of(trainee)).replace("-", " ").translate(LOOKS_LIKE).lower()
    answer = somebody.pages.client.get("/en/certificates/check", query_string={"code": shown})
    return answer.headers["Location"]


@then("its sheet of paper holds the name, both cases, the edition and the label in both languages")
def on_paper(trainee: Device) -> None:
    for lang in ("ar", "en"):
        answer = trainee.pages.client.get(f"/{lang}/certificates/{code_of(trainee)}.pdf")
        sheet = printed.read(answer.data)
        assert (sheet.count, sheet.root["/Lang"]) == (1, lang)
        for said in ("سلمى بنت سعيد", "الإصدار 1", "edition 1", LABELS["ar"], LABELS["en"]):
            assert sheet.says(said, 1), said
        for case in (trainee.trainee.scenario.title, "A late report"):
            assert sheet.says(case if isinstance(case, str) else case.ar, 1), case


@then("whoever has the code reads the name, the cases and that it is no professional qualification")
def anybody_reads(app: Flask, trainee: Device) -> None:
    page = Pages(app).get(f"/en/certificates/{code_of(trainee)}")
    title = trainee.trainee.scenario.title.en
    for said in ("سلمى بنت سعيد", title, "edition 1", "Physical abuse", "not a professional qualification"):
        assert said in page.text
    assert page.response.headers["X-Robots-Tag"] == "noindex"
    assert page.response.headers["Cache-Control"] == "no-store"


@then("one more case of physical abuse is missing")
def one_more(page: Page) -> None:
    assert "Physical abuse: one more case with “Secure”" in page.text


@then("no certificate of completion can be made")
def no_completion(trainee: Device) -> None:
    page = issue(trainee, status=409)
    assert page
    assert page.by_id("can-completion") is None


@then("no certificate of participation can be made")
def no_participation(trainee: Device) -> None:
    page = issue(trainee, kind="participation", status=409)
    assert page
    assert "It takes one more" in page.text


@then("once the trainee took part in another, it can")
def participation(trainee: Device) -> None:
    take_part(trainee, ALSO_PHYSICAL)
    issue(trainee, kind="participation")
    assert "Certificate of participation" in trainee.get(f"/certificates/{code_of(trainee)}").text


@then("it is refused, the number is named, and what was typed is still there")
def refused(page: Page) -> None:
    assert "“99123456”" in page.text
    box = page.by_id("f-name-completion")
    assert box is not None
    assert box.get("value") == "Salma 99123456"


@then("whoever has the code reads that its holder withdrew it, and no name")
def withdrawn(app: Flask, trainee: Device) -> None:
    page = Pages(app).get(f"/en/certificates/{code_of(trainee)}")
    assert "Its holder withdrew it" in page.text
    assert NAME not in page.source
    assert NAME not in trainee.get("/certificates").source


@then("there is no sheet of paper of it any more")
def no_sheet(trainee: Device) -> None:
    assert trainee.pages.client.get(f"/en/certificates/{code_of(trainee)}.pdf").status_code == 404


@then("they are led to the certificate")
def are_led(trainee: Device, somebody: Device, led: str) -> None:
    assert led == f"/en/certificates/{code_of(trainee)}"
    assert NAME in somebody.pages.get(led).text


@then("a code that nobody was given leads to nothing, and cannot be guessed without end")
def nothing(trainee: Device, somebody: Device) -> None:
    wrong = somebody.get(f"/certificates/check?code={codes.fresh()}", status=404)
    assert "No certificate of this site has this code" in wrong.text
    for _ in range(TRIES - 1):
        assert somebody.pages.client.get(f"/en/certificates/{codes.fresh()}").status_code == 404
    for path in (f"/certificates/{codes.fresh()}", f"/certificates/{code_of(trainee)}"):
        page = somebody.get(path, status=429)
        assert int(page.response.headers["Retry-After"]) > 0
        assert NAME not in page.source


@then("nobody else finds its sheet of paper, nor can withdraw it")
def nobody_else(trainee: Device, somebody: Device) -> None:
    code = code_of(trainee)
    for path in (f"/en/certificates/{code}.pdf", f"/en/certificates/{code}/withdraw"):
        assert somebody.pages.client.get(path).status_code == 404
    assert somebody.send(f"/certificates/{code}/withdraw").status_code == 404
    page = somebody.get(f"/certificates/{code}")
    assert NAME in page.text
    assert f"/en/certificates/{code}.pdf" not in page.links()
    assert f"/en/certificates/{code}.pdf" in trainee.get(f"/certificates/{code}").links()
