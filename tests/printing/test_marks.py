"""The law of typesetting: whatever an author writes comes out as that text, and never becomes code."""

import json
import re

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.manual.bending import small
from tests.printing.conftest import MADE
from webapp.engine.manual import book as books
from webapp.engine.manual import typeset
from webapp.engine.manual.lookup import lookup
from webapp.engine.manual.typeset_marks import call, joined, legible, string, words
from webapp.engine.manual.typeset_sheet import Imprint
from webapp.engine.manual.typeset_tokens import Scope, Setter
from webapp.printing import paper

EN = "manual/07-reporting/01-routes.en.md"
FILES = small()
SCOPE = Scope(lookup(books.read(FILES)[0]), "ar")
PLANTED = st.sampled_from(
    [
        '"', "\\", '\\"', "\\u{41}", "#", "#panic()", '#import "/masar.typ"', "$x$", "]", "[", "{", "}", ")", "(", ";", "//",
        "/*", "*/", "`", "```", "@x", "<x>", "~", "--", "---", "...", "= ", "- ", "+ ", "/ ", "62(1)(a)", "CPIMS+", "§7.1.4",
        "−9.5", "22/2014", "النص", "\n", "\r", "\t", "\x00", "\u2028", "\u202e", "\ud800", "\ue000", "\U0010ffff", "يُقال",
    ]
)  # fmt: skip
TEXTS = st.lists(PLANTED | st.text(max_size=6), max_size=8).map("".join)
WORDS_OF_OURS = re.compile(r"(?<![\w-])[a-z][\w-]*(?=[(:])|#\w+")
PLAIN = """
#let plain(it) = if it == none { "" } else if type(it) == str { it } else if it.has("text") { it.text } else if it.has("children") {
  it.children.map(plain).join("", default: "")
} else if it.has("child") { plain(it.child) } else if it.has("body") { plain(it.body) } else if it == [ ] { " " } else { "" }
#let n(it) = box(text(dir: ltr, it))
"""


def told(expressions: list[str], before: str = "") -> list[str]:
    """Have Typst read expressions, and return what it took them for."""
    lines = "\n".join(f"#metadata({one}) <told>" for one in expressions)
    compiler = typst.Compiler((before + lines).encode())
    found = json.loads(compiler.query("<told>", field="value", format="json"))
    assert isinstance(found, list)
    return found


def skeleton(code: str) -> str:
    """Return code without what is quoted in it."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', code)


@given(st.lists(TEXTS, min_size=1, max_size=12))
@settings(max_examples=40, deadline=None)
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    assert told([string(one) for one in texts]) == [legible(one) for one in texts]


@given(st.lists(TEXTS, min_size=1, max_size=8))
@settings(max_examples=30, deadline=None)
def test_isolating_codes_changes_no_letter(texts: list[str]) -> None:
    assert told([f"plain({words(one)})" for one in texts], PLAIN) == [legible(one) for one in texts]


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_outside_of_quotes_stand_only_words_of_ours(text: str) -> None:
    sound = Setter(SCOPE).blocks(
        "سطر **مهم** `x` {ref:p7k2} {term:suspicion|شك} {clock:CL-SEEN high}\n\n- بند\n\n| أ | ب |\n|---|---|\n| ج | د |"
    )
    ours = set(WORDS_OF_OURS.findall(skeleton(sound))) | {
        "quoted",
        "numbers",
        "first",
        "strong",
        "emph",
        "code",
        "linebreak",
        "link",
    }
    for written in (
        text,
        f"- {text}",
        f"> {text}",
        f"**{text}**",
        f"`{text}`",
        f"[{text}](/ar)",
        f"{{term:suspicion|{text}}}",
    ):
        code = Setter(SCOPE).blocks(written)
        assert set(WORDS_OF_OURS.findall(skeleton(code))) <= ours | {
            "roles",
            "parbreak",
            "rows",
            "par",
            "bullets",
            "lines",
        }
        assert re.fullmatch(r"[\w\s\"(){}\[\],;:.-]*", skeleton(code)), skeleton(code)


@given(TEXTS)
@settings(max_examples=25, deadline=None)
def test_a_section_with_any_text_in_it_is_set(text: str) -> None:
    old = "Any **one**"
    assert old in FILES[EN]
    book = books.read(FILES | {EN: FILES[EN].replace(old, f"Any {text} **one**")})[0]
    section = next(one for one in book.sections if one.id == "reporting/routes")
    if not all(block.uid for block in section.pages["en"].blocks):
        return  # the text made blocks of its own, which the check refuses
    code = typeset.section(book, section, "en", Imprint(1, "day", "later", "label", "https://masar.example"))
    assert paper.pdf(code, lang="en", made=MADE).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("given_", "made"),
    [
        ('say "no"', r'"say \"no\""'),
        ("back\\slash", r'"back\\slash"'),
        ("#panic()", '"#panic()"'),
        ("a\nb", r'"a\u{a}b"'),
        (
            "\ud800\x00\ue000",
            '"\N{REPLACEMENT CHARACTER}' * 1 + '\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"',
        ),
    ],
)
def test_a_text_is_quoted(given_: str, made: str) -> None:
    assert string(given_) == made


def test_numbers_and_codes_stand_apart_from_the_words() -> None:
    assert words("المادة 62(1)(a) في CPIMS+") == '{"المادة ";n("62(1)(a)");" في ";n("CPIMS+")}'
    assert words("") == "[]"
    assert joined([]) == "[]"
    assert call("f", "1", a_b="2") == "f(1, a-b: 2)"
