"""For trainers: the facilitator guide of a case, and the case on paper for a room without devices."""

from flask.typing import ResponseReturnValue

from webapp.attempts import guide_page, service
from webapp.attempts.views import bp
from webapp.web import site
from webapp.web.pages import page


@bp.get("/<lang:lang>/cases/<scenario_id>/guide")
def show_guide(lang: str, scenario_id: str) -> ResponseReturnValue:
    """Show the guide, and what is best at each decision with the paragraphs that say so."""
    with site.database().reading() as connection:
        scenario, edition = service.current(connection, scenario_id)
        shown = guide_page.of(connection, scenario, lang, edition=edition)
    return page("attempts/guide.html", shown=shown)


@bp.get("/<lang:lang>/cases/<scenario_id>/sheets")
def show_sheets(lang: str, scenario_id: str) -> ResponseReturnValue:
    """Show the case as sheets to print: one a decision, no answer marked."""
    with site.database().reading() as connection:
        scenario, _ = service.current(connection, scenario_id)
    return page("attempts/sheets.html", shown=guide_page.sheets(scenario, lang))
