import type { InterviewerSpoke, Speech, StateView, TroubleCode } from "../wire.gen";
import type { Event, ServerMessage } from "./messages";

export interface Utterance {
  text: string;
  started: number;
  ended: number;
  typed: boolean;
}

export interface Turn {
  speaker: "interviewer" | "candidate";
  text: string;
  reason: string;
}

export interface Notice {
  id: number;
  tone: "warning" | "broken";
  text: string;
}

/** All that the room shows, folded from the server's messages and nothing else. */
export interface Interview {
  attemptId: string;
  welcomed: boolean;
  resumed: boolean;
  hearing: "whisper" | "typed";
  interviewer: string;
  /** False where the profile has the question only spoken. */
  showsQuestion: boolean;
  /** Nobody asks: the candidate records themself. */
  silent: boolean;
  state: StateView | null;
  /** What the candidate said since their last turn closed. */
  answer: Utterance[];
  committed: string;
  tentative: string;
  /** Seconds on the rehearsal's clock: since when the candidate speaks, and up to where their words are recognised. */
  voiceFrom: number | null;
  wordsTo: number;
  /** Closed turns, oldest first. */
  turns: Turn[];
  /** The interviewer's last probe or rephrasing of a question, which is what is being answered now. */
  followUp: { questionId: string | null; text: string } | null;
  speech: { id: number; sentences: Speech[]; stopped: boolean; ducked: boolean } | null;
  notices: Notice[];
  fatal: { code: TroubleCode; message: string } | null;
  finished: boolean;
  /** The candidate has ended it, and waits for nothing but the report. */
  leaves: boolean;
  interruptions: number;
  /** How often something was written down that a report shows. */
  written: number;
}

/** What was on its way when the rehearsal ended; the page says by itself that it is over. */
const SENT_TOO_LATE: TroubleCode = "finished";

export const NOTHING: Interview = {
  attemptId: "",
  welcomed: false,
  resumed: false,
  hearing: "typed",
  interviewer: "Adaeze",
  showsQuestion: true,
  silent: false,
  state: null,
  answer: [],
  committed: "",
  tentative: "",
  voiceFrom: null,
  wordsTo: 0,
  turns: [],
  followUp: null,
  speech: null,
  notices: [],
  fatal: null,
  finished: false,
  leaves: false,
  interruptions: 0,
  written: 0,
};

export function receive(view: Interview, message: ServerMessage): Interview {
  switch (message.type) {
    case "welcome": {
      const past = message.events.reduce(applyEvent, { ...NOTHING, notices: [] });
      return {
        ...past,
        attemptId: message.attempt_id,
        welcomed: true,
        resumed: message.resumed,
        hearing: message.hearing,
        interviewer: message.interviewer_name || "Adaeze",
        showsQuestion: message.shows_question,
        silent: message.silent,
        state: message.state,
        notices: [],
        speech: view.speech,
      };
    }
    case "event":
      return applyEvent(view, message.event);
    case "state":
      return { ...view, state: message.state };
    case "speech":
      return { ...view, speech: withSentence(view.speech, message) };
    case "speech_stop":
      return changeSpeech(view, message.speech_id, { stopped: true });
    case "speech_duck":
    case "speech_hold":
      return changeSpeech(view, message.speech_id, { ducked: message.on });
    case "trouble":
      if (message.fatal) return { ...view, fatal: { code: message.code, message: message.message } };
      return message.code === SENT_TOO_LATE ? view : notice(view, "broken", message.message);
    case "heard":
    case "pong":
      return view;
  }
}

export function dismiss(view: Interview, id: number): Interview {
  return { ...view, notices: view.notices.filter((n) => n.id !== id) };
}

function withSentence(speech: Interview["speech"], next: Speech): Interview["speech"] {
  if (speech === null || speech.id !== next.speech_id) {
    return { id: next.speech_id, sentences: [next], stopped: false, ducked: false };
  }
  const others = speech.sentences.filter((s) => s.sentence !== next.sentence);
  return { ...speech, sentences: [...others, next].sort((a, b) => a.sentence - b.sentence) };
}

