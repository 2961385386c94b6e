"""The only renderer: a whole page, or the one block of it that htmx asks for."""

import dataclasses
from collections.abc import Iterable, Mapping

from flask import Response, current_app, make_response, render_template
from markupsafe import Markup, escape

from webapp.web.htmx import wants_fragment
from webapp.web.language import switch

PUBLIC = "public, max-age=0, must-revalidate"

_EDGE = "\N{NULL}"  # a letter that HTML cannot hold
_SWITCH = "other_url"


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """A page with gaps in it. Shape: its bytes and the names of its gaps, in turn."""

    parts: tuple[bytes | str, ...]

    def filled(self, words: Mapping[str, str]) -> Response:
        """Return the page with these words, trusted HTML, in its gaps, and its way to the other language."""
        told = {**words, _SWITCH: escape(switch())}
        whole = [told[part].encode() if isinstance(part, str) else part for part in self.parts]
        return Response(b"".join(whole), mimetype="text/html")


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


def frame(template: str, *, gaps: Iterable[str], **values: object) -> Frame:
    """Render a page once for all its words: in the template, `words.…` are the gaps to be filled."""
    words = {name: gap(name) for name in gaps}
    return framed(render_template(template, **{"words": words, _SWITCH: gap(_SWITCH), **values}))


def framed(body: str) -> Frame:
    """Return a rendered page, or a part of one, with what `gap` left in it open."""
    return Frame(tuple(part if place % 2 else part.encode() for place, part in enumerate(body.split(_EDGE))))


def gap(name: str) -> Markup:
    """Return what holds the place of a word that differs from one reader to the next."""
    return Markup(f"{_EDGE}{name}{_EDGE}")  # noqa: S704 -- a name of ours


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
