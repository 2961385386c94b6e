"""A real browser on a real server: `masar serve`, Chromium, axe-core."""

import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

AXE = pathlib.Path(__file__).parent / "vendor/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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
    masar = pathlib.Path(sys.executable).parent / "masar"
    server = subprocess.Popen(
        [str(masar), "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL
    )
    here = f"http://127.0.0.1:{port}"
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 2):
            break
        time.sleep(0.1)
    yield here
    server.terminate()
    server.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser of its own, which may speak to the site only."""
    made = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    made.on("request", lambda request: asked.append(request.url))
    yield made
    made.close()
    elsewhere = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert elsewhere == []


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    """A page whose console stays silent: no error, no refusal of the content policy."""
    page = context.new_page()
    page.on("pageerror", lambda fault: pytest.fail(f"script error: {fault}"))
    page.on(
        "console",
        lambda told: pytest.fail(f"console: {told.text}") if "Content Security" in told.text else None,
    )
    return page


def axe_findings(page: Page) -> list[str]:
    """Return what axe-core finds at WCAG 2.2 AA and best practice."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})"
        ".then(all => all.violations.map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(' | ')))",
        RULES,
    )
    return list(found)
