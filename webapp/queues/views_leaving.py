"""The form in which a reader leaves a reason or a comment, wherever it is about something."""

from flask import Response

from webapp.errors import AppError, BadInput
from webapp.queues import service
from webapp.web import free_text
from webapp.web.errors import say_when, status_of
from webapp.web.pages import page


def form(template: str, subject: object, fault: AppError | None, typed: str) -> Response:
    """Show the form, with what is wrong with it and everything that was typed still there."""
    response = page(
        template,
        subject=subject,
        typed=typed,
        sentence=free_text.said(fault) if fault else "",
        is_about_text=isinstance(fault, BadInput),
        least=service.LEAST,
        most=service.MOST,
        status=status_of(fault) if fault else 200,
    )
    say_when(response, fault)
    return response