function changeSpeech(view: Interview, id: number, change: { stopped?: boolean; ducked?: boolean }): Interview {
  return view.speech?.id === id ? { ...view, speech: { ...view.speech, ...change } } : view;
}

function applyEvent(view: Interview, event: Event): Interview {
  switch (event.type) {
    case "PartialTranscript": {
      const committed = event.committed ?? "";
      const settled = event.text.startsWith(committed) ? committed : "";
      return { ...view, committed: settled, tentative: event.text.slice(settled.length), wordsTo: Math.max(view.wordsTo, event.at) };
    }
    case "FinalTranscript": {
      const said = { text: event.text, started: event.started, ended: event.ended, typed: event.source === "typed" };
      const part = event.counts && event.text.trim() !== "";
      const answer = part ? [...view.answer, said] : view.answer;
      return { ...view, answer, committed: "", tentative: "", wordsTo: part ? Math.max(view.wordsTo, event.ended) : view.wordsTo, written: view.written + 1 };
    }
    case "TurnEnded":
      return closeTurn(view, event.reason);
    case "InterviewerSpoke":
      return interviewerSpoke(view, event);
    case "BargedIn":
      return { ...view, interruptions: view.interruptions + 1 };
    case "AttemptFinished":
      return { ...view, finished: true, leaves: event.reason === "ended_by_candidate", written: view.written + 1 };
    case "AnswerScored":
    case "AnswerJudged":
      return { ...view, written: view.written + 1 };
    case "RecognitionFailed":
      return notice(view, "broken", `Your words were not recognised: ${event.reason}`);
    case "AudioLost":
      return notice(view, "warning", `${event.seconds.toFixed(1)} s of your sound were lost: ${event.reason}. That is no fault of yours; go on, or say it again.`);
    case "VoiceFailed":
      return notice(view, "warning", `The interviewer has no voice just now; read the caption. ${event.reason}`);
    case "SpeechStarted":
      return { ...view, voiceFrom: event.at };
    case "SpeechStopped":
      return { ...view, voiceFrom: null };
    case "InterviewerFellBack":
    case "CorrectionNoted":
    case "RecoveryObserved":
    case "ModelCalled":
    case "WordsSaved":
    case "AttemptStarted":
    case "AttemptResumed":
    case "ThinkingHeld":
    case "JudgeAsked":
    case "JudgeFellShort":
    case "WordsCorrected":
    case "FindingDisputed":
    case "ReportShared":
    case "ShareRevoked":
      return view;
  }
}

function closeTurn(view: Interview, reason: string): Interview {
  const text = view.answer.map((u) => u.text).join(" ");
  const closed = { ...view, answer: [], committed: "", tentative: "" };
  return text === "" ? closed : addTurn(closed, { speaker: "candidate", text, reason });
}

function interviewerSpoke(view: Interview, spoke: InterviewerSpoke): Interview {
  const followUp = { questionId: spoke.question_id, text: spoke.text };
  const asked = spoke.move === "ask" ? null : spoke.move === "probe" || spoke.move === "clarify" ? followUp : view.followUp;
  return addTurn({ ...view, followUp: asked }, { speaker: "interviewer", text: spoke.heard ?? spoke.text, reason: spoke.reason ?? "" });
}

function addTurn(view: Interview, turn: Turn): Interview {
  return turn.text.trim() === "" ? view : { ...view, turns: [...view.turns, turn] };
}

function notice(view: Interview, tone: Notice["tone"], text: string): Interview {
  const same = view.notices.filter((n) => n.text !== text).slice(-2);
  const id = Math.max(0, ...view.notices.map((n) => n.id)) + 1;
  return { ...view, notices: [...same, { id, tone, text }] };
}
