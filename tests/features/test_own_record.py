"""One's own record, with an account and without."""

import re

from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.people import enter, sign_in
from tests.trainee import Trainee

bind_feature("own_record.feature")


def play(trainee: Trainee, *, wrong: bool) -> None:
    """Play the case from its beginning to its end."""
    trainee.taken = []
    trainee.begin()
    if wrong:
        trainee.answer(trainee.other_choice())
    trainee.finish()


@given("a trainee without any attempt", target_fixture="trainee")
def without(app: Flask) -> Trainee:
    return Trainee(app, "marks-under-the-sleeve", lang="en")


@given(parsers.parse('a trainee has finished the case "{case}" with a wrong turn'), target_fixture="trainee")
def finished_wrongly(app: Flask, case: str) -> Trainee:
    trainee = Trainee(app, case, lang="en")
    play(trainee, wrong=True)
    return trainee


@given(parsers.parse('somebody signed in has finished the case "{case}"'), target_fixture="trainee")
def finished_signed_in(app: Flask, case: str) -> Trainee:
    person = sign_in(app, "trainee")
    trainee = Trainee(app, case, lang="en")
    trainee.client = person.pages.client
    play(trainee, wrong=False)
    trainee.client = enter(app, person.account).pages.client
    return trainee


@given("the trainee has finished it again as the expert would")
def again_rightly(trainee: Trainee) -> None:
    play(trainee, wrong=False)


@given("the trainee has finished it again with a wrong turn")
def again_wrongly(trainee: Trainee) -> None:
    play(trainee, wrong=True)


@given("the trainee has played it on from its first decision as the expert would")
def played_on(trainee: Trainee) -> None:
    page = trainee.open(f"/en/attempts/{trainee.key}/debrief").get_data(as_text=True)
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token
    path = f"/en/attempts/{trainee.key}/replay"
    answer = trainee.post(path, {"csrf": token[1], "position": 0})
    trainee.key = answer.headers["Location"].rsplit("/", 1)[1]
    trainee.taken = []
    trainee.finish()


@when("the trainee looks at the record")
@when("they look at the record on another device")
def looks(trainee: Trainee) -> None:
    assert trainee.open("/en/attempts").status_code == 200


@when("somebody else looks at their own record")
def somebody_else(trainee: Trainee) -> None:
    trainee.client = trainee.app.test_client()
    looks(trainee)


def tries(trainee: Trainee) -> list[float]:
    """Return the points of the first, the best and the latest attempt, as shown."""
    assert trainee.seen is not None
    page = trainee.seen.get_data(as_text=True)
    cells = re.findall(r'<td data-of="[^"]+"><a href="[^"]+">(.+?)</a>', page)
    return [float(re.sub(r"<[^>]+>", "", one)) for one in cells]


@then("a first case is offered, with the reason")
def first_offered(trainee: Trainee) -> None:
    assert trainee.scenario.title.en in trainee.text
    assert "a good one to begin with" in trainee.text
    assert tries(trainee) == []


@then("the first, the best and the latest attempt stand beside each other")
def three(trainee: Trainee) -> None:
    assert len(tries(trainee)) == 3


@then("the best one is the expert's")
def best_is_experts(trainee: Trainee) -> None:
    first, best, latest = tries(trainee)
    assert best == 100
    assert first == latest
    assert first < best
    assert "finished 3 times" in trainee.text


@then("the best attempt is still the one with the wrong turn")
def best_is_wrong_turn(trainee: Trainee) -> None:
    first, best, latest = tries(trainee)
    assert first == best == latest
    assert best < 100
    assert "1 from a decision" in trainee.text


@then("each chapter tells how many of its decisions were right")
def chapters(trainee: Trainee) -> None:
    assert trainee.seen is not None
    page = trainee.seen.get_data(as_text=True)
    part = page[page.index('id="by-chapter"') :]
    part = re.sub(r"<[^>]+>", " ", part[: part.index("</section>")])
    counted = [(int(right), int(of_all)) for right, of_all in re.findall(r"(\d+)\s+of\s+(\d+)", part)]
    assert counted
    assert all(right <= of_all for right, of_all in counted)
    assert any(right < of_all for right, of_all in counted)
    assert counted == sorted(counted, key=lambda one: one[0] / one[1])


@then("the case that is advised says why")
def says_why(trainee: Trainee) -> None:
    assert "What to practise next" in trainee.text
    assert re.search(
        r"did not reach Secure|asks most of the side|not played it yet|longest ago", trainee.text
    )


@then("nothing of the trainee is in it")
def nothing(trainee: Trainee) -> None:
    assert tries(trainee) == []
    assert "No case has been begun on this device" in trainee.text
