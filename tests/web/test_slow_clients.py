"""The server as `masar serve` starts it, with people in front of it who send slowly, or without end."""

import contextlib
import os
import pathlib
import select
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from tests.conftest import Databases
from webapp.settings import Settings

ROUTES = ("/ar/manual/reporting/routes", "/en/search?q=report")  # one kept in memory, one made each time
TRY = "/ar/cases/marks-under-the-sleeve/attempts"


class Server:
    """Where the server is, and how it is spoken to byte by byte."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.host = f"127.0.0.1:{port}"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), 10)

    def head(self, method: str, path: str, *lines: str) -> bytes:
        own = (f"Host: {self.host}", f"Origin: http://{self.host}", *lines)
        return "\r\n".join((f"{method} {path} HTTP/1.1", *own, "", "")).encode()

    def form(self, *lines: str) -> bytes:
        return self.head("POST", TRY, "Content-Type: application/x-www-form-urlencoded", *lines)

    def ask(self, request: bytes) -> int:
        with self.connect() as line:
            line.sendall(request)
            return status(line)


def status(line: socket.socket) -> int:
    return int(line.recv(4096).split(b" ", 2)[1])


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, databases: Databases, site_settings: Settings
) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    instance, address = (
        tmp_path_factory.mktemp("served") / "instance",
        databases.make(site_settings.database_url),
    )
    shutil.copytree(site_settings.instance, instance)
    told = {"MASAR_INSTANCE": str(instance), "MASAR_DATABASE_URL": address}
    own = {name: value for name, value in os.environ.items() if not name.startswith("MASAR_")}
    masar = pathlib.Path(sys.executable).parent / "masar"
    process = subprocess.Popen(
        [str(masar), "serve", "--port", str(port)], env=own | told, stdout=subprocess.DEVNULL
    )
    found = Server(port)
    for _ in range(600):
        with contextlib.suppress(OSError), found.connect():
            break
        time.sleep(0.1)
    for path in ROUTES * 2:
        found.ask(found.head("GET", path))
    yield found
    process.terminate()
    process.wait(timeout=20)
    databases.drop(address)


def read(server: Server, times: int) -> tuple[list[int], float]:
    """Open pages one after another; return what was answered, and the time of a page in the middle."""
    statuses, took = [], []
    for number in range(times):
        begun = time.monotonic()
        statuses.append(server.ask(server.head("GET", ROUTES[number % 2])))
        took.append(time.monotonic() - begun)
    return statuses, statistics.median(took)


@contextlib.contextmanager
def hanging_on(server: Server, beginnings: list[bytes]) -> Iterator[list[socket.socket]]:
    """Hold a connection for each beginning; half of them go on by a byte now and then."""
    lines = [server.connect() for _ in beginnings]
    over = threading.Event()

    def drip() -> None:
        while not over.wait(0.5):
            for line in lines[::2]:
                with contextlib.suppress(OSError):
                    line.send(b"a")

    for line, beginning in zip(lines, beginnings, strict=True):
        line.sendall(beginning)
    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        yield lines
    finally:
        over.set()
        dripping.join()
        for line in lines:
            line.close()


def test_pages_are_read_while_many_send_slowly(server: Server) -> None:
    statuses, quiet = read(server, 20)
    assert set(statuses) == {200}
    bodies = [server.form("Content-Length: 5000")] * 40
    heads = [server.head("GET", "/ar").removesuffix(b"\r\n") + b"X-Slow: "] * 40
    with hanging_on(server, bodies + heads):
        statuses, besieged = read(server, 20)
    assert set(statuses) == {200}
    assert besieged < 10 * quiet + 0.2


def test_who_sends_at_once_is_told_to_come_again_and_may_when_the_slow_have_gone(server: Server) -> None:
    form = server.form("Content-Length: 3") + b"a=b"
    assert server.ask(form) == 303
    with hanging_on(server, [server.form("Content-Length: 5000")] * 40):
        assert {server.ask(form) for _ in range(6)} <= {303, 503}
    deadline = time.monotonic() + 10
    while server.ask(form) != 303:
        assert time.monotonic() < deadline


def test_what_is_too_large_is_refused_before_it_is_read(server: Server) -> None:
    for length in (10 * 1024**3, 3 * 1024**2, 300 * 1024):
        with server.connect() as line:
            line.sendall(server.form(f"Content-Length: {length}"))
            assert status(line) == 413, length


def test_what_never_ends_is_refused_when_it_is_too_large(server: Server) -> None:
    chunk, sent = b"10000\r\n" + b"a" * 0x10000 + b"\r\n", 0
    with server.connect() as line:
        line.sendall(server.form("Transfer-Encoding: chunked"))
        while not select.select([line], [], [], 0)[0]:
            assert sent < 64 * 1024**2
            with contextlib.suppress(OSError):
                sent += line.send(chunk[sent % len(chunk) :])
        assert status(line) == 413


@pytest.mark.parametrize("path", ["/static/css/masar.css", *ROUTES])
def test_who_reads_slowly_keeps_nobody_waiting(server: Server, path: str) -> None:
    lines = []
    for _ in range(20):
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        line.connect(("127.0.0.1", server.port))
        line.sendall(server.head("GET", path) * 4)
        lines.append(line)
    assert set(read(server, 10)[0]) == {200}
    for line in lines:
        line.close()
