"""The secret key is made anew and its former ones given up without anybody being shut out unsaid."""

import concurrent.futures
import dataclasses
import os
import pathlib
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask import Flask

from tests.accounts.test_second_step import code_of, second, switch_on
from tests.accounts.test_signing_in import is_in, try_in
from tests.conftest import NOON, SECRET, Clock
from tests.people import PASSWORD, add, enter, store
from tests.web.pages import Pages
from webapp.accounts import queries as people
from webapp.accounts.models import Account
from webapp.accounts.second_factor import Sealer
from webapp.accounts.signing_in import device_mark, device_of
from webapp.administration import keys
from webapp.administration.keys import Lost
from webapp.app import create_app
from webapp.audit import queries as audit
from webapp.audit.queries import Wanted
from webapp.cli import cli
from webapp.errors import Refused
from webapp.privacy import phrases
from webapp.settings import Settings

Start = Callable[[], Flask]


@pytest.fixture
def file(settings: Settings) -> pathlib.Path:
    """The file of a site that has one key."""
    path = settings.instance / keys.FILE
    path.write_text(SECRET)
    path.chmod(0o600)
    return path


@pytest.fixture
def start(settings: Settings, clock: Clock, file: pathlib.Path) -> Iterator[Start]:
    """Starts the site with the keys that the file has by then."""
    made: list[Flask] = []

    def start() -> Flask:
        newest, *former = file.read_text().split()
        told = dataclasses.replace(
            settings, secret_key=newest, previous_secret_keys=tuple(former), audit_key=SECRET
        )
        made.append(create_app(told, clock=clock))
        made[-1].testing = True
        return made[-1]

    yield start
    for one in made:
        store(one).close()


def rotate(app: Flask) -> keys.Rotated:
    return keys.rotate(store(app), app.extensions["masar.settings"].instance, now=NOON)


def forget(app: Flask) -> Lost:
    return keys.forget(store(app), app.extensions["masar.settings"].instance, now=NOON)


def lost(app: Flask) -> Lost:
    with store(app).reading() as connection:
        return keys.lost(connection, app.extensions["masar.settings"].secret_key)


def sealed(app: Flask) -> list[str]:
    with store(app).reading() as connection:
        return [str(one) for one in connection.execute(sa.select(Account.secret)).scalars() if one]


def change(app: Flask, statement: str) -> None:
    with store(app).writing() as connection:
        connection.execute(sa.text(statement))


def test_a_new_key_stands_first_and_only_its_owner_reads_it(start: Start, file: pathlib.Path) -> None:
    app = start()
    assert rotate(app) == keys.Rotated(resealed=0, closed=0, former=1)
    assert rotate(app).former == 2
    newest, middle, oldest = file.read_text().splitlines()
    assert oldest == SECRET
    assert len({newest, middle, oldest}) == 3
    assert min(len(newest), len(middle)) >= 64
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir() if ".sqlite3" not in path.name] == [keys.FILE]


def test_the_new_key_seals_every_second_factor(start: Start, clock: Clock, file: pathlib.Path) -> None:
    app = start()
    secret, _ = switch_on(enter(app, add(app, "publisher")), clock)
    assert rotate(app).resealed == 1
    [kept] = sealed(app)
    assert Sealer([file.read_text().split()[0]]).open(kept) == secret
    with pytest.raises(Refused):
        Sealer([SECRET]).open(kept)


def test_that_the_key_was_changed_is_recorded(start: Start) -> None:
    app = start()
    rotate(app)
    with store(app).reading() as connection:
        [deed] = audit.entries(connection, Wanted(action="keys.rotated"))
        assert audit.verify(connection).is_whole
    assert (deed.actor, deed.facts) == ("", {"resealed": 0, "closed": 0})


def test_people_sign_in_after_a_change_by_telephone_and_by_paper(start: Start, clock: Clock) -> None:
    before = start()
    secret, codes = switch_on(enter(before, add(before, "publisher", name="Salma")), clock)
    rotate(before)
    after = start()
    for code in (code_of(secret, clock.now), codes[0]):
        pages = Pages(after)
        try_in(pages, "Salma", PASSWORD)
        assert second(pages, code).status_code == 303
        assert is_in(pages)


def test_a_form_that_was_open_is_still_taken(start: Start, file: pathlib.Path) -> None:
    before = start()
    person = enter(before, add(before, "trainer"))
    cookies = person.pages.client.get_cookie("masar_session")
    assert cookies is not None
    open_form = {"csrf": person.token(), "email": "new@example.om", "language": "en"}
    rotate(before)
    person.pages.client = start().test_client()
    person.pages.client.set_cookie("masar_session", cookies.value)
    assert person.send("/account/details", open_form).status_code == 303
    forget(before)
    person.pages.client = start().test_client()
    person.pages.client.set_cookie("masar_session", cookies.value)
    assert person.send("/account/details", open_form).status_code == 403
    assert file.read_text().split()[0] != SECRET


def test_a_device_stays_known(start: Start) -> None:
    app = start()
    account = add(app, "trainer")
    with store(app).reading() as connection:
        known = people.known_by_id(connection, account)
    mark = device_mark(SECRET, known)
    assert device_of(("another" * 9, SECRET), known, mark) == mark.partition(".")[0]
    assert device_of(("another" * 9,), known, mark) is None
    assert device_of((SECRET,), None, mark) is None


