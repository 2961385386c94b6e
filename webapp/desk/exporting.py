"""What leaves the desk: parts of the manual as Word files for circulation, and its files as they are."""

import io
import zipfile

import sqlalchemy as sa
from flask_babel import force_locale, gettext

from webapp.engine.word import docx
from webapp.errors import BadInput, NotFound
from webapp.manual import pairs
from webapp.manual import queries as manual
from webapp.manual.queries import EditionInfo
from webapp.manual.service import export_files
from webapp.web.label import LABEL

LANGUAGES = ("ar", "en")
BOTH = "both"
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""As early as a zip can say: the same files give the same bytes."""


def word(connection: sa.Connection, *, what: str, lang: str) -> tuple[bytes, str]:
    """Return a part of the edition in force as a Word file, and the file's name.

    Shape: `what` is `all`, `chapter:7` or a section's id; `lang` is ar, en or both.
    Errors: NotFound reading.nothing-published, reading.no-section; BadInput export.language.
    """
    edition = _in_force(connection)
    if lang not in {*LANGUAGES, BOTH}:
        raise BadInput("export.language")
    langs = LANGUAGES if lang == BOTH else (lang,)
    sections = _sections(connection, edition, what)
    if not sections:
        raise NotFound("reading.no-section", section=what)
    header = {one: _header(edition, one) for one in langs}
    name = what.replace(":", "-").replace("/", "-")
    sheet = docx.Sheet(langs, header, sections)
    return docx.docx(sheet), f"masar-{edition.number}-{name}-{lang}.docx"


def files(connection: sa.Connection) -> tuple[bytes, str]:
    """Return the files of the edition in force, byte for byte, in a zip, and its name.

    Errors: NotFound reading.nothing-published.
    """
    edition = _in_force(connection)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parcel:
        for path, text in sorted(export_files(connection, edition=edition.number).items()):
            entry = zipfile.ZipInfo(path, _FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            parcel.writestr(entry, text.encode("utf-8"))
    return packed.getvalue(), f"masar-{edition.number}-manual.zip"


def _in_force(connection: sa.Connection) -> EditionInfo:
    edition = manual.edition_in_force(connection)
    if edition is None:
        raise NotFound("reading.nothing-published")
    return edition


def _sections(connection: sa.Connection, edition: EditionInfo, what: str) -> list[docx.Section]:
    outlines = {lang: manual.outline(connection, lang=lang, edition=edition.number) for lang in LANGUAGES}
    names = {lang: manual.section_titles(outline) for lang, outline in outlines.items()}
    found = []
    for chapter, twin in zip(outlines["ar"], outlines["en"], strict=True):
        titles = {"ar": f"{chapter.number} {chapter.title}", "en": f"{twin.number} {twin.title}"}
        for one in chapter.sections:
            if not one.section_id or what not in {"all", f"chapter:{chapter.number}", one.section_id}:
                continue
            title = {lang: names[lang].get(one.section_id, "") for lang in LANGUAGES}
            blocks = _blocks(connection, edition, one.section_id)
            found.append(docx.Section(one.number, title, titles, blocks))
            titles = {}
    return found


def _blocks(connection: sa.Connection, edition: EditionInfo, section_id: str) -> tuple[docx.Block, ...]:
    return tuple(
        docx.Block(
            pair.uid,
            pair.number,
            pair.force,
            {
                lang: docx.Side(pair.heads.get(lang, ""), str(side.html), side.text)
                for lang, side in pair.sides.items()
            },
        )
        for pair in pairs.pairs(connection, section_id=section_id, edition=edition.number)
    )


def _header(edition: EditionInfo, lang: str) -> str:
    with force_locale(lang):
        said = gettext("Edition %(number)s", number=edition.number)
    return f"{LABEL[lang]} {said} · {edition.effective.isoformat()}"
