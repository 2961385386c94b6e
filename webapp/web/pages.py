"""The only renderer: a whole page, or the one block of it that htmx asks for."""

import dataclasses

from flask import Response, current_app, make_response, render_template
from markupsafe import Markup

from webapp.web.htmx import wants_fragment

PUBLIC = "public, max-age=0, must-revalidate"

_GAP = "\N{NULL}"  # a letter that HTML cannot hold


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """A page but for the words in its middle."""

    before: bytes
    after: bytes

    def around(self, words: Markup) -> Response:
        """Return the whole page."""
        return make_response(b"".join((self.before, words.encode(), self.after)))


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


def words(template: str, **values: object) -> Markup:
    """Render a piece of a page that needs nothing but the language and what it is given."""
    return Markup(current_app.jinja_env.get_template(template).render(values))  # noqa: S704 -- escaped where it was rendered


def frame(template: str, **values: object) -> Frame:
    """Render what stands around the `words` of a page, once for every page that has the same frame."""
    before, after = render_template(template, words=_GAP, **values).split(_GAP)
    return Frame(before.encode(), after.encode())


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
