"""A body is there before anything is done with it; few threads wait for it, and not for ever."""

import io
import threading
import time
from collections.abc import Iterable
from typing import Any

import pytest

from webapp.web import bodies
from webapp.web.bodies import Bodies

LARGEST = 1000


class Stream(io.BytesIO):
    """What a sender sends, and when: nothing comes before `comes` is set."""

    def __init__(self, content: bytes, comes: threading.Event | None = None) -> None:
        super().__init__(content)
        self.comes = comes
        self.was_read = threading.Event()

    def read(self, size: int | None = -1, /) -> bytes:
        self.was_read.set()
        if self.comes:
            self.comes.wait(10)
        return super().read(size)


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    yield b"length " + environ.get("CONTENT_LENGTH", "none").encode() + b" "
    yield environ["wsgi.input"].read()


def asked(
    door: Bodies, stream: Stream, length: int | str | None, method: str = "POST", *, path: str = "/"
) -> tuple[str, bytes]:
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "wsgi.input": stream, "PATH_INFO": path}
    environ |= {"HTTP_TRANSFER_ENCODING": "chunked"} if length is None else {"CONTENT_LENGTH": str(length)}
    said: list[str] = []
    answer = door(environ, lambda status, *_rest: said.append(status))
    assert isinstance(answer, list)
    return said[0][:3], b"".join(answer)


@pytest.fixture
def door() -> Bodies:
    return Bodies(echo, largest=LARGEST, waiting=2)


def test_a_body_arrives_whole(door: Bodies) -> None:
    assert asked(door, Stream(b"a=b"), 3) == ("200", b"length 3 a=b")


def test_half_a_body_is_not_taken_for_a_whole_one(door: Bodies) -> None:
    status, words = asked(door, Stream(b"a=b&"), 8)
    assert (status, words.startswith(b"length")) == ("400", False)


def test_a_body_without_a_length_is_given_one(door: Bodies) -> None:
    assert asked(door, Stream(b"a=b"), None) == ("200", b"length 3 a=b")
    told = asked(door, Stream(b"a" * 5000), None)[1]
    assert told.startswith(b"length 1001 ")  # more than may come, and no more than that was read


@pytest.mark.parametrize("length", [LARGEST + 1, 10**12, "-1", "٣", "3, 3", " ", "9" * 5000])
def test_what_is_too_large_or_unreadable_is_left_alone(door: Bodies, length: int | str) -> None:
    stream = Stream(b"a")
    assert asked(door, stream, length)[0] == "200"
    assert not stream.was_read.is_set()


def test_more_is_taken_in_only_where_more_is_meant() -> None:
    more = {"/file": 5000}
    door = Bodies(echo, largest=LARGEST, larger=lambda environ: more.get(environ["PATH_INFO"], LARGEST))
    assert asked(door, Stream(b"a" * 5000), 5000, path="/file")[1].startswith(b"length 5000 ")
    stream = Stream(b"a" * (LARGEST + 1))
    assert asked(door, stream, LARGEST + 1, path="/elsewhere")[0] == "200"
    assert not stream.was_read.is_set()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nobody_waits_for_what_comes_with_a_page(door: Bodies, method: str) -> None:
    stream = Stream(b"a")
    assert asked(door, stream, 1, method) == ("200", b"length 1 ")
    assert not stream.was_read.is_set()


def hang_on(door: Bodies, comes: threading.Event, number: int) -> list[threading.Thread]:
    streams = [Stream(b"a", comes) for _ in range(number)]
    threads = [threading.Thread(target=asked, args=(door, stream, 1)) for stream in streams]
    for thread in threads:
        thread.start()
    for stream in streams:
        assert stream.was_read.wait(5)
    return threads


def test_no_more_senders_are_waited_for_than_there_are_places(door: Bodies) -> None:
    comes = threading.Event()
    slow = hang_on(door, comes, 2)
    status, words = asked(door, Stream(b"a"), 1)
    assert (status, "The site is busy" in words.decode()) == ("503", True)
    assert asked(door, Stream(b""), 0)[0] == "200"  # who sends nothing is answered
    comes.set()
    for thread in slow:
        thread.join()
    assert asked(door, Stream(b"a"), 1)[0] == "200"


def test_a_place_is_given_back_when_a_sender_breaks_off(door: Bodies) -> None:
    class Broken(Stream):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError

    for _ in range(5):
        with pytest.raises(OSError):  # noqa: PT011 -- the server's own, whatever it says
            asked(door, Broken(b""), 1)
    assert asked(door, Stream(b"a"), 1)[0] == "200"


def test_who_comes_while_the_others_are_quick_waits_a_moment(door: Bodies) -> None:
    comes = threading.Event()
    slow = hang_on(door, comes, 2)
    threading.Timer(0.02, comes.set).start()
    assert asked(door, Stream(b"a"), 1)[0] == "200"
    for thread in slow:
        thread.join()


def test_senders_who_hold_every_place_too_long_are_cut_off_once() -> None:
    cut: list[int] = []
    door = Bodies(echo, largest=LARGEST, waiting=2, too_long=0.05, cut_off=lambda: cut.append(1))
    comes = threading.Event()
    slow = hang_on(door, comes, 2)
    time.sleep(0.1)
    for _ in range(3):
        assert asked(door, Stream(b"a"), 1)[0] == "503"
    assert cut == [1]
    comes.set()
    for thread in slow:
        thread.join()


def test_nothing_is_cut_off_outside_of_a_server() -> None:
    bodies.begin_anew()  # this process was begun by no granian: nobody gets a signal


def test_what_the_application_holds_is_let_go_before_the_answer_leaves() -> None:
    class Parts(list[bytes]):
        closed = False

        def close(self) -> None:
            self.closed = True

    parts = Parts([b"a", b"b"])

    def app(_environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return parts

    assert asked(Bodies(app, largest=LARGEST), Stream(b""), 0) == ("200", b"ab")
    assert parts.closed
