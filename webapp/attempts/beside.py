"""One's own way beside the expert's, scene by scene, in words and drawn."""

import dataclasses
from collections.abc import Mapping

from webapp.attempts import answer_words
from webapp.attempts.tracks import Stop, Track, tracks
from webapp.engine.scenario import play as plays
from webapp.engine.scenario.debrief import debrief
from webapp.engine.scenario.play import Play, Step
from webapp.engine.scenario.score import Result


@dataclasses.dataclass(frozen=True, slots=True)
class BesideRow:
    """A scene of either way.

    Shape: `own` and `best` are None where that way did not come by; `number` counts one's own decisions from
    1, 0 at a scene that was not one's own and at the end; `verdict` is the ledger's.
    """

    title: str
    number: int
    verdict: str
    own: tuple[str, ...] | None
    best: tuple[str, ...] | None
    is_same: bool
    is_end: bool
    track: Track


@dataclasses.dataclass(frozen=True, slots=True)
class Ways:
    """Both ways. Shape: the last row is how it ended. Units: `alike` of the rows were answered alike."""

    rows: tuple[BesideRow, ...]
    alike: int

    @property
    def scenes(self) -> int:
        """How many scenes the two ways have together, the end not counted."""
        return len(self.rows) - 1


def of(play: Play, result: Result, lang: str) -> Ways:
    """Return a finished play beside the expert's."""
    best = plays.expert(play.scenario)
    verdicts = {one.scene_id: one.kind for one in result.rows}
    owns, bests = _steps(play), _steps(best)
    bare = [
        _row((play, owns.get(one.scene_id)), (best, bests.get(one.scene_id)), verdicts, lang)
        for one in debrief(play, result).beside
    ]
    bare.append(_end(play, best, lang))
    drawn = tracks([Stop(one.verdict, one.best is not None, one.is_same) for one in bare])
    rows = tuple(dataclasses.replace(one, track=track) for one, track in zip(bare, drawn, strict=True))
    return Ways(rows, sum(one.is_same for one in rows[:-1]))


_UNDRAWN = Track((), ())


def _steps(play: Play) -> dict[str, Step]:
    return {step.scene.id: step for step in play.steps}


def _row(
    ours: tuple[Play, Step | None],
    theirs: tuple[Play, Step | None],
    verdicts: Mapping[str, str],
    lang: str,
) -> BesideRow:
    (play, own), (best, other) = ours, theirs
    one = own or other
    assert one is not None  # noqa: S101 -- a row is of one way or of both
    assert one.scene.decision is not None  # noqa: S101 -- a step was taken at a decision
    return BesideRow(
        title=one.scene.decision.title.of(lang),
        number=own.position + 1 if own else 0,
        verdict=verdicts[one.scene.id] if own else "",
        own=answer_words.of(play, own.position, own.choice, lang) if own else None,
        best=answer_words.of(best, other.position, other.choice, lang) if other else None,
        is_same=own is not None and other is not None and own.choice == other.choice,
        is_end=False,
        track=_UNDRAWN,
    )


def _end(play: Play, best: Play, lang: str) -> BesideRow:
    assert play.scene.ending is not None  # noqa: S101 -- a finished play stands at an ending
    is_same = play.scene.id == best.scene.id
    return BesideRow(
        title="",
        number=0,
        verdict={"safe": "best", "partly": "slip", "unsafe": "critical"}[play.scene.ending.outcome],
        own=(play.scene.title.of(lang),),
        best=(best.scene.title.of(lang),),
        is_same=is_same,
        is_end=True,
        track=_UNDRAWN,
    )
