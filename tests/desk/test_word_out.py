"""What is taken out in Word comes back in: both languages, right to left marked, uids hidden, files byte for byte."""

import io
import pathlib
import re
import zipfile

import pytest
from flask import Flask

from tests.desk.test_word_pairing import shipped, unfolded
from tests.people import sign_in, store
from tests.web.small import files, small_site
from webapp.desk import exporting, importing, word_file
from webapp.engine.manual import book as books
from webapp.engine.word import proposal
from webapp.engine.word.proposal import Manual
from webapp.manual import queries as manual
from webapp.manual.files import write_files
from webapp.manual.service import export_files
from webapp.settings import Settings
from webapp.web.label import LABEL


@pytest.fixture(scope="module")
def small(module_settings: Settings) -> Flask:
    return small_site(module_settings)


def word(app: Flask, what: str = "all", lang: str = "both") -> bytes:
    with app.test_request_context("/en"), store(app).reading() as connection:
        return exporting.word(connection, what=what, lang=lang)[0]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parcel:
        return parcel.read(name).decode()


def test_a_file_that_was_taken_out_finds_every_paragraph_again(app: Flask, tmp_path: pathlib.Path) -> None:
    sent = word(app, "chapter:7")
    word_file.look(sent)
    found = unfolded(sent, tmp_path)
    with store(app).reading() as connection:
        job = importing.job(connection)
    held = Manual(books.read(job["files"])[0], job["texts"])
    made = proposal.propose(found.items, held, proposal.resembled(found.items, held))
    rows = [row for one in made["sections"] for row in one["rows"]]
    assert [one["replaces"] for one in made["sections"]] == [one["id"] for one in made["sections"]]
    paired = sum(1 for row in rows if row["ar"] and row["en"])
    assert paired >= 0.95 * len(rows) > 50
    known = [
        block.uid
        for section, lang, block in held.book.blocks()
        if section.place.chapter == 7 and lang == "ar"
    ]
    kept = {row["uid"] for row in rows if row["like"]}
    assert len(kept & set(known)) >= 0.9 * len(known)


def test_arabic_is_marked_as_written_from_right_to_left_and_codes_are_not(small: Flask) -> None:
    text = part(word(small, "reporting/routes", "ar"), "word/document.xml")
    arabic = [one for one in re.findall(r"<w:p>.*?</w:p>", text) if re.search("[ء-ي]", one)]
    assert arabic
    assert all("<w:bidi/>" in one for one in arabic)
    for run in re.findall(r"<w:r>.*?</w:r>", text):
        words = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", run))
        assert ("<w:rtl/>" in run) == bool(re.search("[ء-ي]", words) or not re.search(r"[A-Za-z0-9]", words))
    assert "<w:bidi/>" not in part(word(small, "reporting/routes", "en"), "word/document.xml")


def test_every_paragraph_has_its_number_and_its_uid_in_a_hidden_bookmark(small: Flask) -> None:
    content = word(small)
    text = part(content, "word/document.xml")
    with store(small).reading() as connection:
        texts = importing.job(connection)["texts"]
        assert manual.edition_in_force(connection)
    assert set(re.findall(r'w:name="_([a-z0-9]+)"', text)) == {*texts["ar"], *texts["en"]}
    assert ">7.1.1<" in text
    header = part(content, "word/header.xml")
    plain = re.sub(r"<[^>]+>", "", header)
    assert LABEL["en"] in plain
    assert "نسخة تمهيدية غير رسمية" in plain


def test_the_same_edition_gives_the_same_bytes(small: Flask) -> None:
    assert word(small) == word(small)


def test_the_zip_holds_what_the_command_line_writes(app: Flask, tmp_path: pathlib.Path) -> None:
    with store(app).reading() as connection:
        content, _name = exporting.files(connection)
        edition = manual.edition_in_force(connection)
        assert edition
        write_files(export_files(connection, edition=edition.number), tmp_path)
    written = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    with zipfile.ZipFile(io.BytesIO(content)) as parcel:
        assert {name: parcel.read(name) for name in parcel.namelist()} == written
    assert {path: text.encode() for path, text in shipped().items()} == written


def test_editors_take_files_from_their_page(small: Flask) -> None:
    editor = sign_in(small, "reviewer")
    assert "Take it as a Word file" in editor.get("/desk/manual/export").text
    sent = editor.pages.client.get("/en/desk/manual/export/word?what=reporting/routes&langs=both")
    assert sent.status_code == 200
    assert sent.headers["Content-Disposition"].endswith("masar-1-reporting-routes-both.docx")
    packed = editor.pages.client.get("/en/desk/manual/export/files")
    with zipfile.ZipFile(io.BytesIO(packed.get_data())) as parcel:
        assert set(parcel.namelist()) == set(files())
    assert editor.pages.client.get("/en/desk/manual/export/word?langs=fr").status_code == 422
    assert editor.pages.client.get("/en/desk/manual/export/word?what=no/section").status_code == 404
