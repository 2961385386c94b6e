"""The whole edition: made once in a process of its own, whole or not at all, however often it is begun."""

import dataclasses
import fcntl
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time

import pytest
from flask import Flask

from tests.printing import everything, printed
from tests.printing.test_views import ADDRESS, only_shelf
from tests.web.pages import HERE, Pages
from tests.web.small import NOW, empty_site, store_of
from webapp.manual.service import import_files
from webapp.printing import builder, keeping, paper, service, sheets
from webapp.printing.keeping import Shelf
from webapp.settings import Settings

PAGE, FILE = "/en/print/edition/1", "/en/print/edition/1.pdf"
PATIENCE = 120
"""Seconds; a machine that does other work too takes long to start a process."""


@pytest.fixture
def site(settings: Settings) -> Flask:
    app = empty_site(dataclasses.replace(settings, public_url=ADDRESS, hosts=("localhost",)))
    with store_of(app).writing() as connection:
        import_files(connection, files=everything.files(), by="author", now=NOW)
    return app


@pytest.fixture
def shelf(site: Flask) -> Shelf:
    return only_shelf(site)


def start(app: Flask, shelf: Shelf) -> bool:
    with store_of(app).reading() as connection:
        return service.start(connection, shelf, sheets.edition(connection, 1))


def wait(shelf: Shelf, name: str) -> service.State:
    """Wait for a state, and return it."""
    until = time.monotonic() + PATIENCE
    while (state := service.state(shelf)).name != name:
        log = shelf.folder / "builder.log"
        assert time.monotonic() < until, (state, log.read_text() if log.is_file() else "no log")
        time.sleep(0.05)
    return state


def begin(app: Flask) -> Pages:
    """Press the button on the page."""
    pages = Pages(app)
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', pages.get(PAGE).source)
    assert token
    answer = pages.client.post(PAGE, data={"csrf": token[1]}, headers={"Origin": HERE})
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    return pages


def leftovers(folder: pathlib.Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name.startswith("."))


def test_from_not_made_to_ready_without_a_script(site: Flask, shelf: Shelf) -> None:
    assert "Not made yet" in Pages(site).get(PAGE).text
    away = site.test_client().get(FILE)
    assert (away.status_code, away.headers["Location"]) == (303, PAGE)
    pages = begin(site)
    state = wait(shelf, "ready")
    ready = pages.get(PAGE)
    assert f"{state.pages} pages" in ready.text
    assert 'http-equiv="refresh"' not in ready.source
    (address,) = [one for one in ready.links() if "edition/1.pdf" in one]
    answer = site.test_client().get(address)
    shown = printed.read(answer.data)
    assert shown.count == state.pages > 10
    assert len(answer.data) == state.size
    assert shown.reader.metadata.title == "A small manual"
    assert sorted(one.name for one in shelf.folder.iterdir()) == [
        "builder.log",
        "edition.json",
        "edition.pdf",
        "lock",
    ]
    assert (shelf.folder / "builder.log").read_text() == ""


def test_a_ready_file_is_kept_for_a_year_by_whoever_asks_for_this_very_setting(
    site: Flask, shelf: Shelf
) -> None:
    start(site, shelf)
    digest = wait(shelf, "ready").digest
    client = site.test_client()
    asked = client.get(f"{FILE}?v={paper.version()}")
    assert asked.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(f"{FILE}?v=other").headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert asked.headers["ETag"] == f'"{digest}"'
    assert client.get(FILE, headers={"If-None-Match": f'"{digest}"'}).status_code == 304
    assert client.get(FILE, headers={"Range": "bytes=0-3"}).data == b"%PDF"
    assert asked.headers["Content-Disposition"] == "inline; filename=masar-edition-1-en.pdf"


def test_while_it_is_made_the_page_says_the_step_and_looks_again(site: Flask, shelf: Shelf) -> None:
    lock = keeping.lock(shelf.open())
    keeping.keep_json(shelf.folder / builder.STEP, {"step": "setting"})
    page = Pages(site).get(PAGE)
    assert "Reading the text · finished" in page.text
    assert "Setting the pages · now" in page.text
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page.source
    (waiting,) = [one for one in page.tree.iter() if one.get("hx-get")]
    assert waiting.get("hx-trigger") == "every 2s"
    ask = {"HX-Request": "true"}
    assert site.test_client().get(str(waiting.get("hx-get")), headers=ask).status_code == 204, "no news"
    keeping.keep_json(shelf.folder / builder.STEP, {"step": "keeping"})
    news = site.test_client().get(str(waiting.get("hx-get")), headers=ask).get_data(as_text=True)
    assert news.startswith('<div id="state"')
    assert lock is not None
    keeping.let_go(lock)


