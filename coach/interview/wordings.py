"""The interviewer's neutral lines, enough of each that none is said twice in an interview."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence

ACKNOWLEDGEMENTS = (
    "Thank you.",
    "Okay, thanks.",
    "Understood.",
    "Thank you, noted.",
    "All right.",
    "Thanks for that.",
    "I see, thank you.",
    "Noted, thanks.",
    "Okay, thank you.",
    "Thanks, understood.",
    "Alright, thanks.",
    "Thank you for your answer.",
)
GO_ON = ("Let us go on.", "Moving on.", "Here is the next one.", "We go on.")
NUDGES = (
    (
        "Take your time. Whenever you are ready, go ahead.",
        "There is no hurry. Begin when you like.",
        "Take the time you need, and start wherever you like.",
        "I am listening. Begin whenever it suits you.",
    ),
    (
        "Would it help if I put the question another way? Just say so.",
        "Shall I rephrase the question? Just tell me.",
        "I can put it in other words. Would you like that?",
        "If the question is not clear, ask me to rephrase it. Should I?",
    ),
)
BEGIN_NOW = ("Your time to prepare is over. Please begin.", "Time to answer now. Please go ahead.", "Please begin now.")
WHERE_WE_STOPPED = (
    "Let us go on where we stopped.",
    "Welcome back.",
    "We were at this question.",
    "Back to where we were.",
)
MOVE_ON = (
    "Let us leave this one and go on.",
    "We will leave it there.",
    "That is fine, we leave this one.",
    "No problem, let us take another one.",
)
WAITS = ("Of course, take your time.", "Sure, take a moment.", "By all means, take your time.", "Yes, think it over.")
HEARD = (
    "Yes, I can hear you. Please go ahead.",
    "I hear you. Go ahead.",
    "Yes, you are coming through. Please go on.",
)
AGAIN = ("Of course.", "Once more.", "Here it is again.", "Sure, again.", "Gladly.", "I will say it again.")
PLAINER = (
    "I have no simpler wording left, so take it as you understand it.",
    "Answer the part that is clear to you.",
    "Think of any case from your own work that fits.",
    "Take it in whatever way makes sense to you.",
)
REMINDERS = (
    "About {seconds} seconds left.",
    "You have about {seconds} seconds.",
    "Roughly {seconds} seconds to go.",
    "{seconds} seconds left.",
)
CORRECTED = (
    "Thank you, I have noted the correction.",
    "Noted, I will go by the corrected version.",
    "Thanks, I have put that right in my notes.",
)
ENGLISH = (
    "I can only follow English here. Please say it in English, as simply as you like.",
    "Please go on in English. Simple words are fine.",
    "I did not follow that. Could you say it in English?",
)
FEEDBACK = (
    "One thing for next time:",
    "What would help most here:",
    "Next time, try this:",
    "The change that would do most here:",
    "Something to try next time:",
    "Here is one thing to work on:",
)
SAME_FEEDBACK = (
    "Thank you. The same thing would help most here as well.",
    "Thank you. Here, too, it is what I said before that would help most.",
    "Thank you. My one thing for next time is again the one that you have heard.",
    "Thank you. What I said about an earlier answer holds for this one.",
)
NO_HINT = (
    "I cannot help with the answer here, but I can put the question another way.",
    "No hints here, I am afraid. I can rephrase the question if you like.",
    "I have to leave that to you. Say so if you want it in other words.",
)
HINTS = (
    "One thing you could speak about is {topic}.",
    "You could also say something on {topic}.",
    "How about {topic}?",
)


def fresh(options: Sequence[str], said: Collection[str], more: Iterable[str] = GO_ON) -> str:
    """The first option that was not said; then options with a second sentence; when all are used, in turn again."""
    unsaid = (text for text in itertools.chain(options, _longer(options, more)) if text not in said)
    return next(unsaid, options[len(said) % len(options)])


def _longer(options: Sequence[str], more: Iterable[str]) -> Iterable[str]:
    return (f"{option} {second}" for second in more for option in options)
