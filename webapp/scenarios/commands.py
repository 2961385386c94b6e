"""`masar scenario`: check what was written, play it, see what chance would score. Needs no database."""

import json
import pathlib
from collections.abc import Iterator

import click
from flask.cli import AppGroup

from webapp.engine.problems import Problem, has_errors
from webapp.engine.scenario.build import build
from webapp.engine.scenario.check import check_text, ids_twice
from webapp.engine.scenario.json_schema import json_schema
from webapp.engine.scenario.model import Draft
from webapp.engine.scenario.report import report
from webapp.engine.scenario.verify import verify
from webapp.engine.telling import Both
from webapp.scenarios.content import Manual, parent_of, read_manual, read_scenario, scenario_files
from webapp.scenarios.terminal import play_through
from webapp.web import site

Files = tuple[pathlib.Path, ...]
_TOTAL = Both("الأخطاء {}، التنبيهات {}.", "{} errors, {} warnings.")

group = AppGroup("scenario", help="Check, play and weigh scenarios.")
files_argument = click.argument(
    "files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=pathlib.Path)
)


@group.command("check")
@files_argument
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array of findings.")
@click.option("--lang", type=click.Choice(["ar", "en"]), default="en", show_default=True)
def check_files(files: Files, as_json: bool, lang: str) -> None:  # noqa: FBT001 -- a flag of the command line
    """Show every finding about FILES, or about all scenarios."""
    found = [problem for _, problems in _checked(_manual(), files) for problem in problems]
    if as_json:
        click.echo(json.dumps([problem.as_dict(lang) for problem in found], ensure_ascii=False, indent=1))
    else:
        for problem in found:
            click.echo(problem.line(lang))
        errors = sum(problem.severity == "error" for problem in found)
        click.echo(_TOTAL.of(lang).format(errors, len(found) - errors))
    if has_errors(found):
        raise click.exceptions.Exit(1)


@group.command("play")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=pathlib.Path))
@click.option("--lang", type=click.Choice(["ar", "en"]), default="ar", show_default=True)
@click.option("--seed", default="terminal", show_default=True, help="Decides the order of the answers.")
def play_file(file: pathlib.Path, lang: str, seed: str) -> None:
    """Play FILE here, then read the debrief."""
    manual = _manual()
    [draft] = _sound(manual, (file,))
    play_through(build(draft, manual.limits, manual.holidays), lang, seed, manual.numbers)


@group.command("report")
@files_argument
@click.option("--all", "_all", is_flag=True, help="All scenarios; the same as naming no file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array, one object a case.")
def report_files(files: Files, _all: bool, as_json: bool) -> None:  # noqa: FBT001 -- flags of the command line
    """Say what chance and each habit would score in FILES, or in all scenarios."""
    manual = _manual()
    drafts = _sound(manual, files)
    lines = [report(one, build(one, manual.limits, manual.holidays), manual.chapters) for one in drafts]
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    for line in lines:
        for name, value in line.items():
            click.echo(f"{name:18} {_shown(value)}")
        click.echo()


@group.command("verify")
@files_argument
@click.option(
    "--most", default=2000, show_default=True, type=click.IntRange(min=1), help="Plays to walk a case."
)
def verify_files(files: Files, most: int) -> None:
    """Walk complete plays of FILES, or of all scenarios, and see that every ledger adds up.

    All plays where there are no more than --most of them; otherwise so many, evenly spread over all.
    """
    manual = _manual()
    for draft in _sound(manual, files):
        found = verify(build(draft, manual.limits, manual.holidays), most)
        which = "all" if found.walked == found.paths else f"{found.walked:,} of"
        endings = ", ".join(f"{name} {number:,}" for name, number in sorted(found.endings.items()))
        click.echo(f"{draft.id}: {which} {found.paths:,} complete plays; {found.steps:,} steps; {endings}")
        if found.breach:
            click.echo(f"{draft.path}: {found.breach}", err=True)
            raise click.exceptions.Exit(1)
    click.echo("Every ledger adds up.")


@group.command("panel")
@files_argument
@click.option("--lang", type=click.Choice(["ar", "en"]), default="ar", show_default=True)
def print_panel(files: Files, lang: str) -> None:
    """List what a panel of experts must settle, case by case, from the facilitator guides; as Markdown."""
    for draft in _sound(_manual(), files):
        points = draft.guide.panel if draft.guide and not draft.sibling_of else ()
        if points:
            click.echo(f"## {draft.title.of(lang)}\n")
            click.echo("\n".join(f"- {words.of(lang)}" for words in points) + "\n")


@group.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of scenarios, for editors; docs/scenario.schema.json is the same."""
    click.echo(json_schema(), nl=False)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {one}" for key, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _sound(manual: Manual, files: Files) -> tuple[Draft, ...]:
    """Return the drafts of files without errors; otherwise print every finding and leave."""
    checked = tuple(_checked(manual, files))
    found = [problem for _, problems in checked for problem in problems]
    if has_errors(found):
        for problem in found:
            click.echo(str(problem), err=True)
        raise click.exceptions.Exit(1)
    return tuple(draft for draft, _ in checked if draft is not None)


def _checked(manual: Manual, files: Files) -> Iterator[tuple[Draft | None, tuple[Problem, ...]]]:
    drafts: list[Draft] = []
    for path in files or scenario_files(site.settings().content):
        name, parent = _name(path), parent_of(path)
        draft, problems = check_text(
            read_scenario(path),
            name,
            limits=manual.limits,
            holidays=manual.holidays,
            known_uids=manual.chapters,
            parent=None if parent is None else (read_scenario(parent), _name(parent)),
        )
        drafts.extend([draft] if draft else [])
        twice = [one for one in ids_twice(drafts) if one.where.path == name]
        yield draft, (*problems, *twice)


def _name(path: pathlib.Path) -> str:
    """Return a path as somebody standing here would write it."""
    here = pathlib.Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _manual() -> Manual:
    return read_manual(site.settings().content / "manual")
