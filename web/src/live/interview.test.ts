import { describe, expect, it } from "vitest";
import type { StateView } from "../wire.gen";
import { dismiss, type Interview, NOTHING, receive } from "./interview";
import { type Event, readMessage, type ServerMessage } from "./messages";

const STATE: StateView = {
  floor: "listening",
  question: { id: "q1", text: "Why?", number: 1, total: 2, constraints: [], limit_s: 60 },
  why: "",
  because: "",
  so_far: [],
  answer_started: 4,
  clock: 10,
  seconds_left: 300,
};
const said = (text: string, source: "speech" | "typed" = "speech"): Event => ({
  type: "FinalTranscript", at: 2, text, words: [], started: 1, ended: 2, source, counts: true,
}) as Partial<Event> as Event;
const event = (e: Event): ServerMessage => ({ type: "event", event: e });
const fold = (...messages: ServerMessage[]): Interview => messages.reduce(receive, NOTHING);
const speech = (sentence: number, id = 1): ServerMessage => ({
  type: "speech", speech_id: id, sentence, text: `Sentence ${sentence}.`, offset_s: sentence, audio: "", words: [], visemes: [],
  last: false,
});

describe("what is being said", () => {
  it("splits a partial into its settled and its tentative part", () => {
    const view = fold(event({ type: "PartialTranscript", at: 1, text: "I asked my lead to", committed: "I asked" }));
    expect([view.committed, view.tentative]).toEqual(["I asked", " my lead to"]);
  });

  it("takes all as tentative where the settled part is no prefix", () => {
    const view = fold(event({ type: "PartialTranscript", at: 1, text: "hello", committed: "bye" }));
    expect([view.committed, view.tentative]).toEqual(["", "hello"]);
  });

  it("a final replaces the partial, an empty one leaves no trace", () => {
    const view = fold(event({ type: "PartialTranscript", at: 1, text: "I a", committed: "" }), event(said("I asked.")), event(said(" ")));
    expect(view.answer.map((u) => u.text)).toEqual(["I asked."]);
    expect(view.tentative).toBe("");
  });

  it("knows since when the candidate speaks and up to where their words are known, typed or not", () => {
    const speaks = fold(event({ type: "SpeechStarted", at: 3 }), event({ type: "PartialTranscript", at: 9, text: "I a", committed: "" }));
    expect([speaks.voiceFrom, speaks.wordsTo]).toEqual([3, 9]);
    const silent = receive(receive(speaks, event({ type: "SpeechStopped", at: 8 } as Event)), event(said("I asked.")));
    expect([silent.voiceFrom, silent.wordsTo]).toEqual([null, 9]);
  });

  it("sound that was lost is told once, as what it was", () => {
    const { notices } = fold(event({ type: "AudioLost", at: 9, seconds: 2, reason: "the page was loaded anew before it was sent" }));
    expect(notices.map((n) => n.text)).toEqual([
      "2.0 s of your sound were lost: the page was loaded anew before it was sent. That is no fault of yours; go on, or say it again.",
    ]);
  });

  it("a closed turn moves the answer to the turns", () => {
    const view = fold(event(said("One.")), event(said("Two.")), event({ type: "TurnEnded", at: 3, reason: "silence", question_id: "q1" }));
    expect(view.answer).toEqual([]);
    expect(view.turns).toEqual([{ speaker: "candidate", text: "One. Two.", reason: "silence" }]);
  });

  it("of an interrupted interviewer only what was heard is a turn", () => {
    const spoke: Event = {
      type: "InterviewerSpoke", at: 3, move: "ask", text: "Tell me about a time.", question_id: "q1", started: 1, ended: 2,
      heard: "Tell me", reason: "",
    };
    expect(fold(event(spoke)).turns).toEqual([{ speaker: "interviewer", text: "Tell me", reason: "" }]);
  });
});

