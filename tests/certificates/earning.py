"""Somebody who has earned certificates: finished attempts put where playing would have put them."""

import dataclasses
import datetime as dt
import secrets

import sqlalchemy as sa
from flask import Flask

from tests.conftest import NOON
from tests.people import store
from tests.privacy.devices import Device
from tests.web.pages import Page
from webapp.attempts.models import Attempt
from webapp.certificates import service
from webapp.database import Base
from webapp.engine.scenario import play as plays
from webapp.engine.scenario import score as scores
from webapp.engine.scenario.schema import read
from webapp.manual import queries as manual
from webapp.scenarios import queries as scenarios
from webapp.scenarios.service import keep
from webapp.sessions.models import Part, Participant, TrainingSession, Vote
from webapp.settings import ROOT

PHYSICAL = "marks-under-the-sleeve"
ALSO_PHYSICAL = "a-late-report"
NEGLECT = "boxes-to-tick"
WITH_A_TRAINER = "over-the-weekend"
ALSO_NEGLECT = "a-hand-in-cold-water"
NAME = "زبرجدة Zabarjada"

_SMALL = ROOT / "tests/scenarios/a_late_report.yaml"
_HARMS = {ALSO_PHYSICAL: "physical", NEGLECT: "neglect", ALSO_NEGLECT: "neglect", WITH_A_TRAINER: "neglect"}
SIBLING = "a-late-report-too"


@dataclasses.dataclass(frozen=True)
class Taken:
    """A case of a training session, as sessions tell of it."""

    scenario_id: str
    digest: str
    edition: int
    day: dt.date


def add_case(app: Flask, case: str) -> None:
    """Put a small case among those of the site, unless it is there: the same play under another name."""
    if case not in {*_HARMS, SIBLING}:
        return
    text = _SMALL.read_text("utf-8").replace("id: a-late-report", f"id: {case}")
    text = text.replace("harm: [physical]", f"harm: [{_HARMS.get(case, 'physical')}]")
    if case == SIBLING:
        text = text.replace("access: open", f"access: open\nsibling_of: {ALSO_PHYSICAL}")
    if case == WITH_A_TRAINER:
        text = text.replace("access: open", "access: trainer_led")
    draft, _ = read(text, f"{case}.yaml")
    with store(app).writing() as connection:
        keep(connection, draft, (), text=text, now=NOON)  # what it cites stands in a smaller manual


def ended(
    app: Flask, owner: str, case: str, *, band: str = "secure", days: int = 0, anew: bool = False
) -> None:
    """Finish a case with this band, so many days after NOON; `anew` from a decision."""
    add_case(app, case)
    at = NOON + dt.timedelta(days=days)
    with store(app).writing() as connection:
        edition = manual.edition_in_force(connection)
        digest = scenarios.current_digest(connection, case)
        assert edition
        assert digest
        scenario = scenarios.scenario(connection, digest, edition=edition.number)
        result = scores.score(scenario, plays.expert(scenario))
        connection.execute(
            sa.insert(Attempt).values(
                key=secrets.token_urlsafe(16),
                owner=owner,
                scenario_id=case,
                digest=digest,
                edition=edition.number,
                lang="ar",
                seed="seed",
                started=at,
                steps=3,
                finished=at,
                result=scores.to_json(dataclasses.replace(result, band=band)),
                replayed_from=1 if anew else None,
            )
        )


def taken(app: Flask, *cases: str, day: dt.date | None = None) -> tuple[Taken, ...]:
    """Return these cases as parts of training sessions in which somebody took part."""
    for case in cases:
        add_case(app, case)
    with store(app).reading() as connection:
        found = [scenarios.current_digest(connection, case) for case in cases]
    return tuple(
        Taken(case, str(digest), 1, day or NOON.date()) for case, digest in zip(cases, found, strict=True)
    )


def take_part(found: Device, case: str) -> None:
    """Have a device answer a decision of a case in a training session of that day."""
    add_case(found.app, case)
    key = secrets.token_urlsafe(16)
    at = {"made": NOON, "opened": NOON, "closed": NOON}
    about = {"title": "A morning", "cohort": "", "support": "", "lang": "en", "seats": "person"}
    with store(found.app).writing() as connection:
        session = _added(
            connection, TrainingSession, key=key, host="h" * 64, state="closed", lets_in=True, **about, **at
        )
        part = _added(
            connection,
            Part,
            session_id=session,
            position=1,
            kind="case",
            title="",
            minutes=30,
            scenario_id=case,
            digest=scenarios.current_digest(connection, case),
            edition=1,
            mode="paced",
            asks_sure=False,
            phase="done",
            begun=NOON,
            ended=NOON,
        )
        me = {"session_id": session, "owner": found.owner, "name": "S", "sector": "education", "members": ""}
        participant = _added(connection, Participant, joined=NOON, seen=NOON, key_mark="", **me)
        answer = {"position": 0, "round": 1, "submission": "s", "choice": "{}", "minority": "", "taken": NOON}
        _added(connection, Vote, part_id=part, participant_id=participant, **answer)


def _added(connection: sa.Connection, table: type[Base], **values: object) -> int:
    added = sa.insert(table).values(**values)
    return int(connection.execute(added.returning(table.id)).scalar_one())  # type: ignore[attr-defined]  # each has one


def device(app: Flask, lang: str = "en") -> Device:
    """Return a device that is known here: one case begun on it."""
    found = Device(app, lang)
    found.trainee.begin()
    return found


def master(found: Device) -> None:
    """Have a device master physical abuse."""
    ended(found.app, found.owner, PHYSICAL)
    ended(found.app, found.owner, ALSO_PHYSICAL, days=1)


def issue(found: Device, *, kind: str = "completion", name: str = NAME, status: int = 303) -> Page | None:
    """Ask for a certificate over the page; what comes back is looked over when it is a page."""
    fields = {"kind": kind, "name": name}
    if status != 303:
        return found.post("/certificates", fields, status=status)
    answer = found.send("/certificates", fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
    return None


def code_of(found: Device) -> str:
    """Return the code of a device's only certificate."""
    with store(found.app).reading() as connection:
        (one,) = service.queries.own(connection, owner=found.owner)
    return one.code
