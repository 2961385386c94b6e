"""What authors write, in the manual and in cases, brings no markup of its own to any page."""

import dataclasses
import itertools
import json
import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Databases
from tests.security.answers import page_faults, shape, tree_of, unescaped
from tests.security.payloads import PAYLOADS, WORD
from tests.trainee import Trainee
from tests.web.pages import nothing_inline
from tests.web.small import NOW, empty_site, files, store_of
from webapp.engine.letters import ODD
from webapp.engine.manual.check import check
from webapp.engine.manual.lookup import lookup
from webapp.engine.manual.number import fresh_uid
from webapp.engine.manual.printing import Printer
from webapp.engine.manual.source import lines
from webapp.engine.scenario.schema import read
from webapp.manual.service import import_files
from webapp.scenarios import service
from webapp.settings import ROOT, Settings
from webapp.web.site import raise_version

LETTERS = tuple(one for payload in PAYLOADS if (one := ODD.sub("", payload)).strip())
"""The payloads without what no author may write at all."""
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
RECORDING = "manual/06-response/06-recording.en.md"
"""An English file: among Arabic words most of these would be refused for standing in another order."""

Words = Callable[[], str]


def some(turn: int) -> Words:
    """Return what gives a text a part of the payloads, the next one each time, beginning with another."""
    parts = [LETTERS[at::4] for at in range(4)]
    told = itertools.cycle([*parts[turn:], *parts[:turn]])
    return lambda: f"{WORD} " + " ".join(next(told))


def each_its_own(words: Words) -> Words:
    """Return what gives the same words, no two times quite the same: titles of one list must differ."""
    marks = map("".join, itertools.product("ابجدهوزح", repeat=3))
    return lambda: f"{words()} {next(marks)}"


def rewritten(node: Any, words: Words) -> Any:
    """Put words in place of whatever is said in both languages, however deep it stands.

    Shape: the lines of a card are Markdown, whose words bring marks of their own; they stay as they are.
    """
    if isinstance(node, dict) and node.keys() >= {"ar", "en"} and isinstance(node["ar"], str):
        return {
            name: words() if name in {"ar", "en"} else rewritten(value, words) for name, value in node.items()
        }
    if isinstance(node, dict):
        return {name: value if name == "lines" else rewritten(value, words) for name, value in node.items()}
    return [rewritten(one, words) for one in node] if isinstance(node, list) else node


def data_file(text: str, words: Words) -> str:
    """Return a file of YAML with words in it; every scalar stays what it was."""
    told = yaml.load(text, LOADER)  # noqa: S506 -- it makes nothing but texts
    return json.dumps(rewritten(told, words), ensure_ascii=False)


def manual(words: Words, blocks: str = "") -> dict[str, str]:
    """Return the small manual with words wherever its data files and titles speak, and blocks in a section."""
    made = {}
    words = each_its_own(words)
    for path, text in files().items():
        if path.endswith(".yaml"):
            made[path] = data_file(text, words)
        else:
            made[path] = re.sub(
                r"(?m)^title: .*", lambda _: f"title: {json.dumps(words(), ensure_ascii=False)}", text
            )
            if path == RECORDING:
                made[path] += f"\n{blocks}"
    return made


def crawl(client: FlaskClient) -> dict[str, str]:
    """Open every page that can be reached from the first ones, and return what each says."""
    found: dict[str, str] = {}
    waiting = ["/ar", "/en", *(f"/{lang}/search?q=1100&x={at}" for lang in ("ar", "en") for at in range(1))]
    while waiting:
        path = waiting.pop()
        answer = client.get(path, follow_redirects=True)
        if path not in found and answer.mimetype == "text/html":
            found[path] = answer.get_data(as_text=True)
            links = re.findall(r'<a [^>]*href="(/(?:ar|en)(?:/[^"#?]*)?)(?:#[^"]*)?"', found[path])
            waiting += [one for one in links if one not in found and "exit" not in one and ".pdf" not in one]
    return found


def site(settings: Settings, told: dict[str, str]) -> Flask:
    app = empty_site(settings)
    with store_of(app).writing() as connection:
        import_files(connection, files=told, by="author", now=NOW)
    return app


def test_nothing_that_the_data_files_of_the_manual_say_becomes_markup(
    settings: Settings, databases: Databases, tables: str
) -> None:
    plain = crawl(site(settings, manual(lambda: WORD)).test_client())
    assert len(plain) > 25
    shapes = {path: shape(source) for path, source in plain.items()}
    for turn in (0, 2):
        address = databases.make(copy_of=tables)
        other = dataclasses.replace(settings, database_url=address)
        full = crawl(site(other, manual(some(turn))).test_client())
        assert plain.keys() == full.keys()
        assert sum("evil.example" in source for source in full.values()) > 10
        for path, source in full.items():
            assert [*page_faults(source), *unescaped(source, LETTERS)] == [], path
            assert shape(source) == shapes[path], path


CONSTRUCTS = (
    "%s",
    "**%s** *%s* `%s`",
    "- %s\n- [x](%s)",
    "[%s](/en/about)",
    "[x](%s)",
    "[x](<%s> '%s')",
    "![%s](%s)",
    "<%s>",
    "> %s",
    "| %s | x |\n|---|---|\n| %s | `%s` |",
    "%s\n: %s",
    "{term:suspicion|%s} {term:%s|x} {ref:%s} {clock:%s} {%s}",
    "x [^%s]\n\n[^%s]: %s",
    "```%s\n%s\n```",
    "1. %s\n\n---\n\n%s  \n%s",
    "# %s\n\n%s\n===",
)
"""What Markdown makes of words, with ours wherever words can stand."""


