"""The one table of who may do what: every endpoint and every deed of the command line stands here."""

ROLES = (
    "trainee",
    "trainer",
    "scenario-author",
    "manual-editor",
    "reviewer",
    "publisher",
    "administrator",
)

OPEN = frozenset(
    {
        "static",
        "health",
        "security_txt",
        "reading.choose_language",
        "reading.home",
        "reading.contents",
        "reading.show_section",
        "reading.show_section_of_edition",
        "reading.find_paragraph",
        "reading.find_paragraph_of_edition",
        "reading.find_paragraph_in",
        "reading.find_paragraph_in_edition",
        "reading.side_by_side",
        "reading.side_by_side_of_edition",
        "reading.cite",
        "reading.cite_of_edition",
        "reading.browse",
        "reading.browse_by",
        "reading.clocks",
        "reading.due_within",
        "reading.entities",
        "reading.entity",
        "reading.pathways",
        "reading.pathway",
        "reading.cards",
        "reading.card",
        "reading.glossary",
        "reading.editions",
        "reading.edition",
        "reading.changes_since",
        "reading.changes_between",
        "reading.announce",
        "reading.about",
        "reading.accessibility",
        "reading.leave",
        "reading.ask_comment",
        "reading.leave_comment",
        "reading.comment_left",
        "printing.section",
        "printing.section_of_edition",
        "printing.chapter",
        "printing.chapter_of_edition",
        "printing.card",
        "printing.whole",
        "printing.edition",
        "printing.make_edition",
        "search.results",
        "search.api_results",
        "search.complete",
        "search.count",
        "attempts.list_cases",
        "attempts.show_case",
        "attempts.start",
        "attempts.show",
        "attempts.decide",
        "attempts.debrief",
        "attempts.replay_from",
        "attempts.list_own",
        "attempts.leave",
        "attempts.ask_contest",
        "attempts.contest",
        "attempts.contested",
        "accounts.ask_sign_in",
        "accounts.sign_in",
        "accounts.sign_in_as_demo",
        "accounts.ask_second",
        "accounts.second",
        "accounts.show_invitation",
        "accounts.join",
        "accounts.ask_reset",
        "accounts.send_reset",
        "accounts.show_reset",
        "accounts.reset",
        "privacy.notice",
        "privacy.own_data",
        "privacy.download",
        "privacy.ask_erase",
        "privacy.erase",
        "privacy.make_phrase",
        "privacy.ask_phrase",
        "privacy.take_up",
    }
)
"""What anybody may open. Own attempts are found by the device's cookie or the sign-in, not by the address."""

FROM_SHARED_PAGES = frozenset({"attempts.start", "search.count"})
"""The forms of these lie on pages that everyone shares, which cannot hold a token of one person's."""

_EVERY_ROLE = frozenset(ROLES)
_ADMINISTRATOR = frozenset({"administrator"})
_EDITORS = frozenset({"manual-editor", "reviewer", "publisher"})
_QUEUE = _EDITORS | {"scenario-author"}

MAY: dict[str, frozenset[str]] = {
    "accounts.sign_out": _EVERY_ROLE,
    "accounts.keep": _EVERY_ROLE,
    "accounts.own": _EVERY_ROLE,
    "accounts.ask_consent": _EVERY_ROLE,
    "accounts.consent": _EVERY_ROLE,
    "accounts.change_details": _EVERY_ROLE,
    "accounts.change_password": _EVERY_ROLE,
    "accounts.end_sign_in": _EVERY_ROLE,
    "accounts.end_others": _EVERY_ROLE,
    "accounts.ask_second_factor": _EVERY_ROLE,
    "accounts.start_second_factor": _EVERY_ROLE,
    "accounts.confirm_second_factor": _EVERY_ROLE,
    "accounts.stop_second_factor": _EVERY_ROLE,
    "accounts.new_codes": _EVERY_ROLE,
    "privacy.claim_device": _EVERY_ROLE,
    "administration.list_people": _ADMINISTRATOR,
    "administration.show_person": _ADMINISTRATOR,
    "administration.ask_invite": _ADMINISTRATOR,
    "administration.invite": _ADMINISTRATOR,
    "administration.invite_again": _ADMINISTRATOR,
    "administration.make_reset_link": _ADMINISTRATOR,
    "administration.change_person": _ADMINISTRATOR,
    "administration.set_roles": _ADMINISTRATOR,
    "administration.suspend": _ADMINISTRATOR,
    "administration.restore": _ADMINISTRATOR,
    "administration.end_sign_ins": _ADMINISTRATOR,
    "administration.stop_second_factor": _ADMINISTRATOR,
    "administration.ask_erase": _ADMINISTRATOR,
    "administration.erase": _ADMINISTRATOR,
    "administration.ask_import": _ADMINISTRATOR,
    "administration.import_people": _ADMINISTRATOR,
    "administration.example_file": _ADMINISTRATOR,
    "administration.list_organisations": _ADMINISTRATOR,
    "administration.add_organisation": _ADMINISTRATOR,
    "administration.change_organisation": _ADMINISTRATOR,
    "administration.remove_organisation": _ADMINISTRATOR,
    "administration.show_policy": _ADMINISTRATOR,
    "administration.change_policy": _ADMINISTRATOR,
    "administration.show_audit": _ADMINISTRATOR,
    "administration.export_audit": _ADMINISTRATOR,
    "administration.show_health": _ADMINISTRATOR,
    "administration.show_practice": _ADMINISTRATOR | {"trainer"},
    "administration.export_practice": _ADMINISTRATOR | {"trainer"},
    "queues.list_comments": _QUEUE,
    "queues.settle_comment": _QUEUE,
    "queues.reopen_comment": _QUEUE,
    "search_desk.report": _EDITORS,
    "search_desk.make_task": _EDITORS,
    "search_desk.list_synonyms": _EDITORS,
    "search_desk.add_synonym": _EDITORS,
    "search_desk.remove_synonym": _EDITORS,
    # deeds of the command line
    "manual import": frozenset({"manual-editor"}),
    "manual review": frozenset({"reviewer"}),
    "manual publish": frozenset({"publisher"}),
}
"""Roles of which one is needed, by endpoint or deed."""

EVERYWHERE = frozenset(
    {
        "administration.list_organisations",
        "administration.add_organisation",
        "administration.change_organisation",
        "administration.remove_organisation",
        "administration.show_policy",
        "administration.change_policy",
        "administration.show_audit",
        "administration.export_audit",
        "administration.show_health",
        "queues.list_comments",
        "queues.settle_comment",
        "queues.reopen_comment",
        "search_desk.report",
        "search_desk.make_task",
        "search_desk.list_synonyms",
        "search_desk.add_synonym",
        "search_desk.remove_synonym",
    }
)
"""Endpoints that concern the whole site: they need their role without any limit."""

LARGER = {"administration.import_people": 2 * 1024 * 1024}
"""Bytes that may be sent where a file is meant; everywhere else the application's own limit holds."""

SIGNED_IN_PARTS = frozenset({"accounts", "administration", "queues", "search_desk"})
"""Features that answer only where nobody can read along: over https, or on the machine itself."""

WHILE_SOMETHING_IS_DUE = frozenset(
    {
        "accounts.sign_out",
        "accounts.keep",
        "accounts.ask_consent",
        "accounts.consent",
        "accounts.ask_second_factor",
        "accounts.start_second_factor",
        "accounts.confirm_second_factor",
    }
)
"""What somebody may open who has not agreed yet, or still needs a second factor."""
