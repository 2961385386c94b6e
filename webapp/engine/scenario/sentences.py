"""Findings about scenarios, told in both languages: no rule can be broken that is not in these tables."""

import difflib
from collections.abc import Iterable, Mapping
from typing import Literal

from webapp.engine.problems import Entry, Problem, Where, raised
from webapp.engine.scenario import sentences_check, sentences_shape
from webapp.engine.telling import Both, Phrase, Value

SENTENCES: Mapping[str, Entry] = {**sentences_shape.SENTENCES, **sentences_check.SENTENCES}
"""By the rule, and behind a slash which of its sentences: `type/list`."""

MOST_NAMED = 8
What = Literal["answer", "clock", "event", "one", "scene"]
WHAT: Mapping[What, Both] = {
    "answer": Both("جوابًا", "an answer"),
    "clock": Both("مهلة", "a clock"),
    "event": Both("موعدًا", "an event"),
    "one": Both("واحدًا", "one"),
    "scene": Both("مشهدًا", "a scene"),
}
_MEANT = Both("أتقصد «`$name`»؟", "did you mean “`$name`”?")
_NONE = Both("لا شيء منه بعد: أضف $what، أو احذف هذا", "there is none yet: add $what, or leave this out")
_THESE = Both("اختر $what من هذه: `$names`", "$what of these: `$names`")
_KNOWN = Both("المعروف هنا: `$names`", "known here: `$names`")


def broken(sentence: str, where: Where, /, **values: Value) -> Problem:
    """Return the finding about a broken rule.

    Errors: KeyError for a sentence that is not in the table, or a value that it names and is not given.
    """
    return raised(f"scenario.{sentence.partition('/')[0]}", SENTENCES[sentence], where, values)


def near(name: str, known: Iterable[str], what: What) -> Phrase:
    """Return a suggestion for a name that is not there: the nearest one, or those there are."""
    names = list(known)
    if close := difflib.get_close_matches(name, names, n=1):
        return Phrase(_MEANT, {"name": close[0]})
    if not names:
        return Phrase(_NONE, {"what": Phrase(WHAT[what])})
    more = ", …" if len(names) > MOST_NAMED else ""
    return Phrase(_THESE, {"what": Phrase(WHAT[what]), "names": ", ".join(names[:MOST_NAMED]) + more})


def near_key(key: str, known: Iterable[str]) -> Phrase:
    """Return a suggestion for a key that is not known: the nearest one, or all of them."""
    names = list(known)
    if close := difflib.get_close_matches(key, names, n=1):
        return Phrase(_MEANT, {"name": close[0]})
    return Phrase(_KNOWN, {"names": ", ".join(names)})