def printed(words: Iterable[str], constructs: Iterable[str]) -> Element:
    """Print words in every construct, for their page and to be quoted, whatever a check would say of them."""
    known = lookup(check(files())[0])
    printers = [Printer(known, "ar", "x7k2", listed=True), Printer(known, "en", "x7k2", quoted=True)]
    texts = [one.replace("%s", word) for one, word in itertools.product(constructs, words)]
    shown = [printer.html(text) for printer, text in itertools.product(printers, texts)]
    return tree_of("".join(shown + [printers[0].inline(text) for text in texts]))


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_no_words_in_markdown_bring_more_than_markdown_has(construct: str) -> None:
    plain, tree = printed((WORD, "/en", "x"), CONSTRUCTS), printed(LETTERS, (construct,))
    known = {(one.tag, name) for one in plain.iter() for name in one.attrib}
    classes = {one.get("class") for one in plain.iter() if one.tag != "code"}
    for one in tree.iter():
        assert one.tag in {tag for tag, _ in known} | {each.tag for each in plain.iter()}, one.tag
        assert {(one.tag, name) for name in one.attrib} <= known, (one.tag, one.attrib)
        assert one.get("class") in classes or f"{one.tag} {one.get('class')}".startswith("code language-")
        assert re.fullmatch(r"[a-z0-9-]*", one.get("id") or ""), one.attrib
    assert [*nothing_inline(tree, "")] == []


def section(words: Iterable[str]) -> str:
    """Return one paragraph for each word, under uids of their own."""
    taken: set[str] = set()
    told = []
    for number, word in enumerate(words):
        uid = fresh_uid(str(number), taken)
        taken.add(uid)
        told.append(f"{{#{uid}}}\n{word}\n")
    return "\n".join(told)


def test_a_text_with_html_is_refused_at_its_line_and_the_rest_is_published_as_words(
    settings: Settings,
) -> None:
    kept = list(LETTERS)
    for _ in range(3):  # what is left out may have hidden what stood below it
        told = manual(lambda: WORD, section(kept))
        found = (one for one in check(told)[1] if one.severity == "error" and one.where.path == RECORDING)
        rows = lines(told[RECORDING])
        wrong = {rows[at - 1] for one in found for at in (one.where.line, one.where.line + 1)}
        kept = [one for one in kept if one not in wrong]
    assert 60 < len(kept) < len(LETTERS) - 60, "some are refused, some are only words"
    assert not [one for one in kept if re.search("<[A-Za-z/!?]", one)]
    shown = crawl(site(settings, told).test_client())
    assert sum("evil.example" in source for source in shown.values()) > 1
    for path, source in shown.items():
        assert page_faults(source) == [], path


CASE = "scenarios/marks-under-the-sleeve.yaml"
HARMLESS = (WORD, f"{WORD}: {WORD}", WORD, f"{WORD}\n\n> {WORD}\n\n{WORD}", WORD)
"""A record, and a text in which somebody speaks: a case shows both in their own way."""


def played(app: Flask, text: str) -> dict[str, str]:
    """Keep a case, play it to its end, and return every page that shows something of it."""
    draft, problems = read(
        text, CASE
    )  # the rest of its check looks at what happens, not at words, and takes long
    assert draft, problems
    with store_of(app).writing() as connection:
        service._keep(connection, draft, text, NOW)
        raise_version(connection)
    trainee = Trainee(app, "marks-under-the-sleeve", "ar")
    trainee.begin()
    found = {}
    while not trainee.play.ended:
        for lang in ("ar", "en"):
            where = f"/{lang}/attempts/{trainee.key}"
            found[f"{len(trainee.taken)} {lang}"] = trainee.open(where).get_data(as_text=True)
        if any(field.kind == "one" for field in trainee.play.scene.decision.fields):
            refused = trainee.post(f"/{lang}/attempts/{trainee.key}/decisions", trainee.form())
            assert refused.status_code == 422
            found[f"{len(trainee.taken)} refused"] = refused.get_data(as_text=True)
        trainee.answer_as_expert()
    for path in (
        "",
        "/cases",
        "/attempts",
        "/cases/marks-under-the-sleeve",
        "/attempts/*/leave",
        "/attempts/*/debrief",
    ):
        for lang in ("ar", "en"):
            answer = trainee.open(f"/{lang}{path.replace('*', trainee.key)}")
            found[lang + path] = answer.get_data(as_text=True)
    return found


def test_nothing_that_a_case_says_becomes_markup(app: Flask) -> None:
    text = (ROOT / CASE).read_text(encoding="utf-8")
    harmless = itertools.cycle(HARMLESS)
    plain = played(app, data_file(text, lambda: next(harmless)))
    known = set().union(*(shape(source) for source in plain.values()))
    slices = itertools.cycle([LETTERS[at : at + 20] for at in range(0, len(LETTERS), 20)])
    full = played(app, data_file(text, lambda: f"{WORD} " + " ".join(next(slices))))
    assert sum("evil.example" in source for source in full.values()) > 24
    for name, source in full.items():
        assert [*page_faults(source), *unescaped(source, LETTERS)] == [], name
        assert shape(source).keys() - known == set(), name
