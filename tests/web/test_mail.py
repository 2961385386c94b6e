"""Letters go to a real mail server behind the answer's back; what goes wrong is said without whom it was about."""

import contextlib
import dataclasses
import email
import email.policy
import logging
import smtplib
import socket
import socketserver
import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from webapp.app import create_app
from webapp.errors import BadInput
from webapp.settings import Settings
from webapp.web import mail
from webapp.web.mail import Letterbox, Server, connected, is_configured, send_later, written

TO, SUBJECT, BODY = (
    "somebody@example.om",
    "دعوة إلى مسار",
    "للانضمام افتحي هذا الرابط:\nhttps://masar.example/ar/x",
)


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server in miniature, which takes everything unless it is told to behave otherwise."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, *, refuses: bool = False, hangs: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.refuses, self.hangs = refuses, hangs
        self.letters: list[bytes] = []
        self.said: list[str] = []
        self.closed = threading.Event()

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        if self.server.hangs:
            self.server.closed.wait(10)
            return
        self.say("220 ready")
        for line in self.rfile:
            words = line.decode().strip()
            self.server.said.append(words)
            verb = words.split(" ")[0].upper()
            if verb == "DATA":
                self.take()
            elif verb == "RCPT" and self.server.refuses:
                self.say(f"550 nobody here is called {words}")
            else:
                self.say({"EHLO": "250-here\r\n250 AUTH PLAIN", "AUTH": "235 welcome"}.get(verb, "250 well"))

    def take(self) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        self.server.letters.append(b"".join(lines))
        self.say("250 kept")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextlib.contextmanager
def served(**ways: bool) -> Iterator[MailServer]:
    with MailServer(**ways) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.closed.set()
        server.shutdown()


def told(settings: Settings, address: str) -> Settings:
    return dataclasses.replace(
        settings, smtp_url=address, mail_from="masar@masar.example", public_url="https://masar.example"
    )


def test_a_letter_arrives_as_it_was_written(settings: Settings) -> None:
    with served() as server:
        letterbox = Letterbox(told(settings, server.address))
        letterbox(TO, SUBJECT, BODY)
        letterbox.wait()
    letter = email.message_from_bytes(server.letters[0], policy=email.policy.default)
    assert (letter["To"], letter["Subject"]) == (TO, SUBJECT)
    assert letter["From"] == "Masar <masar@masar.example>"
    assert letter["Message-ID"].endswith("@masar.example>")
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content_charset() == "utf-8"
    assert letter.get_content().replace("\r\n", "\n").strip() == BODY
    assert server.said[0].upper() == "EHLO MASAR.EXAMPLE"


def test_the_application_sends_its_letters_through_the_letterbox(settings: Settings) -> None:
    with served() as server:
        app = create_app(told(settings, server.address))
        with app.app_context():
            send_later(to=TO, subject=SUBJECT, body=BODY)
        app.extensions["masar.mailer"].wait()
        app.extensions["masar.database"].close()
    assert len(server.letters) == 1


def test_tests_put_a_mailer_of_their_own_there() -> None:
    app, sent = Flask("letters"), []
    app.extensions["masar.mailer"] = lambda *letter: sent.append(letter)
    with app.app_context():
        send_later(to=TO, subject=SUBJECT, body=BODY)
    assert sent == [(TO, SUBJECT, BODY)]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\nBcc: x@example.om", "\0", "\x85", "\u2028"])
def test_nobody_writes_lines_of_their_own_into_the_head_of_a_letter(settings: Settings, end: str) -> None:
    letterbox = Letterbox(told(settings, "smtp://127.0.0.1:1"))
    with pytest.raises(BadInput):
        letterbox(TO + end, SUBJECT, BODY)
    with pytest.raises(BadInput):
        letterbox(TO, SUBJECT + end, BODY)


@pytest.mark.parametrize("to", ["a@example.om, b@example.om", "Name <a@example.om>", "a", ""])
def test_a_letter_goes_to_one_address(to: str) -> None:
    with pytest.raises((ValueError, IndexError, email.errors.MessageError)):
        written(to, SUBJECT, BODY, sender="masar@masar.example", here="masar.example")


def test_a_server_that_hangs_keeps_nobody_waiting_and_is_named_without_the_letter(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with served(hangs=True) as server:
        letterbox = Letterbox(told(settings, server.address), seconds=0.3)
        letterbox(TO, SUBJECT, BODY)  # returns, although the server says nothing before this test ends
        letterbox(TO, SUBJECT, BODY)
        letterbox.wait()
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2
    assert "a letter was not sent" in caplog.text
    assert "somebody" not in caplog.text
    assert "masar.example/ar" not in caplog.text


def test_a_server_that_refuses_is_logged_without_the_address_and_the_next_letter_has_its_turn(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with served(refuses=True) as server:
        letterbox = Letterbox(told(settings, server.address))
        letterbox(TO, SUBJECT, BODY)
        letterbox.wait()
        assert "SMTPRecipientsRefused" in caplog.text
        server.refuses = False
        letterbox(TO, SUBJECT, BODY)
        letterbox.wait()
    assert len(server.letters) == 1
    assert "somebody" not in caplog.text


def test_a_server_that_is_away_is_logged(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as taken:  # bound and not listening: nobody answers there
        taken.bind(("127.0.0.1", 0))
        letterbox = Letterbox(told(settings, f"smtp://127.0.0.1:{taken.getsockname()[1]}"))
        letterbox(TO, SUBJECT, BODY)
        letterbox.wait()
    assert "ConnectionRefusedError" in caplog.text


def test_without_a_server_a_letter_is_not_kept(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    assert not is_configured(settings)
    assert is_configured(told(settings, "smtp://mail.example"))
    Letterbox(settings)(TO, SUBJECT, BODY)
    assert "no mail server is set" in caplog.text


def test_the_password_is_said_to_the_server_it_is_for(settings: Settings) -> None:
    with served() as server:
        address = server.address.replace("//", "//masar:p%40ss@")
        letterbox = Letterbox(told(settings, address))
        letterbox(TO, SUBJECT, BODY)
        letterbox.wait()
    assert server.said[1] == "AUTH PLAIN AG1hc2FyAHBAc3M="


@pytest.mark.parametrize(
    ("address", "is_hushed", "is_wrapped", "port"),
    [
        ("smtp://u:p@mail.example", True, False, 587),
        ("smtp://mail.example:25", True, False, 25),
        ("smtps://u:p@mail.example", False, True, 465),
        ("smtp://localhost:1025", False, False, 1025),
        ("smtp://[::1]:1025", False, False, 1025),
    ],
)
def test_only_this_very_machine_is_spoken_to_in_the_clear(
    address: str, *, is_hushed: bool, is_wrapped: bool, port: int
) -> None:
    server = Server.at(address)
    assert (server.is_hushed, server.is_wrapped, server.port) == (is_hushed, is_wrapped, port)
    assert "p" not in repr(server).partition("user=")[2].removeprefix("'u'")


def test_nothing_is_said_to_a_server_that_offers_no_secrecy() -> None:
    with served() as taker:
        server = dataclasses.replace(Server.at(taker.address), is_hushed=True, user="masar", password="pass")
        with pytest.raises(smtplib.SMTPNotSupportedError):
            connected(server, here="masar.example", seconds=5)
    assert [line.split(" ")[0].upper() for line in taker.said] == ["EHLO"]
    assert mail.is_loopback(server.host)
