"""`masar search …`: the same answers, on the command line."""

import json
from collections.abc import Callable

import click
from flask.cli import with_appcontext

from webapp.errors import AppError, BadInput
from webapp.search import answering, facets, service
from webapp.search.answering import Ask, Shown
from webapp.search.queries import Found, Hit
from webapp.search.things import Thing
from webapp.search.views import MOST_PAGES, MOST_PER_PAGE, PER_PAGE, as_data, more_data

_NARROWED = {
    "chapter": "Only this chapter, by number.",
    "kind": f"Only sections of this kind: {', '.join(facets.KINDS)}.",
    "force": f"Only sections that say so: {', '.join(facets.FORCES)}.",
    "role": "Only sections for this role.",
    "entity": "Only sections about this entity.",
    "harm": "Only sections about this harm.",
    "case": "`yes`: only sections that a case practises.",
    "changed": "Only sections changed since this edition.",
}


def _narrowed(command: Callable[..., None]) -> Callable[..., None]:
    """Add an option for each thing that an answer can be narrowed by."""
    for name in reversed(facets.NAMES):
        command = click.option(f"--{name}", metavar="VALUE", help=_NARROWED[name])(command)
    return command


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--lang", type=click.Choice(service.LANGUAGES), default="ar", show_default=True, help="To show."
)
@click.option(
    "--limit",
    type=click.IntRange(1, MOST_PER_PAGE),
    default=PER_PAGE,
    show_default=True,
    help="Sections on a page.",
)
@click.option("--page", "number", type=click.IntRange(1, MOST_PAGES), default=1, show_default=True)
@click.option("--as-written", is_flag=True, help="Take words as typed, without corrections.")
@_narrowed
@click.option("--json", "as_json", is_flag=True, help="Print the data of /api/v1/search instead of text.")
@with_appcontext
def command(
    words: tuple[str, ...],
    lang: str,
    limit: int,
    number: int,
    *,
    as_written: bool,
    as_json: bool,
    **chosen: str | None,
) -> None:
    """Find WORDS in the edition in force.

    '"two words"' keeps words in their order, -word leaves one out, word* stands for any ending.
    """
    unknown = next((word for word in words if word.startswith("--")), None)
    if unknown:  # a word may begin with one hyphen; two are a slip
        raise click.NoSuchOption(unknown)
    asked = service.read_query(" ".join(words))
    kept = {name: value for name, value in chosen.items() if value}
    ask = Ask(asked, lang, number, limit, as_written=as_written, chosen=kept)
    try:
        if asked.lacks:
            raise BadInput(asked.lacks)
        shown = answering.shown(ask)
    except AppError as fault:
        raise click.ClickException(str(fault)) from fault
    if as_json:
        told = as_data(shown.answer, number=number, limit=limit) | more_data(shown)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in _told(shown):
        click.echo(line)


def _told(shown: Shown) -> list[str]:
    answer, found = shown.answer, shown.answer.found
    lines = [f"No section has these words in this order: {words}" for words in found.missing]
    lines += ["Every section that answers holds something that is left out."] if found.emptied else []
    lines += [f"Results for: {found.corrected}"] if found.corrected else []
    lines += [f"Searched in the other language: {found.lang}"] if answer.is_from_other_language else []
    lines += [line for hit in found.hits for line in _lines(hit)]
    lines += [_beside(one) for one in shown.things]
    lines += _other(found)
    return [*lines, f"{found.total} sections, edition {answer.edition} (unofficial)."]


def _other(found: Found) -> list[str]:
    return [f"Or search for: {words}" for words in found.suggestions]


def _beside(one: Thing) -> str:
    return f"{one.kind}  {one.title}  {one.address}"


def _lines(hit: Hit) -> tuple[str, str]:
    said = "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in hit.pieces)
    return f"§{hit.block_number or hit.number}  {hit.title}  {hit.section_id}#{hit.uid}", f"    {said}"
