"""Load from one process: keep-alive connections, counted answers. `wrk` is used where it is installed."""

import re
import shutil
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator


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


def per_second(port: int, path: str, *, headers: str = "", seconds: float = 2.0, clients: int = 32) -> float:
    """Return how many answers a second a server gives to one GET."""
    wrk = shutil.which("wrk")
    if wrk:
        extra = [part for line in headers.splitlines() if line for part in ("-H", line)]
        told = subprocess.run(
            [wrk, "-t1", f"-c{clients}", f"-d{seconds:.0f}s", *extra, f"http://127.0.0.1:{port}{path}"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        if "Non-2xx" in told and "If-None-Match" not in headers:
            raise RuntimeError(told)
        return _rate(told)
    request = get(port, path, headers)
    end = time.perf_counter() + seconds

    def repeat() -> Iterator[bytes]:
        while time.perf_counter() < end:
            yield request

    return run(port, [repeat() for _ in range(min(clients, 8))]).rate


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
