"""A certificate as Typst's code: one sheet, both languages side by side, each on its own side."""

import dataclasses

from webapp.certificates import words as say
from webapp.certificates.queries import Kept
from webapp.engine.clocks import MUSCAT
from webapp.engine.manual.typeset_marks import array, call, record, string, words
from webapp.engine.manual.typeset_sheet import squares
from webapp.engine.scenario.model import Words
from webapp.web.label import LABEL


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where a certificate is borne out. Shape: `way` is the whole address, `shown` the same for people."""

    way: str
    shown: str


def source(kept: Kept, place: Place, *, lang: str) -> str:
    """Return a certificate as a document of its own; `lang` is the language that is read first."""
    other = "en" if lang == "ar" else "ar"
    title = f"{say.TITLE[kept.kind].of(lang)}: {kept.name}"
    author = string(say.MASAR.of(lang))
    sheet = call("certificate-page.with", lang=string(lang), title=string(title), author=author)
    told = call(
        "certificate",
        string(kept.name),
        _side(kept, lang),
        _side(kept, other),
        string(kept.shown_code),
        string(place.way),
        string(place.shown),
        string(squares(place.way)),
    )
    return f'#import "/certificate.typ": *\n#show: {sheet}\n#{told}\n'


def _side(kept: Kept, lang: str) -> str:
    contents = kept.contents
    cases = (
        array([string(one.title.of(lang)), words(_edition(one.edition, lang)), words(say.day(one.day, lang))])
        for one in contents.cases
    )
    issued = say.day(kept.issued.astimezone(MUSCAT).date(), lang)

    def told(one: Words) -> str:
        return words(one.of(lang))

    return record(
        lang=string(lang),
        masar=told(say.MASAR),
        training=told(say.TRAINING),
        title=told(say.TITLE[contents.kind]),
        what_for=told(say.WHAT_FOR[contents.kind]),
        harms_named=told(say.HARMS),
        harms=array(string(one.name.of(lang)) for one in contents.harms),
        cases_named=told(say.CASES),
        cases=array(cases),
        issued=words(say.ISSUED.of(lang).format(day=issued)),
        no_qualification=told(say.NO_QUALIFICATION),
        as_written=told(say.AS_WRITTEN),
        check=told(say.CHECK),
        label=words(LABEL[lang]),
    )


def _edition(number: int, lang: str) -> str:
    return say.EDITION.of(lang).format(number=number)
