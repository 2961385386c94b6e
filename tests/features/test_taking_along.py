import pytest
from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.people import Person, add, enter
from tests.privacy.devices import Device
from tests.web.pages import Page
from webapp.engine import phrase
from webapp.web.visitor import COOKIE

bind_feature("taking_along.feature")


@pytest.fixture
def computer(app: Flask) -> Device:
    return Device(app, "ar")


@given("a trainee has begun a case on the telephone", target_fixture="telephone")
def begun(app: Flask) -> Device:
    device = Device(app, "ar")
    device.trainee.begin()
    return device


@given(parsers.parse("has taken {number:d} decisions in it"))
def decided(telephone: Device, number: int) -> None:
    telephone.trainee.answer_as_expert(number)


@given("the trainee has taken the case to the computer with six words", target_fixture="words")
def taken(telephone: Device, computer: Device) -> str:
    words = telephone.words()
    assert computer.send("/data/take-up", {"words": words}).status_code == 303
    return words


@when("the trainee asks for six words on the telephone", target_fixture="words")
def asks(telephone: Device) -> str:
    return telephone.words()


@when("types them on the computer")
def types(computer: Device, words: str) -> None:
    computer.send("/data/take-up", {"words": words})


@when("types the same words of the other language on the computer")
def types_otherwise(computer: Device, words: str) -> None:
    number = phrase.number(words)
    assert number is not None
    computer.send("/data/take-up", {"words": phrase.words(number, "en")})


@when("somebody else types the same words", target_fixture="answer")
def somebody_else(app: Flask, words: str) -> Page:
    return Device(app, "en").post("/data/take-up", {"words": words}, status=422)


@when("the trainee signs in on the telephone", target_fixture="person")
def signs_in(app: Flask, telephone: Device) -> Person:
    person = enter(app, add(app, "trainee"))
    cookie = telephone.pages.client.get_cookie(COOKIE)
    assert cookie is not None
    person.pages.client.set_cookie(COOKIE, cookie.value)
    return person


@when("takes what was begun there into the account")
def claims(person: Person) -> None:
    person.post("/data/claim")


@then(parsers.parse("the computer offers to go on from decision {number:d}"))
def offers(computer: Device, number: int) -> None:
    assert f"تابع من القرار {number}" in computer.get("/attempts").text


@then("the telephone finds the case no longer")
def finds_nothing(telephone: Device) -> None:
    assert telephone.trainee.look().status_code == 404


@then("they are told that the words lead to no cases")
def told(answer: Page) -> None:
    assert "lead to no cases" in answer.text


@then(parsers.parse("the account offers to go on from decision {number:d} on any device"))
def account_offers(app: Flask, person: Person, number: int) -> None:
    elsewhere = enter(app, person.account)
    assert f"Go on from decision {number}" in elsewhere.get("/attempts").text


@then("the telephone finds the case no longer after signing out")
def after_signing_out(person: Person, telephone: Device) -> None:
    person.post("/sign-out")
    assert telephone.trainee.key not in person.get("/attempts").source
    assert telephone.trainee.look().status_code == 404
