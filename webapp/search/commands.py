"""`masar search …`: the same answers, on the command line."""

import json

import click
from flask.cli import with_appcontext

from webapp.errors import AppError
from webapp.search import service
from webapp.search.queries import Hit
from webapp.search.views import as_data
from webapp.web import site


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--lang", type=click.Choice(service.LANGUAGES), default="ar", show_default=True, help="To show."
)
@click.option("--limit", type=click.IntRange(1, 50), default=10, show_default=True, help="Sections at most.")
@click.option("--json", "as_json", is_flag=True, help="Print data instead of text.")
@with_appcontext
def command(words: tuple[str, ...], lang: str, limit: int, as_json: bool) -> None:  # noqa: FBT001 -- a flag of the command line
    """Find WORDS in the edition in force."""
    asked = service.read_query(" ".join(words))
    try:
        with site.database().reading() as connection:
            answer = service.search(connection, site.settings(), asked=asked, lang=lang, limit=limit)
    except AppError as fault:
        raise click.ClickException(str(fault)) from fault
    if as_json:
        click.echo(json.dumps(as_data(answer, number=1, limit=limit), ensure_ascii=False, indent=2))
        return
    for line in _told(answer):
        click.echo(line)


def _told(answer: service.Answer) -> list[str]:
    found = answer.found
    lines = [f"Results for: {found.corrected}"] if found.corrected else []
    lines += [f"Searched in the other language: {found.lang}"] if answer.is_from_other_language else []
    lines += [line for hit in found.hits for line in _lines(hit)]
    return [*lines, f"{found.total} sections, edition {answer.edition} (unofficial)."]


def _lines(hit: Hit) -> tuple[str, str]:
    said = "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in hit.pieces)
    return f"§{hit.block_number or hit.number}  {hit.title}  {hit.section_id}#{hit.uid}", f"    {said}"
