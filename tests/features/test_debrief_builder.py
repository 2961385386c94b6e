"""Planning the debrief: proposed, worded, kept against one another, on the wall, and nobody counted out."""

import re

from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.people import enter, sign_in
from tests.sessions.room import opened
from tests.sessions.talk import NAMES, Talk, played_alone, played_together

bind_feature("debrief_builder.feature")
bind_feature("debrief_of_own_attempts.feature")

SIZES = {"three": 3, "twelve": 12}


@given(
    parsers.parse("a room of {size} has come to the end of a case, and differed at its first decision"),
    target_fixture="talk",
)
def together(app: Flask, size: str) -> Talk:
    return played_together(opened(app), SIZES[size], otherwise=SIZES[size] // 2)


@given(
    "six have played a case at their own pace, and two of them otherwise than the expert",
    target_fixture="talk",
)
def alone(app: Flask) -> Talk:
    return played_alone(opened(app, modes=("self",)), 6, otherwise=2)


@when("the trainer opens the debrief", target_fixture="seen")
def look(talk: Talk) -> str:
    return talk.plan().text


@then("its steps are reactions, what happened, analysis and what we take along, in this order")
def pearls(talk: Talk) -> None:
    stages = [step.partition("node-")[0] or "analysis" for step in talk.steps()]
    assert stages[:2] == ["reactions", "description"]
    assert set(stages[2:-2]) == {"analysis"}
    assert stages[-2:] == ["path", "summary"]


@then("the first decision is proposed because the room was split or in danger there")
def reason(talk: Talk, seen: str) -> None:
    assert f"node-{talk.first}" in talk.steps()
    assert "Proposed because people differed here" in seen or "was a critical error" in seen


@then("its opening says what was seen, what concerns, and asks an open question")
def advocacy(talk: Talk) -> None:
    told = talk.opening(f"node-{talk.first}")
    answer, because = talk.wrong_words("en")
    assert re.match(r"I saw that \d+ of us answered: “", told)
    assert answer in told
    assert f"What concerns me: {because}" in told
    assert told.endswith("What does he know after that call?")


@then("the paragraph behind it is quoted, and what is not for debate is named")
def quoted(talk: Talk) -> None:
    page = talk.step_html(f"node-{talk.first}")
    assert '<blockquote class="quote' in page
    assert "Not for debate" in talk.plan().text


@then("the path of the room stands beside the expert's, with the hours of the case")
def path(talk: Talk) -> None:
    page = talk.step_html("path")
    assert 'class="tracks"' in page
    assert "The path of the room" in page
    assert re.search(r"<bdi>[^<]*\d\d:\d\d</bdi>", page)


@when("the trainer words the opening anew in Arabic and gives it twelve minutes")
def word(talk: Talk) -> None:
    proposed = talk.proposal(f"node-{talk.first}")
    talk.change(
        "keep", f"node-{talk.first}", text_ar="كيف وصلنا إلى هذا؟", text_en=proposed["en"], minutes=12
    )
    assert "12 minutes" in talk.step_html(f"node-{talk.first}").replace('<bdi dir="ltr">', "").replace(
        "</bdi>", ""
    )


@then("the Arabic wall shows those words, and the English wall still the proposal")
def walls(talk: Talk) -> None:
    assert "كيف وصلنا إلى هذا؟" in talk.wall(f"node-{talk.first}", "ar")
    assert "I saw that" in talk.wall(f"node-{talk.first}", "en")


@when("the trainer goes back to the proposal")
def reset(talk: Talk) -> None:
    talk.change("reset", "")


@then("the Arabic wall shows the proposal again")
def proposed_again(talk: Talk) -> None:
    told = talk.wall(f"node-{talk.first}", "ar")
    assert "كيف وصلنا إلى هذا؟" not in told
    assert talk.wrong_words("ar")[0] in told
    assert talk.mark() == ""


@when("the trainer takes out the reactions, moves the last step up and puts another decision on the plan")
def rearrange(talk: Talk) -> None:
    talk.change("remove", "reactions")
    talk.change("up", "summary")
    talk.change("add", talk.offers()[0])


@then("the plan stands so when it is opened again")
def stands(talk: Talk) -> None:
    steps = talk.steps()
    assert steps[0] == "description"
    assert steps[-2:] == ["summary", "path"]
    assert sum(step.startswith("node-") for step in steps) > 1


@when("the trainer takes a question of the guide for the first decision")
def take(talk: Talk) -> None:
    talk.change("use", f"node-{talk.first}", question=0)


@then("the wall asks it in both languages")
def asks(talk: Talk) -> None:
    assert "I saw you ask the head first" in talk.wall(f"node-{talk.first}", "en")
    assert "لاحظت أنكم اتصلتم بالرئيس أولًا" in talk.wall(f"node-{talk.first}", "ar")


@when("two trainers word the same opening from the same page", target_fixture="second")
def twice(talk: Talk) -> str:
    name, seen = f"node-{talk.first}", talk.mark()
    talk.change("keep", name, text_ar="أ", text_en="The words of the first", minutes=9)
    answer = talk.send("keep", name, seen=seen, text_ar="ب", text_en="The words of the second", minutes=9)
    assert answer.status_code == 409
    return answer.get_data(as_text=True)


@then("the second is told so, sees both wordings, and can keep theirs then")
def both(talk: Talk, second: str) -> None:
    assert "Another trainer has changed this plan" in second
    assert "The words of the first</p>" in second
    assert "The words of the second</textarea>" in second
    assert talk.opening(f"node-{talk.first}") == "The words of the first"
    talk.change("keep", f"node-{talk.first}", text_ar="ب", text_en="The words of the second", minutes=9)
    assert talk.opening(f"node-{talk.first}") == "The words of the second"


@then("another trainer finds no debrief, no wall, and can change nothing")
def closed(app: Flask, talk: Talk) -> None:
    before = talk.steps()
    other = sign_in(app, "trainer")
    other.get(talk.path, status=404)
    other.get(f"{talk.path}/wall", status=404)
    other.post(talk.path, {"do": "remove", "step": "reactions", "seen": ""}, status=404)
    assert talk.steps() == before
    enter(app, talk.room.trainer.account).get(talk.path)


@then("neither the wall nor the openings tell a number of people")
def uncounted(talk: Talk) -> None:
    for name in talk.steps():
        for lang in ("ar", "en"):
            told = talk.wall(name, lang)
            assert 'class="split"' not in told
            assert '<span class="n"><bdi' not in told
            assert not re.search(r"\d+ (of us|منّا)", told)
    assert "I saw that some of us" in talk.opening(f"node-{talk.first}")


@when("six of them say in one word how it felt")
def feel(talk: Talk) -> None:
    talk.feel("moved", 6)


@then("the first step on the wall shows it")
def felt(talk: Talk) -> None:
    told = talk.wall("reactions", "en")
    assert "Moved" in told
    assert '<span class="n"><bdi dir="ltr">6</bdi></span>' in told


@then("a decision is proposed from everybody's own attempts")
def own_attempts(talk: Talk, seen: str) -> None:
    assert f"node-{talk.first}" in talk.steps()
    assert talk.wrong_words("en")[0] in seen


@then("a participant's path stands beside the expert's, and nobody is named")
def pseudonymous(talk: Talk, seen: str) -> None:
    assert "A participant:" in talk.step_html("path") or "Both:" in talk.step_html("path")
    for told in (seen, *(talk.wall(name, "en") for name in talk.steps())):
        assert not any(name in told for name in NAMES)
