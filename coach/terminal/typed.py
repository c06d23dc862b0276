"""A typed rehearsal: the interviewer prints, the candidate answers by line."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import TextIO, get_args

from coach.events import Event
from coach.interview.consulting import Consultant, all_answers
from coach.interview.effects import (
    ConsultModel,
    Control,
    Effect,
    Emit,
    Input,
    Pressed,
    Speak,
    SpeakingEnded,
    SpeakingStarted,
    Tick,
    TypedAnswer,
)
from coach.interview.rehearsal import Rehearsal

HELP = "One line is one answer. :repeat :rephrase :moment :skip :end do what they say."


def rehearse_typed(
    rehearsal: Rehearsal, lines: TextIO, show: Callable[[Event], None], model: Consultant | None, begin: float = 0.0
) -> None:
    """Until the rehearsal is over or the input ends, which ends the rehearsal."""
    started = time.monotonic() - begin

    def now() -> float:
        return time.monotonic() - started

    effects = list(rehearsal.begin(now()))
    while not rehearsal.over:
        effects = _settle(rehearsal, effects, show, model, now)
        if rehearsal.over:
            return
        effects = list(rehearsal.push(_next_line(lines, now)))
    _settle(rehearsal, effects, show, model, now)


def _next_line(lines: TextIO, now: Callable[[], float]) -> Input:
    line = lines.readline()
    if not line:
        return Pressed("end", now())
    text = line.strip()
    control = text.removeprefix(":")
    if text.startswith(":") and control in get_args(Control):
        return Pressed(control, now())  # type: ignore[arg-type]
    return TypedAnswer(text, now()) if text else Tick(now())


def _settle(
    rehearsal: Rehearsal,
    effects: Sequence[Effect],
    show: Callable[[Event], None],
    model: Consultant | None,
    now: Callable[[], float],
) -> list[Effect]:
    """Carry out effects and what follows from them until the candidate is needed."""
    waiting = list(effects)
    while waiting:
        effect = waiting.pop(0)
        match effect:
            case Emit(event):
                show(event)
            case Speak(speech_id, _, text, _):
                waiting += rehearsal.push(SpeakingStarted(speech_id, now(), 0.0))
                waiting += rehearsal.push(SpeakingEnded(speech_id, now(), text, completed=True))
            case ConsultModel():
                for answer in asyncio.run(all_answers(model, effect, now)):
                    waiting += rehearsal.push(answer)
            case _:
                pass
    return []