it("counts what is written down, so that whoever reads the report reads it again", () => {
  const scored = { type: "AnswerScored", at: 4 } as Event;
  const finished = { type: "AttemptFinished", at: 5, reason: "ended_by_candidate" } as Event;
  const partial: Event = { type: "PartialTranscript", at: 1, text: "I a", committed: "" };
  const messages = [event(partial), event(said("I asked.")), event(scored), event(finished), event({ type: "AnswerJudged", at: 6 } as Event)];
  expect(messages.map((_, i) => fold(...messages.slice(0, i + 1)).written)).toEqual([0, 1, 2, 3, 4]);
});

it("a probe is what is answered now, until the next question is asked", () => {
  const spoke = (move: "ask" | "probe" | "acknowledge", text: string): Event => ({
    type: "InterviewerSpoke", at: 3, move, text, question_id: "q1", started: 1, ended: 2, heard: null, reason: "",
  });
  const probed = fold(event(spoke("ask", "Why?")), event(spoke("probe", "And then?")), event(spoke("acknowledge", "Okay.")));
  expect(probed.followUp).toEqual({ questionId: "q1", text: "And then?" });
  expect(receive(probed, event(spoke("ask", "Next."))).followUp).toBeNull();
});

describe("connection", () => {
  it("a second welcome rebuilds all from the log without doubling", () => {
    const welcome: ServerMessage = {
      type: "welcome", attempt_id: "a", resumed: true, hearing: "whisper", next_sample: 0, interviewer_name: "Henrik", shows_question: false, silent: true,
      events: [said("One."), { type: "TurnEnded", at: 3, reason: "done_key", question_id: "q1" }, said("Two.")], state: STATE,
    };
    const view = fold(welcome, welcome);
    expect(view.turns).toHaveLength(1);
    expect(view.answer.map((u) => u.text)).toEqual(["Two."]);
    expect([view.interviewer, view.hearing, view.state?.question?.id]).toEqual(["Henrik", "whisper", "q1"]);
    expect(view.showsQuestion).toBe(false);
  });

  it("old trouble is not told again after a welcome", () => {
    const failed: Event = { type: "RecognitionFailed", at: 1, reason: "no weights" };
    const view = fold(event(failed), {
      type: "welcome", attempt_id: "a", resumed: false, hearing: "typed", next_sample: 0, interviewer_name: "", shows_question: true, silent: false, events: [failed], state: STATE,
    });
    expect(view.notices).toEqual([]);
  });

  it("what was sent as the rehearsal ended is no trouble", () => {
    expect(fold({ type: "trouble", code: "finished", message: "over", fatal: false }).notices).toEqual([]);
    expect(fold({ type: "trouble", code: "finished", message: "over", fatal: true }).fatal).not.toBeNull();
  });

  it("fatal trouble stands apart from what can be dismissed", () => {
    const view = fold(
      { type: "trouble", code: "odd_bytes", message: "odd", fatal: false },
      { type: "trouble", code: "failed", message: "gone", fatal: true },
    );
    expect(view.fatal).toEqual({ code: "failed", message: "gone" });
    expect(dismiss(view, view.notices[0]?.id ?? 0).notices).toEqual([]);
  });

  it("the same notice is shown once", () => {
    const trouble: ServerMessage = { type: "trouble", code: "odd_bytes", message: "odd", fatal: false };
    expect(fold(trouble, trouble).notices).toHaveLength(1);
  });
});

describe("speech", () => {
  it("sentences come into order and a repeated one replaces itself", () => {
    expect(fold(speech(1), speech(0), speech(1)).speech?.sentences.map((s) => s.sentence)).toEqual([0, 1]);
  });

  it("a new speech replaces the old; a stop for the old one does nothing", () => {
    const view = fold(speech(0), speech(0, 2), { type: "speech_stop", speech_id: 1 });
    expect([view.speech?.id, view.speech?.stopped]).toEqual([2, false]);
  });
});

it("frames that are no message are refused", () => {
  expect(["", "{", "null", "[]", '{"type":"nonsense"}'].map(readMessage)).toEqual([null, null, null, null, null]);
  expect(readMessage('{"type":"heard","next_sample":3}')).toEqual({ type: "heard", next_sample: 3 });
});
