import html
import re

from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.trainee import Trainee
from webapp.engine.scenario import play as plays

bind_feature("debrief.feature")


def begin(app: Flask, case: str) -> Trainee:
    trainee = Trainee(app, case, lang="en")
    trainee.begin()
    return trainee


@given(parsers.parse('a trainee has begun the case "{case}"'), target_fixture="trainee")
def begun(app: Flask, case: str) -> Trainee:
    return begin(app, case)


@given(
    parsers.parse('a trainee has finished the case "{case}" as the expert would'), target_fixture="trainee"
)
def as_expert(app: Flask, case: str) -> Trainee:
    trainee = begin(app, case)
    trainee.finish()
    return trainee


@given(
    parsers.parse('a trainee has finished the case "{case}" with one costly answer'), target_fixture="trainee"
)
def with_one_slip(app: Flask, case: str) -> Trainee:
    trainee = begin(app, case)
    trainee.answer_as_expert()
    trainee.answer(trainee.other_choice())
    trainee.finish()
    return trainee


@when("the trainee reads the debrief")
def reads(trainee: Trainee) -> None:
    assert trainee.open(f"/en/attempts/{trainee.key}/debrief").status_code == 200


@when("the trainee asks for the debrief")
def asks(trainee: Trainee) -> None:
    trainee.open(f"/en/attempts/{trainee.key}/debrief")


@when(parsers.parse("the trainee plays again from decision {number:d}"))
def plays_again(trainee: Trainee, number: int) -> None:
    trainee.open(f"/en/attempts/{trainee.key}/debrief")
    page = page_of(trainee)
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token is not None
    trainee.post(f"/en/attempts/{trainee.key}/replay", {"csrf": token.group(1), "position": number - 1})


@then("the outcome for the child stands before the score")
def child_first(trainee: Trainee) -> None:
    page = page_of(trainee)
    assert html.escape(trainee.play.scene.title.en, quote=False).replace("'", "&#39;") in page
    assert page.index('class="outcome"') < page.index('class="score"')


@then("the score is 100 and the band is Secure")
def full_score(trainee: Trainee) -> None:
    assert "Score 100 of 100" in trainee.text
    assert "Band Secure" in trainee.text


@then("every decision names its paragraph")
def names_paragraphs(trainee: Trainee) -> None:
    rows = re.findall(r"<tr><td>.*?</tr>", page_of(trainee), re.DOTALL)
    decided = [row for row in rows if "<details>" in row]
    assert len(decided) == len(trainee.taken)
    assert all("§" in row for row in decided)


@then("the decision that cost most quotes a paragraph of the manual")
def quotes(trainee: Trainee) -> None:
    costly = re.search(r'<article class="loss.*?</article>', page_of(trainee), re.DOTALL)
    assert costly is not None
    assert '<blockquote class="quote' in costly.group()
    assert "/en/c/" in costly.group()


@then("what was lost and what is left make 100")
def adds_up(trainee: Trainee) -> None:
    page = page_of(trainee)
    table = page[page.index("<tbody>") : page.index("</tfoot>")]
    rows, _, foot = table.partition("<tfoot>")
    lost = sum(points(cell) for cell in re.findall(r'<td class="n">(.*?)</td>', rows))
    final = points(re.findall(r'<td class="n">(.*?)</td>', foot)[0])
    assert round(100 + lost - final, 6) == 0
    assert final < 100


@then(parsers.parse("a new attempt stands at decision {number:d}"))
def new_attempt(trainee: Trainee, number: int) -> None:
    assert trainee.seen is not None
    fresh = trainee.seen.headers["Location"].rsplit("/", 1)[1]
    assert fresh != trainee.key
    assert f'name="position" value="{number - 1}"' in trainee.open(f"/en/attempts/{fresh}").get_data(
        as_text=True
    )


@then("every scene of either way is named, with both answers where they differ")
def ways_named(trainee: Trainee) -> None:
    drawn = page_of(trainee)
    drawn = drawn[drawn.index('class="tracks"') :]
    rows = re.findall(r"<li>(.*?)</li>", drawn[: drawn.index("</ol>")], re.DOTALL)
    own = [step.scene.id for step in trainee.play.steps]
    best = [step.scene.id for step in plays.expert(trainee.scenario).steps]
    assert len(rows) == len({*own, *best}) + 1
    assert all("Both:" in row or ("You:" in row and "The expert:" in row) for row in rows)
    assert any("The expert:" in row for row in rows)
    assert f"Scenes answered alike: {sum('Both:' in row for row in rows[:-1])} of" in trainee.text


@then("the last row tells how both ways ended")
def ended_both(trainee: Trainee) -> None:
    page = page_of(trainee)
    last = page[page.index("How it ended") :]
    last = html.unescape(last[: last.index("</li>")])
    assert plays.expert(trainee.scenario).scene.title.en in last
    assert trainee.play.scene.title.en in last


@then("decisions, events and limits stand in the order of the story's time")
def in_time(trainee: Trainee) -> None:
    page = page_of(trainee)
    page = page[page.index('class="events') :]
    moments = re.findall(r'<li class="(\w+).*?<time>(.*?)</time>', page[: page.index("</ol>")], re.DOTALL)
    hours = [re.sub(r"<[^>]+>|[\u2066-\u2069]", "", hour) for _, hour in moments]
    assert [kind for kind, _ in moments].count("decision") == len(trainee.taken)
    assert {"event", "due"} <= {kind for kind, _ in moments}
    assert hours == sorted(hours)


@then("the finished attempt is as it was")
def untouched(trainee: Trainee) -> None:
    assert trainee.open(f"/en/attempts/{trainee.key}/debrief").status_code == 200


@then("the trainee is led back to the decision at hand")
def led_back(trainee: Trainee) -> None:
    assert trainee.seen is not None
    assert trainee.seen.status_code == 303
    assert trainee.seen.headers["Location"].endswith(trainee.key)


def page_of(trainee: Trainee) -> str:
    assert trainee.seen is not None
    return trainee.seen.get_data(as_text=True)


def points(cell: str) -> float:
    return float(re.sub(r"<[^>]+>", "", cell).replace("−", "-"))
