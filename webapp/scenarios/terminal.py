"""A play in the terminal: plain lines out, numbers in, the debrief at the end."""

import textwrap
from collections.abc import Mapping

import click

from webapp.engine.scenario.casetime import offered
from webapp.engine.scenario.debrief import debrief
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import Choice, Document, Field, Scenario
from webapp.engine.scenario.moves import fields_of
from webapp.engine.scenario.play import ClockReading, Play, replay, shuffled
from webapp.engine.scenario.result import Result
from webapp.engine.scenario.score import score
from webapp.scenarios import terminal_words as said

WIDTH = 96
RULE = "─" * 40


def play_through(scenario: Scenario, lang: str, seed: str, numbers: Mapping[str, str]) -> None:
    """Play a scenario from its start to its debrief, reading answers line by line.

    Shape: `numbers` maps a block's uid to how it is cited.
    """
    _say(f"\n{scenario.title.of(lang)}\n{RULE}\n{scenario.note.of(lang)}\n\n{scenario.setting.of(lang)}")
    choices: list[Choice] = []
    play = replay(scenario, choices)
    while not play.ended:
        _show_scene(play, lang)
        choices.append({field.id: _ask(play, field, lang, seed) for field in fields_of(play.scene)})
        play = replay(scenario, choices)
        for _, answers in play.steps[-1].struck:
            for answer in answers:
                if answer.then is not None:
                    _say(f"\n→ {answer.then.of(lang)}")
    _show_ending(play, lang)
    _show_debrief(play, score(scenario, play), lang, numbers)


def _show_scene(play: Play, lang: str) -> None:
    _say(f"\n{RULE}\n{play.now:%Y-%m-%d %H:%M}  {play.scene.title.of(lang)}")
    for clock in play.clocks:
        _show_clock(clock, lang)
    if play.scene.story is not None:
        _say("\n" + play.scene.story.of(lang))
    for document in play.scene.documents:
        _show_document(document, lang)


def _show_clock(clock: ClockReading, lang: str) -> None:
    if clock.due_at is None:
        return
    stopped = f", {clock.stopped_at:%H:%M}" if clock.stopped_at else ""
    state = said.STATES[clock.state].of(lang)
    _say(f"  ⏱ {clock.title.of(lang)}: {clock.due_at:%d.%m. %H:%M} ({state}{stopped})")


def _show_document(document: Document, lang: str) -> None:
    head = " · ".join(
        part for part in (said.PAPERS[document.kind].of(lang), document.title.of(lang), document.time) if part
    )
    _say(f"\n[{head}]\n{textwrap.indent(document.body.of(lang), '  | ')}")


def _ask(play: Play, field: Field, lang: str, seed: str) -> tuple[str, ...]:
    """Ask until what is given is an answer to the field."""
    _say("\n" + field.ask.of(lang))
    if field.hint is not None:
        _say(f"({field.hint.of(lang)})")
    offered = _offered(play, field, lang, seed)
    for number, (_, text) in enumerate(offered, start=1):
        _say(f"  {number}. {text}")
    while True:
        line = click.prompt(
            f"[{said.WANTED[field.kind].of(lang)}]", default="", show_default=False, prompt_suffix=" > "
        )
        given = (line,) if field.kind == "text" else _numbered(line, [name for name, _ in offered])
        if given is not None and kind_of(field).refuse(field, given) is None:
            return given
        _say(said.NOT_OFFERED.of(lang))


def _offered(play: Play, field: Field, lang: str, seed: str) -> list[tuple[str, str]]:
    """Return what a field offers, by id, in words."""
    if field.kind == "when":
        moments = ((one.id, offered(play.scenario, field, one, play.minutes)) for one in field.offers)
        return [(name, f"{at:%Y-%m-%d %H:%M}") for name, at in moments]
    return [(one.id, one.text.of(lang)) for one in shuffled(field, seed)]


def _numbered(line: str, names: list[str]) -> tuple[str, ...] | None:
    """Return the names that numbers stand for; None for anything that is no such number."""
    numbers = [part.strip() for part in line.split(",") if part.strip()]
    fits = all(one.isascii() and one.isdigit() and 1 <= int(one) <= len(names) for one in numbers)
    return tuple(names[int(one) - 1] for one in numbers) if fits else None


def _show_ending(play: Play, lang: str) -> None:
    _say(f"\n{RULE}\n{play.now:%Y-%m-%d %H:%M}  {play.scene.title.of(lang)}")
    if play.scene.ending is not None:
        _say(f"\n{play.scene.ending.text.of(lang)}\n[{said.OUTCOMES[play.scene.ending.outcome].of(lang)}]")


def _show_debrief(play: Play, result: Result, lang: str, numbers: Mapping[str, str]) -> None:
    """Print score, dimensions, deadlines and the whole ledger, which adds up."""
    band = said.BANDS[result.band].of(lang)
    _say(f"\n{RULE}\n{float(result.final):.1f} {said.OF_100.of(lang)} · {band}")
    for one in result.dimensions:
        if one.score is not None:
            below = f" · {said.BELOW.of(lang)} {one.floor}" if one.code in result.below_floor else ""
            _say(f"  {float(one.score):5.1f}  {said.DIMENSIONS[one.code].of(lang)}{below}")
    for clock in play.clocks:
        _show_clock(clock, lang)
    _say("")
    for row in result.rows:
        step = play.steps[row.position]
        title = step.scene.decision.title.of(lang) if step.scene.decision else ""
        cited = " ".join(f"§{numbers.get(uid, uid)}" for uid in row.cites)
        kind = said.KINDS[row.kind].of(lang)
        _say(f"  {row.position + 1:2} {float(-row.loss):6.1f}  {kind} · {title}  {cited}")
        for _, answers in step.struck:
            for answer in answers:
                if row.kind not in {"best", "fine"} and answer.because is not None:
                    _say(textwrap.indent(textwrap.fill(answer.because.of(lang), WIDTH - 12), " " * 12))
    for cap in result.caps:
        _say(f"     {float(-cap.points):6.1f}  {said.CAPS[cap.kind].of(lang)} {cap.class_}")
    told = debrief(play, result)
    if told.cites:
        _say("\n" + " ".join(f"§{numbers.get(uid, uid)}" for uid in told.cites))


def _say(text: str) -> None:
    for line in text.splitlines() or [""]:
        wrapped = textwrap.wrap(line, WIDTH, break_long_words=False) if len(line) > WIDTH else [line]
        click.echo("\n".join(wrapped))
