"""Servers to measure: ours, a bare Flask, a bare WSGI app, nginx; each a process of its own."""

import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping

HERE = pathlib.Path(__file__).parent
SERVER_CORE, CLIENT_CORE = {0}, {1}


def pin(core: set[int]) -> None:
    """Keep this process on one core, so that server and load never fight; of one there is nothing to keep."""
    if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, core)


def _pin_server() -> None:
    pin(SERVER_CORE)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def granian(target: str, environment: Mapping[str, str], *, workers: int = 1) -> Iterator[tuple[int, int]]:
    """Serve a WSGI target with the production server as `masar serve` does; give its port and process."""
    port = free_port()
    code = (
        "from granian import Granian; from granian.constants import HTTPModes, Interfaces;"
        "from granian.log import LogLevels; from webapp.web.bodies import WAITING;"
        f"Granian({target!r}, port={port}, interface=Interfaces.WSGI, workers={workers},"
        "blocking_threads=2 + WAITING, http=HTTPModes.http1,"
        "runtime_threads=1, backlog=1024, log_level=LogLevels.error).serve()"
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MASAR_")}
    server = subprocess.Popen(
        [sys.executable, "-c", code], env=clean | dict(environment), cwd=HERE.parent, preexec_fn=_pin_server
    )
    try:
        _wait(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(20)


def resident(process: int) -> float:
    """Return the memory of the largest process below one, in megabytes."""
    below = [process]
    for one in below:
        children = pathlib.Path(f"/proc/{one}/task/{one}/children")
        below.extend(int(child) for child in children.read_text().split() if children.exists())
    return max(_megabytes(one) for one in below[1:] or below)


def _megabytes(process: int) -> float:
    lines = pathlib.Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


@contextlib.contextmanager
def nginx(folder: pathlib.Path) -> Iterator[int | None]:
    """Serve a folder with nginx, or give None where it is not installed."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        yield None
        return
    port = free_port()
    setup = folder / "nginx.conf"
    setup.write_text(
        f"worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
        "events { worker_connections 512; }\n"
        f"http {{ access_log off; etag on; types {{ text/html html; }}\n"
        f"client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;"
        f" uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}\n"
    )
    folder.chmod(0o755)
    server = subprocess.Popen(
        [program, "-c", str(setup), "-p", str(folder), "-e", str(folder / "error.log")],
        preexec_fn=_pin_server,
    )
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"nothing answers on port {port}")
