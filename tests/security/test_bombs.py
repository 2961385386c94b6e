"""A small thing that would unfold into a large one is refused, soon, with a finding, and without the memory."""

import io
import json
import pathlib
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest

from tests.security.bounds import bounded
from tests.security.house import House
from tests.security.sending import MULTIPART, multipart
from tests.web.pages import HERE
from webapp.accounts.people_file import COLUMNS
from webapp.administration.backup import verify
from webapp.database import SCHEMA
from webapp.errors import BadInput, Refused
from webapp.web.uploaded_table import read

GIGABYTE = 1 << 30


def member(
    name: bytes, content: bytes, *, size: int, method: int = 8, times: int = 1, at: int = 0
) -> tuple[bytes, bytes]:
    """Return a member of a zip and its line in the directory, saying whatever is wanted of its size."""
    told = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 33, 0, len(content), size, len(name), 0)
    here = b"PK\x03\x04" + told + name + content
    line = b"PK\x01\x02" + struct.pack("<H", 20) + told + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
    return here, line * times


def parcel(*members: tuple[bytes, bytes], count: int = 0) -> bytes:
    """Put members together as they are."""
    body = b"".join(here for here, _ in members)
    lines = b"".join(line for _, line in members)
    number = min(count or len(members), 0xFFFF)
    end = struct.pack("<HHHHIIH", 0, 0, number, number, len(lines), len(body), 0)
    return body + lines + b"PK\x05\x06" + end


def zeros(size: int) -> bytes:
    """Return what unpacks to so many zeros; a piece is packed once and put down over and over."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = pack.compress(bytes(1 << 20)) + pack.flush(zlib.Z_FULL_FLUSH)
    return piece * (size >> 20) + b"\x03\x00"


def book(**parts: bytes) -> bytes:
    """Return a workbook as far as its names go."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in ({"xl/workbook.xml": b"<workbook/>"} | parts).items():
            made.writestr(name, content)
    return kept.getvalue()


SHEET = b"xl/workbook.xml"
ZIPS: dict[str, Callable[[], bytes]] = {
    "a gigabyte of zeros": lambda: parcel(member(SHEET, zeros(GIGABYTE), size=GIGABYTE)),
    "a gigabyte that says it is small": lambda: parcel(member(SHEET, zeros(GIGABYTE), size=100)),
    "a little that says it is a gigabyte": lambda: parcel(member(SHEET, zeros(1 << 20), size=GIGABYTE)),
    "four gigabytes in a field": lambda: parcel(member(SHEET, b"\x03\x00", size=0xFFFFFFFF)),
    "zips in zips": lambda: book(**{"xl/workbook.xml": book(inner=book(inner=zeros(GIGABYTE >> 4)))}),
    "forty thousand members": lambda: parcel(
        *(member(b"%d" % at, b"", size=0, method=0) for at in range(40_000))
    ),
    "members that lie over each other": lambda: parcel(
        member(SHEET, zeros(1 << 24), size=1 << 24, times=190), count=190
    ),
    "one name over and over": lambda: parcel(*[member(SHEET, b"x", size=1, method=0)] * 150),
    "a method that unpacks at once": lambda: parcel(member(SHEET, b"BZh9" + bytes(99), size=99, method=12)),
    "a directory that is not there": lambda: b"PK\x03\x04" + bytes(500_000),
    "an end without a beginning": lambda: b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 9, 9, 0xFFFFFF, 5, 0),
    "entities that laugh": lambda: book(**{"xl/workbook.xml": LAUGHS}),
    "elements without end": lambda: book(**{"xl/workbook.xml": b"<a>" * 600_000}),
    "attributes without end": lambda: book(
        **{"xl/workbook.xml": b"<a " + b" ".join(b"b%d='c'" % at for at in range(90_000)) + b"/>"}
    ),
    "one cell at the end of the world": lambda: book(
        **{"xl/worksheets/sheet1.xml": b"<c r='XFD1048576'><v>1</v></c>"}
    ),
}
LAUGHS = (
    b"<!DOCTYPE a [<!ENTITY a0 'ha'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 12))
    + b"]><a>&a11;</a>"
)


@pytest.mark.parametrize("bomb", ZIPS)
def test_a_workbook_that_would_unfold_is_refused_soon(bomb: str) -> None:
    content = ZIPS[bomb]()
    with bounded(), pytest.raises(BadInput) as refused:
        read("list.xlsx", content, columns=COLUMNS)
    assert refused.value.code in {"table.too-large", "table.damaged", "table.kind", "table.empty"}


@pytest.mark.parametrize("bomb", ["a gigabyte of zeros", "forty thousand members", "entities that laugh"])
def test_the_page_that_takes_lists_says_what_is_wrong_with_one(house: House, bomb: str) -> None:
    house.settle()
    token = multipart([(b"csrf", house.token().encode())])[: -len(b"--here--\r\n")]
    body = token + multipart([(b"file", ZIPS[bomb]())], as_files=True)
    with bounded():
        answer = house.person.pages.client.post(
            "/en/administration/people/import", data=body, content_type=MULTIPART, headers={"Origin": HERE}
        )
    assert answer.status_code in {413, 422}
    assert 'role="alert"' in answer.get_data(as_text=True) or answer.status_code == 413


@pytest.mark.parametrize("bomb", ZIPS)
def test_a_backup_that_would_unfold_is_refused_soon(bomb: str, tmp_path: pathlib.Path) -> None:
    content = ZIPS[bomb]().replace(SHEET, b"tables/account.")
    (tmp_path / "bomb.zip").write_bytes(content)
    with bounded(), pytest.raises(Refused) as refused:
        verify(tmp_path / "bomb.zip")
    assert refused.value.code.startswith("backup.")


@pytest.mark.parametrize(
    ("content", "says"),
    [(zeros(GIGABYTE), GIGABYTE), (zeros(GIGABYTE), 9), (zeros(250 << 20), 250 << 20)],
    ids=["all", "lying", "one line"],
)
def test_a_table_of_a_backup_that_would_unfold_is_refused_soon(
    content: bytes, says: int, tmp_path: pathlib.Path
) -> None:
    table = {"rows": 1, "sha256": "0" * 64}
    about = {
        "format": 1,
        "schema": SCHEMA,
        "made": "2026-11-04T08:00:00+00:00",
        "database": "sqlite",
        "tables": {"account": table},
        "keys": {},
    }
    told = json.dumps(about).encode()
    first = member(b"about.json", told, size=len(told), method=0)
    second = member(b"tables/account.jsonl", content, size=says, at=len(first[0]))
    (tmp_path / "bomb.zip").write_bytes(parcel(first, second))
    with bounded(), pytest.raises(Refused) as refused:
        verify(tmp_path / "bomb.zip")
    assert refused.value.code in {"backup.too-large", "backup.damaged"}, refused.value
