"""Somebody who has used everything on the site, and what must not be found of them once they are erased."""

import dataclasses
import json
import pathlib

import sqlalchemy as sa
from flask import Flask

from tests.accounts.test_second_step import switch_on
from tests.certificates.earning import taken
from tests.conftest import Clock
from tests.people import PASSWORD, Person, add, enter, sign_in, store, token_of
from tests.privacy.devices import CASE, Device
from tests.sessions.room import opened
from tests.trainee import Trainee
from tests.web.pages import HERE, Pages
from tests.web.test_access import ABOUT
from webapp.accounts import policy, queries, service, signing_in
from webapp.accounts.models import Account, RecoveryCode, SignIn
from webapp.accounts.service import NewPerson
from webapp.attempts.models import Attempt
from webapp.attempts.queries import write_choice
from webapp.certificates import service as certificates
from webapp.engine.scenario import play as plays
from webapp.manual.files import read_folder
from webapp.manual.service import import_files, publish, review
from webapp.queues import service as queues
from webapp.reading import acknowledged
from webapp.scenarios.service import register
from webapp.sessions import joining
from webapp.sessions import queries as session_queries
from webapp.sessions import service as service_of_sessions
from webapp.sessions.joining import Wish
from webapp.sessions.models import RoomStep, Vote
from webapp.settings import ROOT
from webapp.web import limits
from webapp.web.who import Grant

SMALL = pathlib.Path(__file__).parents[1] / "manual/small/manual"
WORKED = ROOT / "docs/worked-case.yaml"
WORDS = "Begin with the turquoise appointment"
NAME, EMAIL = "زبرجدة القِرمزية Zabarjada", "zabarjada.qirmiziya@example.om"


@dataclasses.dataclass
class Life:
    """Somebody who has used everything, and what must not be found of them later."""

    person: Person
    owner: str
    traces: set[str]


def lived(app: Flask, clock: Clock) -> Life:
    """Return somebody with a whole life on the site, over the real pages where a page does it."""
    sign_in(app, "administrator", name="Somebody Else")
    account = add(app, "administrator", "trainee", name=NAME, email=EMAIL)
    with store(app).writing() as connection:
        service.keep_password(connection, account, PASSWORD, now=clock.now)
    person = enter(app, account)
    switch_on(person, clock)
    played(person)
    works_on_the_site(person, clock)
    tried_from_outside(person, clock)
    return Life(person, owner_of(person), traces(person))


def played(person: Person) -> None:
    """One case brought along with six words, one finished under the account, two left in the middle."""
    device = Device(person.app)
    device.play()
    person.post("/data/take-up", {"words": device.words()})
    trainee = Trainee(person.app, CASE)
    trainee.client = person.pages.client
    trainee.begin()
    trainee.finish()
    trainee.taken.clear()
    trainee.begin()
    trainee.answer_as_expert(2)
    wrote(person)
    certified(person)
    trained(person)
    assert person.pages.client.get("/en/data.json").status_code == 200


def certified(person: Person) -> None:
    """Make a certificate of two cases of trainings, in the person's own name."""
    parts = taken(person.app, CASE, "a-late-report")
    now = person.app.extensions["masar.clock"]()
    with store(person.app).writing() as connection:
        certificates.issue(
            connection, owner=owner_of(person), kind="participation", name=NAME, taken=parts, now=now
        )


def trained(person: Person) -> None:
    """Take part in a session of somebody else's with words of one's own, and lead another one."""
    room = opened(person.app, asks_sure="yes")
    session, part, now = room.session, room.at, person.app.extensions["masar.clock"]()
    with store(person.app).writing() as connection:
        wish = Wish(NAME, "health", f"{NAME}\n{NAME}")
        joining.join(connection, session, wish, owner=owner_of(person), now=now)
        service_of_sessions.add_host(connection, session, owner=owner_of(person))
        (taking,) = session_queries.participants(connection, session.id)
        joining.make_phrase(connection, taking, settings=person.app.extensions["masar.settings"])
        step = {"part_id": part.id, "position": 0, "branch": "expert", "moved": now}
        choices = [write_choice(step.choice) for step in plays.expert(room.standing.scenario).steps]
        connection.execute(sa.insert(RoomStep).values(step | {"choice": choices[0]}))
        vote = {"part_id": part.id, "position": 1, "round": 1, "participant_id": taking.id, "taken": now}
        said = json.dumps(json.loads(choices[1]) | {"note": [WORDS]}, ensure_ascii=False)
        words = {"submission": "once", "choice": said, "minority": WORDS, "sure": 4}
        connection.execute(sa.insert(Vote).values(vote | words))
        service_of_sessions.create(
            connection,
            host=owner_of(person),
            title=NAME,
            cohort=NAME,
            support=NAME,
            seats="person",
            lang="en",
            key="k" * 22,
            now=now,
        )


