"""Both languages at once: a section side by side, and how to cite a paragraph in each."""

from flask.typing import ResponseReturnValue
from markupsafe import Markup

from webapp.engine.manual.labels import BOX
from webapp.errors import NotFound
from webapp.manual import pairs
from webapp.manual import queries as manual
from webapp.reading import addresses, citing, in_time
from webapp.reading.views import around, bp
from webapp.web import site
from webapp.web.pages import page, public


@bp.get("/<lang:lang>/manual/<slug:chapter>/<slug:section>/both")
def side_by_side(lang: str, chapter: str, section: str) -> ResponseReturnValue:
    """Show a section in both languages, paragraph beside paragraph."""
    return _both(lang, f"{chapter}/{section}", None)


@bp.get("/<lang:lang>/manual/<slug:chapter>/<slug:section>@<int(max=99999):edition>/both")
def side_by_side_of_edition(lang: str, chapter: str, section: str, edition: int) -> ResponseReturnValue:
    """Show a section as one edition has it in both languages."""
    return _both(lang, f"{chapter}/{section}", edition)


@bp.get("/<lang:lang>/cite/<slug:uid>")
def cite(lang: str, uid: str) -> ResponseReturnValue:
    """Show how to cite a paragraph as it is in force, in both languages."""
    return _cite(lang, uid, None)


@bp.get("/<lang:lang>/cite/<slug:uid>@<int(max=99999):edition>")
def cite_of_edition(lang: str, uid: str, edition: int) -> ResponseReturnValue:
    """Show how to cite a paragraph as one edition has it, in both languages."""
    return _cite(lang, uid, edition)


def _both(lang: str, section_id: str, edition: int | None) -> ResponseReturnValue:
    surroundings = around(lang, edition)
    with site.database().reading() as connection:
        titles = pairs.titles(connection, section_id=section_id, edition=surroundings.edition)
        if not titles:
            raise NotFound("reading.no-section", section=section_id)
        shown = manual.section_page(
            connection, lang=lang, section_id=section_id, edition=surroundings.edition
        )
        blocks = pairs.pairs(connection, section_id=section_id, edition=surroundings.edition)
        stood = in_time.as_it_stood(
            connection,
            lang=lang,
            section_id=section_id,
            edition=surroundings.edition,
            in_force=surroundings.in_force,
        )
    if shown is None:
        raise NotFound("reading.no-section", section=section_id)
    view = page(
        "reading/both.html",
        section=shown,
        titles=titles,
        blocks=blocks,
        force_words={force: {"ar": words.ar, "en": words.en} for force, words in BOX.items()},
        address=addresses.section(lang, section_id, edition),
        stood=stood,
    )
    return public(view)


def _cite(lang: str, uid: str, edition: int | None) -> ResponseReturnValue:
    surroundings = around(lang, edition)
    with site.database().reading() as connection:
        quoted = manual.quotes(connection, lang=lang, edition=surroundings.edition, uids=[uid]).get(uid)
    if quoted is None:
        raise NotFound("reading.no-paragraph", uid=uid)
    address = addresses.paragraph(lang, quoted.section_id, uid, edition)
    citations = citing.paragraph(quoted.number, uid, surroundings.edition, lang)
    html = Markup(quoted.html)  # noqa: S704 -- sanitised when it was published
    return public(page("reading/cite.html", quoted=quoted, html=html, citations=citations, address=address))
