"""Load from one process: keep-alive connections, counted answers. `wrk` is used where it is installed."""

import itertools
import json
import random
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

_LONGEST_ORDER = 2000


class Connection:
    """One keep-alive connection that sends bytes and reads whole answers."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket = socket.create_connection(("127.0.0.1", port), 30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def ask(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        """Return (status, headers, body)."""
        self._socket.sendall(request)
        while b"\r\n\r\n" not in self._rest:
            self._rest += self._read()
        head, _, rest = self._rest.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])
        }
        length = int(headers.get("content-length", 0))
        while len(rest) < length:
            rest += self._read()
        self._rest = rest[length:]
        return int(lines[0].split()[1]), headers, rest[:length]

    def _read(self) -> bytes:
        data = self._socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data


def get(port: int, path: str, headers: str = "") -> bytes:
    """Return the bytes of a GET request."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\n".encode()


Asked = tuple[str, str]
"""An address and further header lines, each ended by CR LF."""


def per_second(port: int, asked: Sequence[Asked], *, seconds: float = 2.0, clients: int = 32) -> float:
    """Return how many answers a second a server gives to GETs of these addresses, in an order of chance."""
    order = [random.Random(7).choice(asked) for _ in range(_LONGEST_ORDER)] if len(asked) > 1 else asked
    wrk = shutil.which("wrk")
    if wrk:
        return _with_wrk(wrk, port, order, seconds=seconds, clients=clients)
    requests = [get(port, path, headers) for path, headers in order]
    end = time.perf_counter() + seconds

    def repeat() -> Iterator[bytes]:
        for request in itertools.cycle(requests):
            if time.perf_counter() >= end:
                return
            yield request

    return run(port, [repeat() for _ in range(min(clients, 8))]).rate


def _with_wrk(wrk: str, port: int, order: Sequence[Asked], *, seconds: float, clients: int) -> float:
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write("local asked = {}\n")
        for path, headers in order:
            lines = [f"Host: 127.0.0.1:{port}", *headers.splitlines()]
            pairs = (line.partition(": ") for line in lines if line)
            held = ", ".join(f"[{json.dumps(name)}] = {json.dumps(value)}" for name, _, value in pairs)
            script.write(f"asked[#asked + 1] = wrk.format('GET', {json.dumps(path)}, {{{held}}})\n")
        script.write("local at = 0\nfunction request() at = at % #asked + 1 return asked[at] end\n")
        script.flush()
        told = subprocess.run(
            [wrk, "-t1", f"-c{clients}", f"-d{seconds:.0f}s", "-s", script.name, f"http://127.0.0.1:{port}"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    if "Non-2xx" in told and not any("If-None-Match" in headers for _, headers in order):
        raise RuntimeError(told)
    return _rate(told)


def _rate(told: str) -> float:
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    if found is None:
        raise RuntimeError(told)
    return float(found.group(1))


class Outcome:
    """What a run gave: answers by status, and their times in seconds."""

    def __init__(self) -> None:
        self.statuses: Counter[int] = Counter()
        self.times: list[float] = []
        self.seconds = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return sum(self.statuses.values()) / self.seconds

    def quantile(self, share: float) -> float:
        """Return a time in milliseconds."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def run(
    port: int, clients: list[Iterator[bytes]], check: Callable[[int], bool] = lambda _status: True
) -> Outcome:
    """Let each client send its requests one after another, all clients at once."""
    outcome, turn = Outcome(), threading.Lock()

    def work(requests: Iterator[bytes]) -> None:
        connection = Connection(port)
        statuses: Counter[int] = Counter()
        times = []
        for request in requests:
            begun = time.perf_counter()
            status, _, _ = connection.ask(request)
            times.append(time.perf_counter() - begun)
            statuses[status] += 1
            if not check(status):
                break
        with turn:
            outcome.statuses += statuses
            outcome.times += times

    threads = [threading.Thread(target=work, args=(requests,)) for requests in clients]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcome.seconds = time.perf_counter() - begun
    return outcome