def test_what_holds_by_a_former_key_alone_is_counted_and_goes_with_it(
    start: Start, clock: Clock, file: pathlib.Path
) -> None:
    app = start()
    first, second_ = (enter(app, add(app, "publisher")) for _ in range(2))
    secret, _ = switch_on(first, clock)
    switch_on(second_, clock)
    with store(app).writing() as connection:
        phrases.make(connection, owner="a" * 64, settings=app.extensions["masar.settings"], now=NOON)
    assert lost(app) == Lost(codes=0, people=0, phrases=0)
    rotate(app)
    after = start()
    assert lost(after) == Lost(codes=20, people=2, phrases=1)
    change(after, "DELETE FROM recovery_code WHERE account_id = 1")
    assert forget(after) == Lost(codes=10, people=1, phrases=1)
    assert len(file.read_text().split()) == 1
    assert file.stat().st_mode & 0o777 == 0o600
    assert lost(start()) == Lost(codes=0, people=0, phrases=0)
    assert secret in {Sealer(file.read_text().split()).open(one) for one in sealed(app)}
    with store(app).reading() as connection:
        deed, _ = audit.entries(connection, Wanted(action="keys.rotated"))
    assert deed.facts == {"forgotten": 1, "resealed": 2, "codes": 10, "phrases": 1}


def test_what_was_sealed_by_a_server_that_was_not_restarted_is_not_lost(
    start: Start, clock: Clock, file: pathlib.Path
) -> None:
    app = start()
    rotate(app)
    secret, _ = switch_on(enter(app, add(app, "publisher")), clock)
    forget(app)
    [kept] = sealed(app)
    assert Sealer(file.read_text().split()).open(kept) == secret


def test_a_secret_that_no_key_opens_is_counted_and_left(start: Start) -> None:
    app = start()
    add(app, "publisher")
    stray = Sealer(["a key that was lost, and long enough"]).seal("secret")
    with store(app).writing() as connection:
        connection.execute(sa.update(Account).values(secret=stray))
    assert rotate(app) == keys.Rotated(resealed=0, closed=1, former=1)
    assert sealed(app) == [stray]


def test_a_crash_before_sealing_leaves_both_keys_and_everybody_in(
    start: Start, clock: Clock, file: pathlib.Path
) -> None:
    app = start()
    secret, codes = switch_on(enter(app, add(app, "publisher", name="Salma")), clock)
    change(app, "ALTER TABLE audit_row RENAME TO elsewhere")
    with pytest.raises(sa.exc.DBAPIError):
        rotate(app)
    change(app, "ALTER TABLE elsewhere RENAME TO audit_row")
    assert file.read_text().split()[1:] == [SECRET]
    for code in (code_of(secret, clock.now), codes[0]):
        pages = Pages(start())
        try_in(pages, "Salma", PASSWORD)
        assert second(pages, code).status_code == 303


def test_a_crash_while_forgetting_leaves_every_key(start: Start, file: pathlib.Path) -> None:
    app = start()
    rotate(app)
    before = file.read_text()
    change(app, "ALTER TABLE recovery_phrase RENAME TO elsewhere")
    with pytest.raises(sa.exc.DBAPIError):
        forget(app)
    assert file.read_text() == before


def test_changes_at_the_same_time_lose_no_key(start: Start, file: pathlib.Path) -> None:
    app = start()
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: rotate(app), range(4)))
    found = file.read_text().split()
    assert len(set(found)) == 5
    assert found[-1] == SECRET


def test_one_key_alone_is_never_forgotten(start: Start, file: pathlib.Path) -> None:
    with pytest.raises(Refused, match="no-former"):
        forget(start())
    assert file.read_text() == SECRET


@pytest.fixture
def masar(settings: Settings, monkeypatch: pytest.MonkeyPatch, file: pathlib.Path) -> Callable[..., Result]:
    """The command line, in this site."""
    for name in os.environ:
        if name.startswith("MASAR_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("MASAR_INSTANCE", str(file.parent))
    monkeypatch.setenv("MASAR_DATABASE_URL", settings.database_url)
    return lambda words: CliRunner().invoke(cli, words.split(), prog_name="masar")


def test_the_command_line_says_what_to_do_next(masar: Callable[..., Result], file: pathlib.Path) -> None:
    done = masar("keys rotate")
    assert done.exit_code == 0, done.output
    assert "Restart the server now" in done.output
    assert len(file.read_text().split()) == 2
    asked = masar("keys forget")
    assert asked.exit_code == 1
    assert "0 recovery codes of 0 people" in asked.output
    assert "--yes" in asked.output
    assert len(file.read_text().split()) == 2
    assert masar("keys forget --yes").exit_code == 0
    assert SECRET not in file.read_text()
    for words in ("keys forget", "keys forget --yes"):
        assert masar(words).output == "Error: there is only one key, and no former one to forget\n"


def test_a_key_from_the_environment_is_changed_there(
    masar: Callable[..., Result], file: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, advice in (
        ("MASAR_PREVIOUS_SECRET_KEYS", "Write its keys below the first line"),
        ("MASAR_SECRET_KEY", "MASAR_PREVIOUS_SECRET_KEYS to the former one"),
    ):
        monkeypatch.setenv(name, "p" * 40)
        for words in ("keys rotate", "keys forget --yes"):
            refused = masar(words)
            assert refused.exit_code == 1
            assert advice in refused.output
    assert file.read_text() == SECRET
    assert "Second factors sealed with it: 0." in masar("keys reseal").output
