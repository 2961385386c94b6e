"""The only renderer: a whole page, or the one block of it that htmx asks for."""

from collections.abc import Iterable

from flask import Response, current_app, make_response, render_template
from markupsafe import Markup

from webapp.web.htmx import wants_fragment

PUBLIC = "public, max-age=0, must-revalidate"


def page(template: str, *, fragment: str | None = None, status: int = 200, **values: object) -> Response:
    """Render `template`; when htmx asks and `fragment` names a block of it, that block alone."""
    if fragment is not None and wants_fragment():
        body = _block(template, fragment, values)
    else:
        body = render_template(template, **values)
    response = make_response(body, status)
    if fragment is not None:
        response.vary.add("HX-Request")
    return response


def pieces(template: str, names: Iterable[str], shown: object) -> dict[str, Markup]:
    """Render macros of a template, each with `shown`, to be put into a page by their names."""
    macros = current_app.jinja_env.get_template(template).module
    return {name: getattr(macros, name)(shown) for name in names}


def public(response: Response) -> Response:
    """Declare that this answer is the same for everyone, so that the page cache may keep it."""
    response.headers["Cache-Control"] = PUBLIC
    return response


def _block(template: str, block: str, values: dict[str, object]) -> str:
    current_app.update_template_context(values)
    found = current_app.jinja_env.get_template(template)
    context = found.new_context(values)
    # The first step of the whole page runs what stands above its blocks: imports and settings they rely on.
    whole = found.root_render_func(context)
    next(whole, None)
    whole.close()  # type: ignore[attr-defined]  # Jinja writes it as a generator
    return "".join(context.blocks[block][0](context))
