"""Published pages as files: what a server in front sends is what the application would have sent."""

import gzip
import pathlib
import re

import pytest
from flask import Flask

from tests.web.pages import Pages
from tests.web.small import files, publish_again, small_site
from webapp.reading import pages_as_files
from webapp.settings import ROOT, Settings
from webapp.web.headers import ALWAYS

ROUTES = "manual/07-reporting/01-routes.ar.md"


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


def current(folder: pathlib.Path) -> pathlib.Path:
    return folder / pages_as_files.CURRENT


@pytest.mark.parametrize("address", ["/ar", "/en/manual", "/ar/manual/reporting/routes", "/en/clocks"])
def test_a_page_lies_there_as_it_is_served_plain_and_packed(
    site: Flask, tmp_path: pathlib.Path, address: str
) -> None:
    pages_as_files.write(site, tmp_path)
    written = current(tmp_path) / f"{address.removeprefix('/')}.html"
    assert written.read_bytes() == Pages(site).get(address).response.get_data()
    assert gzip.decompress(written.with_name(f"{written.name}.gz").read_bytes()) == written.read_bytes()


def test_nothing_personal_and_nothing_old_is_written(site: Flask, tmp_path: pathlib.Path) -> None:
    pages_as_files.write(site, tmp_path)
    names = [path.relative_to(current(tmp_path)).as_posix() for path in current(tmp_path).rglob("*.html")]
    assert len(names) == len(set(names))
    assert len(names) > 20
    assert [name for name in names if "@" in name or "account" in name or "attempts" in name] == []


def test_a_new_edition_takes_the_place_of_the_one_before_in_one_step(
    site: Flask, tmp_path: pathlib.Path
) -> None:
    first, _ = pages_as_files.write(site, tmp_path)
    assert pages_as_files.is_present(tmp_path, first)
    publish_again(site, {ROUTES: files()[ROUTES].replace("لا تنتظر دليلًا", "لا تنتظر برهانًا")})
    second, _ = pages_as_files.write(site, tmp_path)
    assert not pages_as_files.is_present(tmp_path, first)
    assert pages_as_files.is_present(tmp_path, second)
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == sorted([str(first), str(second), pages_as_files.CURRENT])


def test_the_command_writes_once_and_then_has_nothing_to_do(site: Flask, tmp_path: pathlib.Path) -> None:
    runner = site.test_cli_runner()
    from webapp.reading.commands import command

    told = [runner.invoke(command, ["--to", str(tmp_path)]).output for _ in range(2)]
    assert re.fullmatch(r"\d+ pages are written.\n", told[0])
    assert told[1] == "These pages are there already.\n"


def test_the_server_in_front_says_what_the_application_says() -> None:
    lines = (ROOT / "deploy/nginx-headers.conf").read_text(encoding="utf-8").splitlines()
    said = dict(re.findall(r'^add_header (\S+) "(.*)" always;$', "\n".join(lines), flags=re.MULTILINE))
    assert {name: said.get(name) for name in ALWAYS} == ALWAYS