def wrote(person: Person) -> None:
    """Write something beside a decision."""
    with store(person.app).writing() as connection:
        now = person.app.extensions["masar.clock"]()
        register(connection, text=WORKED.read_text("utf-8"), path="worked-case.yaml", now=now)
    trainee = Trainee(person.app, "a-hand-in-cold-water")
    trainee.client = person.pages.client
    trainee.begin()
    trainee.answer_as_expert()
    best = plays.finish(trainee.scenario, trainee.taken).steps[1].choice
    sent = trainee.form() | {
        "answer.boxes": list(best["boxes"]),
        "answer.steps.steps": [f"{place}.{step}" for place, step in enumerate(best["steps"], start=1)],
        "answer.note": WORDS,
        "sure": "1",
    }
    assert trainee.post(f"/ar/attempts/{trainee.key}/decisions", sent).status_code == 303


def works_on_the_site(person: Person, clock: Clock) -> None:
    """Change a setting, roles, people; settle a comment; write and publish an edition another has read."""
    mine, now = person.pseudonym, clock.now
    with store(person.app).writing() as connection:
        acknowledged.note_try(connection, owner_of(person), edition=2, is_passed=True, now=now)
        policy.change(connection, {"invitation_days": "9"}, by=mine, now=now)
        other, _link = service.invite(
            connection, NewPerson(name="Invited", grants=(Grant("reviewer"),)), by=mine, now=now
        )
        reader = queries.pseudonym(connection, other)
        both = (Grant("administrator"), Grant("publisher"))
        service.set_roles(connection, account=person.account, grants=both, by=reader, now=now)
        service.reset_link(connection, person.account, by=reader, now=now)
        comment = queues.leave(connection, ABOUT, text="What is this?", now=now)
        queues.settle(connection, comment, outcome="done", note="Said below.", by=mine, now=now)
        files = read_folder(SMALL)
        name = next(path for path in sorted(files) if path.endswith(".md"))
        draft = import_files(connection, files=files, by=mine, now=now).draft
        assert draft is not None
        review(connection, draft=draft, by=reader, now=now)
        publish(connection, draft=draft, by=mine, now=now)
        import_files(connection, files={**files, name: files[name] + "\n"}, by=mine, now=now)


def tried_from_outside(person: Person, clock: Clock) -> None:
    """Wrong passwords, and everything that is counted by account."""
    pages = Pages(person.app)
    for _ in range(3):
        fields = {"csrf": token_of(pages, "/en/sign-in"), "name": NAME, "password": "wrong", "next": ""}
        pages.client.post("/en/sign-in", data=fields, headers={"Origin": HERE})
    with store(person.app).writing() as connection:
        known = queries.known_by_id(connection, person.account)
        signing_in.note_throttled(connection, known, now=clock.now)
        limits.note(connection, key=f"mail:{person.pseudonym}", seconds=3600, now=clock.now)


def owner_of(person: Person) -> str:
    with store(person.app).reading() as connection:
        return connection.execute(sa.select(Account.owner).where(Account.id == person.account)).scalar_one()


def traces(person: Person) -> set[str]:
    """Return everything that tells of the person or opens their account."""
    with store(person.app).reading() as connection:
        row = connection.execute(sa.select(Account).where(Account.id == person.account)).one()
        digests = connection.execute(
            sa.select(SignIn.digest).where(SignIn.account_id == person.account)
        ).scalars()
        codes = connection.execute(sa.select(RecoveryCode.digest)).scalars()
        keys = connection.execute(sa.select(Attempt.key, Attempt.seed).where(Attempt.owner == row.owner))
        found = {row.owner, row.name, row.name_key, row.email, row.email_key, row.password_hash, row.secret}
        found |= {
            "zabarjada",
            "زبرجدة",
            "qirmiziya",
            WORDS,
            *digests,
            *codes,
            *(one for pair in keys for one in pair),
        }
    assert None not in found
    return {str(one) for one in found}
