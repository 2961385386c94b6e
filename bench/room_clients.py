"""Participants and a trainer as their browsers behave: asking whether it moved, answering, trying again."""

import asyncio
import contextlib
import hashlib
import hmac
import random
import re
import secrets
import time
from urllib.parse import urlencode

EVERY = 2.0
"""Seconds between two questions of a participant's page; a fifth more or less by chance."""

TRAINER_EVERY = 1.5
PATIENCE = 15.0
ANSWERED = re.compile(rb"<bdi[^>]*>([\d,]+)</bdi> of <bdi[^>]*>[\d,]+</bdi> have answered")
SEEN = re.compile(rb"[?&;]seen=([^\"&]+)")


class Lost(Exception):
    """The network ate a request, or its answer."""


class Browser:
    """One keep-alive connection with a cookie; a share of its requests, or of their answers, is lost."""

    def __init__(self, ports: list[int], cookie: str, *, drops: float = 0.0) -> None:
        self._ports = ports
        self._cookie = cookie
        self._drops = drops
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.dropped = 0

    async def ask(self, method: str, path: str, body: str = "", *, htmx: bool = False) -> tuple[int, bytes]:
        """Return (status, body). Errors: Lost, OSError, asyncio.TimeoutError."""
        fate = random.random()
        if fate < self._drops / 2:
            self.dropped += 1
            raise Lost
        try:
            answer = await asyncio.wait_for(self._ask(method, path, body, htmx=htmx), PATIENCE)
        except BaseException:
            self.close()
            raise
        if fate < self._drops:
            self.dropped += 1
            self.close()
            raise Lost
        return answer

    def close(self) -> None:
        """Let go of the connection."""
        if self._streams:
            self._streams[1].close()
        self._streams = None

    async def _ask(self, method: str, path: str, body: str, *, htmx: bool) -> tuple[int, bytes]:
        if self._streams is None:
            port = random.choice(self._ports)
            self._streams = await asyncio.open_connection("127.0.0.1", port)
        reader, writer = self._streams
        told = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self._cookie}\r\n"
        told += "HX-Request: true\r\n" if htmx else ""
        if method == "POST":
            told += "Origin: http://127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            told += f"Content-Length: {len(body)}\r\n"
        writer.write(told.encode() + b"\r\n" + body.encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        content = await reader.readexactly(int(length[1])) if length else b""
        return int(head.split(b" ", 2)[1]), content


class Participant:
    """One device in a room: it polls, fetches what moved, and answers the decision once it is asked."""

    def __init__(self, ports: list[int], room: str, answers: list[str], secret: str, *, drops: float) -> None:
        self.token = secrets.token_urlsafe(32)
        self.browser = Browser(ports, f"masar_visitor={self.token}", drops=drops)
        self.room = room
        self.answer = random.choice(answers)
        self.csrf = hmac.digest(secret.encode(), f"csrf:{self.token}:".encode(), "sha256").hex()
        self.acked = 0.0
        self.took = 0.0
        self.pulse = b""
        self.last_seen = 0.0
        self.tries = 0

    @property
    def owner(self) -> str:
        """The key under which the site keeps this device."""
        return hashlib.sha256(self.token.encode()).hexdigest()

    async def live(self, until: float, *, answer_within: float) -> None:
        """Behave as a page does until that moment."""
        await asyncio.sleep(random.random() * EVERY)
        reload_at = time.monotonic() + random.random() * answer_within
        answering: asyncio.Task[None] | None = None
        while time.monotonic() < until:
            with contextlib.suppress(Lost, OSError, asyncio.TimeoutError, asyncio.IncompleteReadError):
                if time.monotonic() > reload_at:
                    await self.browser.ask("GET", f"/ar/room/{self.room}")
                    reload_at = until + 1
                if await self._look() and answering is None:
                    answering = asyncio.create_task(self._answer(random.random() * answer_within))
            await asyncio.sleep(EVERY * (0.8 + 0.4 * random.random()))
        if answering:
            await answering
        self.browser.close()

    async def _look(self) -> bool:
        """Ask for the pulse, fetch the page when it moved, and say whether it asks for an answer."""
        status, pulse = await self.browser.ask("GET", f"/live/{self.room}")
        if status != 200:
            return False
        self.last_seen = time.monotonic()
        if pulse == self.pulse:
            return False
        status, page = await self.browser.ask("GET", f"/ar/room/{self.room}", htmx=True)
        if status != 200:
            return False
        self.pulse = pulse
        return b"data-room-form" in page

    async def _answer(self, after: float) -> None:
        """Send the answer until it has arrived; the same bytes every time."""
        await asyncio.sleep(after)
        own = Browser(self.browser._ports, self.browser._cookie, drops=self.browser._drops)  # noqa: SLF001 -- a second connection of this device
        body = f"csrf={self.csrf}&position=0&turn=1&submission={secrets.token_urlsafe(9)}&{self.answer}"
        while not self.acked:
            self.tries += 1
            begun = time.monotonic()
            with contextlib.suppress(Lost, OSError, asyncio.TimeoutError, asyncio.IncompleteReadError):
                status, page = await own.ask("POST", f"/ar/room/{self.room}/answer", body)
                if status == 303:
                    self.acked, self.took = time.monotonic(), time.monotonic() - begun
                elif status < 500:
                    raise RuntimeError((status, page[:500]))
            if not self.acked:
                await asyncio.sleep(0.5 + random.random())
        own.close()


class Watcher:
    """The trainer's page: it asks for the picture and notes when how many answers were in it."""

    def __init__(self, ports: list[int], room: str, cookie: str) -> None:
        self._browser = Browser(ports, cookie)
        self._room = room
        self.seen: list[tuple[float, int]] = []
        self.took: list[float] = []

    async def watch(self, until: float) -> None:
        """Look at the room until that moment."""
        mark = "none"
        while time.monotonic() < until:
            begun = time.monotonic()
            with contextlib.suppress(OSError, asyncio.TimeoutError, asyncio.IncompleteReadError):
                path = f"/en/sessions/{self._room}/room/picture?seen={mark}"
                status, page = await self._browser.ask("GET", path, htmx=True)
                self.took.append(time.monotonic() - begun)
                if status == 200:
                    count = ANSWERED.search(page)
                    found = SEEN.search(page)
                    mark = found[1].decode() if found else mark
                    if count:
                        self.seen.append((time.monotonic(), int(count[1])))
            await asyncio.sleep(TRAINER_EVERY)
        self._browser.close()

    def behind(self, acked: list[float]) -> list[float]:
        """Return for each answer how long after its receipt the picture counted it. Units: seconds."""
        found = []
        for number, at in enumerate(sorted(acked), start=1):
            shown = next((when for when, count in self.seen if count >= number and when >= at), None)
            earlier = any(count >= number for when, count in self.seen if when < at)
            found.append(0.0 if earlier else float("inf") if shown is None else shown - at)
        return found


def form(choice: dict[str, tuple[str, ...]]) -> str:
    """Return an answer as a form sends it."""
    return urlencode([(f"answer.{field}", pick) for field, picks in choice.items() for pick in picks])
