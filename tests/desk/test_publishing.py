"""Publication: whole or not at all, by two people, now or at a moment, and back again."""

import dataclasses
import datetime as dt
import os
import pathlib
import random
import subprocess
import sys
import threading
import time

import pytest
import sqlalchemy as sa

from tests.desk.amending import AR, DUTY, EN, NEW, SUMMARY, WORDS, Desk, changed, desk
from tests.web.small import NOW, files, small_site, store_of
from webapp.cli import cli
from webapp.desk import comparing, publishing, reviewing
from webapp.desk.publishing import Wanted
from webapp.desk.queries import Amendment
from webapp.engine.desk import frame
from webapp.errors import BadInput, Refused
from webapp.manual import queries as manual
from webapp.manual.models import Block, Edition, EditionFile, Section
from webapp.settings import ROOT, Settings

FORM = {SUMMARY: "cosmetic"}
LATER = NOW + dt.timedelta(hours=1)
TOLD = {
    AR: ("تنتظر دليلًا", "1 نوفمبر 2026", "تنتظر برهانًا", "1 ديسمبر 2026"),
    EN: ("wait for proof", "1 November 2026", "wait for evidence", "1 December 2026"),
}
"""What a page says by which an edition is known: a word of its text, and its day, the old ones first."""


@pytest.fixture
def here(settings: Settings) -> Desk:
    return desk(settings)


def test_an_edition_holds_the_old_files_the_amended_ones_and_its_own_words(here: Desk) -> None:
    one = here.approved(changed(), FORM)
    assert here.publish(one) == 2
    with store_of(here.app).reading() as connection:
        held = manual.files(connection, edition=2)
    expected = files() | changed()
    expected[frame.PATH] = frame.with_frame(
        files()[frame.PATH], effective=WORDS.effective, note_ar=WORDS.note_ar, note_en=WORDS.note_en,
        in_step=[SUMMARY],
    )  # fmt: skip
    assert held == expected
    ((author, reviewer, publisher),) = here.ask(
        sa.select(Edition.author, Edition.reviewer, Edition.publisher).where(Edition.number == 2)
    )
    assert (author, reviewer, publisher) == ("ed", "rev", "pub")
    done = here.now(one)
    assert (done.state, done.published_as) == ("published", 2)


@pytest.mark.parametrize(("weight", "older"), [("cosmetic", 0), ("meaning", 1)])
def test_a_change_of_form_leaves_the_other_language_in_step_and_one_of_meaning_does_not(
    here: Desk, weight: str, older: int
) -> None:
    here.publish(here.approved({EN: changed()[EN]}, {SUMMARY: weight}))
    asked = sa.select(Block.uid).where(Block.state == "older", Block.uid == SUMMARY)
    assert len(here.ask(asked)) == older


def test_a_duty_that_is_older_in_one_language_needs_a_reason_and_stays_flagged(here: Desk) -> None:
    text = {EN: files()[EN].replace("within 24 hours", "at once")}
    one = here.approved(text, {DUTY: "meaning"})
    with pytest.raises(Refused, match=r"publication\.stale") as refused:
        here.publish(one)
    assert [found.uid for found in refused.value.facts["stale"]] == [DUTY]
    assert here.publish(one, reason="the Arabic follows tomorrow") == 2
    with store_of(here.app).reading() as connection:
        assert [found.lang for found in publishing.stale(connection, edition=2)] == ["ar"]
        assert publishing.publications(connection)[0].reason == "the Arabic follows tomorrow"


def test_errors_in_the_whole_are_told_with_their_amendment_and_nothing_is_published(here: Desk) -> None:
    from webapp.desk import assembling

    held = files()
    path = "manual/06-response/06-recording"
    gone = {f"{path}.{lang}.md": _without(held[f"{path}.{lang}.md"], "r3vb") for lang in ("ar", "en")}
    one = here.amend(gone, piece=path)
    with store_of(here.app).reading() as connection:
        weights = dict.fromkeys(comparing.compare(connection, one).changed, "meaning")
    assert "r3vb" in weights
    one = here.approve(here.submit(one, weights))
    with pytest.raises(BadInput, match=r"manual\.import\.problems") as refused:
        here.publish(one)
    found = assembling.whose(refused.value.facts["problems"], [one])
    assert {error.problem.rule for error in found} == {"manual.ref-unknown"}
    assert here.now(one).state == "approved"
    assert here.ask(sa.select(Edition.number)) == [(1,)]


def test_what_is_not_approved_or_was_read_by_its_writer_is_not_published(here: Desk) -> None:
    one = here.submit(here.amend(changed()), FORM)
    with pytest.raises(Refused, match=r"publication\.not-approved"):
        here.publish(one)
    one = here.approve(one)
    stranger = dataclasses.replace(one, revision=one.revision - 1)
    with pytest.raises(Refused, match=r"publication\.not-approved"):
        here.publish(stranger)
    with pytest.raises(Refused, match=r"publication\.empty"):
        here.publish()


def test_an_amendment_of_a_text_that_changed_meanwhile_must_take_account_of_it(here: Desk) -> None:
    from tests.web.small import publish_again

    one = here.approved(changed(), FORM)
    publish_again(here.app, {EN: files()[EN].replace("Listens", "Hears")})
    with pytest.raises(Refused, match=r"publication\.behind"):
        here.publish(one)
    with store_of(here.app).writing() as connection:
        reviewing.take_account(connection, one.id, revision=one.revision, by="ed", now=NOW)
    now = here.now(one)
    assert (now.state, now.base, now.revision) == ("writing", 2, one.revision + 1)