def test_it_is_not_begun_twice_from_the_page(site: Flask, shelf: Shelf) -> None:
    lock = keeping.lock(shelf.open())
    pages = Pages(site)
    page = pages.get("/en/sign-in")
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', page.source)
    assert token
    for _ in range(12):
        answer = pages.client.post(PAGE, data={"csrf": token[1]}, headers={"Origin": HERE})
        assert answer.status_code == 303, "what is under way is not begun, and not counted"
    assert not (shelf.folder / builder.JOB).exists()
    assert lock is not None
    keeping.let_go(lock)


def test_two_that_begin_at_once_make_one(site: Flask, shelf: Shelf) -> None:
    began: list[bool] = []
    ready = threading.Barrier(4)

    def one() -> None:
        ready.wait()
        began.append(start(site, shelf))

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(began) == [False, False, False, True]
    wait(shelf, "ready")
    assert leftovers(shelf.folder) == []
    assert not start(site, shelf), "it is ready"


def run(shelf: Shelf, job: object) -> subprocess.Popen[bytes]:
    """Start a builder as the site does, and keep hold of it."""
    folder = shelf.open()
    lock = keeping.lock(folder)
    assert lock is not None
    keeping.keep_json(folder / builder.JOB, job)
    command = [sys.executable, "-m", builder.__name__, str(folder)]
    process = subprocess.Popen(command, pass_fds=(lock,), stderr=subprocess.DEVNULL)
    keeping.let_go(lock)
    return process


def test_a_builder_that_is_killed_leaves_no_half_file_and_can_be_begun_again(
    site: Flask, shelf: Shelf
) -> None:
    with store_of(site).reading() as connection:
        job = service.job(connection, sheets.edition(connection, 1), lang="en", base=ADDRESS)
    with keeping.turn(_root(shelf)):  # it waits for its turn, so it cannot be done before it is killed
        process = run(shelf, job.row())
        until = time.monotonic() + PATIENCE
        while not (shelf.folder / builder.STEP).exists():
            assert time.monotonic() < until
            time.sleep(0.02)
        assert service.state(shelf) == service.State("making", "waiting")
        assert not start(site, shelf)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert service.state(shelf).name == "stopped"
    assert not (shelf.folder / keeping.WHOLE).exists()
    assert "It was not finished" in Pages(site).get(PAGE).text
    begin(site)
    wait(shelf, "ready")


def _root(shelf: Shelf) -> pathlib.Path:
    return shelf.open().parent


def test_a_builder_that_fails_keeps_nothing(shelf: Shelf) -> None:
    process = run(shelf, {"files": {}})
    assert process.wait(PATIENCE) == 1
    assert service.state(shelf).name == "stopped"
    assert sorted(one.name for one in shelf.folder.iterdir()) == ["job.json", "lock", "step.json"]


def test_one_whole_edition_is_made_at_a_time(shelf: Shelf) -> None:
    root = _root(shelf)
    with keeping.turn(root), (root / "turn").open("ab") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_lock_is_held_until_its_last_holder_lets_go(shelf: Shelf) -> None:
    folder = shelf.open()
    assert not keeping.is_locked(folder)
    lock = keeping.lock(folder)
    assert lock is not None
    assert keeping.is_locked(folder)
    assert keeping.lock(folder) is None
    keeping.let_go(lock)
    assert not keeping.is_locked(folder)


def test_what_cannot_be_written_whole_is_not_written(tmp_path: pathlib.Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(OSError, match="there"):
        keeping.keep(tmp_path / "there", b"x")
    assert leftovers(tmp_path) == []


def test_what_was_set_otherwise_is_thrown_away_and_few_addresses_are_kept(shelf: Shelf) -> None:
    old = dataclasses.replace(shelf, version="00000000").open()
    busy = dataclasses.replace(shelf, version="11111111").open()
    lock = keeping.lock(busy)
    other = dataclasses.replace(shelf, edition=7).open()
    folders = []
    for at in range(6):
        folders.append(dataclasses.replace(shelf, base=f"http://192.168.1.{at}").open())
        os.utime(folders[-1], (at, at))
    assert not old.exists()
    assert busy.exists()
    assert other.exists()
    assert [one.exists() for one in folders] == [False, False, True, True, True, True]
    assert lock is not None
    keeping.let_go(lock)


def test_only_so_many_are_begun_from_one_address(site: Flask, shelf: Shelf) -> None:
    (shelf.root).write_text("in the way")  # nothing can be begun, so everything is begun again
    pages = Pages(site)
    site.config["PROPAGATE_EXCEPTIONS"] = False
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', pages.get(PAGE).source)
    assert token
    sent = [
        pages.client.post(PAGE, data={"csrf": token[1]}, headers={"Origin": HERE}).status_code
        for _ in range(11)
    ]
    assert sent[-1] == 429
    assert set(sent[:-1]) == {500}
