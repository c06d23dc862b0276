"""The candidate over the interviewer: sounds and words that lower, silence or stop it, and echoes that do not."""

from __future__ import annotations

from collections.abc import Callable

from coach.events import BargedIn, FinalTranscript, PartialTranscript
from coach.interview.echo import EchoGate
from coach.interview.effects import DuckSpeaking, Effect, Emit, HoldSpeaking, ResumeSpeaking, StopSpeaking
from coach.interview.floor import Mouth, Turning
from coach.listening.overlap import Overlap


class Interruptions:
    """Acts on the speech that is going on, if there is one."""

    def __init__(self, mouth: Mouth, gate: EchoGate, put: Callable[[Effect], None]) -> None:
        self._mouth, self._gate, self._put = mouth, gate, put

    def overlap(self, overlap: Overlap) -> None:
        if speaking := self._mouth.speaking:
            self._turn(speaking.overlaps(overlap), overlap.at)

    def voice_started(self, at: float) -> None:
        if speaking := self._mouth.speaking:
            self._gate.voice()
            self._turn(speaking.voice_started(at), at)

    def voice_stopped(self, at: float) -> None:
        if speaking := self._mouth.speaking:
            self._turn(speaking.voice_stopped(at), at)

    def check(self, at: float) -> None:
        speaking = self._mouth.speaking
        while speaking and (decides := speaking.decides_at()) is not None and at >= decides:
            self._turn(speaking.due(at), decides)

    def words(self, partial: PartialTranscript, since: float | None) -> bool:
        """Words so far of an utterance that began at `since`. False: they are the interviewer's own."""
        begun = since if since is not None else partial.at
        self._words(partial.text, begun, partial.at, partial.at, whole=False)
        return bool(self._gate.own_words(partial.text, begun, partial.at))

    def own(self, final: FinalTranscript) -> FinalTranscript:
        """The utterance without the words of the interviewer that came back through the microphone."""
        self._words(final.text, final.started, final.ended, final.at, whole=True)
        begin, end = self._gate.own_part(final.text, final.started, final.ended)
        tokens = final.text.split()
        if (begin, end) == (0, len(tokens)):
            return final
        words = final.words[begin:end] if len(final.words) == len(tokens) else ()
        started = words[0].start if words else final.started
        left = {"text": " ".join(tokens[begin:end]), "words": words, "started": started, "committed": 0, "revised": 0}
        return final.model_copy(update=left)

    def take_floor(self, at: float) -> None:
        speaking = self._mouth.speaking
        if speaking is None or speaking.stopping:
            return
        speaking.stopping = True
        self._put(Emit(BargedIn(at=at)))
        self._put(StopSpeaking(speaking.speech_id))

    def _words(self, text: str, since: float, until: float, at: float, whole: bool) -> None:
        speaking = self._mouth.speaking
        if speaking is None or not speaking.interruptible or until < speaking.heard_from or not speaking.heard_from:
            return
        sure = speaking.sure or speaking.held
        if self._gate.barges_in(text, since, until, sure, whole):
            self.take_floor(at)
        elif whole and speaking.voice_from is None:
            self._turn(speaking.go_on(), at)

    def _turn(self, turning: Turning | None, at: float) -> None:
        speaking = self._mouth.speaking
        if speaking is None or turning is None:
            return
        match turning:
            case "duck":
                self._put(DuckSpeaking(speaking.speech_id))
            case "hold":
                self._put(HoldSpeaking(speaking.speech_id))
            case "resume":
                self._put(ResumeSpeaking(speaking.speech_id))
            case "take":
                self.take_floor(at)