def test_a_planned_publication_is_made_when_its_moment_has_come(here: Desk) -> None:
    one = here.approved(changed(), FORM)
    wanted = Wanted(((one.id, one.revision),), WORDS)
    with store_of(here.app).writing() as connection:
        publishing.plan(connection, wanted, at=LATER, by="pub", now=NOW)
        assert publishing.due(connection, NOW) == ()
    assert here.ask(sa.select(Edition.number)) == [(1,)]
    here.app.extensions["masar.clock"] = lambda: LATER
    told = here.app.test_cli_runner()
    assert "Edition 2 is published." in told.invoke(cli, ["desk", "publish-due"], obj=_info(here)).output
    assert here.now(one).published_as == 2


def test_a_planned_publication_that_cannot_be_made_is_kept_with_its_reason(here: Desk) -> None:
    one = here.approved(changed(), FORM)
    wanted = Wanted(((one.id, one.revision),), WORDS)
    with store_of(here.app).writing() as connection:
        publishing.plan(connection, wanted, at=LATER, by="pub", now=NOW)
    here.amend(changed(new={**NEW, EN: "certainty"}))
    (made,) = publishing.publish_due(store_of(here.app), LATER)
    assert (made.state, made.failure) == ("failed", "publication.not-approved")
    assert publishing.publish_due(store_of(here.app), LATER) == ()
    assert here.ask(sa.select(Edition.number)) == [(1,)]


def test_an_earlier_text_comes_back_as_a_new_edition_after_review(here: Desk) -> None:
    here.publish(here.approved(changed(), FORM))
    with store_of(here.app).writing() as connection:
        (back,) = publishing.roll_back(connection, to=1, notes=("رجوع", "back"), by="pub", now=NOW)
    with pytest.raises(Refused, match=r"amendment\.own"):
        here.approve(back, by="pub")
    assert here.publish(here.approve(back)) == 3
    with store_of(here.app).reading() as connection:
        held = {number: manual.files(connection, edition=number, paths=(AR, EN)) for number in (1, 3)}
    assert held[1] == held[3]


def test_readers_see_the_old_edition_or_the_new_one_and_never_a_part_of_both(settings: Settings) -> None:
    app = small_site(dataclasses.replace(settings, page_cache=True))
    here = Desk(app)
    one = here.approved(changed(), FORM)
    seen: list[tuple[bool, ...]] = []
    is_over = threading.Event()

    def read() -> None:
        client = app.test_client()
        while not is_over.is_set():
            for lang, path in (("ar", AR), ("en", EN)):
                page = client.get(f"/{lang}/manual/reporting/routes").get_data(as_text=True)
                seen.append(tuple(told in page for told in TOLD[path]))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    here.publish(one)
    time.sleep(0.1)
    is_over.set()
    for reader in readers:
        reader.join()
    assert set(seen) == {(True, True, False, False), (False, False, True, True)}
    assert seen[-1] == (False, False, True, True)


KILLED = """
import datetime as dt, os, signal, sys, time
from webapp.database import Database
from webapp.desk import publishing
from webapp.desk.assembling import Words
url, key, one, revision, *delays = sys.argv[1:]
wanted = publishing.Wanted(((int(one), int(revision)),), Words(dt.date(2026, 12, 1), "جديد", "new"))
for delay in delays:
    child = os.fork()
    if not child:
        with Database(url, audit_key=key).writing() as connection:
            publishing.publish(connection, wanted, by="pub", now=dt.datetime(2026, 11, 4, 8, tzinfo=dt.UTC))
        os._exit(0)
    time.sleep(float(delay))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print("killed", flush=True)
    sys.stdin.readline()
"""


def test_a_server_killed_while_it_publishes_leaves_the_old_edition_or_the_whole_new_one(
    settings: Settings, tmp_path: pathlib.Path
) -> None:
    here = Desk(small_site(settings))
    one = here.approved(changed(), FORM)
    script = tmp_path / "publish.py"
    script.write_text(KILLED, encoding="utf-8")
    chance = random.Random(7)  # noqa: S311 -- moments to kill at
    delays = [f"{chance.uniform(0.0, 0.5):.3f}" for _ in range(6)]
    told = [settings.database_url, settings.audit_key, str(one.id), str(one.revision), *delays]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script), *told],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
    ) as running:  # fmt: skip
        assert running.stdout
        assert running.stdin
        for _ in delays:
            assert running.stdout.readline() == "killed\n"
            _assert_whole(here, one)
            running.stdin.write("on\n")
            running.stdin.flush()
    if here.now(one).state == "approved":
        here.publish(one)
    assert _assert_whole(here, one) == [1, 2]


def _assert_whole(here: Desk, one: Amendment) -> list[object]:
    editions = [number for (number,) in here.ask(sa.select(Edition.number).order_by(Edition.number))]
    assert editions in ([1], [1, 2])
    assert len({_rows(here, number) for number in editions}) == 1
    assert here.now(one).state == ("published" if editions == [1, 2] else "approved")
    return editions


def _rows(here: Desk, number: object) -> tuple[int, ...]:
    """Return how many files, sections and blocks an edition has."""
    counts = []
    for table in (EditionFile, Section, Block):
        asked = sa.select(sa.func.count()).select_from(table).join(Edition, Edition.id == table.edition_id)
        counts += [row[0] for row in here.ask(asked.where(Edition.number == number))]
    return tuple(counts)


def _without(text: str, uid: str) -> str:
    """Return a text without one of its blocks."""
    head, _, rest = text.partition(f"{{#{uid}}}\n")
    return head + rest.partition("\n\n")[2]


def _info(here: Desk) -> object:
    from flask.cli import ScriptInfo

    return ScriptInfo(create_app=lambda: here.app, set_debug_flag=False)
