"""`masar manual …` from the outside."""

import dataclasses
import json
import shutil

import pytest
from flask import Flask

from webapp.accounts import service as accounts
from webapp.manual.commands import group

EN = "07-reporting/01-routes.en.md"


@pytest.fixture
def copy(tmp_path, folder):
    return shutil.copytree(folder, tmp_path / "content" / "manual")


@pytest.fixture
def masar(database, settings, now, copy):
    app = Flask("masar")
    app.extensions["masar.database"] = database
    app.extensions["masar.settings"] = dataclasses.replace(settings, content=copy.parent)
    app.extensions["masar.clock"] = lambda: now
    app.extensions["masar.after_edition"] = lambda _, **told: run.after.append(told)
    runner = app.test_cli_runner()

    def run(*words):
        return runner.invoke(group, [str(word) for word in words])

    run.after = []
    return run


@pytest.fixture
def people(database, now):
    with database.writing() as connection:
        for name, role in (("Amal", "manual-editor"), ("Badr", "reviewer"), ("Dana", "publisher")):
            accounts.add_person(
                connection, name=name, password="long enough to be kept", roles=(role,), now=now
            )


def replace(path, old, new):
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))


def test_a_sound_manual_passes_the_check(masar, copy):
    done = masar("check", copy)
    assert done.exit_code == 0
    assert "0 errors" in done.output


def test_errors_are_printed_with_their_place_and_the_exit_is_one(masar, copy):
    replace(copy / EN, "{#m3xd}\n", "")
    done = masar("check", copy)
    assert done.exit_code == 1
    assert f"manual/{EN}:18:1: error manual.uid-missing" in done.output


def test_findings_come_as_json_too(masar, copy):
    replace(copy / EN, "{#m3xd}\n", "")
    done = masar("check", copy, "--json")
    found = [one for one in json.loads(done.stdout) if one["severity"] == "error"]
    assert [(one["file"], one["line"], one["rule"]) for one in found] == [
        (f"manual/{EN}", 18, "manual.uid-missing")
    ]


def test_the_check_can_be_asked_about_one_file(masar, copy):
    replace(copy / EN, "{#m3xd}\n", "")
    assert masar("check", copy / EN).exit_code == 1
    assert masar("check", copy / "06-response").exit_code == 0


def test_numbering_mends_what_the_check_found(masar, copy):
    replace(copy / EN, "{#m3xd}\n", "")
    assert EN in masar("number", copy).output
    assert masar("check", copy).exit_code == 0


def test_a_file_that_is_no_text_is_refused_by_name(masar, copy):
    (copy / EN).write_bytes(b"\xff\xfe")
    done = masar("check", copy)
    assert done.exit_code == 1
    assert EN in done.output


def test_an_empty_database_is_seeded_without_a_name(masar):
    assert "Edition 1 is published." in masar("import").output
    assert "nothing to do" not in masar("import", "--by", "Nobody").output


@pytest.mark.usefixtures("people")
def test_four_eyes_hold_on_the_command_line(masar, copy):
    assert "Edition 1" in masar("import", "--by", "Amal").output
    replace(copy / EN, "Do not wait", "Never wait")
    assert "Draft 1" in masar("import", "--by", "Amal").output
    assert "does not have the role reviewer" in masar("review", 1, "--by", "Amal").output
    assert "manual.publish.not-reviewed" in masar("publish", 1, "--by", "Dana").output
    assert masar("review", 1, "--by", "Badr").exit_code == 0
    assert "does not have the role publisher" in masar("publish", 1, "--by", "Badr").output
    assert "Edition 2 is published." in masar("publish", 1, "--by", "Dana").output
    assert [(one["old"], one["new"]) for one in masar.after] == [(1, 2)]


@pytest.mark.usefixtures("people")
def test_nobody_unknown_signs(masar):
    assert masar("import").exit_code == 2
    assert "nobody is known" in masar("import", "--by", "Zayd").output


def test_an_import_with_errors_says_them_and_keeps_nothing(masar, copy):
    replace(copy / EN, "{#m3xd}\n", "")
    done = masar("import")
    assert done.exit_code == 1
    assert "manual.uid-missing" in done.output
    assert masar("export", "--to", copy.parent / "out").exit_code == 1


def test_an_export_gives_back_every_byte(masar, copy, tmp_path):
    replace(copy / EN, "\n", "\r\n")
    masar("import")
    assert masar("export", "--to", tmp_path / "out").exit_code == 0
    back = tmp_path / "out" / "manual"
    given = {one.relative_to(copy): one.read_bytes() for one in copy.rglob("*.*")}
    assert {one.relative_to(back): one.read_bytes() for one in back.rglob("*.*")} == given


def test_every_byte_that_is_no_text_is_a_finding_with_its_place(masar, copy):
    (copy / EN).write_bytes((copy / EN).read_bytes() + b"\xff\n")
    (copy / "clocks.yaml").write_bytes(b"# a\n#\xe9\n" + (copy / "clocks.yaml").read_bytes())
    done = masar("check", copy, "--json")
    assert done.exit_code == 1
    errors = [one for one in json.loads(done.stdout) if one["severity"] == "error"]
    found = {(one["file"], one["rule"], one["line"], one["column"]) for one in errors}
    last = (copy / EN).read_bytes().count(b"\n")
    assert found == {
        (f"manual/{EN}", "manual.not-utf-8", last, 1),
        ("manual/clocks.yaml", "yaml.not-utf-8", 2, 2),
    }
    assert masar("import").exit_code == 1


def test_without_a_folder_the_check_is_of_this_instances_manual(masar, copy):
    replace(copy / EN, "{#m3xd}\n", "")
    assert "manual.uid-missing" in masar("check").output
    assert EN in masar("number").output
    assert masar("check").exit_code == 0


@pytest.mark.usefixtures("people")
def test_a_refusal_is_a_sentence(masar, copy):
    masar("import", "--by", "Amal")
    assert "Error: there is no draft 7 (" in masar("review", 7, "--by", "Badr").output
    assert "Error: there is no edition 9 (" in masar("export", "--edition", 9, "--to", copy / "o").output
    assert masar("export", "--edition", 0, "--to", copy / "o").exit_code == 2
