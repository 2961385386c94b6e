"""A real browser on a real server: `masar serve`, Chromium, and a trainee who has already played."""

import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.player import Past, begin, play_without_script
from tests.shipped import ONE, content_with
from tests.trainee import WORKED, WORKED_ID

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a freshly prepared site, served as the README says."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MASAR_")}
    environment["MASAR_INSTANCE"] = str(tmp_path_factory.mktemp("instance"))
    shipped = content_with(tmp_path_factory.mktemp("shipped") / "content", (*ONE, "he-says-it-is-our-secret"))
    (shipped / f"scenarios/{WORKED_ID}.yaml").symlink_to(WORKED)
    environment["MASAR_CONTENT"] = str(shipped)
    masar = pathlib.Path(sys.executable).parent / "masar"
    server = subprocess.Popen(
        [str(masar), "serve", "--port", str(port), "--demo"], env=environment, stdout=subprocess.DEVNULL
    )
    here = f"http://127.0.0.1:{port}"
    for _ in range(1800):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 2):
            break
        time.sleep(0.1)
    else:
        server.kill()
        pytest.fail("the server did not open its port within three minutes")
    yield here
    server.terminate()
    server.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def past(chromium: Browser, address: str) -> Past:
    """One case played to its end and another left in the middle, on a device whose cookies are known."""
    made = chromium.new_context(base_url=address, java_script_enabled=False)
    page = made.new_page()
    begin(page, "en")
    debrief = play_without_script(page)
    begin(page, "en")
    scene = play_without_script(page, at_most=5)
    cookies = made.storage_state()
    made.close()
    return Past(
        debrief=debrief.removeprefix(f"{address}/en"),
        scene=scene.removeprefix(f"{address}/en"),
        state=cookies,
    )


@contextlib.contextmanager
def watched(chromium: Browser, address: str, **wishes: Any) -> Iterator[BrowserContext]:
    """Open a context that may speak to the site only."""
    made = chromium.new_context(
        **{"base_url": address, "viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        | wishes
    )
    made.set_default_timeout(30_000)  # machines that do other work too are slow
    asked: list[str] = []
    made.on("request", lambda request: asked.append(request.url))
    yield made
    made.close()
    elsewhere = [url for url in asked if not url.startswith((address, "data:", "blob:", "about:"))]
    assert elsewhere == []


def listening(context: BrowserContext) -> Iterator[Page]:
    """Open a page whose console must stay silent: no script error, no refusal of the content policy."""
    page = context.new_page()
    told: list[str] = []
    page.on("pageerror", lambda fault: told.append(f"script error: {fault}"))
    page.on("console", lambda one: told.append(one.text) if "Content Security" in one.text else None)
    yield page
    assert told == []


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser of its own, which may speak to the site only."""
    with watched(chromium, address) as made:
        yield made


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """A page of a reader who has never been here."""
    yield from listening(context)


@pytest.fixture
def known_tab(chromium: Browser, address: str, past: Past) -> Iterator[Page]:
    """A page on the device of the trainee who has played before."""
    with watched(chromium, address, storage_state=past.state) as made:
        yield from listening(made)


@pytest.fixture
def plain_tab(chromium: Browser, address: str) -> Iterator[Page]:
    """A page on a device without JavaScript."""
    with watched(chromium, address, java_script_enabled=False) as made:
        yield from listening(made)
