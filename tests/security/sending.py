"""Ways of sending things that no browser would: odd words, odd envelopes, addresses nobody has tidied up."""

import functools
from collections.abc import Callable, Mapping
from urllib.parse import quote

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Sent = list[tuple[bytes, bytes]]
Envelope = Callable[[Sent], tuple[bytes, str]]
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=here"

ODD = (
    b"",
    b" ",
    b"\0",
    b"a\0b",
    b"\r\nX-Injected: 1",
    b"\xed\xa0\x80",  # a lone surrogate, as some would write it
    b"\xed\xb0\x80\xed\xa0\x80",
    b"\xff\xfe",
    b"\xc0\xbc\xc0\xae\xc0\xae/",  # overlong
    b"\xf4\x90\x80\x80",
    "\U0010ffff\ufffe\ufdd0".encode(),
    "\U0001f9d1\u200d\U0001f9d1".encode(),
    "\u202e\u2066\u200f".encode(),
    "\x1b[31m\x7f\x85".encode(),
    "٣٤".encode(),
    b"-1",
    b"0",
    b"1e9",
    b"2147483648",
    b"9223372036854775808",
    b"9" * 400,
    b"9" * 5000,
    b"0x10",
    b"NaN",
    b"true",
    b"[]",
    b"2026-02-30",
    b"9999-12-31",
    b"0001-01-01",
    b"'; DROP TABLE account; --",
    b"%_\\%",
    b"../../etc/passwd",
    b"..\\..\\x",
    b"http://[",
    b"//evil.example",
    b"x" * 20_000,
    "ﷺ".encode() * 3000,
    b"\xcc\x81" * 2000,
)
"""Values for a field."""

FOR_DATABASES = tuple(
    one
    for one in ODD
    if (len(one) < 500 or one.startswith(b"x"))
    and one not in {b" ", b"0x10", b"true", b"[]", b"http://[", b"//evil.example"}
    and b".." not in one
)
"""Those that reach a database and are no ordinary letters to it: signs it knows none of, numbers past its
ends, more letters than a column holds."""

PIECES = (
    b"\0",
    b"a\0b",
    b"..",
    b"..%2f..",
    b"..\\..",
    b"%",
    b"%zz",
    b"\xed\xa0\x80",
    b"\xff",
    b"\xc0\xae\xc0\xae",
    "\U0001f9d1".encode(),
    "طفل".encode(),
    b"-1",
    b"0",
    b"2147483648",
    b"99999999999999999999",
    b"9" * 5000,
    b"a" * 9000,
    b"a@1",
    b"@",
    b"?x#y",
    b"//evil.example",
    b"\r\nX-Injected: 1",
    b"<b>",
    b"{{7*7}}",
    b";jsessionid=1",
    b" ",
    b"a/../../x",
)
"""Steps of an address, as the application sees them when all percents are resolved."""


def urlencoded(sent: Sent) -> bytes:
    """Return the fields as a form sends them."""
    return b"&".join(_quoted(name) + b"=" + _quoted(value) for name, value in sent)


@functools.lru_cache(maxsize=4096)  # the same few words stand in thousands of fields
def _quoted(value: bytes) -> bytes:
    return quote(value).encode()


def multipart(sent: Sent, *, as_files: bool = False) -> bytes:
    """Return the parts of a form, each as text or each as a file."""
    name = b"; filename=list.csv\r\nContent-Type: text/csv" if as_files else b""
    parts = [
        b'--here\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (field, name, value)
        for field, value in sent
    ]
    return b"".join(parts) + b"--here--\r\n"


def _more(count: int) -> Sent:
    return [(b"x%d" % at, b"y") for at in range(count)]


FORM: Envelope = lambda sent: (urlencoded(sent), URLENCODED)  # noqa: E731 -- one of many alike
PARTS: Envelope = lambda sent: (multipart(sent), MULTIPART)  # noqa: E731 -- one of many alike
LETTERS: dict[str, Envelope] = {
    "form": FORM,
    "parts": PARTS,
    "files": lambda sent: (multipart(sent, as_files=True), MULTIPART),
    "parts never closed": lambda sent: (multipart(sent)[:-20], MULTIPART),
    "another boundary": lambda sent: (multipart(sent), "multipart/form-data; boundary=there"),
    "no boundary": lambda sent: (multipart(sent), "multipart/form-data"),
    "odd letters": lambda sent: (urlencoded(sent), f"{URLENCODED}; charset=utf-7"),
    "json": lambda _: (b'{"csrf": [[[[{}]]]]}', "application/json"),
    "text": lambda sent: (urlencoded(sent), "text/plain"),
    "nothing said": lambda sent: (urlencoded(sent), ""),
    "broken type": lambda sent: (urlencoded(sent), "\xff/;;=;"),
}
"""Envelopes in which a form may come."""

PARCELS: dict[str, Envelope] = {
    **LETTERS,
    "a thousand fields": lambda sent: FORM(sent + _more(1000)),
    "a thousand parts": lambda sent: PARTS(sent + _more(1000)),
    "one field a thousand times": lambda sent: FORM(sent * 1000),
    "deep names": lambda sent: FORM([*sent, (b"a" + b"[b]" * 5000, b"c")]),
    "broken percents": lambda sent: (urlencoded(sent) + b"&%=%&%zz=%9&&=&%00=%00", URLENCODED),
    "too much": lambda sent: FORM([*sent, (b"x", b"y" * 3_000_000)]),
    "too much in parts": lambda sent: PARTS([*sent, (b"x", b"y" * 3_000_000)]),
    "bytes": lambda _: (bytes(range(256)) * 40, "application/octet-stream"),
    "deep json": lambda _: (b"[" * 100_000, "application/json"),
}
"""And those that are too much of something."""


def raw(
    client: FlaskClient,
    path: bytes,
    query: bytes = b"",
    *,
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
) -> TestResponse:
    """Open an address whose bytes nobody has tidied up on the way."""
    told = {"PATH_INFO": path.decode("latin-1"), "QUERY_STRING": query.decode("latin-1")}
    return client.open("/", method=method, headers=dict(headers or {}), environ_overrides=told)
