"""The whole site: its settings, its audit, its health."""

import logging

import sqlalchemy as sa
from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import policy as policies
from webapp.administration import audit_page, audit_words, deployment, health, policy_words
from webapp.administration.audit_page import Asked, AuditPage
from webapp.administration.views import bp
from webapp.errors import BadInput
from webapp.web import exported_table, site
from webapp.web.label import LABEL
from webapp.web.pages import page
from webapp.web.who import somebody

_LOG = logging.getLogger(__name__)
_NAMES = (*policies.BOUNDS, *policies.CHOICES)
_DEEDS = frozenset(audit_words.DEEDS)
_CSV = "text/csv; charset=utf-8"


@bp.get("/<lang:lang>/administration/settings")
def show_policy(lang: str) -> ResponseReturnValue:
    """Show what administrators set, and what the deployment was told."""
    return _policy(done=request.args.get("done", ""))


@bp.post("/<lang:lang>/administration/settings")
def change_policy(lang: str) -> ResponseReturnValue:
    """Keep the settings as they were typed, or none of them."""
    typed = {name: request.form.get(name, "")[:40] for name in _NAMES}
    try:
        with site.database().writing() as connection:
            changed = policies.change(connection, typed, by=somebody().pseudonym, now=site.now())
    except BadInput as fault:
        return _policy(typed=typed, fault=fault)
    return redirect(url_for(".show_policy", lang=lang, done="changed" if changed else "same"), 303)


def _policy(
    *, done: str = "", typed: dict[str, str] | None = None, fault: BadInput | None = None
) -> Response:
    with site.database().reading() as connection:
        present = policies.policy(connection)
    return page(
        "administration/policy.html",
        done=done,
        faults=fault.facts["faults"] if fault else {},
        typed=typed or {name: str(getattr(present, name)) for name in _NAMES},
        usual=policies.Policy(),
        bounds=policies.BOUNDS,
        options={
            name: [(one, policy_words.CHOSEN[one]) for one in offered]
            for name, offered in policies.CHOICES.items()
        },
        words=policy_words,
        outside=deployment.told(site.settings()),
        status=422 if fault else 200,
    )


@bp.get("/<lang:lang>/administration/audit")
def show_audit(lang: str) -> ResponseReturnValue:
    """Show what was done, newest first."""
    asked = _asked()
    number = request.args.get("page", 1, type=int)
    try:
        with site.database().reading() as connection:
            wanted = audit_page.wanted(connection, asked, known=_DEEDS)
            shown = audit_page.of(connection, wanted, number=number, lang=lang)
    except BadInput as fault:
        return _audit(asked, None, fault=fault)
    return _audit(asked, shown)


@bp.get("/<lang:lang>/administration/audit.csv")
def export_audit(lang: str) -> ResponseReturnValue:
    """Hand out what was done as a table, with pseudonyms; that it was taken is recorded."""
    asked = _asked()
    try:
        with site.database().writing() as connection:
            wanted = audit_page.wanted(connection, asked, known=_DEEDS)
            found = audit_page.taken_away(connection, wanted, by=somebody().pseudonym, now=site.now())
    except BadInput as fault:
        return _audit(asked, None, fault=fault)
    content = exported_table.csv_bytes(audit_words.headings(), map(audit_words.row, found), label=LABEL[lang])
    return exported_table.attachment(content, filename="masar-audit.csv", mimetype=_CSV)


@bp.get("/<lang:lang>/administration/health")
def show_health(lang: str) -> ResponseReturnValue:
    """Show how the site is, in words."""
    with site.database().reading() as connection:
        lines = health.lines(connection, site.settings(), now=site.now())
    return page("administration/health.html", lines=lines)


def answer_health() -> ResponseReturnValue:
    """Say to machines, in one word, whether the site and its database answer."""
    try:
        with site.database().reading() as connection:
            site.version(connection)
    except sa.exc.SQLAlchemyError as fault:
        _LOG.error("the database does not answer: %s", getattr(fault, "orig", fault))
        return Response("unavailable\n", 503, mimetype="text/plain")
    return {"status": "ok"}


def _asked() -> Asked:
    given = (request.args.get(one, "").replace("\0", "\ufffd")[:300] for one in Asked.__slots__)
    return Asked(*given)


def _audit(asked: Asked, shown: AuditPage | None, *, fault: BadInput | None = None) -> Response:
    return page(
        "administration/audit.html",
        asked=asked,
        shown=shown,
        faults=fault.facts.get("faults", {}) if fault else {},
        too_many=fault.facts.get("most", 0) if fault else 0,
        words=audit_words,
        settings={one.name: one.label for one in (*policy_words.SIGNING_IN, *policy_words.KEEPING)},
        status=422 if fault else 200,
    )
